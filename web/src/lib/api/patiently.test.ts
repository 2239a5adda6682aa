import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { patiently } from './patiently.ts'

const busy = (after: string | null) =>
  new Response('', { status: 503, headers: after === null ? {} : { 'retry-after': after } })

/** Answers in this order, the last one for ever; `asked` counts. */
function serverOf(...answers: (() => Response)[]) {
  let asked = 0
  return {
    asked: () => asked,
    send: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)]
      asked += 1
      return answer?.() ?? new Response()
    },
  }
}

const ask = (method: string) => new Request('http://maillage.example/api/session', { method })

describe('a server that is too busy', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  test('is asked again when it says, and its answer comes as if nothing had been', async () => {
    const server = serverOf(
      () => busy('5'),
      () => new Response('here'),
    )
    const answered = patiently(ask('GET'), server.send)
    await vi.advanceTimersByTimeAsync(4900)
    expect(server.asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(await (await answered).text()).toBe('here')
    expect(server.asked()).toBe(2)
  })

  test('is believed after three more questions', async () => {
    const server = serverOf(() => busy('1'))
    const answered = patiently(ask('GET'), server.send)
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await answered).status).toBe(503)
    expect(server.asked()).toBe(4)
  })

  test.each([
    ['would change something', 'POST', '1'],
    ['is to be asked much later', 'GET', '3600'],
    ['does not say when', 'GET', null],
    ['says a day where it should say seconds', 'GET', 'Fri, 31 Dec 2027 23:59:59 GMT'],
  ])('is not asked again where one %s', async (_why, method, after) => {
    const server = serverOf(() => busy(after))
    expect((await patiently(ask(method), server.send)).status).toBe(503)
    expect(server.asked()).toBe(1)
  })
})
