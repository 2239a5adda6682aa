import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { Reader } from './policy.ts'
import { showAssembled, showTo } from './show.ts'

type Assembly = ReturnType<typeof showAssembled>

/** A profile that says in words what it declares nowhere. */
const inWordsAlone = {
  ...sewingWorkshop,
  activity: 'Nous montons des blouses à façon.',
  sites: sewingWorkshop.sites.map(site => ({ ...site, machines: [], workforce: [] })),
}

describeOnDatabase('firms found by their words alone', bed => {
  let api: Api
  let buyer: SignedIn
  let need: string
  const firms = new Map<string, string>()
  const idOf = (name: string) => firms.get(name) ?? ''

  async function firm(name: string, profile: object): Promise<void> {
    const id = await api.organisation({ name, roles: ['firm'] })
    const person = await api.person(name.replaceAll(' ', '-'))
    await api.join(person, id, 'editor')
    firms.set(name, id)
    await person.call('PUT', `/api/organisations/${id}/profile`, { ...profile, version: 0 })
  }

  const toBuyer: Reader = { viewer: { kind: 'other' }, sees: [] }
  /** The ranking as it is shown to a reader when a search has found these firms. */
  function shown(reader: Reader, found: string[]) {
    const { engine } = api.app
    const asked = engine.need(need)
    if (asked === undefined) throw new Error('the engine does not know the need')
    const textHits = found.map(name => ({ firm: idOf(name), score: 0.8, words: ['blouses', 'à façon'] }))
    return showTo(
      reader,
      engine,
      { ...engine.rank(asked, { viewer: reader.viewer, textHits }), withWords: true },
      50,
    )
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    buyer = await api.person('Basile')
    await api.join(buyer, hospital, 'editor')
    await firm('Confection de Foix', sewingWorkshop)
    await firm('Atelier en mots', inWordsAlone)
    await firm('Confection voisine', { ...sewingWorkshop, audience: 'operator' })
    await firm('Atelier discret', { ...inWordsAlone, audience: 'operator' })
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(1000))
    need = draft.json<NeedShown>().id
    await buyer.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    await api.settled()
  })
  afterAll(() => api.close())

  test('are named to be checked with the words that matched, and with their card', () => {
    const { toCheck, firms } = shown(toBuyer, ['Atelier en mots', 'Confection de Foix'])
    expect(toCheck).toEqual([{ firm: idOf('Atelier en mots'), words: ['blouses', 'à façon'] }])
    expect(firms[idOf('Atelier en mots')]?.name).toBe('Atelier en mots')
  })

  test('are not named to a buyer where they do not let themselves be seen, and are to the operator', () => {
    const found = ['Atelier discret']
    const answer = shown(toBuyer, found)
    expect(answer).not.toHaveProperty('toCheck')
    expect(answer.firms).not.toHaveProperty(idOf('Atelier discret'))
    const operator = shown({ viewer: { kind: 'operator' }, sees: 'all' }, found)
    expect(operator.toCheck?.map(({ firm }) => firm)).toEqual([idOf('Atelier discret')])
  })

  test('are no part of what a buyer reads while nothing searches in words', async () => {
    const answer = await buyer.call('GET', `/api/needs/${need}/ranking`)
    expect(answer.json<object>()).not.toHaveProperty('toCheck')
  })

  test('the best partnerships of the others are read with their proof, by any weights', async () => {
    const read = async (weights: string) =>
      (await buyer.call('GET', `/api/needs/${need}/assembly${weights}`)).json<Assembly>()
    const found = await read('')
    expect(found).toMatchObject({ status: 'optimal', candidates: 1, bound: found.partnerships[0]?.score })
    expect(Object.keys(found.firms)).toEqual([idOf('Confection de Foix')])
    expect((await read('?weights=cost:10')).bound).not.toBe(found.bound)
    const refused = await buyer.call('GET', `/api/needs/${need}/assembly?weights=beauty:3`)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ field: '/weights' }] })
  })

  test('the best are looked for among the firms that their reader may see', async () => {
    const { engine, ranker } = api.app
    const asked = engine.need(need)
    if (asked === undefined) throw new Error('the engine does not know the need')
    const hidden = idOf('Confection voisine')
    const keys = async (sees: Reader['sees']) =>
      (await ranker.assemble(asked, { viewer: { kind: 'other' }, sees })).partnerships.map(({ key }) => key)
    expect(await keys('all')).toContain(hidden)
    expect(await keys([hidden])).toContain(hidden)
    expect(await keys([])).toEqual([idOf('Confection de Foix')])
  })
})
