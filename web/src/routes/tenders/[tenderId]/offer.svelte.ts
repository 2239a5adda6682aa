import type { FieldProblem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Lot, OfferContent, Tender } from '#lib/tender/tender.ts'

/** Prices are said for so many. */
const PRICED = 1000
const CENTS = 100

/** Euros for a thousand as the cents that are sent; 0 where nothing that counts is typed. */
const centsOf = (euros: number | null | undefined) => Math.round((euros || 0) * CENTS)

interface TypedLot {
  lot: Lot
  answers: boolean
  /** Euros for a thousand, by line. */
  prices: (number | null)[]
  texts: string[]
}

/** An offer as it is typed, until it is sealed. */
export class OfferTyped {
  lots = $state<TypedLot[]>([])
  statement = $state('')
  code = $state('')
  declared = $state(false)
  readonly total = $derived(
    this.lots.filter(({ answers }) => answers).reduce((sum, lot) => sum + this.centsOf(lot), 0),
  )

  constructor({ lots, criteria }: Pick<Tender, 'lots' | 'criteria'>, content: OfferContent | null) {
    this.statement = content?.statement ?? ''
    this.lots = lots.map(lot => {
      const said = content?.lots.find(({ number }) => number === lot.number)
      return {
        lot,
        answers: content === null ? lots.length === 1 : said !== undefined,
        prices: lot.lines.map((_, at) => {
          const cents = said?.prices[at]
          return cents === undefined ? null : cents / CENTS
        }),
        texts: criteria.map((_, at) => said?.answers[at] ?? ''),
      }
    })
  }

  /** What a lot costs in cents, each line rounded half up once: as the server counts it at the opening. */
  centsOf({ lot, prices }: TypedLot): number {
    return lot.lines.reduce(
      (sum, { quantity }, at) =>
        sum + Math.floor((quantity * centsOf(prices[at]) * 2 + PRICED) / (PRICED * 2)),
      0,
    )
  }

  /** Takes the first price of a lot for all of its lines. */
  spread(lot: TypedLot): void {
    const [first = null] = lot.prices
    lot.prices = lot.prices.map(() => first)
  }

  faults(): FieldProblem[] {
    const chosen = this.lots.filter(({ answers }) => answers)
    return [
      ...(chosen.length === 0 ? [{ field: '/content/lots', message: m.tender_respond_lot_error() }] : []),
      ...chosen.flatMap(({ prices }, at) =>
        prices.flatMap((price, line) =>
          centsOf(price) > 0
            ? []
            : [{ field: `/content/lots/${at}/prices/${line}`, message: m.tender_respond_price_error() }],
        ),
      ),
      ...(this.declared ? [] : [{ field: '/declared', message: m.tender_respond_declare_error() }]),
    ]
  }

  content(): OfferContent {
    return {
      lots: this.lots
        .filter(({ answers }) => answers)
        .map(({ lot, prices, texts }) => ({
          number: lot.number,
          prices: prices.map(centsOf),
          answers: [...texts],
        })),
      statement: this.statement,
    }
  }
}
