import type { Need } from '@maillage/matching/demand.ts'
import { criterionIds, type Weights, weightsFor } from '@maillage/matching/weights.ts'
import { readWeights } from '../features/matches/weights.ts'
import { type Options, refused } from './options.ts'

/**
 * The weights of a need with some multiplied: `coverage:3,jobs:0` counts coverage three times as much as it would, and
 * jobs not at all. Null where the option is not given.
 */
export function weightsOption(options: Options, need: Pick<Need, 'buyerKind' | 'weights'>): Weights | null {
  const { weights } = options
  if (weights === undefined) return null
  const names = weights.split(',').map(part => part.split(':')[0] ?? '')
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice !== undefined)
    throw refused(options, {
      fr: `--weights donne deux fois « ${twice} ».`,
      en: `--weights gives "${twice}" twice.`,
    })
  const factors = readWeights(weights)
  const usual = weightsFor(need.buyerKind, need.weights)
  const multiplied = { ...usual }
  for (const id of criterionIds) multiplied[id] = usual[id] * (factors?.[id] ?? 1)
  if (factors !== null && criterionIds.some(id => multiplied[id] > 0)) return multiplied
  const known = criterionIds.join(', ')
  throw refused(options, {
    fr: `--weights est une liste comme coverage:3,jobs:0, chacun de 0 à 10, parmi ${known} ; et non « ${weights} ».`,
    en: `--weights is a list such as coverage:3,jobs:0, each from 0 to 10, of ${known}; not "${weights}".`,
  })
}
