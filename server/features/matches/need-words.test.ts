import type { Partnership } from '@maillage/matching/match.ts'
import { mostFromText } from '@maillage/matching/text-hits.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { showAssembled } from './show.ts'

type Assembly = ReturnType<typeof showAssembled>

describeOnOneConnection('the words of profiles, in a ranking,', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string
  let id: string
  const firms = new Map<string, string>()
  const owners = new Map<string, SignedIn>()
  const idOf = (name: string) => firms.get(name) ?? ''

  async function firm(name: string, profile: object): Promise<void> {
    const person = await api.person(name.replaceAll(' ', '-'))
    const organisation = await api.organisation({ name, roles: ['firm'] })
    await api.join(person, organisation, 'editor')
    owners.set(name, person)
    firms.set(name, organisation)
    await person.call('PUT', `/api/organisations/${organisation}/profile`, { ...profile, version: 0 })
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    buyer = await api.person('Basile')
    await api.join(buyer, hospital, 'editor')
    await firm('Confection de Foix', sewingWorkshop)
    await firm('Atelier du Touyre', { ...sewingWorkshop, activity: 'Des blouses pour le bloc.' })
    await firm('Atelier en mots', {
      ...sewingWorkshop,
      activity: 'Nous montons des blouses à façon.',
      sites: sewingWorkshop.sites.map(site => ({ ...site, machines: [], workforce: [] })),
    })
  })
  afterAll(() => api.close())

  type Read = {
    withWords: boolean
    toCheck?: { firm: string; words: string[] }[]
    partnerships: Partnership[]
  }
  const readRanking = async (id: string) => (await buyer.call('GET', `/api/needs/${id}/ranking`)).json<Read>()
  const knowHowOf = ({ partnerships }: Read, name: string) =>
    partnerships.find(({ key }) => key === idOf(name))?.criteria.find(({ id }) => id === 'know-how')

  test('are read as soon as the index is there: who can do the work gains by them, who cannot is named apart', async () => {
    const asked = { ...masksFor(500), item: 'gown-washable', text: 'Blouses lavables pour le bloc.' }
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, asked)
    id = draft.json<NeedShown>().id
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await api.settled()
    const before = await readRanking(id)
    expect(before).not.toHaveProperty('toCheck')
    expect(before.withWords).toBe(false)

    // Nobody changes anything: the index is there now, and the need is ranked again with it.
    await api.app.searchCurrent()
    await api.settled()
    const after = await readRanking(id)
    expect(after.withWords).toBe(true)
    expect(after.toCheck).toEqual([{ firm: idOf('Atelier en mots'), words: ['blouses'] }])
    expect(after.partnerships[0]?.key).toBe(idOf('Atelier du Touyre'))
    const [declared, counted] = [
      knowHowOf(before, 'Atelier du Touyre'),
      knowHowOf(after, 'Atelier du Touyre'),
    ]
    expect(counted?.value).toBeCloseTo((declared?.value ?? 0) + mostFromText, 9)
    const said = [{ firm: idOf('Atelier du Touyre'), words: ['blouses pour le bloc'] }]
    expect(counted?.reason.figures).toMatchObject({ words: said })
    expect(knowHowOf(after, 'Confection de Foix')).toEqual(knowHowOf(before, 'Confection de Foix'))

    // What is proven, and what would raise a firm, is said of the same list.
    const proven = (await buyer.call('GET', `/api/needs/${id}/assembly`)).json<Assembly>()
    expect(proven.partnerships[0]?.score).toBeCloseTo(after.partnerships[0]?.score ?? 0, 9)
    const raised = await buyer.call('GET', `/api/needs/${id}/firms/${idOf('Atelier du Touyre')}/raise`)
    expect(raised.json()).toMatchObject({ now: { rank: 1, score: after.partnerships[0]?.score } })
  })

  test('bring nothing by what is a firm’s own alone, and nothing once they are gone', async () => {
    const before = await readRanking(id)
    const save = async (profile: object, version: number) => {
      await owners
        .get('Atelier du Touyre')
        ?.call('PUT', `/api/organisations/${idOf('Atelier du Touyre')}/profile`, {
          ...sewingWorkshop,
          ...profile,
          version,
        })
      await api.app.searchCurrent()
      await api.settled()
      return knowHowOf(await readRanking(id), 'Atelier du Touyre')
    }
    const distress = { activityLostPercent: 80, jobs: 14, jobsAtRisk: 9, published: false }
    const inDistress = await save({ activity: 'Des blouses pour le bloc.', distress }, 1)
    expect(inDistress).toEqual(knowHowOf(before, 'Atelier du Touyre'))
    const silent = await save({ activity: 'Confection à façon. Pas de blouses.' }, 2)
    expect(silent?.reason.figures).not.toHaveProperty('words')
  })
})
