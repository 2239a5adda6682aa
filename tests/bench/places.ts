/** Where firms and buyers are: communes of metropolitan France, drawn by their size and by the textile's own geography. */
import { loadTowns, type Town } from '@maillage/db/towns/towns.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { Random } from './random.ts'

/** How much more textile work there is than people would make one expect. Estimated: the historic textile regions. */
const textileShares: [factor: number, departments: string[]][] = [
  [8, ['09', '81', '88']],
  [6, ['10', '42']],
  [5, ['85']],
  [4, ['07', '43', '49', '59', '68', '69']],
  [3, ['12', '26', '53', '61', '62', '80', '87']],
  [2, ['02', '24', '30', '32', '38', '63', '65', '72', '76', '79']],
  [1.5, ['31', '34', '67', '75', '93']],
]
const textileDepartments = new Map(
  textileShares.flatMap(([factor, departments]) => departments.map(code => [code, factor] as const)),
)

/** Draws a place; the more a town weighs, the more often. */
export type Places = (draw: Random) => Place

/**
 * Populations follow a power of the rank among French communes: 2.1 million × rank^−0.85 gives 297,000 for the tenth,
 * 42,000 for the hundredth and 840 for the ten-thousandth, near the census.
 */
const population = (rank: number) => 2_100_000 * rank ** -0.85

const isMetropolitan = ({ department }: Town) => !department.startsWith('97') && !department.startsWith('98')

/** Buyers are where people live. */
export function placesByPopulation(): Places {
  return byWeight((_, rank) => population(rank))
}

/** Firms are in textile departments first, and in small towns more than people are: by the root of the population. */
export function placesOfTextile(): Places {
  return byWeight(
    ({ department }, rank) => Math.sqrt(population(rank)) * (textileDepartments.get(department) ?? 1),
  )
}

function byWeight(weightOf: (town: Town, rank: number) => number): Places {
  const towns = loadTowns()
    .map((town, position) => ({ town, weight: weightOf(town, position + 1) }))
    .filter(({ town }) => isMetropolitan(town))
  let sum = 0
  const sums = Float64Array.from(towns, ({ weight }) => (sum += weight))
  return draw => {
    const { town } = towns[firstAbove(sums, draw.next() * sum)] ?? {}
    if (town === undefined) throw new RangeError('No commune to draw from')
    const { latitude, longitude, precision, code, department } = town
    return { latitude, longitude, precision, commune: code, department }
  }
}

/** Position of the first sum above a value, by halving. */
function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
