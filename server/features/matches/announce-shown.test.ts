import type { Ranking } from '@maillage/matching/match.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { type LivePage, openLivePage } from '../../../tests/support/live-page.ts'
import type { NeedShown } from '../needs/schemas.ts'

const patient = { timeout: 10_000 }

describeOnOneConnection('a firm that changes who may see it, and nothing else', bed => {
  let api: Api
  let url: string
  const people = new Map<string, { person: SignedIn; organisation: string }>()
  const needs = new Map<string, string>()
  const pages: LivePage[] = []

  const of = (name: string) => people.get(name) ?? Promise.reject(new Error(`nobody is called ${name}`))
  async function join(name: string, role: 'firm' | 'buyer' | 'operator'): Promise<void> {
    const organisation = await api.organisation({ name, roles: [role] })
    const person = await api.person(`Membre${people.size}`)
    await api.join(person, organisation, 'editor')
    people.set(name, { person, organisation })
  }
  async function publish(buyer: string, quantity: number): Promise<void> {
    const { person, organisation } = await of(buyer)
    const draft = await person.call('POST', `/api/organisations/${organisation}/needs`, masksFor(quantity))
    const { id } = draft.json<NeedShown>()
    await person.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    needs.set(buyer, id)
  }
  async function save(firm: string, changes: Partial<typeof sewingWorkshop>): Promise<void> {
    const { person, organisation } = await of(firm)
    const path = `/api/organisations/${organisation}/profile`
    const { version, sites } = (await person.call('GET', path)).json<{
      version: number
      sites: { id: string }[]
    }>()
    const same = sewingWorkshop.sites.map((site, at) => ({ ...site, id: sites[at]?.id ?? null }))
    const body = { ...sewingWorkshop, sites: same, ...changes, version }
    expect((await person.call('PUT', path, body)).statusCode).toBe(200)
    // A ranking that did not wait for the words of the profile is made again once they are there.
    await api.app.searchCurrent()
    await api.settled()
  }
  async function open(name: string): Promise<LivePage> {
    const { person, organisation } = await of(name)
    const page = await openLivePage(`${url}/api/live?organisation=${organisation}`, { cookie: person.cookie })
    pages.push(page)
    await expect.poll(() => page.heard.at(-1)?.type, patient).toBe('ready')
    return page
  }
  /** What a page was told of, each thing once: a busy server may say it twice. */
  const rings = ({ heard }: LivePage) => [
    ...new Set(heard.flatMap(said => (said.type === 'changed' ? [`${said.subject} ${said.id}`] : []))),
  ]
  async function listed(buyer: string, firm: string): Promise<boolean> {
    const { person } = await of(buyer)
    const answer = await person.call('GET', `/api/needs/${needs.get(buyer)}/ranking`)
    const { organisation } = await of(firm)
    const { partnerships, knockedOut } = answer.json<Ranking>()
    return (
      partnerships.some(({ members }) => members.some(member => member.firm === organisation)) ||
      knockedOut.nearest.some(left => left.firm === organisation)
    )
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    for (const firm of ['Confection de Foix', 'Confection de Pamiers']) await join(firm, 'firm')
    for (const buyer of ['CH de Foix', 'Mairie de Pamiers']) await join(buyer, 'buyer')
    await join('Région', 'operator')
    await save('Confection de Foix', {})
    await save('Confection de Pamiers', { minimumOrder: 50_000 })
    await publish('CH de Foix', 3000)
    await api.settled()
  })
  afterEach(() => {
    for (const page of pages.splice(0)) page.cut()
  })
  afterAll(() => api.close())

  test('leaves the list of the buyer, whose open page is told at once; and the region’s, but nobody else’s', async () => {
    expect(await listed('CH de Foix', 'Confection de Foix')).toBe(true)
    const [buyer, other, operator] = [
      await open('CH de Foix'),
      await open('Mairie de Pamiers'),
      await open('Région'),
    ]
    await save('Confection de Foix', { audience: 'operator' })
    await expect.poll(() => rings(buyer), patient).toEqual([`ranking ${needs.get('CH de Foix')}`])
    expect(await listed('CH de Foix', 'Confection de Foix')).toBe(false)
    await expect.poll(() => rings(operator), patient).toContain(`region ${(await of('Région')).organisation}`)
    expect(rings(other)).toEqual([])
  })

  test('leaves the firms that are named as left out, too', async () => {
    expect(await listed('CH de Foix', 'Confection de Pamiers')).toBe(true)
    const buyer = await open('CH de Foix')
    await save('Confection de Pamiers', { minimumOrder: 50_000, audience: 'operator' })
    await expect.poll(() => rings(buyer), patient).toEqual([`ranking ${needs.get('CH de Foix')}`])
    expect(await listed('CH de Foix', 'Confection de Pamiers')).toBe(false)
  })

  test('and one that is saved as it was wakes nobody who buys', async () => {
    const buyer = await open('CH de Foix')
    await save('Confection de Foix', { audience: 'operator' })
    expect(rings(buyer)).toEqual([])
  })
})
