import { parisMidnight } from '../../paris-date.ts'
import type { ContractFacts, Process } from './facts.ts'
import { type ReleaseTag, releaseTags } from './schemas.ts'

/** An instant at which something public happened, and what, as OCDS tags it. */
export interface Moment {
  /** ISO, UTC. */
  at: string
  tags: ReleaseTag[]
}

interface Happened {
  at: string
  tag: ReleaseTag
}

const iso = (at: Date) => at.toISOString()

/** From when a contract is public: the end of its tender here, or else the day it was concluded. */
export function publicFrom({ tender }: Process, { concludedOn }: ContractFacts): string {
  return tender?.endedAt ? iso(tender.endedAt) : parisMidnight(concludedOn)
}

/** An instant or a day of a contract as an instant: what is known by its day alone is never before the contract. */
export function contractInstant(process: Process, contract: ContractFacts, at: Date | string): string {
  const instant = typeof at === 'string' ? parisMidnight(at) : iso(at)
  const from = publicFrom(process, contract)
  return instant < from ? from : instant
}

function ofTender({ tender }: Process): Happened[] {
  // One for invited firms is theirs alone until it has a contract.
  if (tender === null || tender.access === 'invited') return []
  const { state, publishedAt, openedAt, endedAt, noticedAt, revisions } = tender
  const ends = state === 'cancelled' ? 'tenderCancellation' : 'tenderUpdate'
  return [
    { at: iso(publishedAt), tag: 'tender' },
    ...revisions
      .filter(({ revision }) => revision > 1)
      .map(({ at }): Happened => ({ at: iso(at), tag: 'tenderAmendment' })),
    ...(openedAt === null ? [] : [{ at: iso(openedAt), tag: 'tenderUpdate' as const }]),
    ...(endedAt === null || state === 'concluded' ? [] : [{ at: iso(endedAt), tag: ends } as const]),
    ...(noticedAt === null ? [] : [{ at: iso(noticedAt), tag: 'awardUpdate' as const }]),
  ]
}

function ofContract(process: Process, contract: ContractFacts): Happened[] {
  const { form, callOffs, ordered, delivered, advance, endedOn } = contract
  const happened = (tag: ReleaseTag, at: Date | string | null): Happened[] =>
    at === null ? [] : [{ tag, at: contractInstant(process, contract, at) }]
  const from = publicFrom(process, contract)
  return [
    { at: from, tag: 'award' },
    ...(form === 'order' ? [{ at: from, tag: 'contract' as const }] : []),
    ...callOffs.flatMap(({ acceptedAt }) => happened('contract', acceptedAt)),
    ...ordered.flatMap(({ exercisedAt }) => happened('contractUpdate', exercisedAt)),
    ...happened('implementation', advance?.paidOn ?? null),
    ...delivered.flatMap(({ acceptedOn, paidOn }) => [
      ...happened('implementation', acceptedOn),
      ...happened('implementation', paidOn),
    ]),
    ...happened('contractTermination', endedOn),
  ]
}

const later: Partial<Record<ReleaseTag, ReleaseTag>> = { implementation: 'implementationUpdate' }

/**
 * When something public happened to a purchase, in order; what happened at one instant is one moment. `now`: what is dated
 * after it has not happened yet.
 */
export function momentsOf(process: Process, now: Date): Moment[] {
  const happened = [
    ...ofTender(process),
    ...process.contracts.flatMap(contract => ofContract(process, contract)),
  ].filter(({ at }) => at <= iso(now))
  const byInstant = Map.groupBy(happened, ({ at }) => at)
  const before = new Set<ReleaseTag>()
  return [...byInstant.keys()].sort().map(at => {
    const told = new Set(byInstant.get(at)?.map(({ tag }) => tag))
    const tags = new Set([...told].map(tag => (before.has(tag) ? (later[tag] ?? tag) : tag)))
    for (const tag of told) before.add(tag)
    return { at, tags: releaseTags.filter(tag => tags.has(tag)) }
  })
}
