import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { type Happening, recordEvent } from '../../events.ts'
import { membersOf } from '../pools/pooled.ts'
import { announceChange } from '../live/announce.ts'
import { contractNews } from '../mail/contract-words.ts'
import type { Mail } from '../mail/words.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify, type Notices } from '../notifications/notify.ts'

/** What a change of a contract needs beside its rows. */
export interface Trading {
  /** Null for what the server does by itself. */
  actor: string | null
  catalogue: Catalogue
  /** The day in France. */
  today: string
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

/** A contract as what happens to it is told. */
export interface ToldContract {
  id: string
  buyerId: string
  number: string
  title: string
  /** Members of a pool that it is concluded for, who read it as its buyer does. */
  members?: readonly string[]
}

export type ContractHappening = Extract<Happening, { subjectKind: 'contract' }>['verb']

/** What changes the facts that a firm's record is counted from. */
const counting = new Set<ContractHappening>([
  'delivery.received',
  'delivery.accepted',
  'delivery.rejected',
  'delivery.returned',
  'contract.terminated',
])

/** Organisations that are party to a contract, its buyer first. */
export async function sidesOf(
  trx: Transaction<DB>,
  { id, buyerId }: Pick<ToldContract, 'id' | 'buyerId'>,
): Promise<{ buyerId: string; firms: string[] }> {
  const rows = await trx
    .selectFrom('contractParty')
    .select('firmId')
    .distinct()
    .where('contractId', '=', id)
    .where('firmId', 'is not', null)
    .execute()
  return { buyerId, firms: rows.flatMap(({ firmId }) => firmId ?? []) }
}

/** Writes what happened to a contract, and wakes the open pages of every side. Returns the event's id. */
export async function recordContract(
  trx: Transaction<DB>,
  { actor, sendJob }: Trading,
  contract: ToldContract,
  verb: ContractHappening,
  { by, data = {} }: { by: string; data?: Record<string, unknown> },
): Promise<number> {
  const { eventId } = await recordEvent(trx, {
    verb,
    actor,
    organisationId: by,
    subjectKind: 'contract',
    subjectId: contract.id,
    data: { number: contract.number, ...data },
  })
  const { buyerId, firms } = await sidesOf(trx, contract)
  const members = await membersOf(trx, contract.id)
  for (const organisationId of [buyerId, ...firms, ...members])
    await announceChange(trx, { organisationId, subject: 'contract', id: contract.id })
  if (counting.has(verb)) for (const firmId of firms) await sendJob(trx, 'count-record', { firmId })
  return eventId
}

/** A contract as one of its sides is told of it. */
export const lineFor = (
  { id, buyerId, number, title, members }: ToldContract,
  organisationId: string,
): Notices['contract-news']['contract'] => ({
  id,
  number,
  title,
  side: organisationId === buyerId || members?.includes(organisationId) ? 'buyer' : 'firm',
})

/** Where a side of a contract reads it. */
const linkFor = ({ publicUrl }: Pick<Trading, 'publicUrl'>, contract: ToldContract, organisationId: string) =>
  `${publicUrl}/${lineFor(contract, organisationId).side}/contracts/${contract.id}`

/** Writes to one side of a contract; `mail` is given where that side reads it. */
export async function writeToSide(
  trx: Transaction<DB>,
  trading: Pick<Trading, 'publicUrl' | 'sendJob'>,
  contract: ToldContract,
  organisationId: string,
  mail: (link: string) => Mail,
): Promise<void> {
  await writeToMembers(trx, trading.sendJob, {
    organisations: [organisationId],
    kind: 'contracts',
    mail: mail(linkFor(trading, contract, organisationId)),
  })
}

/** Tells organisations of a contract, each once and in the order of their ids. */
export async function tellSides(
  trx: Transaction<DB>,
  trading: Trading,
  contract: ToldContract,
  organisations: readonly string[],
  eventId: number | null,
  news: Omit<Notices['contract-news'], 'contract'>,
): Promise<void> {
  for (const organisationId of [...new Set(organisations)].sort()) {
    await notify(trx, {
      organisationId,
      kind: 'contract-news',
      needId: null,
      eventId,
      data: { contract: lineFor(contract, organisationId), ...news },
    })
    await writeToSide(trx, trading, contract, organisationId, link =>
      contractNews(contract, news.happened, news.by, link),
    )
  }
}

/** Name of an organisation, for a sentence. */
export async function nameOf(trx: Transaction<DB>, organisationId: string): Promise<string> {
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return name
}
