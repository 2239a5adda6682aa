import type { Rule, Urgency } from './procedure.ts'

/** Who buys, how urgently, and when: what decides which rules stand side by side. */
export interface Standing {
  regime: 'public' | 'private'
  authority: 'central' | 'other'
  urgency: Urgency
  /** ISO date. */
  day: string
}

/** A stretch of amounts with the rule that is about them; null where the table has none. */
export interface Rung {
  fromCents: number
  /** Null: however much. */
  toCents: number | null
  rule: Rule | null
}

/** The rules about a purchase of this standing, from the least amount to the largest, gaps told. */
export function rungsOf(rules: readonly Rule[], { regime, authority, urgency, day }: Standing): Rung[] {
  const about = rules
    .filter(
      rule =>
        rule.regime === regime &&
        (rule.authority === null || rule.authority === authority) &&
        rule.urgencies.includes(urgency) &&
        rule.from <= day &&
        (rule.until === null || day < rule.until),
    )
    .sort((one, other) => one.leastCents - other.leastCents)
  const rungs: Rung[] = []
  let reached: number | null = 0
  for (const rule of about) {
    if (reached !== null && rule.leastCents > reached)
      rungs.push({ fromCents: reached, toCents: rule.leastCents, rule: null })
    rungs.push({ fromCents: rule.leastCents, toCents: rule.belowCents, rule })
    reached = rule.belowCents
  }
  if (reached !== null) rungs.push({ fromCents: reached, toCents: null, rule: null })
  return rungs
}

/** How far past the last threshold the drawing goes. */
const BEYOND = 2

/**
 * Where an amount stands on a ladder whose rungs are drawn equally long, in [0, 1]: thresholds lie too far apart for one
 * scale.
 */
export function placeOn(rungs: readonly Rung[], cents: number): number {
  const at = rungs.findIndex(({ toCents }) => toCents === null || cents < toCents)
  const rung = rungs[at]
  if (rung === undefined) return 0
  const to = rung.toCents ?? Math.max(rung.fromCents, 1) * (1 + BEYOND)
  const within = Math.min(1, (cents - rung.fromCents) / (to - rung.fromCents))
  return (at + within) / rungs.length
}
