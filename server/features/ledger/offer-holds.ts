import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Kysely, Transaction } from 'kysely'
import { loadFirms } from '../../engine/load-firms.ts'
import { parisDate } from '../../paris-date.ts'
import { hoursFor, merged, shared } from '../contracts/hours.ts'
import { WHOLE } from '../groups/schemas.ts'
import { readLots } from '../tenders/queries.ts'
import type { LotShown } from '../tenders/schemas.ts'
import { giveBackHours, takeHours, type Taken } from './take-hours.ts'

/** Who acts, for the log of each firm. */
interface Acting {
  actor: string | null
}

/** An offer, and the lots that it stands for. */
export interface Standing {
  offerId: string
  tenderId: string
  organisationId: string
  groupId: string | null
  lots: readonly number[]
}

const DAY_MILLISECONDS = 86_400_000

/** When the hours of an offer are free again: it binds its bidder for so many days from the deadline, and no longer. */
const expiryOf = (tender: { deadline: Date; validityDays: number }) =>
  new Date(tender.deadline.getTime() + tender.validityDays * DAY_MILLISECONDS)

/** Who makes a lot, each with its share: the firm alone, or the partners of its group. */
async function makersOf(
  trx: Transaction<DB>,
  { organisationId, groupId }: Standing,
): Promise<(lot: number) => { firmId: string; share: number }[]> {
  if (groupId === null) return () => [{ firmId: organisationId, share: WHOLE }]
  const parts = await trx
    .selectFrom('bidderGroupPart as part')
    .innerJoin('bidderGroupMember as member', join =>
      join
        .onRef('member.groupId', '=', 'part.groupId')
        .onRef('member.organisationId', '=', 'part.organisationId'),
    )
    .select(['part.organisationId as firmId', 'part.lot', 'part.share'])
    .where('part.groupId', '=', groupId)
    .where('member.role', '=', 'partner')
    .orderBy('part.organisationId')
    .execute()
  return lot =>
    parts.flatMap(part => (part.lot === lot && part.share !== null ? [{ ...part, share: part.share }] : []))
}

/**
 * Minutes that a firm's part of a lot takes. A lot that asks for a family says no product: the one of the family that takes
 * least of the firm's hours stands for it, so that nobody is warned without cause.
 */
function hoursOfLot(
  catalogue: Catalogue,
  firm: Firm,
  { item, family, lines }: LotShown,
  part: (quantity: number) => number,
  from: string,
): Taken[] {
  const items =
    item === null ? catalogue.items.filter(one => one.family === family).map(({ id }) => id) : [item]
  const ways = items
    .map(made =>
      lines.flatMap(({ quantity, due }) =>
        hoursFor(catalogue, firm, { item: made, quantity: part(quantity), from, to: due }),
      ),
    )
    .filter(hours => hours.length > 0)
  const minutes = (hours: Taken[]) => hours.reduce((sum, one) => sum + one.minutes, 0)
  return ways.toSorted((a, b) => minutes(a) - minutes(b))[0] ?? []
}

/**
 * Holds the hours that an offer would take of each firm that makes it, in place of those it held before: the quantities and
 * dates of its lots by the minutes of the catalogue, from the day a contract could be signed. No price is looked at. Nobody
 * but each firm itself counts them, so nothing is ranked again.
 */
export async function holdForOffer(
  trx: Transaction<DB>,
  { actor, catalogue }: Acting & { catalogue: Catalogue },
  standing: Standing,
): Promise<void> {
  const { offerId, tenderId } = standing
  await releaseOffers(trx, { actor }, [offerId])
  const { deadline, validityDays, standstillDays } = await trx
    .selectFrom('tender')
    .select(['deadline', 'validityDays', 'standstillDays'])
    .where('id', '=', tenderId)
    .executeTakeFirstOrThrow()
  if (deadline === null) throw new Error(`tender ${tenderId} has offers and no deadline`)
  const from = parisDate(new Date(deadline.getTime() + (standstillDays ?? 0) * DAY_MILLISECONDS))
  const lots = (await readLots(trx, tenderId)).filter(({ number }) => standing.lots.includes(number))
  const makers = await makersOf(trx, standing)
  const firmIds = [...new Set(lots.flatMap(({ number }) => makers(number).map(({ firmId }) => firmId)))]
  for (const firm of firmIds.length === 0 ? [] : await loadFirms(trx, firmIds)) {
    const hours = merged(
      lots.flatMap(lot => {
        const all = makers(lot.number)
        const at = all.findIndex(({ firmId }) => firmId === firm.id)
        const shares = all.map(({ share }) => share)
        return at < 0
          ? []
          : hoursOfLot(catalogue, firm, lot, quantity => shared(quantity, shares)[at] ?? 0, from)
      }),
    )
    if (hours.length === 0) continue
    const expiresAt = expiryOf({ deadline, validityDays })
    const cause = { state: 'held', cause: 'offer', causeId: offerId, expiresAt } as const
    await takeHours(trx, { organisationId: firm.id, actor }, cause, hours)
  }
}

/** Gives back what offers have held, of every firm; nothing where they held nothing. */
export async function releaseOffers(
  trx: Transaction<DB>,
  { actor }: Acting,
  offerIds: readonly string[],
): Promise<void> {
  if (offerIds.length === 0) return
  const held = await trx
    .selectFrom('capacityLedger')
    .innerJoin('site', 'site.id', 'capacityLedger.siteId')
    .select(['site.organisationId', 'capacityLedger.causeId'])
    .distinct()
    .where('cause', '=', 'offer')
    .where('causeId', 'in', offerIds)
    .orderBy('site.organisationId')
    .orderBy('capacityLedger.causeId')
    .execute()
  for (const { organisationId, causeId } of held)
    await giveBackHours(trx, { organisationId, actor }, { state: 'held', cause: 'offer', causeId })
}

const offersOf = (db: Kysely<DB>, tenderId: string) =>
  db
    .selectFrom('offer')
    .select(['id as offerId', 'tenderId', 'organisationId', 'groupId'])
    .where('tenderId', '=', tenderId)
    .orderBy('id')

/** Gives back what every offer of a tender has held: it ended, or its contracts take hours of their own from now on. */
export async function releaseTender(trx: Transaction<DB>, acting: Acting, tenderId: string): Promise<void> {
  const offers = await offersOf(trx, tenderId).execute()
  await releaseOffers(
    trx,
    acting,
    offers.map(({ offerId }) => offerId),
  )
}

/** What a decision leaves held: of each offer the lots it won, and of the others nothing. */
export async function holdWhatWon(
  trx: Transaction<DB>,
  acting: Acting & { catalogue: Catalogue },
  tenderId: string,
  awarded: readonly { lot: number; offerId: string | null }[],
): Promise<void> {
  const wonBy = Map.groupBy(awarded, ({ offerId }) => offerId)
  for (const offer of await offersOf(trx, tenderId).execute()) {
    const lots = (wonBy.get(offer.offerId) ?? []).map(({ lot }) => lot)
    await holdForOffer(trx, acting, { ...offer, lots })
  }
}

/** A deadline that is put off keeps offers, and what they hold, as much longer. */
export async function holdLonger(
  trx: Transaction<DB>,
  tender: { id: string; deadline: Date | null; validityDays: number },
): Promise<void> {
  const { id, deadline, validityDays } = tender
  if (deadline === null) return
  await trx
    .updateTable('capacityLedger')
    .set({ expiresAt: expiryOf({ deadline, validityDays }) })
    .where('cause', '=', 'offer')
    .where('causeId', 'in', trx.selectFrom('offer').select('id').where('tenderId', '=', id))
    .execute()
}
