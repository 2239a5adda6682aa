import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@maillage/db/connect.ts'
import { countAfter, eventsAfter, lastPosition, lastWritten } from '../engine/follower.ts'
import { reaches } from '../events.ts'
import { cursorOf, moveOn, MovedMeanwhile, startAt, takeLease } from './cursor.ts'
import type { DocumentMaker } from './firm-document.ts'
import { documentVersion } from './maker.ts'
import type { DocumentKey } from './document.ts'
import type { SearchIndex, Trx } from './search-index.ts'
import { type Progress, readAll, readSubjects, type Subjects } from './source.ts'

/** A wake that was missed, or an index that could not be reached, costs at most this long. */
const lookAnywayMilliseconds = 5000
/** Pauses between tries while an index cannot be written to, up to this long. */
const longestPauseMilliseconds = 60_000

type Db = Connection['db']

/** Told of documents in the transaction that writes them, or that moves on once they are written. */
export type Written = (trx: Trx, documents: DocumentKey[]) => Promise<void>

/** Subjects that events have changed. An organisation's name and standing are in its firm and in its needs. */
async function subjectsOf(db: Db, events: { subjectKind: string; subjectId: string }[]): Promise<Subjects> {
  const of = (kind: string) =>
    events.filter(event => event.subjectKind === kind).map(event => event.subjectId)
  const organisations = [...new Set(of('organisation'))]
  const needs =
    organisations.length === 0
      ? []
      : await db.selectFrom('need').select('id').where('organisationId', 'in', organisations).execute()
  return {
    firms: [...new Set([...of('firm'), ...organisations])],
    needs: [...new Set([...of('need'), ...needs.map(({ id }) => id)])],
  }
}

/**
 * Brings an index to the end of the event log, batch by batch, in order. False where another server is at it, or the
 * index was never made. Throws where the index cannot be written to: nothing is lost, the next try begins at the same
 * event.
 */
export async function catchUp(
  db: Db,
  index: SearchIndex,
  maker: DocumentMaker,
  written: Written = async () => {},
): Promise<boolean> {
  const lease = await takeLease(db, index.name)
  if (lease === null) return false
  let { position } = lease
  try {
    if (lease.version === '') return false
    for (;;) {
      const events = await eventsAfter({ db }, position)
      const last = events.at(-1)
      if (last === undefined) return true
      await lease.renew()
      const changes = await readSubjects(db, await subjectsOf(db, events), maker)
      const next = { transactionId: last.transactionId, eventId: last.id }
      const move = moveOn(index.name, position, next)
      await index.apply(changes, async trx => {
        await move(trx)
        await written(trx, changes.documents)
      })
      position = next
    }
  } catch (error) {
    if (error instanceof MovedMeanwhile) return false
    throw error
  } finally {
    await lease.release()
  }
}

/**
 * Makes an index anew from the tables, beside the one that is asked meanwhile, and puts it in its place. What changes
 * during it is applied after. False where another server is at it.
 */
export async function rebuildIndex(
  db: Db,
  index: SearchIndex,
  maker: DocumentMaker,
  tell: (progress: Progress) => void = () => {},
): Promise<boolean> {
  const lease = await takeLease(db, `${index.name}-rebuild`)
  if (lease === null) return false
  try {
    const began = await lastPosition({ db })
    const rebuild = await index.rebuild()
    try {
      for await (const { documents, progress } of readAll(db, maker)) {
        await lease.renew()
        await rebuild.write(documents)
        tell(progress)
      }
      await lease.renew()
      await rebuild.swap(startAt(index.name, began, documentVersion(maker.catalogue)))
    } catch (error) {
      await rebuild.drop()
      throw error
    }
    return true
  } finally {
    await lease.release()
  }
}

/** Follows the event log for one index until it is stopped. */
export interface Keeper {
  /** Events written that the index does not show yet. */
  behind(): Promise<number>
  /** Looks for what there is to do at once: the catalogue is another one. */
  wake(): void
  /** Resolves once the index shows all that is committed now. Rejects where it cannot be written to. */
  current(): Promise<void>
  stop(): Promise<void>
}

/**
 * Keeps an index current: makes it where it was made with another version of the catalogue or never (`makerNow` has the one in force), then follows the
 * events, and tells each time that it has come to their end. Errors go to `onError`; it tries again, from where it was, with pauses that double up to a minute.
 */
export async function keepIndex(
  connection: Connection,
  index: SearchIndex,
  makerNow: () => DocumentMaker,
  onError: (error: unknown) => void,
  written?: Written,
  atTheEnd: () => Promise<void> = async () => {},
): Promise<Keeper> {
  const { db } = connection
  let stopped = false
  let failures = 0
  let pausedUntil = 0

  async function once(): Promise<void> {
    const maker = makerNow()
    const { version } = await cursorOf(db, index.name)
    if (version !== documentVersion(maker.catalogue)) await rebuildIndex(db, index, maker)
    if (await catchUp(db, index, maker, written)) await atTheEnd()
  }

  let running: Promise<void> | null = null
  let again = false
  function wake(): void {
    if (stopped || Date.now() < pausedUntil) return
    if (running) {
      again = true
      return
    }
    running = once()
      .then(() => {
        failures = 0
      })
      .catch((error: unknown) => {
        failures++
        pausedUntil = Date.now() + Math.min(longestPauseMilliseconds, 500 * 2 ** failures)
        onError(error)
      })
      .finally(() => {
        running = null
        if (again) {
          again = false
          wake()
        }
      })
  }

  const unlisten = await connection.listen('event', wake, wake)
  const timer = setInterval(wake, lookAnywayMilliseconds)
  wake()

  return {
    wake,
    behind: async () => countAfter({ db }, await cursorOf(db, index.name)),
    async current() {
      const target = await lastWritten({ db })
      for (;;) {
        await once()
        const { version, ...position } = await cursorOf(db, index.name)
        if (version !== '' && reaches(position, target)) {
          // The run that brought it there may still be asking for what is due at the end.
          await running
          return
        }
        await sleep(20)
      }
    },
    async stop() {
      stopped = true
      again = false
      clearInterval(timer)
      await unlisten()
      await running
    },
  }
}
