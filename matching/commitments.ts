/** Hours that are free no more: what the ledger has taken of a site's machines and people, week by week. */
import type { Availability } from './availability.ts'
import { dayOf, mondayOf } from './dates.ts'
import type { Commitment } from './supply.ts'

/** Minutes taken, by kind and machine type or trade, then by the day number of the Monday. */
type Taken = Map<string, Map<number, number>>

/** What is taken of a site's hours, as everybody counts it and as its own firm does, who knows what it holds too. */
export interface Ledger {
  others: Taken
  own: Taken
}

/** Weeks left free, as everybody counts them and as the firm itself does. */
export type FreeWeeks = Record<keyof Ledger, Availability>

/** Hours that some work draws on: `hours` a week of each type or trade (null: of people assumed), which count for `weight`. */
export interface Drawn {
  kind: Commitment['kind']
  parts: { of: string | null; hours: number; weight: number }[]
}

const keyOf = (kind: Commitment['kind'], of: string | null) => `${kind}|${of}`

/** Reads the ledger of a site; null where nothing is taken. */
export function compileLedger(commitments: readonly Commitment[] = []): Ledger | null {
  const counted = commitments.filter(({ minutes }) => minutes > 0)
  if (counted.length === 0) return null
  const ledger: Ledger = { others: new Map(), own: new Map() }
  for (const { kind, of, week, minutes, state } of counted) {
    const key = keyOf(kind, of)
    const monday = mondayOf(dayOf(week))
    for (const taken of state === 'held' ? [ledger.own] : [ledger.own, ledger.others]) {
      const weeks = taken.get(key) ?? new Map<number, number>()
      taken.set(key, weeks.set(monday, (weeks.get(monday) ?? 0) + minutes))
    }
  }
  return ledger
}

/**
 * The weeks of work that draws on some hours, or on none (null). A week counts by what is free of them together: its usual
 * share, less what is taken of each type or trade, never below 0.
 */
export function freeWeeks(availability: Availability, ledger: Ledger, drawn: Drawn | null): FreeWeeks {
  return {
    others: weeksLeft(availability, ledger.others, drawn),
    own: weeksLeft(availability, ledger.own, drawn),
  }
}

function weeksLeft(availability: Availability, taken: Taken, drawn: Drawn | null): Availability {
  if (drawn === null) return availability
  const { kind, parts } = drawn
  const usual = sharesOf(availability)
  const minutesOf = (of: string | null) => taken.get(keyOf(kind, of))
  const mondays = new Set(parts.flatMap(({ of }) => [...(minutesOf(of)?.keys() ?? [])]))
  if (mondays.size === 0) return availability
  const left = new Map(usual)
  for (const monday of mondays) {
    const share = usual.get(monday) ?? 1
    const free = parts.map(({ of, hours, weight }) => {
      const minutes = minutesOf(of)?.get(monday) ?? 0
      return weight * Math.max(0, share - minutes / 60 / hours)
    })
    left.set(monday, sum(free) / sum(parts.map(({ weight }) => weight)))
  }
  return availabilityOf(left)
}

/** The weeks in which two can work together: each counts by the share of the one who has less. */
export function together(one: Availability, other: Availability): Availability {
  if (one === other || other.exceptions.length === 0) return one
  if (one.exceptions.length === 0) return other
  const [first, second] = [sharesOf(one), sharesOf(other)]
  const mondays = [...new Set([...first.keys(), ...second.keys()])]
  return availabilityOf(
    new Map(mondays.map(monday => [monday, Math.min(first.get(monday) ?? 1, second.get(monday) ?? 1)])),
  )
}

const sharesOf = ({ exceptions }: Availability) =>
  new Map(exceptions.map(({ monday, share }) => [monday, share]))

function availabilityOf(shares: Map<number, number>): Availability {
  return {
    exceptions: [...shares].map(([monday, share]) => ({ monday, share })).sort((a, b) => a.monday - b.monday),
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
