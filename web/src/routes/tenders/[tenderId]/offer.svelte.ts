import type { FieldProblem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Group, PartnerPrice } from '#lib/group/group.ts'
import { WHOLE } from '#lib/group/words.ts'
import type { Lot, OfferContent, OfferCopy, OfferDocument, OfferSent, Tender } from '#lib/tender/tender.ts'

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
  /** Of a joint group: what each partner that makes the lot is paid, in euros. Empty otherwise. */
  parts: { memberId: string; name: string; share: number; euros: number | null }[]
}

type Asked = Pick<PartnerPrice, 'organisation' | 'lots'>
type About = Pick<Tender, 'lots' | 'criteria'>
type Grouped = Pick<Group, 'form' | 'members'> | null

/** Partners of a joint group that make a lot, whose payment its offer says. */
function payeesOf(group: Grouped, lot: number) {
  if (group === null || group.form === 'solidaire') return []
  return group.members.flatMap(({ organisation, role, parts }) => {
    const part = parts.find(one => one.lot === lot)
    return role !== 'partner' || part === undefined
      ? []
      : [{ memberId: organisation.id, name: organisation.name, share: part.share ?? 0 }]
  })
}

/** Lots that one may answer: all of a tender, or those that the group makes. */
const lotsFor = (lots: Lot[], group: Grouped) =>
  group === null
    ? lots
    : lots.filter(({ number }) =>
        group.members.some(
          ({ role, parts }) => role === 'partner' && parts.some(({ lot }) => lot === number),
        ),
      )

/** A file that was sent for the offer, with the key that the offer takes along. */
type Sent = Omit<OfferDocument, 'kind'>

/** An offer as it is typed, until it is sealed. */
export class OfferTyped {
  lots = $state<TypedLot[]>([])
  statement = $state('')
  /** Files about the bidder, and about what it offers. */
  candidacy = $state.raw<Sent[]>([])
  papers = $state.raw<Sent[]>([])
  code = $state('')
  declared = $state(false)
  readonly total = $derived(
    this.lots.filter(({ answers }) => answers).reduce((sum, lot) => sum + this.centsOf(lot), 0),
  )

  constructor({ lots: all, criteria }: About, content: OfferCopy | null, group: Grouped) {
    this.statement = content?.statement ?? ''
    const documents = content?.documents ?? []
    this.candidacy = documents.filter(({ kind }) => kind === 'candidacy')
    this.papers = documents.filter(({ kind }) => kind === 'offer')
    const lots = lotsFor(all, group)
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
        parts: payeesOf(group, lot.number).map(payee => {
          const cents = said?.parts?.find(({ memberId }) => memberId === payee.memberId)?.cents
          return { ...payee, euros: cents === undefined ? null : cents / CENTS }
        }),
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

  /** Shares the price of a lot out as the composition says; the first partner takes what rounding leaves. */
  shareOut(lot: TypedLot): void {
    const cents = this.centsOf(lot)
    const parts = lot.parts.map(({ share }) => Math.floor((cents * share) / WHOLE))
    const rest = cents - parts.reduce((sum, part) => sum + part, 0)
    lot.parts = lot.parts.map((part, at) => ({
      ...part,
      euros: ((parts[at] ?? 0) + (at === 0 ? rest : 0)) / CENTS,
    }))
  }

  /**
   * Takes what partners ask for their parts of a lot. Whoever asked nothing keeps what is typed, but for the one partner
   * (the lead) of whom nothing is typed: it takes what is left of the price, where something is.
   */
  takeAsked(lot: TypedLot, asked: readonly Asked[]): void {
    lot.parts = lot.parts.map(part => {
      const price = asked.find(({ organisation }) => organisation.id === part.memberId)
      const cents = price?.lots.find(({ number }) => number === lot.lot.number)?.cents
      return cents === undefined ? part : { ...part, euros: cents / CENTS }
    })
    const open = lot.parts.filter(({ euros }) => euros === null)
    const left = this.leftOf(lot)
    const [own] = open
    if (own !== undefined && open.length === 1 && left >= 0) own.euros = left / CENTS
  }

  /** What of the price of a lot is shared out to nobody yet, in cents. */
  leftOf(lot: TypedLot): number {
    return this.centsOf(lot) - lot.parts.reduce((sum, { euros }) => sum + centsOf(euros), 0)
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
      ...chosen.flatMap((lot, at) =>
        lot.parts.length === 0 || this.leftOf(lot) === 0
          ? []
          : [{ field: `/content/lots/${at}/parts`, message: m.group_parts_error() }],
      ),
      ...(this.declared ? [] : [{ field: '/declared', message: m.tender_respond_declare_error() }]),
    ]
  }

  content(): OfferContent {
    return {
      lots: this.lots
        .filter(({ answers }) => answers)
        .map(({ lot, prices, texts, parts }) => ({
          number: lot.number,
          prices: prices.map(centsOf),
          answers: [...texts],
          ...(parts.length > 0 && {
            parts: parts.map(({ memberId, euros }) => ({ memberId, cents: centsOf(euros) })),
          }),
        })),
      statement: this.statement,
    }
  }

  /** The files that go with it, as they are sent. */
  documents(): NonNullable<OfferSent['documents']> {
    return [
      ...this.candidacy.map(({ id, key }) => ({ id, key, kind: 'candidacy' as const })),
      ...this.papers.map(({ id, key }) => ({ id, key, kind: 'offer' as const })),
    ]
  }
}
