import { sql, type Transaction } from 'kysely'
import type { DB } from '@maillage/db/tables/database.ts'
import { keepExternal, recordAward } from '../features/elsewhere/keep.ts'
import { recordPayment } from '../features/deliveries/receive.ts'
import { countRecord, firmsToCount } from '../features/reliability/record.ts'
import { answerContact, askFirms } from '../features/sourcing/contact.ts'
import { agreed, deliver, lead, line, pastNeed, type Story, well } from './demonstration-story.ts'
import { done, noonOf } from './demonstration-tender-story.ts'

/** SIREN numbers of the invented organisations that have worked together before. */
const firms = {
  /** Keeps its days. */
  weaver: '000001008',
  /** Keeps its days, and its lots are accepted. */
  workwear: '000001180',
  /** Often late. */
  shirtmaker: '000001164',
  /** Has delivered once. */
  newcomer: '000001198',
} as const
const buyers = {
  foix: { siren: '000001602', commune: '09122' },
  toulouse: { siren: '000001610', commune: '31555' },
  montpellier: { siren: '000001628', commune: '34172' },
  /** Pays late. */
  ales: { siren: '000001685', commune: '30007' },
} as const

/** One past order: asked, answered, delivered and paid. Days are counted from today, below 0 before it. */
interface PastOrder {
  buyer: keyof typeof buyers
  firm: keyof typeof firms
  item: 'gown-washable' | 'gown-polycotton' | 'mask-uns1-adult'
  title: string
  quantity: number
  /** Of a thousand, ex tax. */
  cents: number
  /** Days that the firm took to answer the first contact. */
  answered: number
  due: number
  /** Days after the due date; below 0 before it. */
  late: number
  /** Major defects that the inspection found: a few are within the limit, many refuse the lot. */
  defects?: number
  /** Days after the acceptance that it was paid, of those that the contract gives; null where nobody wrote it down. */
  paid: number | null
  paymentDays: number
}

const gowns = { item: 'gown-washable', quantity: 800, cents: 1_420_000 } as const
const blouses = { item: 'gown-polycotton', quantity: 600, cents: 1_180_000 } as const
const masks = { item: 'mask-uns1-adult', quantity: 3000, cents: 232_000 } as const

const orders: readonly PastOrder[] = [
  // The seat of the firm: promises of two buyers, one of them kept late.
  ...(
    [
      ['toulouse', -300, -2, 1, 41],
      ['ales', -262, -1, 2, 71],
      ['toulouse', -150, 5, 1, 44],
    ] as const
  ).map(([buyer, due, late, answered, paid]): PastOrder => {
    const paymentDays = buyer === 'toulouse' ? 50 : 30
    return {
      ...masks,
      title: 'Masques lavables des agents',
      buyer,
      firm: 'weaver',
      due,
      late,
      answered,
      paid,
      paymentDays,
    }
  }),
  ...(
    [
      ['foix', -420, -3, 1, 38],
      ['toulouse', -365, -1, 1, 45],
      ['montpellier', -280, 0, 2, 47],
      ['toulouse', -190, -4, 1, 40],
      ['ales', -95, -1, 2, 64],
    ] as const
  ).map(([buyer, due, late, answered, paid]): PastOrder => {
    const paymentDays = buyer === 'ales' ? 30 : 50
    return {
      ...gowns,
      title: 'Surblouses lavables',
      buyer,
      firm: 'workwear',
      due,
      late,
      answered,
      paid,
      paymentDays,
    }
  }),
  ...(
    [
      ['montpellier', -400, 12, 9, 46, 1],
      ['ales', -330, 9, 3, 78, 2],
      ['foix', -250, -1, 11, 42, 0],
      ['montpellier', -185, 16, 8, null, 14],
      ['ales', -130, 8, 2, 90, 1],
    ] as const
  ).map(([buyer, due, late, answered, paid, defects]): PastOrder => {
    const paymentDays = buyer === 'ales' ? 30 : 50
    return {
      ...blouses,
      title: 'Blouses de soin',
      buyer,
      firm: 'shirtmaker',
      due,
      late,
      answered,
      paid,
      paymentDays,
      defects,
    }
  }),
  {
    ...gowns,
    quantity: 250,
    title: 'Surblouses d’essai',
    buyer: 'ales',
    firm: 'newcomer',
    answered: 1,
    due: -70,
    late: 0,
    paid: 58,
    paymentDays: 30,
  },
]

