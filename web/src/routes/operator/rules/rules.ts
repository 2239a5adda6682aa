import type { Sent } from '#lib/api/types.ts'
import type { Rule } from '#lib/procedure/procedure.ts'

export type RevisedRule = Sent<'/api/organisations/{organisationId}/buying-rules', 'put'>['rules'][number]

/** A rule as it is sent: without what the table adds to it. */
export function sentOf({ origin: _origin, shipped: _shipped, ...rule }: Rule): RevisedRule {
  return rule
}

/** Where a rule stands on a day. */
export function standingOn({ from, until }: Pick<Rule, 'from' | 'until'>, day: string) {
  if (until !== null && until <= day) return 'past'
  return from > day ? 'coming' : 'current'
}

/** Whether two rules may be about purchases of the same kind, whatever the amount. */
const areBesideEachOther = (one: Rule, other: Rule) =>
  one.id !== other.id &&
  one.regime === other.regime &&
  (one.authority === null || other.authority === null || one.authority === other.authority) &&
  one.urgencies.some(urgency => other.urgencies.includes(urgency)) &&
  (one.until === null || other.from < one.until) &&
  (other.until === null || one.from < other.until)

/** A rule that begins where another ended, or ends where it began, and would leave a hole or overlap. */
export interface Neighbour {
  rule: Rule
  side: 'above' | 'below'
}

/** The rules that meet a rule at its amounts, as it stands in the table. */
export function neighboursOf(rules: readonly Rule[], rule: Rule): Neighbour[] {
  return rules
    .filter(other => areBesideEachOther(rule, other))
    .flatMap((other): Neighbour[] => {
      if (rule.belowCents !== null && other.leastCents === rule.belowCents)
        return [{ rule: other, side: 'above' }]
      if (rule.leastCents > 0 && other.belowCents === rule.leastCents) return [{ rule: other, side: 'below' }]
      return []
    })
}

/** A neighbour moved along with a rule; null where the rule's amount on that side did not move, or has no end now. */
export function movedAlong({ rule, side }: Neighbour, before: Rule, after: RevisedRule): RevisedRule | null {
  if (side === 'above') {
    if (after.belowCents === null || after.belowCents === before.belowCents) return null
    return { ...sentOf(rule), leastCents: after.belowCents }
  }
  return after.leastCents === before.leastCents ? null : { ...sentOf(rule), belowCents: after.leastCents }
}

/** What a rule that ends goes on as: the same from the day it ends, as a rule of its own. */
export function renewed(rule: Rule): RevisedRule {
  const from = rule.until ?? rule.from
  return {
    ...sentOf(rule),
    id: `${rule.id.replace(/-from-\d{4}.*$/, '')}-from-${from}`,
    from,
    until: null,
    revision: 0,
  }
}

const DAY_MILLISECONDS = 86_400_000
const SOON_DAYS = 400

/** Days until a rule ends with none to go on from there; null where one does, or it is far off. */
export function endsIn(rules: readonly Rule[], rule: Rule, day: string): number | null {
  const { until } = rule
  if (until === null || until <= day) return null
  const days = Math.round((Date.parse(until) - Date.parse(day)) / DAY_MILLISECONDS)
  const goesOn = rules.some(
    other =>
      other.from === until &&
      other.regime === rule.regime &&
      (other.authority === null || other.authority === rule.authority) &&
      other.leastCents <= rule.leastCents &&
      rule.urgencies.every(urgency => other.urgencies.includes(urgency)),
  )
  return goesOn || days > SOON_DAYS ? null : days
}
