/** How well real firms and needs are read from their words alone, from a file that tells what came of them. */
import { readFileSync } from 'node:fs'
import { createEngine } from '@maillage/matching/engine.ts'
import type { Place } from '@maillage/matching/supply.ts'
import { firmFromProposals } from '@maillage/matching/understanding/firm.ts'
import { profileFromText } from '@maillage/matching/understanding/profile.ts'
import { f1, type Score } from './measure.ts'
import { catalogue, lexicon, needsOf, today } from './read.ts'

/** What the file calls what firms made in 2020, by family. */
const familyOfMade = new Map(
  Object.entries({
    'masque-barriere-uns': 'mask-uns',
    'tissu-pour-masque': 'mask-uns',
    'masque-chirurgical': 'mask-surg',
    ffp2: 'ffp',
    surblouse: 'gown',
    'tissu-pour-surblouse': 'gown',
    combinaison: 'coverall',
    visiere: 'visor',
    'gel-hydroalcoolique': 'gel',
    charlotte: 'cap',
    surchaussure: 'overshoe',
    gants: 'glove',
    'film-virucide': 'film',
    housse: 'body-bag',
  }),
)

const somewhere: Place = { latitude: 46.6, longitude: 2.5, precision: 'area', commune: '', department: '' }
const firstFamilies = 2

interface RealFirm {
  firm: string
  before: string
  made2020: string[]
}

interface RealNeed {
  id: number
  text: string
  expected: { products: string[]; quantities: (number | null)[] }
}

const read = <Value>(file: string): Value[] => JSON.parse(readFileSync(file, 'utf8'))
const rounded = (value: number) => Math.round(value * 1000) / 1000

/** Share of firms, by family and averaged over families, whose product of 2020 is in the explorer's first two families. */
export function measureFirms(file: string, tell: (line: string) => void): Record<string, unknown> {
  const engine = createEngine(catalogue, { asOf: today, departments: [] })
  const families = new Map<string, { firms: number; found: number }>()
  const firms = read<RealFirm>(file)
  for (const { firm: name, before, made2020 } of firms) {
    const found = profileFromText(before, lexicon)
    const firm = firmFromProposals(found, lexicon, catalogue, {
      id: name,
      activity: before,
      place: somewhere,
    })
    const ranked = [...new Set(engine.exploreProducts(firm).map(({ family, product }) => family ?? product))]
    const first = ranked.slice(0, firstFamilies)
    for (const family of new Set(made2020.map(made => familyOfMade.get(made) ?? made))) {
      const counted = families.get(family) ?? { firms: 0, found: 0 }
      counted.firms++
      if (first.includes(family)) counted.found++
      else
        tell(
          `${name} made ${family}; first are ${first.join(', ')} (${found.activities.map(({ id }) => id).join(', ')})`,
        )
      families.set(family, counted)
    }
  }
  const shares = [...families].map(
    ([family, { firms: all, found }]) => [family, rounded(found / all)] as const,
  )
  const mean = shares.reduce((sum, [, share]) => sum + share, 0) / Math.max(1, shares.length)
  return { firms: firms.length, inFirstTwo: rounded(mean), byFamily: Object.fromEntries(shares) }
}

/** F1 of families and of products, and the share of quantities that are exact. */
export function measureNeeds(file: string, tell: (line: string) => void): Record<string, unknown> {
  const families: Score = { right: 0, wrong: 0, missed: 0 }
  const products: Score = { right: 0, wrong: 0, missed: 0 }
  const amounts = { given: 0, exact: 0 }
  const needs = read<RealNeed>(file)
  for (const { id, text, expected } of needs) {
    const found = needsOf(text)
    const familyOf = (product: string) => lexicon.families.get(product) ?? product
    const wanted = new Set(expected.products.map(familyOf))
    const got = new Set(found.flatMap(({ family }) => (family === null ? [] : [family])))
    count(families, wanted, got)
    // A type is judged where the reader says one: the file also has types that its text does not say.
    const typed = found.flatMap(({ product, family }) =>
      product !== null && product !== family ? [product] : [],
    )
    const judged = expected.products.filter(product =>
      typed.some(each => familyOf(each) === familyOf(product)),
    )
    count(products, new Set(judged), new Set(typed))
    for (const [index, product] of expected.products.entries()) {
      const quantity = expected.quantities[index] ?? null
      if (quantity === null) continue
      amounts.given++
      if (found.some(need => need.family === familyOf(product) && need.quantity === quantity)) amounts.exact++
      else tell(`need ${id}: ${quantity} ${product} is not read`)
    }
    if (![...wanted].every(family => got.has(family)) || got.size > wanted.size) {
      tell(`need ${id}: ${[...wanted].join(', ')} expected, ${[...got].join(', ') || 'nothing'} read`)
    }
  }
  return {
    needs: needs.length,
    familyF1: rounded(f1(families)),
    productF1: rounded(f1(products)),
    exactQuantity: rounded(amounts.exact / Math.max(1, amounts.given)),
  }
}

function count(score: Score, wanted: Set<string>, got: Set<string>): void {
  for (const each of wanted) {
    if (got.has(each)) score.right++
    else score.missed++
  }
  for (const each of got) if (!wanted.has(each)) score.wrong++
}
