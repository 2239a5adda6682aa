import { createHash } from 'node:crypto'
import type { NeedFits } from '@maillage/db/tables/matching.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { SuggestionChange } from '@maillage/matching/words/suggestion.ts'

/** Where something stood when it was last told, or stands now. */
export interface Standing {
  feasible: boolean
  inFirstTen: boolean
}

/** What a firm knows of a need, or would be told: null where what it was told was not kept. */
export interface FirmStanding extends Standing {
  needDigest: string | null
  work: string[] | null
}

export const nowhere: Standing = { feasible: false, inFirstTen: false }

/**
 * What is news of a partnership: that it is among the first ten or could meet the need, for the first time; that it
 * became feasible, or stopped being so. One that leaves the first ten and comes back, as others come and go, is none.
 */
export function standingNews(
  told: Standing | undefined,
  now: Standing,
): Exclude<SuggestionChange, 'need-revised' | 'does-more'> | null {
  if (told === undefined) return now.feasible || now.inFirstTen ? 'new' : null
  if (!told.feasible && now.feasible) return 'became-feasible'
  if (told.feasible && !now.feasible) return 'no-longer-feasible'
  return !told.inFirstTen && now.inFirstTen ? 'entered-first-ten' : null
}

/**
 * What is news of a need for a firm: how its best partnership stands, that the need asks for something else, or that the
 * firm would do what it was never told it would.
 */
export function firmNews(
  told: FirmStanding | undefined,
  now: Standing & { needDigest: string; work: string[] },
): SuggestionChange | null {
  const change = standingNews(told, now)
  if (told === undefined || !(now.feasible || now.inFirstTen)) return change
  if (change === 'became-feasible' || change === 'no-longer-feasible') return change
  if (told.needDigest !== null && told.needDigest !== now.needDigest) return 'need-revised'
  const knownWork = told.work
  if (knownWork !== null && now.work.some(work => !isKnown(knownWork, work))) return 'does-more'
  return change
}

/** What is kept as told: of the same need, all that the firm has ever been told. */
export function remembered(
  told: FirmStanding | undefined,
  now: Standing & { needDigest: string; work: string[] },
): Standing & { needDigest: string; work: string[] } {
  if (told === undefined || (told.needDigest !== null && told.needDigest !== now.needDigest)) return now
  return {
    ...now,
    inFirstTen: told.inFirstTen || now.inFirstTen,
    work: [...new Set([...(told.work ?? []), ...now.work])].sort(),
  }
}

/** Work as it stands was told as well where it was told after a change: only the better is news. */
function isKnown(told: string[], work: string): boolean {
  return told.includes(work) || told.includes(work.replace(/ reoriented$/, ' direct'))
}

/** The operations that a firm does in a partnership, or lends people for, each process once, in the order of the work. */
export function workOf(partnership: Partnership, firm: string): NeedFits['work'] {
  const modes = new Map<string, 'direct' | 'reoriented'>()
  for (const { firm: who, peopleFrom, process, mode } of partnership.assignments) {
    if ((who === firm || peopleFrom === firm) && modes.get(process) !== 'reoriented') modes.set(process, mode)
  }
  return [...modes].map(([process, mode]) => ({ process, mode }))
}

/** The same as words to compare: `sew direct`. */
export function workWords(work: NeedFits['work']): string[] {
  return work.map(({ process, mode }) => `${process} ${mode}`).sort()
}

/** Changes with what firms work from: neither the words of a need nor what is its buyer's own. */
export function digestOf(need: Need): string {
  const { subject, claim, quantity, sizes, packaging, schedule, place, norms, wishes } = need
  const { maximumPartners, reservedFor } = need
  const asked = { subject, claim, quantity, sizes, packaging, schedule, place, norms, wishes }
  return createHash('sha256')
    .update(JSON.stringify({ ...asked, maximumPartners, reservedFor }))
    .digest('hex')
}
