import { setTimeout as sleep } from 'node:timers/promises'
import { connectPostgres, type Connection } from '@maillage/db/connect.ts'
import { PHRASES } from '@maillage/server/cli/demonstration-tender-story.ts'
import type { NeedShown } from '@maillage/server/features/needs/schemas.ts'
import type { OpenedOffer } from '@maillage/server/features/openings/schemas.ts'
import type { TenderLine, TenderShown } from '@maillage/server/features/tenders/schemas.ts'
import { newSecret, sealSecret } from '@maillage/server/features/webhooks/secret.ts'
import { newId } from '@maillage/server/ids.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startOnDemonstration } from '../support/demonstration.ts'
import { masksFor } from '../support/examples.ts'
import { openTarget, type Target } from '../support/target.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const SECRET = 'a secret for tests, of no use elsewhere'

/** Jobs in a dead server's hands are missed after half a minute, and then done. */
const patient = { timeout: 300_000, interval: 500 }

describe.skipIf('unavailable' in inject('postgres'))('a server killed while it works', () => {
  let databaseUrl: string
  let connection: Connection
  let server: RunningServer
  let target: Target

  /** Takes a seat of the demonstration; returns how to ask as whoever sits there, and the organisation. */
  async function enter(account: 'buyer' | 'colleague' | 'firm') {
    const entered = await fetch(`${server.url}/api/demonstration/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    })
    const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const asked = await fetch(`${server.url}/api/session`, { headers: { cookie } })
    const session: { organisations: { id: string }[] } = JSON.parse(await asked.text())
    const send = (path: string, body?: object) =>
      fetch(server.url + path, {
        headers: { cookie, 'content-type': 'application/json' },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      })
    const ask = async <Shown>(path: string, body?: object): Promise<Shown> => {
      const answer = await send(path, body)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
      return JSON.parse(text)
    }
    return { ask, send, organisation: session.organisations[0]?.id ?? '' }
  }

  const environment = () => ({ SESSION_SECRET: SECRET, WEBHOOK_LOCAL: target.origin })

  /** Puts down so many deliveries, due now, to the target of an organisation; returns their ids in their order. */
  async function deliveriesFor(organisationId: string, count: number): Promise<string[]> {
    const webhookId = newId()
    const due = Array.from({ length: count }, (_, at) => ({
      id: newId(),
      webhookId,
      sequence: at + 1,
      type: 'need.published',
      body: JSON.stringify({ at }),
    }))
    await connection.db.transaction().execute(async trx => {
      await sql`
        insert into webhook (id, organisation_id, url, groups, secret, event_transaction, event_id, notification_seq, last_sequence)
        values (${webhookId}, ${organisationId}, ${target.origin}, '{messages}', ${sealSecret(newSecret(), SECRET)},
          '0', 0, 0, ${count})`.execute(trx)
      await trx.insertInto('webhookDelivery').values(due).execute()
    })
    return due.map(({ id }) => id)
  }

  const unfinished = async () => {
    const { rows } = await sql<{ jobs: number }>`
      select count(*) as jobs from pgboss.job
      where name like 'match-%' and state in ('created', 'retry', 'active')`.execute(connection.db)
    return rows[0]?.jobs
  }

  beforeAll(async () => {
    target = await openTarget()
    const started = await startOnDemonstration(environment())
    if (!started) throw new Error('PostgreSQL cannot be started here')
    server = started
    databaseUrl = started.databaseUrl
    connection = await connectPostgres(databaseUrl)
  })
  afterAll(async () => {
    await server.stop()
    await connection.close()
    await target.close()
  })

  test('loses nothing that it acknowledged, and tells nothing twice', { timeout: 900_000 }, async () => {
    const acknowledged: string[] = []
    let killed = false
    const { ask, organisation } = await enter('buyer')
    const publishing = Array.from({ length: 4 }, async (_, index) => {
      while (!killed) {
        try {
          const draft = await ask<NeedShown>(
            `/api/organisations/${organisation}/needs`,
            masksFor(1000 + index),
          )
          await ask(`/api/needs/${draft.id}/publish`, { version: 1 })
          acknowledged.push(draft.id)
        } catch (error) {
          if (!killed) throw error
        }
      }
    })
    while (acknowledged.length < 12) await sleep(10)
    target.answersFewerThan(5)
    const due = await deliveriesFor(organisation, 12)
    while (target.calls.length < 5) await sleep(10)
    killed = true
    await server.kill()
    await Promise.all(publishing)

    target.answersFewerThan(Number.POSITIVE_INFINITY)
    server = await startServer({ databaseUrl, environment: environment() })
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

    // To a target of webhooks: the call that was not answered comes again under its id, and so may the one before it.
    const waiting = () =>
      connection.db
        .selectFrom('webhookDelivery')
        .select('sequence')
        .where('id', 'in', due)
        .where('state', '!=', 'delivered')
        .execute()
    await expect.poll(waiting, patient).toEqual([])
    expect(due.filter(id => !target.calls.includes(id))).toEqual([])
    const again = target.calls.filter((id, at) => target.calls.indexOf(id) < at)
    expect(due.slice(3, 5)).toEqual(expect.arrayContaining(again))
    expect(again).toContain(due[4])
    expect(target.calls.filter(id => !due.includes(id))).toEqual([])
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

  test('over a deadline holds to it: what was sealed is opened, what comes after is refused', async () => {
    const firm = await enter('firm')
    const tenders = await firm.ask<TenderLine[]>('/api/tenders')
    const tenderId = tenders.find(({ state }) => state === 'published')?.id ?? ''
    const { lots, criteria } = await firm.ask<TenderShown>(`/api/tenders/${tenderId}`)
    const content = {
      lots: lots.map(({ number, lines }) => ({
        number,
        prices: lines.map(() => 1_234_567),
        answers: criteria.map(() => ''),
      })),
      statement: '',
    }
    const offer = { groupId: null, code: 'fil à fil 1789', declared: true, content }
    const path = `/api/organisations/${firm.organisation}/offers/${tenderId}`
    const deadline = (inSeconds: number) =>
      sql`
        update tender set deadline = now() + ${`${inSeconds} seconds`}::interval,
          questions_until = now() - interval '1 day', published_at = now() - interval '2 days'
        where id = ${tenderId}`.execute(connection.db)
    await deadline(3600)
    await firm.ask(path, { ...offer, version: null })
    await server.kill()
    // It passes while no server is there to see it.
    await deadline(-5)
    server = await startServer({ databaseUrl })

    const late = await firm.send(path, { ...offer, version: 1 })
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'offer-late' }])
    const holders = [await enter('buyer'), await enter('colleague')]
    const open = (holder: number) =>
      holders[holder]?.send(`/api/tenders/${tenderId}/open`, { recovery: false, secret: PHRASES[holder] })
    // A minute has to pass after the deadline, however long the start took.
    await deadline(-5)
    expect((await open(0))?.status).toBe(422)
    await deadline(-120)
    expect((await open(0))?.status).toBe(200)
    expect((await open(1))?.status).toBe(200)
    const [opened, ...others] = await (holders[0]?.ask<OpenedOffer[]>(`/api/tenders/${tenderId}/offers`) ??
      [])
    expect(others).toEqual([])
    expect(opened?.lots[0]?.prices[0]).toBe(1_234_567)
  })

  test('stops in good order when it is asked to', async () => {
    expect(await server.stop()).toBe(0)
    expect(server.log()).not.toMatch(/error|unexpected/i)
  })
})
