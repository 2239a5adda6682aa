import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { documentsBySubject } from '../documents/keep.ts'
import { findRoom, inRoom } from './rooms.ts'
import type { About, Conversation, MessageShown, ThreadKind, ThreadShown } from './schemas.ts'
import { threadKinds } from './schemas.ts'
import { type SubjectKnown, threadSubjects } from './subjects.ts'

const MOST_THREADS = 200
const MOST_MESSAGES = 300
const EXCERPT = 160

/** Threads of an organisation, what it knows of each, the last written in first. */
const selectThreads = (db: Kysely<DB>, organisationId: string) =>
  db
    .selectFrom('threadParty')
    .innerJoin('thread', 'thread.id', 'threadParty.threadId')
    .innerJoin('message as last', join =>
      join.onRef('last.threadId', '=', 'thread.id').onRef('last.seq', '=', 'thread.lastSeq'),
    )
    .select(['thread.id', 'thread.subjectKind', 'thread.subjectId', 'thread.lastAt'])
    .select(['thread.firstId', 'threadParty.sinceSeq', 'last.organisationId as lastBy'])
    .select(
      sql<string>`case when last.hidden_at is null and last.seq > thread_party.since_seq
        then left(last.text, ${EXCERPT}::integer) else '' end`.as('lastText'),
    )
    .select(
      sql<number>`(select count(*)::integer from message where thread_id = thread.id and seq > thread_party.read_seq
        and organisation_id <> thread_party.organisation_id)`.as('unread'),
    )
    .where('threadParty.organisationId', '=', organisationId)

interface Other {
  threadId: string
  id: string
  name: string
  readSeq: number
}

/** Who else reads these threads, and how far. */
const othersIn = (db: Kysely<DB>, threads: readonly string[], organisationId: string): Promise<Other[]> =>
  db
    .selectFrom('threadParty')
    .innerJoin('organisation', 'organisation.id', 'threadParty.organisationId')
    .select(['threadId', 'organisation.id', 'name', 'readSeq'])
    .where(sql<boolean>`thread_id = any(${threads}::uuid[])`)
    .where('organisation.id', '!=', organisationId)
    .orderBy('name')
    .execute()

type Row = Awaited<ReturnType<ReturnType<typeof selectThreads>['execute']>>[number]

const kindOf = (name: string): ThreadKind => {
  const kind = threadKinds.find(one => one === name)
  if (kind === undefined) throw new Error(`no thread is about a ${name}`)
  return kind
}

async function subjectsOf(
  db: Kysely<DB>,
  catalogue: Catalogue,
  rows: readonly { subjectKind: string; subjectId: string }[],
): Promise<Map<string, SubjectKnown>> {
  const known = new Map<string, SubjectKnown>()
  for (const [name, ofKind] of Map.groupBy(rows, ({ subjectKind }) => subjectKind)) {
    const ids = [...new Set(ofKind.map(({ subjectId }) => subjectId))]
    const found = await threadSubjects[kindOf(name)].known(db, catalogue, ids)
    for (const [id, subject] of found) known.set(id, subject)
  }
  return known
}

const gone: SubjectKnown = {
  owner: '',
  title: { fr: 'Ce dont il s’agissait n’est plus là', en: 'What it was about is gone' },
}

function shown(
  row: Row,
  others: Other[],
  organisationId: string,
  subjects: Map<string, SubjectKnown>,
): ThreadShown {
  const { owner, title } = subjects.get(row.subjectId) ?? gone
  return {
    id: row.id,
    subject: { kind: kindOf(row.subjectKind), id: row.subjectId, title, own: owner === organisationId },
    isRoom: row.firstId === null,
    with: others.filter(({ threadId }) => threadId === row.id).map(({ id, name }) => ({ id, name })),
    last: {
      text: row.lastText,
      at: row.lastAt.toISOString(),
      own: row.lastBy === organisationId,
    },
    unread: row.unread,
  }
}

