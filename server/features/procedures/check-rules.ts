import type { BuyingRule } from '@maillage/db/law/schema.ts'
import type { Fault } from '../../problems/faults.ts'

const said = {
  amounts: {
    fr: 'Le montant du haut doit dépasser celui du bas.',
    en: 'The upper amount has to be above the lower one.',
  },
  days: {
    fr: 'La fin doit venir après le début.',
    en: 'The end has to come after the beginning.',
  },
  twice: {
    fr: 'Cette règle figure deux fois.',
    en: 'This rule appears twice.',
  },
}

/** Whether some purchase would follow both rules. */
export function overlap(one: BuyingRule, other: BuyingRule): boolean {
  const { authority } = other
  return (
    one.regime === other.regime &&
    (one.authority === null || authority === null || one.authority === authority) &&
    one.urgencies.some(urgency => other.urgencies.includes(urgency)) &&
    begins(one.from, other.until) &&
    begins(other.from, one.until) &&
    (other.belowCents === null || one.leastCents < other.belowCents) &&
    (one.belowCents === null || other.leastCents < one.belowCents)
  )
}

const begins = (from: string, until: string | null) => until === null || from < until

/**
 * What is wrong with rules that are to stand in the table, with those of it that they do not replace: an empty range, a
 * rule twice, or two that are about the same purchase.
 */
export function checkRules(revised: readonly BuyingRule[], stored: readonly BuyingRule[]): Fault[] {
  const kept = stored.filter(({ id }) => !revised.some(rule => rule.id === id))
  return revised.flatMap((rule, at) => {
    const fault = (field: string, message: Fault['message']) => [{ field: `/rules/${at}/${field}`, message }]
    if (revised.findIndex(({ id }) => id === rule.id) < at) return fault('id', said.twice)
    const ranges = [
      ...(rule.belowCents !== null && rule.belowCents <= rule.leastCents
        ? fault('belowCents', said.amounts)
        : []),
      ...(begins(rule.from, rule.until) ? [] : fault('until', said.days)),
    ]
    if (ranges.length > 0) return ranges
    const other = [...revised.slice(0, at), ...kept].find(one => overlap(rule, one))
    if (other === undefined) return []
    return fault('leastCents', {
      fr: `Ces montants, ces dates et cette urgence relèvent déjà de « ${other.name.fr} » : un même achat suivrait deux règles.`,
      en: `These amounts, days and urgency belong to “${other.name.en}” already: one purchase would follow two rules.`,
    })
  })
}
