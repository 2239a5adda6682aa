import { freshDays } from '@maillage/matching/defaults.ts'
import type { Asked } from '#lib/sourcing/sourcing.ts'
import type { Profile } from './profile/draft.ts'

/** What waits for a firm: a buyer for its answer, a certificate to renew, to be confirmed, or something said that brings it nearer to needs. */
export type Waiting =
  | {
      wait: 'answer'
      needId: string
      buyer: string
      need: { item: string | null; family: string | null; quantity: number }
    }
  | { wait: 'certificate'; norm: string; until: string; over: boolean }
  | { wait: 'confirm'; days: number | null }
  | { wait: 'machines' | 'people' | 'materials' | 'certificates' | 'activity' }

const DAY_MILLISECONDS = 86_400_000
/** A certificate is to be renewed this long before it ends: a test and its report take about that. */
const RENEWAL_DAYS = 60

/** Whole days from one day or instant to another, as ISO writes them. */
export const daysBetween = (from: string, to: string) =>
  Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MILLISECONDS)

/** Buyers who wait for a firm's answer about a need that is open still, who asked last first. */
export function answersDue(asked: readonly Asked[]): Waiting[] {
  return asked.flatMap(({ state, need, buyer }): Waiting[] =>
    state === 'asked' && need.open ? [{ wait: 'answer', needId: need.id, buyer: buyer.name, need }] : [],
  )
}

/** What waits for a firm on its saved profile, the most pressing first. `today` is an ISO date. */
export function waitingFor(
  profile: Pick<Profile, 'activity' | 'sites' | 'workedMaterials' | 'certificates' | 'confirmedAt'>,
  today: string,
): Waiting[] {
  const ending = profile.certificates.flatMap(({ norm, validUntil }): Waiting[] => {
    if (validUntil === null) return []
    const left = daysBetween(today, validUntil)
    return left > RENEWAL_DAYS ? [] : [{ wait: 'certificate', norm, until: validUntil, over: left < 0 }]
  })
  const days = profile.confirmedAt === null ? null : daysBetween(profile.confirmedAt, today)
  const stale = days === null || days > freshDays
  const lacks: [boolean, 'machines' | 'people' | 'materials' | 'certificates' | 'activity'][] = [
    [profile.sites.every(({ machines }) => machines.length === 0), 'machines'],
    [profile.sites.every(({ workforce }) => workforce.length === 0), 'people'],
    [profile.workedMaterials.length === 0, 'materials'],
    [profile.certificates.length === 0, 'certificates'],
    [profile.activity.trim() === '', 'activity'],
  ]
  return [
    ...ending,
    ...(stale ? [{ wait: 'confirm' as const, days }] : []),
    ...lacks.flatMap(([lacking, wait]) => (lacking ? [{ wait }] : [])),
  ]
}
