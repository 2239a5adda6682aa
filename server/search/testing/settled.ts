import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@maillage/db/connect.ts'
import { lastPosition, lastWritten } from '../../engine/follower.ts'
import { reaches } from '../../events.ts'

/** Resolves once all that is committed may be followed: tests beside this one share its PostgreSQL, and hold it back. */
export async function settled(db: Connection['db']): Promise<void> {
  const target = await lastWritten({ db })
  while (!reaches(await lastPosition({ db }), target)) await sleep(10)
}
