import type { Connection } from '@maillage/db/connect.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { sql } from 'kysely'
import { type Position, reaches } from '../events.ts'
import { loadAllFirms, loadFirms } from './load-firms.ts'
import { loadOpenNeeds } from './load-needs.ts'

const BATCH = 500
/** A wake that was missed costs at most this long. */
const LOOK_ANYWAY_MILLISECONDS = 5000
/** Someone waits for an event that an older, still running transaction holds back: nothing rings when that one ends. */
const HELD_BACK_MILLISECONDS = 20

/** Keeps one engine current with the event log of the database. */
export interface Follower {
  /** Last event the engine has seen. */
  position(): Position
  /** Names what the engine has seen: the same until it sees more. */
  seen(): string
  /** Names what the engine has seen of firms: the same until one of them may have changed. */
  firmsSeen(): string
  /** How many open needs the engine holds. */
  needs(): number
  /** How many events are written that the engine has not seen yet. */
  behind(): Promise<number>
  /** Resolves once the engine has seen this position; rejects when the follower stops before. */
  reached(position: Position): Promise<void>
  stop(): Promise<void>
}

const noEvent: Position = { transactionId: '0', eventId: 0 }

const afterPosition = ({ transactionId, eventId }: Position) =>
  sql<boolean>`(transaction_id, id) > (${transactionId}::xid8, ${eventId}::bigint)`

/** Events that no running transaction can still come before, after a position, in the order everyone follows. */
export async function eventsAfter({ db }: Pick<Connection, 'db'>, position: Position) {
  return db
    .selectFrom('event')
    .select(['id', 'transactionId', 'subjectKind', 'subjectId'])
    .where(sql<boolean>`transaction_id < pg_snapshot_xmin(pg_current_snapshot())`)
    .where(afterPosition(position))
    .orderBy(sql`transaction_id`)
    .orderBy('id')
    .limit(BATCH)
    .execute()
}

export async function countAfter({ db }: Pick<Connection, 'db'>, position: Position): Promise<number> {
  const { events } = await db
    .selectFrom('event')
    .select(event => event.fn.countAll<number>().as('events'))
    .where(afterPosition(position))
    .executeTakeFirstOrThrow()
  return events
}

/** The last event that is safe to read: what a fresh load of the tables is at least as new as. */
export async function lastPosition({ db }: Pick<Connection, 'db'>): Promise<Position> {
  const last = await db
    .selectFrom('event')
    .select(['id', 'transactionId'])
    .where(sql<boolean>`transaction_id < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy(sql`transaction_id desc`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { transactionId: last.transactionId, eventId: last.id } : noEvent
}

/** The last event that is committed, though an older, still running transaction may hold it back from who follows. */
export async function lastWritten({ db }: Pick<Connection, 'db'>): Promise<Position> {
  const last = await db
    .selectFrom('event')
    .select(['id', 'transactionId'])
    .orderBy(sql`transaction_id desc`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { transactionId: last.transactionId, eventId: last.id } : noEvent
}

/** What is kept current: firms and needs, and the catalogue they are read with, which `revise` brings to the one stored. */
export type Followed = Pick<Engine, 'upsertFirm' | 'removeFirm' | 'upsertNeed' | 'removeNeed'> & {
  revise(): Promise<void>
}

/**
 * Loads all firms and published needs into the engine, then follows the event log. A change is read from its tables,
 * which may already be newer than the event: the engine is then ahead for this subject, never behind.
 * Errors while following go to `onError`; the next wake tries again from the same position.
 */
export async function followEvents(
  connection: Connection,
  engine: Followed,
  onError: (error: unknown) => void,
): Promise<Follower> {
  let position = await lastPosition(connection)
  let firmsRefreshed = 0
  await engine.revise()
  for await (const firm of loadAllFirms(connection.db)) engine.upsertFirm(firm)
  const open = new Set<string>()
  const openNeed = (need: Need) => {
    engine.upsertNeed(need)
    open.add(need.id)
  }
  const closeNeed = (id: string) => {
    engine.removeNeed(id)
    open.delete(id)
  }
  for (const need of await loadOpenNeeds(connection.db, 'published')) openNeed(need)

  const waiters = new Set<{ position: Position; resolve: () => void; reject: (error: Error) => void }>()

  async function refresh(kind: 'firm' | 'need', ids: string[]): Promise<void> {
    if (ids.length === 0) return
    if (kind === 'firm') {
      const firms = new Map((await loadFirms(connection.db, ids)).map(firm => [firm.id, firm]))
      for (const id of ids) {
        const firm = firms.get(id)
        if (firm) engine.upsertFirm(firm)
        else engine.removeFirm(id)
      }
      firmsRefreshed += 1
    } else {
      const published = await connection.db
        .selectFrom('need')
        .select('id')
        .where('id', 'in', ids)
        .where('state', '=', 'published')
        .execute()
      const current = published.map(row => row.id)
      const needs = current.length === 0 ? [] : await loadOpenNeeds(connection.db, current)
      for (const id of ids) if (!current.includes(id)) closeNeed(id)
      for (const need of needs) openNeed(need)
    }
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const events = await eventsAfter(connection, position)
      const last = events.at(-1)
      if (last === undefined) return
      const subjects = (kind: string) => [
        ...new Set(events.filter(event => event.subjectKind === kind).map(event => event.subjectId)),
      ]
      // Before those who may speak of what is new in it.
      if (subjects('catalogue').length > 0) await engine.revise()
      await refresh('firm', [...subjects('firm'), ...subjects('organisation')])
      await refresh('need', subjects('need'))
      position = { transactionId: last.transactionId, eventId: last.id }
      for (const waiter of waiters) {
        if (reaches(position, waiter.position)) {
          waiters.delete(waiter)
          waiter.resolve()
        }
      }
    }
  }

  // One catch-up at a time; a wake during one asks for another right after.
  let running: Promise<void> | null = null
  let again = false
  let heldBack: NodeJS.Timeout | undefined
  function wake(): void {
    if (running) {
      again = true
      return
    }
    running = catchUp()
      .catch(onError)
      .finally(() => {
        running = null
        if (again) {
          again = false
          wake()
        } else if (waiters.size > 0) {
          heldBack = setTimeout(wake, HELD_BACK_MILLISECONDS)
        }
      })
  }

  const unlisten = await connection.listen('event', wake, wake)
  const timer = setInterval(wake, LOOK_ANYWAY_MILLISECONDS)
  wake()

  return {
    position: () => position,
    seen: () => `${position.transactionId} ${position.eventId}`,
    firmsSeen: () => String(firmsRefreshed),
    needs: () => open.size,
    behind: () => countAfter(connection, position),
    reached: target =>
      reaches(position, target)
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiters.add({ position: target, resolve, reject })
            wake()
          }),
    stop: async () => {
      clearInterval(timer)
      clearTimeout(heldBack)
      // Whoever waits hands its job back instead of holding up the stop.
      for (const { reject } of waiters) reject(new Error('this server stops following the event log'))
      waiters.clear()
      again = false
      await unlisten()
      await running
    },
  }
}
