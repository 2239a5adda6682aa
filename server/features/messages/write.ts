import type { DB } from '@maillage/db/tables/database.ts'
import type { ThreadTable } from '@maillage/db/tables/messages.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { type Selectable, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { announceChange } from '../live/announce.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { messageCame } from './mail.ts'
import { findThread } from './read.ts'
import { openRoom } from './rooms.ts'
import type { MessageInput, ThreadInput, ThreadKind } from './schemas.ts'
import { threadKinds } from './schemas.ts'
import { threadSubjects } from './subjects.ts'

/** Messages that one organisation writes in an hour: more than anybody reads, and no way to flood others. */
const MOST_AN_HOUR = 60
/** While messages wait unread, nobody is told of the next ones, but once so many hours later. */
const TOLD_AGAIN_HOURS = 12
const EXCERPT = 160

/** What writing needs beside its rows: who writes, for which organisation. */
export interface Writing {
  actor: string
  organisationId: string
  catalogue: Catalogue
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

const said = {
  empty: { fr: 'Écrivez un message, ou joignez un fichier.', en: 'Write a message, or attach a file.' },
} satisfies Record<string, Text>

/** A thread, and who else reads it. */
interface Held {
  thread: Selectable<ThreadTable>
  others: string[]
}

/**
 * A thread that an organisation is part of, held until the transaction ends; undefined where it is not. Its readers are looked at
 * once it is held: they come and go in the rooms of groups.
 */
async function lockThread(
  trx: Transaction<DB>,
  threadId: string,
  organisationId: string,
): Promise<Held | undefined> {
  const thread = await trx
    .selectFrom('thread')
    .selectAll()
    .where('id', '=', threadId)
    .forUpdate()
    .executeTakeFirst()
  const parties = await trx
    .selectFrom('threadParty')
    .select('organisationId')
    .where('threadId', '=', threadId)
    .orderBy('organisationId')
    .execute()
  const readers = parties.map(party => party.organisationId)
  return thread !== undefined && readers.includes(organisationId)
    ? { thread, others: readers.filter(one => one !== organisationId) }
    : undefined
}

/**
 * Begins a thread about something with another (or in the room of a group, where `to` is null), or goes on with the one there is;
 * returns its id. Nothing is written where it is refused.
 */
export async function beginThread(
  trx: Transaction<DB>,
  writing: Writing,
  { subject, to, ...input }: ThreadInput,
): Promise<string | Refusal> {
  const { organisationId } = writing
  const known =
    to !== null
      ? await findThread(trx, subject, organisationId, to)
      : subject.kind === 'group'
        ? await openRoom(trx, subject.id, organisationId)
        : null
  if (known !== null) return (await writeMessage(trx, writing, known, input)) ?? known
  if (to === null || to === organisationId) return { refused: 'not-found' }
  const refusal = await threadSubjects[subject.kind].refusal(trx, subject.id, organisationId, to)
  if (refusal !== null) return refusal
  const message = await checkMessage(trx, organisationId, [to], input)
  if (isRefusal(message)) return message
  const [firstId = '', secondId = ''] = [organisationId, to].sort()
  // Both may begin in the same instant: the second goes on with the first's.
  await trx
    .insertInto('thread')
    .values({ id: newId(), subjectKind: subject.kind, subjectId: subject.id, firstId, secondId })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const threadId = await findThread(trx, subject, organisationId, to)
  if (threadId === null) throw new Error('a thread that was begun is not there')
  await trx
    .insertInto('threadParty')
    .values([organisationId, to].map(id => ({ threadId, organisationId: id })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const held = await lockThread(trx, threadId, organisationId)
  if (held === undefined) throw new Error('a thread that was begun is not there')
  await addMessage(trx, writing, held, message)
  return threadId
}

/** Why an organisation may not write now: it writes too much, or it is suspended, or all the others are. */
async function mayWrite(
  trx: Transaction<DB>,
  organisationId: string,
  others: string[],
): Promise<null | Refusal> {
  const { written } = await trx
    .selectFrom('message')
    .select(message => message.fn.countAll<number>().as('written'))
    .where('organisationId', '=', organisationId)
    .where('at', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  if (written >= MOST_AN_HOUR) return { refused: 'too-many-messages' }
  const suspended = await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', 'in', [organisationId, ...others])
    .where('status', '=', 'suspended')
    .execute()
  if (suspended.some(({ id }) => id === organisationId)) return { refused: 'organisation-suspended' }
  return others.length > 0 && suspended.length === others.length ? { refused: 'wrong-state' } : null
}

/** A message that may be written, with its documents taken; or why it may not. */
async function checkMessage(
  trx: Transaction<DB>,
  organisationId: string,
  others: string[],
  { text, documents }: MessageInput,
): Promise<{ id: string; text: string; documents: string[] } | Refusal> {
  if (text.trim() === '' && documents.length === 0) return invalid([{ field: '/text', message: said.empty }])
  const refused = await mayWrite(trx, organisationId, others)
  if (refused !== null) return refused
  const id = newId()
  const subject = { kind: 'message', id }
  const refusal = await keepDocuments(trx, { organisationId, ids: documents, subject })
  if (refusal !== null) return refusal
  await publishDocuments(trx, subject)
  return { id, text: text.trim(), documents }
}

/** Writes a message into a thread that the organisation is part of; the others are told. */
export async function writeMessage(
  trx: Transaction<DB>,
  writing: Writing,
  threadId: string,
  input: MessageInput,
): Promise<null | Refusal> {
  const { organisationId } = writing
  const held = await lockThread(trx, threadId, organisationId)
  if (held === undefined) return { refused: 'not-found' }
  const message = await checkMessage(trx, organisationId, held.others, input)
  if (isRefusal(message)) return message
  await addMessage(trx, writing, held, message)
  return null
}

async function addMessage(
  trx: Transaction<DB>,
  writing: Writing,
  { thread, others }: Held,
  { id, text, documents }: { id: string; text: string; documents: string[] },
): Promise<void> {
  const { actor, organisationId } = writing
  const threadId = thread.id
  const seq = thread.lastSeq + 1
  await trx.insertInto('message').values({ id, threadId, seq, organisationId, userId: actor, text }).execute()
  await trx
    .updateTable('thread')
    .set({ lastSeq: seq, lastAt: sql<Date>`now()` })
    .where('id', '=', threadId)
    .execute()
  // Whoever writes has read what was there.
  await trx
    .updateTable('threadParty')
    .set({ readSeq: seq })
    .where('threadId', '=', threadId)
    .where('organisationId', '=', organisationId)
    .execute()
  const { eventId } = await recordEvent(trx, {
    verb: 'message.sent',
    actor,
    organisationId,
    subjectKind: 'thread',
    subjectId: threadId,
    data: { message: id, to: others, documents },
  })
  for (const party of [organisationId, ...others].sort())
    await announceChange(trx, { organisationId: party, subject: 'thread', id: threadId })
  for (const other of others)
    if (await isToBeTold(trx, threadId, other, thread.lastAt))
      await tell(trx, writing, thread, { to: other, text, eventId })
}

/** Whether somebody is to be told of a message: the first that waits, and again after some hours. */
async function isToBeTold(
  trx: Transaction<DB>,
  threadId: string,
  to: string,
  lastAt: Date,
): Promise<boolean> {
  const { waiting } = await trx
    .selectFrom('message')
    .innerJoin('threadParty', 'threadParty.threadId', 'message.threadId')
    .select(message => message.fn.countAll<number>().as('waiting'))
    .where('message.threadId', '=', threadId)
    .where('threadParty.organisationId', '=', to)
    .where('message.organisationId', '!=', to)
    .whereRef('message.seq', '>', 'threadParty.readSeq')
    .executeTakeFirstOrThrow()
  return waiting <= 1 || Date.now() - lastAt.getTime() > TOLD_AGAIN_HOURS * 3_600_000
}

async function tell(
  trx: Transaction<DB>,
  { organisationId, catalogue, publicUrl, sendJob }: Writing,
  { id, subjectKind, subjectId }: { id: string; subjectKind: string; subjectId: string },
  { to, text, eventId }: { to: string; text: string; eventId: number },
): Promise<void> {
  const kind: ThreadKind = threadKinds.find(one => one === subjectKind) ?? 'need'
  const known = await threadSubjects[kind].known(trx, catalogue, [subjectId])
  const title = known.get(subjectId)?.title ?? { fr: '', en: '' }
  const { name: from } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text
  await notify(trx, {
    organisationId: to,
    kind: 'message-came',
    needId: null,
    eventId,
    data: { thread: id, from, title, excerpt },
  })
  const mail = messageCame({ from, title, text, link: `${publicUrl}/messages/${id}` })
  await writeToMembers(trx, sendJob, { organisations: [to], kind: 'messages', mail })
}

/** Notes how far an organisation has read; further than the last message is no further. */
export async function markThreadRead(
  trx: Transaction<DB>,
  { organisationId, threadId, upTo }: { organisationId: string; threadId: string; upTo: number },
): Promise<null | Refusal> {
  const held = await lockThread(trx, threadId, organisationId)
  if (held === undefined) return { refused: 'not-found' }
  const readSeq = Math.min(upTo, held.thread.lastSeq)
  const changed = await trx
    .updateTable('threadParty')
    .set({ readSeq })
    .where('threadId', '=', threadId)
    .where('organisationId', '=', organisationId)
    .where('readSeq', '<', readSeq)
    .returning('readSeq')
    .executeTakeFirst()
  if (changed === undefined) return null
  // The others see that it was read; one's own other pages, that nothing waits.
  for (const party of [organisationId, ...held.others].sort())
    await announceChange(trx, { organisationId: party, subject: 'thread', id: threadId })
  return null
}
