import { setTimeout as sleep } from 'node:timers/promises'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { type Position, reaches } from '../events.ts'
import { cursorOf } from './cursor.ts'
import type { SearchIndex } from './search-index.ts'

/** Pauses between looks at where the index is: it is written some hundredths of a second after the event. */
const [firstPause, longestPause] = [5, 50]

/**
 * Whether an index shows an event, waiting for it for so many milliseconds at most. False at once where the index was made
 * by another version (`version`) or never: making it anew takes longer than anybody waits.
 */
export async function shows(
  db: Kysely<DB>,
  index: SearchIndex['name'],
  version: string,
  target: Position,
  milliseconds: number,
): Promise<boolean> {
  const end = performance.now() + milliseconds
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    const cursor = await cursorOf(db, index)
    if (cursor.version !== version) return false
    if (reaches(cursor, target)) return true
    if (performance.now() + pause > end) return false
    await sleep(pause)
  }
}
