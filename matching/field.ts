/**
 * Some of the candidates of a chain, as a part of the search looks at them: the fewer they are, the less the programme of all
 * takes for granted, since first days and hand-overs are those of the quickest among them.
 */
import { crowdOf } from './crowd.ts'
import { frameOf } from './frame.ts'
import { firstOf } from './hasteners.ts'
import type { Line } from './line.ts'
import { Master } from './master.ts'
import { offersOf } from './offer.ts'
import type { Question } from './question.ts'
import type { TeamRoute } from './team.ts'
import type { Chain } from './unfold.ts'

export interface Field {
  chain: Chain
  lines: Line[]
  place: Map<Line, number>
  master: Master
  /** Of each of these every set has somebody. */
  groups: Line[][]
}

/** What a field is about, whoever is in it. */
export interface Ground {
  question: Question
  chain: Chain
  resilient: boolean
}

/** `near`: those that its programme begins with; the best at a glance where none is given. Null where there is no set. */
export function fieldOf(
  { question, chain, resilient }: Ground,
  lines: Line[],
  groups: Line[][] = [],
  near: Line[] = [],
): Field | null {
  const crowd = crowdOf(question, chain, lines)
  if (crowd === null) return null
  const place = new Map(lines.map((line, at) => [line, at]))
  const among = groups.map(group => placesOf({ place }, group))
  if (among.some(group => group.length === 0)) return null
  const frame = frameOf(crowd, { most: question.most, resilient, groups: among })
  return {
    chain,
    lines,
    place,
    master: new Master(frame, offersOf(frame), placesOf({ place }, near)),
    groups,
  }
}

export function membersOf({ lines }: Pick<Field, 'lines'>, set: readonly number[]): Line[] {
  return set.flatMap(at => lines[at] ?? [])
}

/** Of some lines, those that the field has, by position. */
export function placesOf({ place }: Pick<Field, 'place'>, members: readonly Line[]): number[] {
  return members.flatMap(line => place.get(line) ?? [])
}

/** Days that tell: less is rounding of the road. */
const telling = 0.5

/**
 * Those who let the work of a set begin or end sooner than it can by itself; the programme takes for granted that the set has one
 * of them. They are of one operation: that whose quickest gains the set most days. None where the set is as quick as any.
 */
export function quickerThan({ master: { frame }, lines, place, chain }: Field, set: Line[]): Line[] {
  const { question, routesOf, standOf } = frame.team
  const alone = crowdOf(question, chain, set)
  if (alone === null) return []
  const members = set.flatMap(line => place.get(line) ?? [])
  let best: Line[] = []
  let most = telling
  routesOf.forEach((routes, number) => {
    for (const days of [earliest, tail]) {
      const first = firstOf(routes, days)
      const stand = standOf[number]
      const own = Math.min(
        stand === undefined ? Infinity : days(stand),
        ...members.map(at => first.get(at) ?? Infinity),
      )
      const group = [...first]
        .filter(([, day]) => day < own)
        .sort((a, b) => a[1] - b[1] || a[0] - b[0])
        .flatMap(([at]) => lines[at] ?? [])
      const [quickest] = group
      const joined = quickest === undefined ? null : crowdOf(question, chain, [...set, quickest])
      if (joined === null) continue
      const gained = daysOf(alone.routes) - daysOf(joined.routes.slice(0, alone.routes.length))
      if (gained > most) [most, best] = [gained, group]
    }
  })
  return best
}

const earliest = (of: { earliest: number }) => of.earliest
const tail = (of: { tail: number }) => of.tail
const daysOf = (routes: TeamRoute[]) => routes.reduce((sum, route) => sum + route.earliest + route.tail, 0)
