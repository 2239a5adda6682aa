import { inviteToRound } from '../features/negotiation/invite.ts'
import { publishNotice } from '../features/notices/publish.ts'
import { closeOffer, storeOffer } from '../features/offers/seal.ts'
import { openTender } from '../features/openings/open.ts'
import { lockTender } from '../features/tenders/queries.ts'
import { type Story, well } from './demonstration-story.ts'
import { type Acting, done, happened, noonOf, PHRASES } from './demonstration-tender-story.ts'

/** What a bidder offers anew: for a thousand, ex tax, and what it says on each criterion. */
export interface NewBid {
  by: string
  cents: number
  answers: string[]
}

const DAY_MILLISECONDS = 86_400_000

/**
 * A round of negotiation: all who are admitted are invited, on the same points and until the same moment; those who answer seal a
 * new offer, and the two holders open them. Days are counted from today.
 */
export async function negotiate(
  story: Story,
  { tendering, holders }: Acting,
  tenderId: string,
  bids: NewBid[],
  days: { invited: number; sealed: number; deadline: number; opened: number },
): Promise<void> {
  const { trx, day, on } = story
  const noon = (count: number) => noonOf(day(count))
  const { version } = (await lockTender(trx, tenderId)) ?? { version: 0 }
  const points =
    'Le prix des 3 000 premiers calots, et ce que deviennent les calots usés : dites ce que vous reprenez, et à quel prix.'
  // An invitation looks ahead; what it bears is put on its day afterwards.
  const soon = new Date(Date.now() + 2 * DAY_MILLISECONDS).toISOString()
  done(await inviteToRound(trx, tendering, tenderId, { version, points, deadline: soon }))
  const deadline = new Date(noon(days.deadline))
  await trx.updateTable('tender').set({ roundDeadline: deadline }).where('id', '=', tenderId).execute()
  await trx.updateTable('tenderRound').set({ deadline }).where('tenderId', '=', tenderId).execute()
  await happened(trx, tenderId, noon(days.invited))
  const offering = { ...tendering, actor: null, catalogue: on(0).catalogue }
  const arrived = new Date(noon(days.sealed))
  const moments = { firstByteAt: arrived, lastByteAt: arrived }
  for (const { by, cents, answers } of bids) {
    const bid = { tenderId, organisationId: by, groupId: null }
    const lots = [{ number: 1, prices: [cents, cents], answers }]
    const closed = await closeOffer(trx, bid, { code: PHRASES[0], content: { lots, statement: '' } })
    done(await storeOffer(trx, offering, bid, { ...well(closed), ...moments }, null))
  }
  await happened(trx, tenderId, noon(days.sealed))
  for (const [at, actor] of holders.entries()) {
    const given = { recovery: false, secret: PHRASES[at] ?? '' }
    done(await openTender(trx, { ...tendering, actor }, tenderId, given))
  }
  await happened(trx, tenderId, noon(days.opened))
}

/** Publishes the award notice of a tender whose contract stands, on a day. */
export async function tellAward(
  story: Story,
  { holders }: Acting,
  tenderId: string,
  on: number,
): Promise<void> {
  const { trx, day } = story
  const { version } = (await lockTender(trx, tenderId)) ?? { version: 0 }
  const appeals =
    'Tribunal administratif de Toulouse : référé précontractuel jusqu’à la signature, référé contractuel et recours en contestation de la validité du contrat ensuite.'
  done(await publishNotice(trx, holders[0], tenderId, { version, appeals }))
  await happened(trx, tenderId, noonOf(day(on)))
}
