import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { candidatesOf } from '../candidacies/read.ts'
import { dayAfter } from '../evaluation/days.ts'
import { listOpenedOffers } from '../openings/queries.ts'
import { limitOn, readLaw } from '../procedures/law.ts'
import type { AwardNoticeContent } from './content.ts'
import { publishedNotice } from './published.ts'
import type { AwardNoticeShown } from './schemas.ts'
import { noticeText } from './text.ts'

/** What an award notice says of a tender, from what is known of it; `appeals` is the buyer's to write. */
async function contentOf(db: Kysely<DB>, tenderId: string, appeals: string): Promise<AwardNoticeContent> {
  const tender = await db
    .selectFrom('tender')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .select(['title', 'procedure', 'criteria', 'organisation.name', 'organisation.siren'])
    .where('tender.id', '=', tenderId)
    .executeTakeFirstOrThrow()
  const lots = await db
    .selectFrom('tenderLot')
    .leftJoin('lotAward', join =>
      join
        .onRef('lotAward.tenderId', '=', 'tenderLot.tenderId')
        .onRef('lotAward.lot', '=', 'tenderLot.number'),
    )
    .leftJoin('contract', 'contract.id', 'lotAward.contractId')
    .select(['tenderLot.number', 'tenderLot.title', 'lotAward.offerId', 'contract.concludedOn'])
    .where('tenderLot.tenderId', '=', tenderId)
    .orderBy('tenderLot.number')
    .execute()
  const offers = await listOpenedOffers(db, tenderId)
  const ids = [...new Set(offers.flatMap(candidatesOf).map(({ id }) => id))]
  const firms =
    ids.length === 0
      ? []
      : await db.selectFrom('organisation').select(['id', 'name', 'siren']).where('id', 'in', ids).execute()
  const sirens = new Map(firms.map(({ id, siren }) => [id, siren]))
  return {
    buyer: { name: tender.name, siren: tender.siren },
    title: tender.title,
    procedure: tender.procedure,
    criteria: tender.criteria.map(({ name, weight }) => ({ name, weight })),
    lots: lots.map(({ number, title, offerId, concludedOn }) => {
      const winner = offers.find(({ id }) => id === offerId)
      return {
        number,
        title,
        offers: offers.filter(offer => offer.lots.some(lot => lot.number === number)).length,
        holders: winner
          ? candidatesOf(winner).map(({ id, name }) => ({ name, siren: sirens.get(id) ?? null }))
          : [],
        cents: winner?.lots.find(lot => lot.number === number)?.cents ?? null,
        concludedOn,
      }
    }),
    appeals,
  }
}

/** The award notice of a tender for its buyer: as it was published, or as it would be. */
export async function readNotice(db: Kysely<DB>, tenderId: string, appeals = ''): Promise<AwardNoticeShown> {
  const { state, access, procedure, version } = await db
    .selectFrom('tender')
    .select(['state', 'access', 'procedure', 'version'])
    .where('id', '=', tenderId)
    .executeTakeFirstOrThrow()
  const published = await publishedNotice(db, tenderId)
  const content = published?.content ?? (await contentOf(db, tenderId, appeals))
  const applies = state === 'concluded' && access === 'open'
  const signed = content.lots.flatMap(({ concludedOn }) => concludedOn ?? []).toSorted()
  const [first] = signed
  const limit =
    applies && procedure === 'formal' && first !== undefined
      ? limitOn((await readLaw(db)).limits, 'award-notice-days', first)
      : null
  return {
    tenderId,
    version,
    applies,
    due: limit && first ? { day: dayAfter(first, limit.value), article: limit.article } : null,
    publishedAt: published?.publishedAt ?? null,
    content,
    text: { fr: noticeText(content, 'fr'), en: noticeText(content, 'en') },
  }
}
