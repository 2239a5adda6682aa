import { dayOf } from '@maillage/matching/dates.ts'
import type { Capacity } from './document.ts'

/** What is asked of a firm: so many units a week of a family, so many weeks from now. */
export interface CapacityAsked {
  family: string
  weekly: number
  /** Whole weeks left until then. */
  weeks: number
}

/** Steps that counts of firms are told at, in units a week. */
export const capacitySteps = [100, 500, 1000, 5000, 10_000, 50_000] as const

/** Whole weeks from a day to another; none to one that has passed. */
export const weeksUntil = (today: string, day: string): number =>
  Math.max(0, Math.floor((dayOf(day) - dayOf(today)) / 7))

/** The most of several ways to make something: each may run from a week on, so many units a week. */
export function capacityOf(ways: { weeklyUnits: number; days: number }[]): Capacity {
  const from = ways.map(({ weeklyUnits, days }) => ({ weeklyUnits, week: Math.ceil(days / 7) }))
  const last = Math.max(0, ...from.map(({ week }) => week))
  const capacity = Array.from({ length: last + 1 }, (_, week) =>
    Math.max(0, ...from.filter(way => way.week <= week).map(way => way.weeklyUnits)),
  )
  while (capacity.length > 1 && capacity.at(-1) === capacity.at(-2)) capacity.pop()
  return capacity
}

/** Units a week at a time, 0 where there are none. */
export const capacityAt = (capacity: Capacity | undefined, weeks: number): number =>
  capacity === undefined ? 0 : (capacity[Math.min(weeks, capacity.length - 1)] ?? 0)

/** Powers of ten that a capacity may lie in. */
const mostDigits = 9

const digitsOf = (weekly: number) => Math.floor(Math.log10(Math.max(1, weekly)))

/** What a capacity is found by in an index of words: its power of ten, at the most it comes to. */
export const capacityWords = (capacity: Record<string, Capacity>): string[] =>
  Object.entries(capacity).map(([family, own]) => `${family}/${digitsOf(Math.max(...own))}`)

/** Words of capacities that may be what is asked for. */
export const wordsAsked = ({ family, weekly }: CapacityAsked): string[] =>
  Array.from({ length: mostDigits + 1 }, (_, digits) => digits)
    .filter(digits => digits >= digitsOf(weekly))
    .map(digits => `${family}/${digits}`)
