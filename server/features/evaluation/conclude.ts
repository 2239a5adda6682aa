import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { concludeContract } from '../contracts/conclude.ts'
import { lockNeeds } from '../contracts/coverage.ts'
import { releaseTender } from '../ledger/offer-holds.ts'
import type { Terms } from '../contracts/schemas.ts'
import type { Trading } from '../contracts/tell.ts'
import { PRICED_QUANTITY } from '../offers/price.ts'
import { listOpenedOffers } from '../openings/queries.ts'
import type { OpenedOffer } from '../openings/schemas.ts'
import { asAgreed } from '../pools/framework.ts'
import { readLots } from '../tenders/queries.ts'
import type { LotShown } from '../tenders/schemas.ts'
import { recordTender, type Tendering } from '../tenders/tell.ts'
import { readEvaluation } from './read.ts'
import { approveWinning } from './samples.ts'
import type { ConclusionInput, EvaluationShown } from './schemas.ts'
import { holdFor } from './step.ts'

const said = {
  item: {
    fr: 'Ce lot demande une famille de produits : dites quel produit est acheté.',
    en: 'This lot asks for a family of products: say which product is bought.',
  },
  itemKnown: {
    fr: 'Le produit de ce lot est déjà dit par la consultation, ou le lot n’est pas attribué.',
    en: 'The product of this lot is said by the tender already, or the lot is not awarded.',
  },
} satisfies Record<string, Text>

const tooSoon = (from: string): Text => ({
  fr: `Le marché peut être conclu à partir du ${day(from, 'fr')} : jusque-là, les candidats évincés peuvent agir.`,
  en: `The contract may be concluded from ${day(from, 'en')} on: until then, whoever lost may act.`,
})

/**
 * Who stands behind an offer for a lot: its bidder alone, or the members of its group that make the lot, and the lead, which
 * represents them. The partners' shares of the lot go along; the lead's is 0 where it makes nothing of it.
 */
export function partiesOf({ bidder, group }: Pick<OpenedOffer, 'bidder' | 'group'>, lot: number) {
  const outside = { name: '', siren: null }
  if (group === null)
    return [{ ...outside, firmId: bidder.id, role: 'partner' as const, isLead: true, share: null }]
  return group.members.flatMap(({ id, role, isLead, parts }) => {
    const part = parts.find(one => one.lot === lot)
    if (part === undefined && !isLead) return []
    const share = role === 'partner' ? (part?.share ?? 0) : null
    return [{ ...outside, firmId: id, role, isLead, share }]
  })
}

interface Won {
  lot: LotShown
  offer: OpenedOffer
  item: string
}

/** The terms of the contract on one lot: the quantities that the tender asked for, at the prices of the offer. */
function termsOf({ lot, offer, item }: Won, title: string, { starts, paymentDays }: ConclusionInput): Terms {
  const prices = offer.lots.find(({ number }) => number === lot.number)?.prices ?? []
  return {
    title: (lot.title === title ? title : `${title} · ${lot.title}`).slice(0, 200),
    needs: [lot.needId],
    form: 'order',
    starts,
    ends: null,
    allocation: null,
    minimumCents: null,
    maximumCents: null,
    advance: null,
    paymentDays,
    holders: [{ parties: partiesOf(offer, lot.number) }],
    lines: lot.lines.map(({ size, due, quantity }, at) => ({
      holder: 0,
      party: null,
      item,
      size,
      quantity,
      priceCents: prices[at] ?? 0,
      perQuantity: PRICED_QUANTITY,
      meets: { needId: lot.needId, tranche: due, due },
    })),
    options: [],
  }
}

/**
 * Concludes the contracts of an award, one a lot, once the standstill is over: all of them in one transaction, or none. A
 * refusal names the lot it is about before the field of its terms; the caller takes back what was written.
 */
