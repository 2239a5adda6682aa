/**
 * What each kind of buyer asks for, how much and how often: estimates from what care homes, hospitals, towns and fire
 * services bought in 2020, as the demonstration region shows them one by one.
 */
import type { Claim } from '@maillage/matching/catalogue.ts'
import type { BuyerKind, Subject } from '@maillage/matching/demand.ts'

export interface Article {
  /** How often this buyer asks for it beside the others. */
  share: number
  subject: Subject
  claim: Claim
  /** Units of the item: the median, and the deviation of the logarithm. */
  quantity: readonly [median: number, sigma: number]
}

const article = (
  share: number,
  id: string,
  claim: Claim,
  median: number,
  sigma: number,
  by: 'item' | 'family' = 'item',
): Article => ({
  share,
  subject: by === 'item' ? { item: id } : { family: id },
  claim,
  quantity: [median, sigma],
})

const washableMasks = (median: number) => [
  article(5, 'mask-uns1-adult', 'none', median, 1),
  article(3, 'mask-uns', 'none', median, 1, 'family'),
  article(1, 'mask-inclusive', 'none', median / 10, 0.8),
]

export interface BuyerKindArticles {
  kind: BuyerKind
  share: number
  articles: Article[]
}

export const buyerKinds: BuyerKindArticles[] = [
  {
    kind: 'hospital',
    share: 24,
    articles: [
      article(5, 'mask-surg-IIR', 'protects-patient', 300_000, 1),
      article(3, 'ffp2', 'protects-wearer', 100_000, 1),
      article(5, 'gown-washable', 'protects-patient', 6_000, 1),
      article(4, 'gown-disposable', 'protects-wearer', 40_000, 1),
      article(2, 'gown', 'protects-patient', 15_000, 1, 'family'),
      article(2, 'coverall-56', 'protects-wearer', 3_000, 1),
      article(2, 'cap', 'none', 120_000, 1),
      article(2, 'overshoe', 'none', 60_000, 1),
      article(2, 'visor', 'protects-wearer', 2_500, 0.8),
      article(2, 'gel-ha', 'none', 5_000, 0.8),
      article(1, 'glove-nitrile', 'protects-patient', 600_000, 1),
      article(1, 'body-bag', 'none', 400, 0.8),
    ],
  },
  {
    kind: 'care-home',
    share: 26,
    articles: [
      article(4, 'apron-sleeves', 'none', 15_000, 0.8),
      article(4, 'gown-washable', 'none', 600, 0.8),
      article(3, 'gown', 'protects-wearer', 4_000, 0.9, 'family'),
      article(3, 'mask-surg-II', 'protects-patient', 30_000, 0.9),
      article(2, 'gel-ha', 'none', 300, 0.8),
      article(1, 'visor', 'protects-wearer', 150, 0.7),
      ...washableMasks(2_000),
    ],
  },
  {
    kind: 'town',
    share: 20,
    articles: [
      ...washableMasks(12_000),
      article(3, 'mask-uns1-child', 'none', 5_000, 0.9),
      article(2, 'gel-ha', 'none', 400, 0.8),
      article(1, 'film-virucide', 'none', 300, 0.8),
      article(1, 'visor', 'protects-wearer', 300, 0.8),
    ],
  },
  {
    kind: 'fire-service',
    share: 6,
    articles: [
      article(4, 'coverall', 'protects-wearer', 1_500, 0.9, 'family'),
      article(3, 'ffp2', 'protects-wearer', 20_000, 0.9),
      article(2, 'gown-disposable', 'protects-wearer', 5_000, 0.9),
      article(1, 'decon-device', 'none', 6, 0.6),
    ],
  },
  {
    kind: 'school',
    share: 10,
    articles: [
      ...washableMasks(6_000),
      article(4, 'mask-uns1-child', 'none', 6_000, 0.9),
      article(2, 'gel-ha', 'none', 150, 0.7),
      article(1, 'visor', 'protects-wearer', 200, 0.7),
    ],
  },
  {
    kind: 'firm',
    share: 11,
    articles: [
      ...washableMasks(3_000),
      article(2, 'elastic-flat-5mm', 'none', 60_000, 0.9),
      article(2, 'fabric-gown-polyester', 'none', 8_000, 0.9),
      article(2, 'meltblown-polypropylene', 'none', 30_000, 0.9),
      article(1, 'complexe-uns1', 'none', 5_000, 0.9),
      article(1, 'visor', 'protects-wearer', 400, 0.8),
      article(1, 'gel-ha', 'none', 500, 0.8),
    ],
  },
  {
    kind: 'operator',
    share: 3,
    articles: [
      article(3, 'mask-surg', 'protects-patient', 1_500_000, 0.8, 'family'),
      article(3, 'gown', 'protects-patient', 80_000, 0.8, 'family'),
      article(2, 'mask-uns', 'none', 200_000, 0.8, 'family'),
    ],
  },
]
