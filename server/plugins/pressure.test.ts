import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { answersAlways, pressure } from './pressure.ts'
import { problems } from './problems.ts'

/** Works without a pause, in pieces that each hold the event loop, until the watch has had time to see it. */
async function work(app: { isUnderPressure(): boolean }): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!app.isUnderPressure() && Date.now() < deadline) {
    const end = Date.now() + 100
    while (Date.now() < end);
    await sleep(0)
  }
}

test('a server that cannot keep up says so in the reader’s language, and still says that it lives', async () => {
  const app = Fastify()
  await app.register(problems)
  await app.register(pressure, { maximumDelay: 40, watch: 200 })
  app.get('/api/needs', async () => 'needs')
  app.get('/health/live', { config: answersAlways }, async () => 'live')
  await app.ready()
  expect((await app.inject('/api/needs')).statusCode).toBe(200)

  await work(app)
  const refused = await app.inject({ url: '/api/needs', headers: { 'accept-language': 'en' } })
  const alive = await app.inject('/health/live')
  expect(refused.statusCode).toBe(503)
  expect(refused.headers['content-type']).toBe('application/problem+json')
  expect(refused.headers['retry-after']).toBe('5')
  expect(refused.json()).toMatchObject({ code: 'unavailable', title: 'The service is not ready' })
  expect([alive.statusCode, alive.body]).toEqual([200, 'live'])
  await app.close()
})
