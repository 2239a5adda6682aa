import type { DB } from '@maillage/db/tables/database.ts'
import type { CollectionAgreementTable } from '@maillage/db/tables/collections.ts'
import type { Selectable, Transaction } from 'kysely'
import { type Happening, recordEvent } from '../../events.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { type CollectionNews, notify } from '../notifications/notify.ts'

export type Agreement = Selectable<CollectionAgreementTable>
type Verb = Extract<Happening, { subjectKind: 'collection' }>['verb']

/** Who acts, for which organisation, on which day. */
export interface Acting {
  /** Null in a demonstration, where nobody acts. */
  actor: string | null
  organisationId: string
  today: string
}

/** What the other side is told of. */
const news = {
  'collection.proposed': 'proposed',
  'collection.agreed': 'agreed',
  'collection.refused': 'refused',
  'collection.withdrawn': 'withdrawn',
  'collection.ended': 'ended',
  'collection.moved': 'moved',
  'collection.cancelled': 'cancelled',
  'collection.weighed': 'weighed',
} as const satisfies Partial<Record<Verb, CollectionNews>>

const isNews = (verb: Verb): verb is keyof typeof news => verb in news

/** Writes what happened, wakes both sides' pages, and tells the other side where it has to know. No weight goes into the log. */
export async function tellCollection(
  trx: Transaction<DB>,
  { actor, organisationId }: Acting,
  verb: Verb,
  { id, holderId, partnerId, stream }: Pick<Agreement, 'id' | 'holderId' | 'partnerId' | 'stream'>,
): Promise<void> {
  const { eventId } = await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'collection',
    subjectId: id,
    data: { stream },
  })
  for (const organisation of [holderId, partnerId].toSorted())
    await announceChange(trx, { organisationId: organisation, subject: 'stock', id })
  if (!isNews(verb)) return
  const told = organisationId === holderId ? partnerId : holderId
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const side = told === holderId ? ('holder' as const) : ('partner' as const)
  const { roles } = await trx
    .selectFrom('organisation')
    .select('roles')
    .where('id', '=', told)
    .executeTakeFirstOrThrow()
  await notify(trx, {
    organisationId: told,
    kind: 'collection-news',
    needId: null,
    eventId,
    data: {
      happened: news[verb],
      by: name,
      stream,
      page: side === 'holder' && roles.includes('buyer') ? 'buyer' : 'firm',
    },
  })
}

/** An agreement that the organisation is party to, held; or that there is none such. */
export async function lockAgreement(
  trx: Transaction<DB>,
  { organisationId }: Pick<Acting, 'organisationId'>,
  id: string,
): Promise<Agreement | Refusal> {
  const agreement = await trx
    .selectFrom('collectionAgreement')
    .selectAll()
    .where('id', '=', id)
    .where(({ eb, or }) => or([eb('holderId', '=', organisationId), eb('partnerId', '=', organisationId)]))
    .forUpdate()
    .executeTakeFirst()
  return agreement ?? { refused: 'not-found' }
}
