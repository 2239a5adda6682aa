import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { freePort } from '../../../tests/support/free-port.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { attemptDelivery, pauses } from './attempt.ts'
import { dispatch } from './dispatch.ts'
import type { Group } from './groups.ts'
import type { DeliveryShown, WebhookShown } from './schemas.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** Whether a call is ours, as whoever receives it checks: docs/open-doors.md. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

const patient = { timeout: 20_000 }

describeOnDatabase('webhooks', bed => {
  let api: Api
  let owner: SignedIn
  let buyer: SignedIn
  let firm: string
  let hospital: string
  let origin = ''
  let status = 200
  let received: Received[] = []
  /** What is called while the target does not answer yet; null where it answers at once. */
  let held: (() => void)[] | null = null

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      const answer = () => void response.writeHead(status).end('Reçu.')
      if (held === null) answer()
      else held.push(answer)
    })
  })

  const path = () => `/api/organisations/${firm}/webhooks`
  const make = async (...groups: Group[]) =>
    (await owner.call('POST', path(), { url: `${origin}/cible`, groups })).json<{
      id: string
      secret: string
    }>()
  const list = async () => (await owner.call('GET', path())).json<WebhookShown[]>()
  const log = async (id: string) =>
    (await owner.call('GET', `${path()}/${id}/deliveries`)).json<DeliveryShown[]>()
  const publish = async (visibility: 'public' | 'members') => {
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(2000),
      visibility,
      ceilingCents: 1_234_567,
    })
    const { id } = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    return id
  }
  const attempting = () => {
    const { webhookLocal: local, sessionSecret } = api.app.environment
    return { local, sessionSecret }
  }
  const tellNow = () => dispatch(bed.db(), api.app.environment.publicUrl)

  beforeAll(async () => {
    const port = await freePort()
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${port}`
    api = await openApi(bed.connection(), { webhookLocal: origin, publicUrl: 'https://maillage.exemple.fr' })
    owner = await api.person('Odette')
    buyer = await api.person('Basile')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(owner, firm, 'owner')
    await api.join(buyer, hospital, 'editor')
    await owner.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
  })
  beforeEach(async () => {
    await bed.db().deleteFrom('webhook').execute()
    received = []
    status = 200
    held = null
  })
  afterAll(async () => {
    await api.close()
    await new Promise(resolve => server.close(resolve))
  })

  test('go to https addresses of the internet alone, and to a fixed number of them', async () => {
    for (const url of [
      'http://exemple.fr/',
      'https://127.0.0.1/',
      'https://10.1.2.3:8443/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/',
      'https://[::ffff:192.168.0.1]/',
      'https://2130706433/',
      'https://somebody:secret@exemple.fr/',
      'ftp://exemple.fr/',
      'nothing',
    ]) {
      const refused = await owner.call('POST', path(), { url, groups: ['needs'] })
      expect([url, refused.statusCode]).toEqual([url, 422])
      expect(refused.json<Problem>().errors?.map(({ field }) => field)).toEqual(['/url'])
    }
    expect((await owner.call('POST', path(), { url: origin, groups: [] })).statusCode).toBe(422)
    expect((await owner.call('POST', path(), { url: origin, groups: ['offers'] })).statusCode).toBe(422)
    for (let made = 0; made < 10; made++) await make('needs')
    const eleventh = await owner.call('POST', path(), { url: origin, groups: ['needs'] })
    expect([eleventh.statusCode, eleventh.json<Problem>().code]).toEqual([409, 'too-many-webhooks'])
  })

  test('tell what anybody may read and what concerns their organisation, by ids, signed', async () => {
    const { id, secret } = await make('public-needs', 'needs')
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(JSON.stringify(await list())).not.toContain(secret)
    const hidden = await publish('members')
    const shown = await publish('public')
    const told = () =>
      received.map(({ body }): { type: string; data: Record<string, unknown> } => JSON.parse(body))
    await expect
      .poll(() => told().map(({ type, data }) => [type, data['subject']]), patient)
      .toEqual(
        expect.arrayContaining([
          ['need.published', { kind: 'need', id: shown }],
          // The engine has told the firm of both: they fit.
          ['notification.need-fits', { kind: 'need', id: hidden }],
          ['notification.need-fits', { kind: 'need', id: shown }],
        ]),
      )
    const published = told().filter(({ type }) => type === 'need.published')
    expect(published.map(({ data }) => data['url'])).toEqual([`https://maillage.exemple.fr/needs/${shown}`])
    expect(received.every(call => isSigned(call, secret))).toBe(true)
    expect(received.some(call => isSigned({ ...call, body: `${call.body} ` }, secret))).toBe(false)
    expect(received.map(({ body }) => body).join()).not.toMatch(/1234567|Masques|CH de Foix/)
    // Looked at again, nothing is told twice.
    await tellNow()
    const sequences = (await log(id)).map(({ sequence }) => sequence)
    expect(new Set(sequences).size).toBe(sequences.length)
    await expect
      .poll(async () => (await log(id)).every(({ state }) => state === 'delivered'), patient)
      .toBe(true)
  })

  test('are tried again with longer and longer pauses, given up, and sent again under the same id', async () => {
    const { id } = await make('public-needs')
    status = 503
    await publish('public')
    await tellNow()
    await expect
      .poll(async () => (await log(id)).map(({ attempts }) => attempts.length), patient)
      .toEqual([1])
    const [delivery] = await log(id)
    const deliveryId = delivery?.id ?? ''
    expect(delivery).toMatchObject({ state: 'waiting', attempts: [{ status: 503, excerpt: 'Reçu.' }] })
    expect(delivery?.dueAt?.localeCompare(delivery.at)).toBe(1)
    for (let more = 0; more < pauses.length; more++) await attemptDelivery(bed.db(), attempting(), deliveryId)
    expect(await log(id)).toMatchObject([{ state: 'given-up' }])
    const tries = (await log(id))[0]?.attempts.length
    expect(tries).toBe(pauses.length + 1)
    // Given up is given up.
    await attemptDelivery(bed.db(), attempting(), deliveryId)
    expect((await log(id))[0]?.attempts).toHaveLength(pauses.length + 1)

    status = 200
    received = []
    const replay = `${path()}/${id}/deliveries/${deliveryId}/replay`
    expect((await owner.call('POST', replay)).json()).toEqual({ replayed: 1 })
    await expect.poll(async () => (await log(id))[0]?.state, patient).toBe('delivered')
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId])
    const span = { from: '2020-01-01T00:00:00Z', until: new Date(Date.now() + 60_000).toISOString() }
    expect((await owner.call('POST', `${path()}/${id}/replay`, span)).json()).toEqual({ replayed: 1 })
    await expect.poll(() => received.length, patient).toBe(2)
    expect((await owner.call('POST', replay.replace(deliveryId, id))).statusCode).toBe(404)
  })

  test('go to each target in their order, and wait for no other target that answers late', async () => {
    const targets = [await make('public-needs'), await make('public-needs')]
    held = []
    await publish('public')
    await publish('public')
    await tellNow()
    // Neither is answered before both are called.
    await expect.poll(() => held?.length, patient).toBe(2)
    const answering = held
    held = null
    for (const answer of answering) answer()
    for (const { id } of targets) {
      await expect
        .poll(async () => (await log(id)).map(({ state }) => state), patient)
        .toEqual(['delivered', 'delivered'])
      expect((await log(id)).map(({ attempts }) => attempts.map(attempt => attempt.status))).toEqual([
        [200],
        [200],
      ])
    }
    for (const { id } of targets) {
      const sent = (await log(id)).map(({ sequence, attempts }) => ({ sequence, at: attempts[0]?.at }))
      expect(
        sent.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')).map(({ sequence }) => sequence),
      ).toEqual([1, 2])
    }
  })

  test('are switched off after failing for a day, and the organisation is told', async () => {
    const { id } = await make('public-needs')
    await sql`update webhook set failures = 19, failing_since = now() - interval '25 hours'`.execute(bed.db())
    status = 500
    await publish('public')
    await tellNow()
    await expect.poll(async () => (await list())[0]?.state, patient).toBe('failed')
    const told = await bed
      .db()
      .selectFrom('notification')
      .select('data')
      .where('organisationId', '=', firm)
      .where('kind', '=', 'webhook-failed')
      .execute()
    expect(told.map(({ data }) => data)).toEqual([
      { webhook: id, organisation: firm, host: origin.replace('http://', '') },
    ])
    const [first] = await log(id)
    const replay = await owner.call('POST', `${path()}/${id}/deliveries/${first?.id}/replay`)
    expect(replay.json<Problem>().code).toBe('webhook-off')
    // What happens meanwhile is not kept for it.
    await publish('public')
    status = 200
    const on = { url: `${origin}/cible`, groups: ['public-needs'], isOn: true }
    const [changed] = (await owner.call('PUT', `${path()}/${id}`, on)).json<WebhookShown[]>()
    expect(changed).toMatchObject({ state: 'on', failures: 0, failingSince: null })
    await tellNow()
    expect(await log(id)).toHaveLength(1)
  })

  test('have two valid secrets for a day after one is renewed', async () => {
    const { id, secret } = await make('public-needs')
    const renewed = (await owner.call('POST', `${path()}/${id}/secret`)).json<{ secret: string }>()
    expect(renewed.secret).not.toBe(secret)
    const sent = (await owner.call('POST', `${path()}/${id}/ping`)).json<DeliveryShown>()
    expect(sent).toMatchObject({ type: 'ping', state: 'delivered', attempts: [{ status: 200 }] })
    expect(received.map(call => [isSigned(call, secret), isSigned(call, renewed.secret)])).toEqual([
      [true, true],
    ])
    await sql`update webhook set previous_until = now() - interval '1 minute'`.execute(bed.db())
    await owner.call('POST', `${path()}/${id}/ping`)
    expect(received.map(call => isSigned(call, secret))).toEqual([true, false])
    expect((await list())[0]?.previousUntil).toBeNull()
  })

  test('say of a test that it failed, and are forgotten with all they were sent once they are removed', async () => {
    const { id } = await make('messages')
    status = 404
    const sent = await owner.call('POST', `${path()}/${id}/ping`)
    expect(sent.json()).toMatchObject({ state: 'given-up', attempts: [{ status: 404 }] })
    expect((await owner.call('DELETE', `${path()}/${id}`)).json()).toEqual([])
    expect((await owner.call('GET', `${path()}/${id}/deliveries`)).statusCode).toBe(404)
    expect(await bed.db().selectFrom('webhookAttempt').selectAll().execute()).toEqual([])
  })
})
