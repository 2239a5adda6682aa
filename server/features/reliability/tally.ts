import type { Tally, TrackRecord } from '@maillage/matching/supply.ts'

/** What facts are about: the first three of a firm, the others of a buyer. */
export const firmKinds = ['on-time', 'accepted', 'answered'] as const
export const buyerKinds = ['awarded', 'bought', 'replied', 'paid'] as const
export type FactKind = (typeof firmKinds)[number] | (typeof buyerKinds)[number]

/** One thing that was to be done, and whether it was, as agreed. */
export interface Fact {
  /** Tells it from the other facts of its organisation. */
  key: string
  kind: FactKind
  /** ISO date that it counts from. */
  day: string
  kept: boolean
  /** The other side; null where what happened is published anyway, or concerns nobody else. */
  with: { id: string; name: string } | null
  about: {
    kind: 'contract' | 'need' | 'tender'
    id: string
    /** In the buyer's words; empty for a need, which is named by its item or family. */
    title: string
    item: string | null
    family: string | null
  }
  /** Days that an answer or a payment took, where that is known. */
  days: number | null
}

/** Facts count for so many months. Two years: a small supplier has few orders a year, and what is older is another team. */
export const windowMonths = 24

/**
 * Others are told of figures that rest on so many facts, and on contracts with so many others. Of three, whoever is one
 * of them still cannot tell which of the two others a promise was broken to.
 */
export const leastFacts = 5
export const leastOthers = 3

/** Kinds of facts that each lie between two organisations alone. */
const between: readonly FactKind[] = ['on-time', 'accepted', 'answered', 'paid']

/** The first day that counts, for a day in France. */
export function windowStart(today: string): string {
  const start = `${Number(today.slice(0, 4)) - windowMonths / 12}${today.slice(4)}`
  // The year before last has no such day.
  return start.replace(/02-29$/, '02-28')
}

/** Of so many facts of a kind, how many were kept. */
export function tallyOf(facts: readonly Fact[], kind: FactKind): Tally {
  const own = facts.filter(fact => fact.kind === kind)
  return { kept: own.filter(({ kept }) => kept).length, of: own.length }
}

/** What others may be told of a kind: null where too few facts, or others, stand behind it. */
export function toldOf(facts: readonly Fact[], kind: FactKind): Tally | null {
  const own = facts.filter(fact => fact.kind === kind)
  if (own.length < leastFacts) return null
  const others = new Set(own.flatMap(fact => fact.with?.id ?? []))
  if (between.includes(kind) && others.size < leastOthers) return null
  return tallyOf(own, kind)
}

/** What may be told of a firm; null where that is nothing. */
export function recordOf(facts: readonly Fact[]): TrackRecord | null {
  const record: TrackRecord = {
    onTime: toldOf(facts, 'on-time'),
    accepted: toldOf(facts, 'accepted'),
    answered: toldOf(facts, 'answered'),
  }
  return record.onTime === null && record.accepted === null && record.answered === null ? null : record
}

/** Half of the facts of a kind took no longer, in whole days; null where no time is known. */
export function medianDays(facts: readonly Fact[], kind: FactKind): number | null {
  const days = facts.flatMap(fact => (fact.kind === kind ? (fact.days ?? []) : [])).sort((a, b) => a - b)
  return days[Math.floor((days.length - 1) / 2)] ?? null
}
