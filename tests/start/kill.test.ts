import { setTimeout as sleep } from 'node:timers/promises'
import { connectPostgres, type Connection } from '@maillage/db/connect.ts'
import type { NeedShown } from '@maillage/server/features/needs/schemas.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startOnDemonstration } from '../support/demonstration.ts'
import { masksFor } from '../support/examples.ts'
import { type RunningServer, startServer } from '../support/server.ts'

/** Jobs in a dead server's hands are missed after half a minute, and then done. */
const patient = { timeout: 90_000, interval: 500 }

describe.skipIf('unavailable' in inject('postgres'))('a server killed while it works', () => {
  let databaseUrl: string
  let connection: Connection
  let server: RunningServer

  /** Takes the buyer's seat; returns how to ask as the buyer, and its organisation. */
  async function enter() {
    const entered = await fetch(`${server.url}/api/demonstration/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'buyer' }),
    })
    const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const asked = await fetch(`${server.url}/api/session`, { headers: { cookie } })
    const session: { organisations: { id: string }[] } = JSON.parse(await asked.text())
    const post = async (path: string, body: object): Promise<NeedShown> => {
      const answer = await fetch(server.url + path, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
      return JSON.parse(text)
    }
    return { post, hospital: session.organisations[0]?.id ?? '' }
  }

  const unfinished = async () => {
    const { rows } = await sql<{ jobs: number }>`
      select count(*) as jobs from pgboss.job
      where name like 'match-%' and state in ('created', 'retry', 'active')`.execute(connection.db)
    return rows[0]?.jobs
  }

  beforeAll(async () => {
    const started = await startOnDemonstration()
    if (!started) throw new Error('PostgreSQL cannot be started here')
    server = started
    databaseUrl = started.databaseUrl
    connection = await connectPostgres(databaseUrl)
  })
  afterAll(async () => {
    await server.stop()
    await connection.close()
  })

  test('loses nothing that it acknowledged, and tells nothing twice', { timeout: 240_000 }, async () => {
    const acknowledged: string[] = []
    let killed = false
    const { post, hospital } = await enter()
    const publishing = Array.from({ length: 4 }, async (_, index) => {
      while (!killed) {
        try {
          const draft = await post(`/api/organisations/${hospital}/needs`, masksFor(1000 + index))
          await post(`/api/needs/${draft.id}/publish`, { version: 1 })
          acknowledged.push(draft.id)
        } catch (error) {
          if (!killed) throw error
        }
      }
    })
    while (acknowledged.length < 12) await sleep(10)
    killed = true
    await server.kill()
    await Promise.all(publishing)

    server = await startServer({ databaseUrl })
    await expect.poll(unfinished, patient).toBe(0)

    const published = await connection.db
      .selectFrom('need')
      .leftJoin('ranking', 'ranking.needId', 'need.id')
      .select(['need.id', 'need.state', 'ranking.needId as ranked'])
      .where('need.id', 'in', acknowledged)
      .execute()
    expect(published.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      acknowledged.toSorted().map(id => ({ id, state: 'published', ranked: id })),
    )
    const told = await connection.db
      .selectFrom('notification')
      .select(['organisationId', 'needId', 'seq'])
      .where('kind', '=', 'need-fits')
      .where(sql<boolean>`data ->> 'change' = 'new'`)
      .execute()
    expect(told.filter(({ needId }) => acknowledged.includes(needId ?? '')).length).toBeGreaterThan(0)
    const pairs = told.map(({ organisationId, needId }) => `${organisationId} ${needId}`)
    expect(pairs.filter((pair, index) => pairs.indexOf(pair) < index)).toEqual([])
  })

  test('numbers what each organisation was told without a gap', async () => {
    const rows = await connection.db
      .selectFrom('organisation')
      .innerJoin('notification', 'notification.organisationId', 'organisation.id')
      .select(eb => ['organisation.notificationSeq as last', eb.fn.countAll<number>().as('told')])
      .groupBy('organisation.id')
      .execute()
    expect(rows.length).toBeGreaterThan(0)
    for (const { last, told } of rows) expect(told).toBe(last)
  })

  test('stops in good order when it is asked to', async () => {
    expect(await server.stop()).toBe(0)
    expect(server.log()).not.toMatch(/error|unexpected/i)
    server = await startServer({ databaseUrl })
  })
})
