import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'

interface Told {
  kind: string
  data: { name: string; total: number; found: { title: { fr: string } }[] }
}

describeOnOneConnection('a search that is saved', bed => {
  let api: Api
  let buyer: SignedIn
  let editor: SignedIn
  let hospital: string

  const saveProfile = async (firm: string, differs: Partial<typeof sewingWorkshop> = {}) => {
    const path = `/api/organisations/${firm}/profile`
    const { version } = (await editor.call('GET', path)).json<{ version: number }>()
    const saved = await editor.call('PUT', path, { ...sewingWorkshop, ...differs, version })
    if (saved.statusCode !== 200) throw new Error(saved.body)
    await api.app.searchCurrent()
    await api.settled()
  }
  const firmNamed = async (name: string) => {
    const firm = await api.organisation({ name, roles: ['firm'] })
    await api.join(editor, firm, 'editor')
    return firm
  }
  const told = async () => {
    const answer = await buyer.call('GET', `/api/organisations/${hospital}/notifications`)
    return answer
      .json<{ notifications: Told[] }>()
      .notifications.filter(({ kind }) => kind === 'search-found')
  }
  const save = (query: string, name = 'Surjeteuses en Ariège') =>
    buyer.call('POST', `/api/organisations/${hospital}/searches`, { name, query })

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    await saveProfile(await firmNamed('Confection Première'))
  })
  afterAll(() => api.close())

  test('tells of what is new, each firm once, and not of what was there', async () => {
    const saved = await save('q=overlock&kind=firm&department=09')
    expect(saved.json<{ name: string }[]>().map(({ name }) => name)).toEqual(['Surjeteuses en Ariège'])
    expect(await told()).toEqual([])
    const second = await firmNamed('Confection Seconde')
    await saveProfile(second)
    expect((await told()).map(({ data }) => data.found[0]?.title.fr)).toEqual(['Confection Seconde'])
    await saveProfile(second, { activity: 'La même, autrement dite.' })
    expect(await told()).toHaveLength(1)
  })

  test('never tells of a firm that hides itself', async () => {
    await saveProfile(await firmNamed('Confection Secrète'), { audience: 'operator' })
    expect(JSON.stringify(await told())).not.toContain('Secrète')
  })

  test('is mailed once a day to whoever saved it', async () => {
    await bed
      .db()
      .transaction()
      .execute(trx => api.app.sendJob(trx, 'send-search-digests', {}))
    await api.settled()
    const mails = await bed.db().selectFrom('mail').select(['recipient', 'subject', 'body']).execute()
    expect(mails).toMatchObject([{ recipient: buyer.email }])
    expect(mails[0]?.subject).toContain('Surjeteuses en Ariège')
    expect(mails[0]?.body).toContain('Confection Seconde')
    await bed
      .db()
      .transaction()
      .execute(trx => api.app.sendJob(trx, 'send-search-digests', {}))
    await api.settled()
    expect(await bed.db().selectFrom('mail').select('id').execute()).toHaveLength(1)
  })

  test('is kept once, by its organisation alone, and may be removed', async () => {
    expect((await save('q=overlock&kind=firm&department=09', 'Encore')).json<object[]>()).toHaveLength(1)
    const path = `/api/organisations/${hospital}/searches`
    expect((await editor.call('GET', path)).statusCode).toBe(404)
    const [kept] = (await buyer.call('GET', path)).json<{ id: string }[]>()
    expect((await buyer.call('DELETE', `${path}/${kept?.id}`)).json<object[]>()).toEqual([])
  })

  test('has to be a search', async () => {
    const refused = await save('kind=person')
    expect(refused.statusCode).toBe(422)
    expect(refused.json<Problem>().errors?.[0]?.field).toBe('/query')
    expect((await save('q=a', ' ')).statusCode).toBe(422)
  })

  test('for a capacity tells of a firm that comes to have it', async () => {
    const third = await firmNamed('Confection Troisième')
    const [site] = sewingWorkshop.sites
    const withPeople = (people: number) => ({
      sites: site ? [{ ...site, workforce: site.workforce.map(one => ({ ...one, people })) }] : [],
    })
    await saveProfile(third, withPeople(1))
    await save('make=gown&weekly=3000', 'Beaucoup de blouses')
    const names = async () => (await told()).map(({ data }) => data.name)
    expect(await names()).not.toContain('Beaucoup de blouses')
    await saveProfile(third, {
      sites: withPeople(200).sites.map(one => ({
        ...one,
        machines: one.machines.map(machine => ({ ...machine, count: 200 })),
      })),
    })
    expect(await names()).toContain('Beaucoup de blouses')
  })
})
