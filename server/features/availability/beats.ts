import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import { type Kysely, sql } from 'kysely'
import { newId } from '../../ids.ts'

/** Each server writes that it is there this often. */
const BEAT_SECONDS = 30
/** Silence of all servers for longer than this is a break of the platform. */
export const SILENCE_SECONDS = 90
/** Proof of what was available is kept this long: longer than a contract may be contested (two months). */
const KEPT_DAYS = 120

/** The availability log: each server says every half minute that it is there. */
export const beats = fp(
  async app => {
    const serverId = newId()
    const beat = async () => {
      await sql`insert into server_beat (server_id, at) values (${serverId}, clock_timestamp())`.execute(
        app.db,
      )
    }
    const forget = async () => {
      await sql`delete from server_beat where at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
        app.db,
      )
    }
    let timer: NodeJS.Timeout | undefined
    app.addHook('onListen', async () => {
      await forget()
      await beat()
      timer = setInterval(() => {
        // A database that does not answer is the silence that this log tells of.
        beat().catch((error: unknown) =>
          app.log.error({ err: error }, 'this server could not write that it is there'),
        )
      }, BEAT_SECONDS * 1000)
    })
    app.addHook('onClose', async () => clearInterval(timer))
  },
  { name: 'beats', dependencies: ['database'] },
)

/** A time in which no server was there. */
export interface Break {
  from: Date
  until: Date
}

/** Breaks of the platform between two instants, each longer than `SILENCE_SECONDS`, in their order. */
export async function breaksBetween(db: Kysely<DB>, from: Date, until: Date): Promise<Break[]> {
  const { rows } = await sql<Break>`
    with beats as (
      select at from server_beat where at between ${from} and ${until}
      union all values (${from}::timestamptz), (${until}::timestamptz)
    ), pairs as (select at "from", lead(at) over (order by at) "until" from beats)
    select "from", "until" from pairs
    where "until" - "from" > make_interval(secs => ${SILENCE_SECONDS}) order by 1`.execute(db)
  return rows
}
