import type { BuyingRule, ProcedureKind, Urgency } from '@maillage/db/law/schema.ts'

/** What a purchase is judged by. */
export interface Purchase {
  regime: 'public' | 'private'
  authority: 'central' | 'other'
  urgency: Urgency
  /** The estimate of the whole homogeneous need, in cents ex tax. */
  totalCents: number
  /** The day the consultation begins, in France. */
  begins: string
}

/** Whether a rule is about a purchase. */
export function isAbout(rule: BuyingRule, purchase: Purchase): boolean {
  return (
    rule.regime === purchase.regime &&
    (rule.authority === null || rule.authority === purchase.authority) &&
    rule.urgencies.includes(purchase.urgency) &&
    rule.from <= purchase.begins &&
    (rule.until === null || purchase.begins < rule.until) &&
    rule.leastCents <= purchase.totalCents &&
    (rule.belowCents === null || purchase.totalCents < rule.belowCents)
  )
}

/**
 * The rule that a purchase follows. `none` where the table has no rule for it (its dates have run out), `several` with
 * those that are all about it: an operator's revision has made two rules overlap, and nobody guesses which is right.
 */
export function ruleFor<Rule extends BuyingRule>(
  rules: readonly Rule[],
  purchase: Purchase,
): { found: Rule } | { found: null; several: Rule[] } {
  const about = rules.filter(rule => isAbout(rule, purchase))
  const [first, ...others] = about
  return first !== undefined && others.length === 0
    ? { found: first }
    : { found: null, several: others.length > 0 ? about : [] }
}

/** From the lightest to the heaviest: who may use one may use any heavier one. */
const ladder: readonly ProcedureKind[] = ['without-publicity', 'adapted', 'formal']

/** The ways a buyer may take where a rule proposes one: that one, or one that asks for more. */
export function lawfulInsteadOf(proposed: ProcedureKind): ProcedureKind[] {
  if (proposed === 'quotes') return ['quotes']
  if (proposed === 'imperious-urgency') return ['imperious-urgency', 'adapted', 'formal']
  return ladder.slice(ladder.indexOf(proposed))
}
