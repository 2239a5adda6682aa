/**
 * Who lets others begin sooner: the first days and the hand-overs of a team are those of the quickest of its members, so that
 * one more with a small part in the work may bring what the programme of all candidates takes for granted.
 */
import { mayBeWhole } from './assemble.ts'
import type { Team, TeamRoute } from './team.ts'

/** Of each operation, how many of the quickest come into question; and of all, how many join a set, by the days they gain. */
const quickest = 2
const joiningMost = 3

/** By operation: positions of the lines that are done with it soonest, and of those from which it is there soonest. */
interface Quick {
  first: (number | undefined)[]
  soonest: number[]
}

/** Sets that one of the quickest joins, or takes a place in where there is none left. `team`: all candidates as one. */
export function hasteners({ chain, lines, routesOf }: Team, most: number): (set: number[]) => number[][] {
  const quick: Quick[] = routesOf.flatMap(routes =>
    [(route: TeamRoute) => route.earliest, (route: TeamRoute) => route.tail].flatMap(days => {
      const first = firstOf(routes, days)
      const soonest = [...first.keys()].sort((a, b) => (first.get(a) ?? 0) - (first.get(b) ?? 0) || a - b)
      return first.size === 0
        ? []
        : [{ first: lines.map((_, at) => first.get(at)), soonest: soonest.slice(0, quickest) }]
    }),
  )
  return set => {
    const members = new Set(set)
    const gained = new Map<number, number>()
    for (const { first, soonest } of quick) {
      const own = Math.min(...set.map(at => first[at] ?? Infinity))
      for (const at of soonest) {
        const days = own - (first[at] ?? Infinity)
        if (days > 0 && !members.has(at)) gained.set(at, Math.max(days, gained.get(at) ?? 0))
      }
    }
    const joiners = [...gained].sort(([a, daysOfA], [b, daysOfB]) => daysOfB - daysOfA || a - b)
    // Where there is no place left, one joins for each that leaves.
    return joiners.slice(0, set.length < most ? joiningMost : 1).flatMap(([joining]) => {
      const joined = [...set, joining].sort((a, b) => a - b)
      if (joined.length <= most) return [joined]
      return set
        .map(leaving => joined.filter(at => at !== leaving))
        .filter(others =>
          mayBeWhole(
            chain,
            others.flatMap(at => lines[at] ?? []),
          ),
        )
    })
  }
}

/** By line: the least days of its routes. */
export function firstOf(routes: TeamRoute[], days: (route: TeamRoute) => number): Map<number, number> {
  const first = new Map<number, number>()
  for (const route of routes)
    first.set(route.member, Math.min(days(route), first.get(route.member) ?? Infinity))
  return first
}