export async function concludeTender(
  trx: Transaction<DB>,
  { tendering, trading }: { tendering: Pick<Tendering, 'actor'>; trading: Trading },
  tenderId: string,
  input: ConclusionInput,
): Promise<string[] | Refusal> {
  const held = await holdFor(trx, tenderId, 'conclude')
  if (isRefusal(held)) return held
  const { tender, now, state } = held
  const evaluation = await readEvaluation(trx, tenderId)
  if (tender.version !== input.version) return { refused: 'stale-version', current: evaluation }
  const today = parisDate(now)
  const { signableFrom } = evaluation
  if (signableFrom === null) throw new Error(`tender ${tenderId} is awarded without a date`)
  if (today < signableFrom) return invalid([{ field: '/version', message: tooSoon(signableFrom) }])

  const lots = new Map((await readLots(trx, tenderId)).map(lot => [lot.number, lot]))
  const offers = new Map((await listOpenedOffers(trx, tenderId)).map(offer => [offer.id, offer]))
  const itemOf = new Map(input.items.map(({ number, item }) => [number, item]))
  const faults: Fault[] = duplicates(
    input.items.map(({ number }) => String(number)),
    '/items',
    '/number',
  )
  const won = evaluation.lots.flatMap(({ number, award }): Won[] => {
    const lot = lots.get(number)
    const offer = offers.get(award?.offerId ?? '')
    if (lot === undefined || offer === undefined) return []
    const item = lot.item ?? itemOf.get(number)
    if (item === undefined) faults.push({ field: '/items', message: said.item })
    return item === undefined ? [] : [{ lot, offer, item }]
  })
  for (const [at, { number }] of input.items.entries())
    if (!won.some(({ lot }) => lot.number === number && lot.item === null))
      faults.push({ field: `/items/${at}/number`, message: said.itemKnown })
  if (faults.length > 0) return invalid(faults)

  await lockNeeds(
    trx,
    won.map(({ lot }) => lot.needId),
  )
  // What was held for the offers is taken by the contracts from now on, and counted once.
  await releaseTender(trx, tendering, tenderId)
  const contracts = []
  for (const one of won) {
    const concluded = await concludeContract(trx, trading, {
      ...(await asAgreed(trx, one.lot.needId, termsOf(one, tender.title, input))),
      buyerId: tender.organisationId,
      origin: 'tender',
      originId: tenderId,
      concludedOn: trading.today,
      answerBy: null,
      lots: [],
    })
    if (isRefusal(concluded)) return ofLot(concluded, one.lot.number)
    const { contractId } = concluded
    const { organisationId: buyerId } = tender
    const approved = await approveWinning(trx, trading, { contractId, buyerId }, sampleOf(evaluation, one))
    if (approved !== null) return ofLot(approved, one.lot.number)
    contracts.push(concluded.contractId)
    await trx
      .updateTable('lotAward')
      .set({ contractId: concluded.contractId })
      .where('tenderId', '=', tenderId)
      .where('lot', '=', one.lot.number)
      .execute()
  }
  await trx
    .updateTable('tender')
    .set(old => ({ state, endedAt: now, version: old('version', '+', 1) }))
    .where('id', '=', tenderId)
    .execute()
  await recordTender(trx, tendering.actor, tender, 'tender.concluded', { contracts })
  return contracts
}

/** What is known of the sample of an offer that won a lot. */
const sampleOf = ({ lots }: EvaluationShown, { lot, offer }: Won) =>
  lots.find(({ number }) => number === lot.number)?.offers.find(({ offerId }) => offerId === offer.id)
    ?.sample ?? null

/** The refusal of a lot's contract; what the caller itself has sent keeps its field. */
function ofLot({ fields, ...refusal }: Refusal, number: number): Refusal {
  const own = ['/starts', '/paymentDays']
  const named = fields?.map(({ field, message }) => ({
    field: own.includes(field) ? field : `/lots/${number}${field}`,
    message,
  }))
  return { ...refusal, ...(named && { fields: named }) }
}