/** How long before its day an order is asked for, and agreed. */
const ASKED_DAYS = 75
const AGREED_DAYS = 55

/** What the log holds of this transaction and says of now is set back to another day. */
async function setBack(trx: Transaction<DB>, day: string): Promise<void> {
  const at = noonOf(day)
  await sql`update event set at = ${at}::timestamptz
    where transaction_id = pg_current_xact_id() and at >= now()`.execute(trx)
}

/** The buyer asks the firm, which answers so many days later. */
async function askAndAnswer(
  { trx, day, on }: Story,
  { needId, firmId, order: { due, answered } }: { needId: string; firmId: string; order: PastOrder },
): Promise<void> {
  const sourcing = { ...on(0), seesAll: false }
  const text = 'Pourriez-vous faire ceci pour la date indiquée ?'
  await trx.updateTable('need').set({ state: 'published' }).where('id', '=', needId).execute()
  done(await askFirms(trx, sourcing, needId, { firms: [firmId], partnershipKey: null, text }))
  const asked = day(due - ASKED_DAYS)
  await setBack(trx, asked)
  const answer = { version: 1, state: 'accepted' as const, reason: null, answer: 'Oui, pour cette date.' }
  done(await answerContact(trx, sourcing, needId, firmId, answer))
  const answeredOn = day(due - ASKED_DAYS + answered)
  await setBack(trx, answeredOn)
  await trx
    .updateTable('sourcingContact')
    .set({ askedAt: new Date(noonOf(asked)), answeredAt: new Date(noonOf(answeredOn)) })
    .where('needId', '=', needId)
    .execute()
  await trx.updateTable('need').set({ state: 'withdrawn' }).where('id', '=', needId).execute()
}

async function playOrder(
  story: Story,
  order: PastOrder,
  number: number,
  named: (siren: string) => string,
): Promise<void> {
  const { trx, day, on } = story
  const { item, title, quantity, cents, due, late, defects = 0, paid, paymentDays } = order
  const { siren, commune } = buyers[order.buyer]
  const buyer = named(siren)
  const firmId = named(firms[order.firm])
  const ofBuyer = { ...story, players: { ...story.players, buyer } }
  const schedule = [{ due: day(due), quantity }]
  const needId = await pastNeed(ofBuyer, {
    item,
    claim: 'none',
    quantity,
    schedule,
    text: `${title}, pour nos services.`,
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    commune,
  })
  await askAndAnswer(story, { needId, firmId, order })
  const organisation = { needId, organisationId: buyer }
  const kept = {
    version: null,
    platform: 'PLACE' as const,
    address: 'https://www.marches-publics.gouv.fr/',
    reference: '',
    state: 'published' as const,
    publishedOn: day(due - ASKED_DAYS + 10),
    deadline: day(due - AGREED_DAYS - 5),
    criteria: [],
  }
  done(await keepExternal(trx, { ...organisation, actor: null }, kept))
  const starts = due - AGREED_DAYS
  const { contractId } = well(
    await recordAward(trx, on(starts), organisation, {
      ...agreed,
      title,
      needs: [needId],
      form: 'order',
      starts: day(starts),
      advance: null,
      paymentDays,
      holders: [{ parties: [lead(firmId)] }],
      lines: [line(item, needId, day(due), quantity, cents)],
      concludedOn: day(starts),
    }),
  )
  await setBack(trx, day(starts))
  const batch = `R-${String(number + 1).padStart(2, '0')}`
  const sent = { line: 0, by: firmId, batch, quantity, days: due + late, major: defects, hasSample: false }
  const deliveryId = await deliver(ofBuyer, contractId, sent)
  await setBack(trx, day(due + late + 1))
  if (paid === null) return
  const paidOn = due + late + 1 + paid
  const asked = { contractId, deliveryId, organisationId: buyer }
  done(await recordPayment(trx, on(paidOn), asked, day(paidOn)))
  await setBack(trx, day(paidOn))
}

/**
 * What firms and buyers kept and did not keep over more than a year: a firm that keeps its days, one that is often late, one that
 * is new, and a buyer that pays late. Their records are counted from it as anybody's.
 */
export async function playTheRecord(story: Story, named: (siren: string) => string): Promise<void> {
  const inTime = orders.toSorted((a, b) => a.due - b.due)
  for (const [number, order] of inTime.entries()) await playOrder(story, order, number, named)
  for (const firmId of await firmsToCount(story.trx)) await countRecord(story.trx, firmId, story.day(0))
}
