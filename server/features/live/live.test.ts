import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { masksFor } from '../../../tests/support/examples.ts'
import { type LivePage, openLivePage } from '../../../tests/support/live-page.ts'
import { recordEvent } from '../../events.ts'
import { notify } from '../notifications/notify.ts'

const patient = { timeout: 10_000 }

describeOnBoth('the live socket', bed => {
  let api: Api
  let url: string
  let owner: SignedIn
  let reader: SignedIn
  let hospital: string
  let need: string
  const pages: LivePage[] = []

  const open = async (person: SignedIn, { after = 0, headers = {}, organisation = hospital } = {}) => {
    const address = `${url}/api/live?organisation=${organisation}&after=${after}`
    const page = await openLivePage(address, { cookie: person.cookie, ...headers })
    pages.push(page)
    return page
  }
  /** Tells the organisation so many things, each in a transaction of its own; `padding` makes them long. */
  const tell = async (times: number, padding = '') => {
    for (let time = 0; time < times; time += 1) {
      await bed
        .db()
        .transaction()
        .execute(async trx => {
          const { eventId } = await recordEvent(trx, {
            verb: 'need.revised',
            subjectKind: 'need',
            subjectId: need,
            actor: null,
            organisationId: hospital,
          })
          const line = {
            id: need,
            item: padding,
            family: null,
            quantity: 1,
            commune: 'Foix',
            due: '2030-01-01',
          }
          const data = { need: line, entered: [], becameFeasible: [], lost: [], total: time }
          await notify(trx, {
            organisationId: hospital,
            kind: 'matches-changed',
            needId: need,
            eventId,
            data,
          })
        })
    }
  }
  const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const socketsOpen = async () =>
    /^maillage_live_sockets (\d+)$/m.exec((await api.anyone('GET', '/metrics')).body)?.[1]

  beforeAll(async () => {
    api = await openApi(bed.connection())
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  })
  beforeEach(async () => {
    owner = await api.person('Odette')
    reader = await api.person('Lucie')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(owner, hospital, 'owner')
    await api.join(reader, hospital, 'viewer')
    const draft = await owner.call('POST', `/api/organisations/${hospital}/needs`, masksFor(10))
    need = draft.json<{ id: string }>().id
  })
  afterEach(() => {
    for (const page of pages.splice(0)) page.cut()
  })
  afterAll(() => api.close())

  test('opens for nobody without a session, from another site, or of another organisation', async () => {
    await expect(open(reader, { headers: { cookie: '' } })).rejects.toThrow('refused with 401')
    const elsewhere = { headers: { origin: 'https://ailleurs.example' } }
    await expect(open(reader, elsewhere)).rejects.toThrow('refused with 403')
    await expect(open(await api.person('Sylvain'))).rejects.toThrow('refused with 404')
    await bed.db().updateTable('member').set({ state: 'waiting' }).where('userId', '=', reader.id).execute()
    await expect(open(reader)).rejects.toThrow('refused with 404')
  })

  test('tells first what was missed, says that it is ready, and goes on with what comes', async () => {
    await tell(130)
    const page = await open(reader, { after: 3, headers: { origin: url } })
    await expect.poll(() => page.heard.at(-1), patient).toEqual({ type: 'ready', seq: 130 })
    expect(page.numbers()).toEqual(upTo(4, 130))
    await tell(2)
    await expect.poll(page.numbers, patient).toEqual(upTo(4, 132))
    expect(page.heard.at(-1)).toMatchObject({ notification: { kind: 'matches-changed', needId: need } })
  })

  test('resumed again and again where it was cut, leaves no gap and tells nothing twice', async () => {
    const telling = Promise.all([tell(30), tell(30), tell(30)])
    const numbers: number[] = []
    while (numbers.length < 90) {
      const page = await open(reader, { after: numbers.at(-1) ?? 0 })
      await expect.poll(() => page.numbers().length, patient).toBeGreaterThan(0)
      page.cut()
      await page.ended
      numbers.push(...page.numbers())
    }
    await telling
    expect(numbers).toEqual(upTo(1, 90))
  })

  test('tells one organisation nothing of another', async () => {
    const other = await api.organisation({ name: 'Autre', roles: ['buyer'] })
    await api.join(reader, other, 'viewer')
    const [page, elsewhere] = [await open(reader), await open(reader, { organisation: other })]
    await tell(1)
    await expect.poll(page.numbers, patient).toEqual([1])
    expect(elsewhere.numbers()).toEqual([])
  })

  test('says that a need of the organisation has changed', async () => {
    const page = await open(reader)
    await owner.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    await expect
      .poll(() => page.heard, patient)
      .toContainEqual({ type: 'changed', subject: 'need', id: need })
  })

  test('ends when its person is removed, and stays open for the others', async () => {
    const [removed, stays] = [await open(reader), await open(owner)]
    await owner.call('DELETE', `/api/organisations/${hospital}/members/${reader.id}`)
    expect(await removed.ended).toEqual({ code: 1008, reason: 'no longer a member' })
    await tell(1)
    await expect.poll(stays.numbers, patient).toEqual([1])
    expect(removed.numbers()).toEqual([])
  })

  test('ends with the session it was opened in', async () => {
    const page = await open(reader)
    await reader.call('POST', '/api/auth/sign-out')
    expect(await page.ended).toEqual({ code: 1008, reason: 'the session has ended' })
  })

  test('drops a reader that takes nothing in, who resumes where it was', async () => {
    const page = await open(reader)
    await expect.poll(() => page.heard.length, patient).toBe(1)
    expect(await socketsOpen()).toBe('1')
    page.stall()
    await tell(30, 'x'.repeat(500_000))
    await expect.poll(socketsOpen, patient).toBe('0')
    const back = await open(reader, { after: 28 })
    await expect.poll(back.numbers, patient).toEqual([29, 30])
  })
})
