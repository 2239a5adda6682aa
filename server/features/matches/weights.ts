import type { CriterionId } from '@maillage/matching/match.ts'
import { criterionIds } from '@maillage/matching/weights.ts'
import type { Refusal } from '../../problems/problem.ts'

/** Answered to weights that cannot be read. */
export const unreadableWeights: Refusal = {
  refused: 'invalid-input',
  fields: [
    {
      field: '/weights',
      message: {
        fr: 'Donnez des poids de 0 à 10, dont un au moins au-dessus de 0 : « coverage:3,lead-time:1 ».',
        en: 'Give weights from 0 to 10, at least one above 0: "coverage:3,lead-time:1".',
      },
    },
  ],
}

/**
 * Weights from an address: `coverage:3,lead-time:1.5`. Returns null when a name is unknown, a weight is not a number
 * from 0 to 10, or all are 0.
 */
export function readWeights(text: string): Partial<Record<CriterionId, number>> | null {
  const weights: Partial<Record<CriterionId, number>> = {}
  for (const part of text.split(',')) {
    const [name, value] = part.split(':')
    const id = criterionIds.find(criterion => criterion === name)
    const weight = Number(value)
    if (id === undefined || !value || !(weight >= 0 && weight <= 10)) return null
    weights[id] = weight
  }
  return Object.values(weights).some(weight => weight > 0) ? weights : null
}
