import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedDraft, NeedShown } from '../needs/schemas.ts'
import type { ItemMarketSchema, MachineMarketSchema } from './schemas.ts'

type ItemMarket = Static<typeof ItemMarketSchema>
type MachineMarket = Static<typeof MachineMarketSchema>

describeOnDatabase('what the market knows of a thing', bed => {
  let api: Api
  let buyer: SignedIn
  let rival: SignedIn
  let operator: SignedIn
  let hospital: string
  const firms: Record<string, string> = {}

  const ofItem = async (id: string, by: Pick<SignedIn, 'call'>) =>
    (await by.call('GET', `/api/items/${id}/market`)).json<ItemMarket>()
  const ofMachine = async (id: string, by: Pick<SignedIn, 'call'>) =>
    (await by.call('GET', `/api/machine-types/${id}/market`)).json<MachineMarket>()
  const anyone = () => ({ call: api.anyone })
  const publish = async (quantity: number, changes: Partial<NeedDraft>) => {
    const body = { ...masksFor(quantity), ...changes }
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, body)
    await buyer.call('POST', `/api/needs/${draft.json<NeedShown>().id}/publish`, { version: 1 })
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    rival = await api.person('Rivale')
    operator = await api.person('Oriane')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(operator, await api.organisation({ name: 'Région', roles: ['operator'] }), 'viewer')
    for (const [name, audience, unwilling] of [
      ['Ouverte', 'public', []],
      ['Entre membres', 'members', []],
      ['Discrète', 'operator', []],
      ['Refusante', 'public', ['gown']],
    ] as const) {
      const editor = await api.person('Elise')
      const firm = (firms[name] = await api.organisation({ name, roles: ['firm'] }))
      await api.join(editor, firm, 'editor')
      const body = { ...sewingWorkshop, version: 0, audience, unwilling: [...unwilling] }
      await editor.call('PUT', `/api/organisations/${firm}/profile`, body)
    }
    await api.join(rival, firms['Discrète'] ?? '', 'viewer')
    await publish(100, { visibility: 'public', item: 'gown-washable' })
    await publish(200, { visibility: 'members', item: null, family: 'gown' })
    await publish(400, { visibility: 'invited', item: 'gown-washable' })
    await publish(800, { visibility: 'public', item: 'visor' })
    await api.settled()
    await api.app.searchCurrent()
  })
  afterAll(() => api.close())

  test.each([
    ['anyone', anyone, ['Ouverte'], 100],
    ['a buyer', () => buyer, ['Entre membres', 'Ouverte'], 700],
    ['the discreet firm', () => rival, ['Discrète', 'Entre membres', 'Ouverte'], 300],
    ['the operator', () => operator, ['Discrète', 'Entre membres', 'Ouverte'], 700],
  ] as const)('names to %s the makers and the demand they may read', async (_who, by, makers, quantity) => {
    const { now, demand, steps } = await ofItem('gown-washable', by())
    expect(now.map(({ name }) => name).toSorted()).toEqual(makers)
    expect(demand.quantity).toBe(quantity)
    expect(demand.first).toHaveLength(demand.needs)
    expect(steps.flatMap(({ processes }) => processes)).toContain('sew')
  })

  test('tells of a machine who has how many, and what it helps to make', async () => {
    const { owners, products, demand } = await ofMachine('sew-overlock', anyone())
    expect(owners).toEqual([
      expect.objectContaining({ name: 'Ouverte', communeName: 'Foix', count: 6 }),
      expect.objectContaining({ name: 'Refusante', count: 6 }),
    ])
    expect(products).toContain('gown-washable')
    expect(demand.quantity).toBe(100)
  })

  test('knows nothing of what the catalogue does not know', async () => {
    expect((await api.anyone('GET', '/api/items/flying-carpet/market')).statusCode).toBe(404)
    expect((await api.anyone('GET', '/api/machine-types/time-machine/market')).statusCode).toBe(404)
  })
})
