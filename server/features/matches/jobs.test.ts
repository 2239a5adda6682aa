import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'

/** Needs that the firm has a part in. */
const NEEDS = 6

describeOnBoth('a firm whose profile is saved and that has a part in many needs', bed => {
  let api: Api
  let firm: string
  let editor: SignedIn

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    const buyer = await api.person('Basile')
    await api.join(buyer, hospital, 'editor')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    editor = await api.person('Elise')
    await api.join(editor, firm, 'editor')
    for (let count = 1; count <= NEEDS; count += 1) {
      const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(1000 * count))
      await buyer.call('POST', `/api/needs/${draft.json<NeedShown>().id}/publish`, { version: 1 })
    }
    await api.settled()
  })
  afterAll(() => api.close())

  test('lets others have their turn between one need that is ranked again and the next', async () => {
    let turns = 0
    let turn = setImmediate(function again() {
      turns++
      turn = setImmediate(again)
    })
    const ranked: number[] = []
    const unlisten = await bed.connection().listen('changed', payload => {
      if (payload.includes('"subject":"ranking"')) ranked.push(turns)
    })
    await editor.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    await expect.poll(() => ranked.length, { timeout: 15_000 }).toBe(NEEDS)
    clearImmediate(turn)
    await unlisten()
    expect((ranked.at(-1) ?? 0) - (ranked[0] ?? 0)).toBeGreaterThanOrEqual(NEEDS - 1)
  })
})