/** What an organisation writes with others, the last written first. */
export async function listThreads(
  db: Kysely<DB>,
  catalogue: Catalogue,
  organisationId: string,
): Promise<ThreadShown[]> {
  const rows = await selectThreads(db, organisationId)
    .orderBy('thread.lastAt', 'desc')
    .orderBy('thread.id')
    .limit(MOST_THREADS)
    .execute()
  const others = await othersIn(
    db,
    rows.map(({ id }) => id),
    organisationId,
  )
  const subjects = await subjectsOf(db, catalogue, rows)
  return rows.map(row => shown(row, others, organisationId, subjects))
}

/** A thread with its latest messages; undefined where the organisation does not read it. */
export async function readConversation(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { organisationId, threadId }: { organisationId: string; threadId: string },
): Promise<Conversation | undefined> {
  const row = await selectThreads(db, organisationId).where('thread.id', '=', threadId).executeTakeFirst()
  if (row === undefined) return undefined
  const others = await othersIn(db, [threadId], organisationId)
  const seenBy = others.length === 0 ? 0 : Math.min(...others.map(({ readSeq }) => readSeq))
  const latest = await db
    .selectFrom('message')
    .innerJoin('organisation', 'organisation.id', 'message.organisationId')
    .leftJoin('user', 'user.id', 'message.userId')
    .leftJoin('messageReport as report', join =>
      join.onRef('report.messageId', '=', 'message.id').on('report.organisationId', '=', organisationId),
    )
    .selectAll('message')
    .select(['organisation.name as organisationName', 'user.name as author', 'report.at as reportedAt'])
    .where('threadId', '=', threadId)
    .where('seq', '>', row.sinceSeq)
    .orderBy('seq', 'desc')
    .limit(MOST_MESSAGES + 1)
    .execute()
  const rows = latest.slice(0, MOST_MESSAGES).reverse()
  const documents = await documentsBySubject(
    db,
    'message',
    rows.filter(({ hiddenAt }) => hiddenAt === null).map(({ id }) => id),
  )
  const messages = rows.map((message): MessageShown => ({
    id: message.id,
    seq: message.seq,
    own: message.organisationId === organisationId,
    author: message.author,
    organisation: { id: message.organisationId, name: message.organisationName },
    at: message.at.toISOString(),
    text: message.hiddenAt === null ? message.text : '',
    hidden: message.hiddenReason,
    reported: message.reportedAt !== null,
    seen: message.seq <= seenBy,
    documents: documents.get(message.id) ?? [],
  }))
  const subjects = await subjectsOf(db, catalogue, [row])
  return {
    thread: shown(row, others, organisationId, subjects),
    more: latest.length > MOST_MESSAGES,
    messages,
  }
}

/** The thread that two organisations have about something, where they have one. */
export async function findThread(
  db: Kysely<DB>,
  { kind, id }: { kind: string; id: string },
  one: string,
  other: string,
): Promise<string | null> {
  const [firstId, secondId] = [one, other].sort()
  const thread = await db
    .selectFrom('thread')
    .select('id')
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .where('firstId', '=', firstId ?? '')
    .where('secondId', '=', secondId ?? '')
    .executeTakeFirst()
  return thread?.id ?? null
}

/** Whom one would write to about something, or why one may not. */
export async function readAbout(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { kind, id, from, to }: { kind: ThreadKind; id: string; from: string; to: string | null },
): Promise<About | Refusal> {
  const readers = to === null ? await readersOf(db, { kind, id }, from) : [to]
  if (readers === null) return { refused: 'not-found' }
  const threadId = to === null ? await findRoom(db, id, from) : await findThread(db, { kind, id }, from, to)
  const refusal =
    threadId === null && to !== null ? await threadSubjects[kind].refusal(db, id, from, to) : null
  if (refusal !== null) return refusal
  const subject = (await threadSubjects[kind].known(db, catalogue, [id])).get(id) ?? gone
  const others = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', readers)
    .orderBy('name')
    .execute()
  const own = subject.owner === from
  return {
    subject: { kind, id, title: subject.title, own },
    isRoom: to === null,
    with: others,
    threadId,
  }
}

/** Who else is in the room of a group; null where it has none for this organisation. */
async function readersOf(
  db: Kysely<DB>,
  { kind, id }: { kind: ThreadKind; id: string },
  from: string,
): Promise<string[] | null> {
  const present = kind === 'group' ? await inRoom(db, id) : []
  const others = present.filter(one => one !== from)
  return others.length > 0 && others.length < present.length ? others : null
}
