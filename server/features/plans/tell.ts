import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { announceChange } from '../live/announce.ts'
import { planNews } from '../mail/plan-words.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'

/** How people are told: in which catalogue's words, with links to where. */
export interface Telling {
  operatorId: string
  catalogue: Catalogue
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

export type FirmNews = 'proposed' | 'withdrawn' | 'lapsed'

/** Tells a firm what a plan proposes to it, or no longer does. */
export async function tellFirm(
  trx: Transaction<DB>,
  { operatorId, catalogue, publicUrl, sendJob }: Telling,
  firmId: string,
  { happened, items, replyBy }: { happened: FirmNews; items: string[]; replyBy: string | null },
): Promise<void> {
  const operator = await nameOf(trx, operatorId)
  const all = [...new Set(items)].sort()
  await notify(trx, {
    organisationId: firmId,
    kind: 'plan-proposed',
    needId: null,
    eventId: null,
    data: { operator, happened, items: all, replyBy },
  })
  const { items: known } = knownIn(catalogue)
  const names = all.map(item => known.get(item)?.name ?? { fr: item, en: item })
  const mail = planNews({ operator, happened, names, replyBy, link: `${publicUrl}/firm/plan` })
  await writeToMembers(trx, sendJob, { organisations: [firmId], kind: 'plans', mail })
  await announceChange(trx, { organisationId: firmId, subject: 'plan', id: firmId })
}

/** Tells an operator what a firm has answered; its planners read the rest on the plan's page. */
export async function tellOperator(
  trx: Transaction<DB>,
  { operatorId, firmId, planId }: { operatorId: string; firmId: string; planId: string },
  { item, answer }: { item: string; answer: 'accepted' | 'adjusted' | 'refused' | 'left' },
): Promise<void> {
  await notify(trx, {
    organisationId: operatorId,
    kind: 'plan-answered',
    needId: null,
    eventId: null,
    data: { firm: await nameOf(trx, firmId), item, answer, plan: planId },
  })
  await announceChange(trx, { organisationId: operatorId, subject: 'plan', id: planId })
  await announceChange(trx, { organisationId: firmId, subject: 'plan', id: firmId })
}

async function nameOf(trx: Transaction<DB>, organisationId: string): Promise<string> {
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return name
}
