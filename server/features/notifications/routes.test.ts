import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'

interface Told {
  notifications: { seq: number; kind: string; needId: string; data: { change?: string }; read: boolean }[]
  unread: number
  last: number
}

describeOnOneConnection('what an organisation was told', bed => {
  let api: Api
  let editor: SignedIn
  let firm: string
  const needs: string[] = []

  const path = () => `/api/organisations/${firm}/notifications`
  const read = async (query = '') => (await editor.call('GET', path() + query)).json<Told>()
  const markRead = (upTo: number) => editor.call('POST', `${path()}/read`, { upTo })

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(editor, firm, 'editor')
    await editor.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    const buyer = await api.person('Basile')
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    for (const quantity of [1000, 2000, 3000]) {
      const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(quantity))
      const { id } = draft.json<NeedShown>()
      await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
      await api.settled()
      needs.push(id)
    }
  })
  afterAll(() => api.close())

  test('is there newest first, unread, each need once', async () => {
    const told = await read()
    expect(told).toMatchObject({ unread: 3, last: 3 })
    expect(told.notifications.map(({ seq, needId, read }) => [seq, needId, read])).toEqual([
      [3, needs[2], false],
      [2, needs[1], false],
      [1, needs[0], false],
    ])
    expect(told.notifications[0]).toMatchObject({ kind: 'need-fits', data: { change: 'new' } })
  })

  test('is turned over page by page', async () => {
    const first = await read('?limit=2')
    expect(first.notifications.map(({ seq }) => seq)).toEqual([3, 2])
    expect((await read('?limit=2&before=2')).notifications.map(({ seq }) => seq)).toEqual([1])
    expect((await editor.call('GET', `${path()}?limit=1000`)).statusCode).toBe(422)
    expect((await editor.call('GET', `${path()}?before=hier`)).statusCode).toBe(422)
  })

  test('is read up to a number, and what came after stays unread', async () => {
    expect((await markRead(2)).statusCode).toBe(204)
    const told = await read()
    expect(told).toMatchObject({ unread: 1, last: 3 })
    expect(told.notifications.map(({ read }) => read)).toEqual([false, true, true])
    expect((await markRead(0)).statusCode).toBe(422)
    expect((await markRead(99)).statusCode).toBe(204)
    expect(await read()).toMatchObject({ unread: 0 })
  })

  test('is told again neither by a profile that is confirmed nor by a server that starts again', async () => {
    await editor.call('POST', `/api/organisations/${firm}/profile/confirm`)
    await api.settled()
    await api.close()
    api = await openApi(bed.connection())
    await api.settled()
    const count = bed.db().selectFrom('notification').select('seq').where('organisationId', '=', firm)
    expect(await count.execute()).toHaveLength(3)
  })
})
