import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { type Kysely, sql } from 'kysely'
import { canonicalForm, eventTexts, instantText } from './link.ts'
import { needChanges } from './need-changes.ts'
import type { LogReader } from './policy.ts'
import type { LogFilters, LogLine } from './schemas.ts'
import { subjectOf } from './subjects.ts'
import { labelOf, say, shownVerbs } from './words.ts'

/** A line of a log, and what its seal was made of. */
export interface SealedLine extends Omit<LogLine, 'seal'> {
  seal: { position: number; previous: string; digest: string; form: string } | null
}

/** Changes of one thing, the last first: those that the filters let through, from an event backwards. */
export async function readLog(
  db: Kysely<DB>,
  reader: LogReader,
  { verb, from, to, after, limit }: LogFilters & { after?: number | undefined; limit: number },
): Promise<SealedLine[]> {
  const rows = await rowsOf(db, reader)
    .leftJoin('pseudonym', 'pseudonym.id', 'event.actor')
    .leftJoin('user', 'user.id', 'pseudonym.userId')
    .leftJoin('organisation', 'organisation.id', 'event.organisationId')
    .leftJoin('eventSeal', 'eventSeal.eventId', 'event.id')
    .select(['user.name as actorName', 'organisation.name as organisationName'])
    .select(['eventSeal.position', 'eventSeal.previous', 'eventSeal.digest', 'event.data as told'])
    .select(instantText('eventSeal.sealedAt').as('sealedAt'))
    .$if(verb !== undefined && verb.length > 0, query => query.where('event.verb', 'in', verb ?? []))
    .$if(from !== undefined, query =>
      query.where(sql<boolean>`event.at >= ${from}::date::timestamp at time zone 'Europe/Paris'`),
    )
    .$if(to !== undefined, query =>
      query.where(sql<boolean>`event.at < (${to}::date + 1)::timestamp at time zone 'Europe/Paris'`),
    )
    .$if(after !== undefined, query => query.where('event.id', '<', after ?? 0))
    .orderBy('event.id', 'desc')
    .limit(limit)
    .execute()
  const names = await namesIn(
    db,
    rows.map(({ told }) => told),
  )
  const changes = await changesOf(db, reader, rows)
  return rows.map(row => {
    const { id, verb, actor, organisationId, organisationName, position, previous, digest, sealedAt } = row
    const isSealed = position !== null && previous !== null && digest !== null
    return {
      id,
      at: `${row.at.slice(0, 23)}Z`,
      verb,
      actor:
        actor === null
          ? null
          : {
              id: actor,
              name: organisationId === reader.owner.organisation.id ? row.actorName : null,
            },
      organisation:
        organisationId === null ? null : { id: organisationId, name: organisationName ?? organisationId },
      what: say(verb, { data: row.told, named: given => names.get(String(given)) ?? String(given) }),
      changes: changes.get(id) ?? [],
      seal: isSealed
        ? { position, previous, digest, form: canonicalForm({ position, previous, sealedAt }, row) }
        : null,
    }
  })
}

/** The kinds of change there are in a log. */
export async function verbsIn(db: Kysely<DB>, reader: LogReader): Promise<{ verb: string; label: Text }[]> {
  const rows = await db
    .selectFrom(rowsOf(db, reader).as('row'))
    .select('row.verb')
    .distinct()
    .orderBy('row.verb')
    .execute()
  return rows.map(({ verb }) => ({ verb, label: labelOf(verb) }))
}

/** Events of a thing and of what belongs to it, as far as logs show them. */
function rowsOf(db: Kysely<DB>, { kind, subjectId }: LogReader) {
  return eventTexts(db).where('event.verb', 'in', shownVerbs).where(subjectOf(kind).holds(subjectId))
}

/** Names of the organisations that events name by their ids. */
async function namesIn(db: Kysely<DB>, told: Record<string, unknown>[]): Promise<Map<string, string>> {
  const ids = told.flatMap(({ firm, firms }) => [firm, ...(Array.isArray(firms) ? firms : [])])
  const named = ids.filter(id => typeof id === 'string')
  if (named.length === 0) return new Map()
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', named).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What each revision of a need in these rows changed, by event. */
async function changesOf(
  db: Kysely<DB>,
  { catalogue, own }: LogReader,
  rows: { id: number; verb: string; subjectId: string; told: Record<string, unknown> }[],
): Promise<Map<number, Text[]>> {
  const revised = rows.filter(({ verb }) => verb === 'need.revised' || verb === 'need.published')
  const needs = [...new Set(revised.map(({ subjectId }) => subjectId))]
  if (needs.length === 0) return new Map()
  const revisions = await db
    .selectFrom('needRevision')
    .select(['needId', 'revision', 'content'])
    .where('needId', 'in', needs)
    .execute()
  const contents = new Map<string, Need>(
    revisions.map(({ needId, revision, content }) => [`${needId} ${revision}`, content]),
  )
  return new Map(
    revised.map(({ id, subjectId, told: { revision } }) => {
      const before = contents.get(`${subjectId} ${Number(revision) - 1}`)
      const after = contents.get(`${subjectId} ${Number(revision)}`)
      return [id, before && after ? needChanges(before, after, catalogue, own) : []]
    }),
  )
}
