import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Listen } from './connect.ts'

const RETRY_MILLISECONDS = 500

/**
 * LISTEN on a connection of its own, taken again when it breaks. After a break `lost` is called once the channel is
 * back, since what rang meanwhile is gone: the reader then looks at the tables.
 */
export function listenOnPostgres(databaseUrl: string): Listen {
  return async (channel, ring, lost) => {
    let stopped = false
    let client: pg.Client

    const open = async () => {
      const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
      next.on('notification', message => ring(message.payload ?? ''))
      next.on('error', () => {})
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
      next.on('end', () => void reopen())
      client = next
    }

    const reopen = async () => {
      while (!stopped) {
        await sleep(RETRY_MILLISECONDS)
        try {
          await open()
          lost?.()
          return
        } catch {
          // The server is still away: try again until it is back or we are told to stop.
        }
      }
    }

    await open()
    return async () => {
      stopped = true
      await client.end()
    }
  }
}
