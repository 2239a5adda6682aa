import type { BuyingLimit } from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { dayAfter } from '../evaluation/days.ts'
import { limitOn } from '../procedures/law.ts'

/** A tender whose award notice is still to be published, by which day the law asks for it; null where the table has no figure. */
export interface NoticeDue {
  tenderId: string
  title: string
  buyer: string
  due: string | null
}

/** Award notices of formal tenders that are not published yet: of one buyer, or of all. The first due first. */
export async function noticesDue(
  db: Kysely<DB>,
  limits: readonly BuyingLimit[],
  buyerId?: string,
): Promise<NoticeDue[]> {
  const tenders = await db
    .selectFrom('tender')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .innerJoin('lotAward', 'lotAward.tenderId', 'tender.id')
    .innerJoin('contract', 'contract.id', 'lotAward.contractId')
    .leftJoin('awardNotice', 'awardNotice.tenderId', 'tender.id')
    .select(['tender.id as tenderId', 'tender.title', 'organisation.name as buyer'])
    .select(eb => eb.fn.min<string>('contract.concludedOn').as('signed'))
    .where('tender.state', '=', 'concluded')
    .where('tender.access', '=', 'open')
    .where('tender.procedure', '=', 'formal')
    .where('awardNotice.id', 'is', null)
    .where('contract.concludedOn', 'is not', null)
    .$if(buyerId !== undefined, query => query.where('tender.organisationId', '=', buyerId ?? ''))
    .groupBy(['tender.id', 'tender.title', 'organisation.name'])
    .orderBy('signed')
    .orderBy('tender.id')
    .execute()
  return tenders.map(({ signed, ...tender }) => {
    const limit = limitOn(limits, 'award-notice-days', signed)
    return { ...tender, due: limit && dayAfter(signed, limit.value) }
  })
}
