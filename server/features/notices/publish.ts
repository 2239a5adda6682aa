import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Refusal } from '../../problems/problem.ts'
import { tenderRefusal } from '../evaluation/step.ts'
import { databaseNow, lockTender } from '../tenders/queries.ts'
import { recordTender } from '../tenders/tell.ts'
import { readNotice } from './prepare.ts'
import type { AwardNoticeInput } from './schemas.ts'

const refuse = (message: Text): Refusal => ({ refused: 'wrong-state', fields: [{ field: '', message }] })

const said = {
  invited: {
    fr: 'Cette consultation n’a été lue que des entreprises consultées : il n’y a pas d’avis à publier.',
    en: 'This tender was read by the firms that were asked alone: there is no notice to publish.',
  },
  published: {
    fr: 'L’avis d’attribution est déjà publié.',
    en: 'The award notice is published already.',
  },
} satisfies Record<string, Text>

/** Publishes the award notice of a tender whose contracts are concluded, once; from then on it stays as it is. */
export async function publishNotice(
  trx: Transaction<DB>,
  actor: string,
  tenderId: string,
  { version, appeals }: AwardNoticeInput,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if (tender.state !== 'concluded') return tenderRefusal(tender.state)
  if (tender.access !== 'open') return refuse(said.invited)
  const notice = await readNotice(trx, tenderId, appeals.trim())
  if (notice.publishedAt !== null) return refuse(said.published)
  if (tender.version !== version) return { refused: 'stale-version', current: notice }
  const id = newId()
  await trx
    .insertInto('awardNotice')
    .values({
      id,
      tenderId,
      content: JSON.stringify(notice.content),
      publishedBy: actor,
      publishedAt: await databaseNow(trx),
    })
    .execute()
  await recordTender(trx, actor, tender, 'tender.award-noticed', { notice: id })
  return null
}
