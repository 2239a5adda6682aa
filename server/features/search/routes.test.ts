import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { SearchResults } from './schemas.ts'

describeOnDatabase('the search box', bed => {
  let api: Api
  let editor: SignedIn
  let buyer: SignedIn
  let operator: SignedIn
  let firm: string

  const save = async (differs: Partial<typeof sewingWorkshop>) => {
    const path = `/api/organisations/${firm}/profile`
    const { version } = (await editor.call('GET', path)).json<{ version: number }>()
    const saved = await editor.call('PUT', path, { ...sewingWorkshop, ...differs, version })
    if (saved.statusCode !== 200) throw new Error(saved.body)
  }
  const search = async (query: string, by: Pick<SignedIn, 'call'> = buyer) => {
    const answer = await by.call('GET', `/api/search?${query}`)
    expect(answer.statusCode).toBe(200)
    return answer.json<SearchResults>()
  }
  const titles = async (query: string, by?: Pick<SignedIn, 'call'>) =>
    (await search(query, by)).hits.map(({ title }) => title.fr)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    buyer = await api.person('Basile')
    operator = await api.person('Oriane')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(editor, firm, 'editor')
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(operator, await api.organisation({ name: 'Région', roles: ['operator'] }), 'viewer')
    await save({})
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(1200))
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(7),
      text: 'Brouillon zibelinesque.',
    })
    await api.app.searchCurrent()
  })
  afterAll(() => api.close())

  test('finds firms, needs, products and machines at once, in both languages', async () => {
    const { hits, counts, understood, degraded } = await search('q=overlock&counts=true')
    expect(hits.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['firm', 'machine']))
    expect(counts?.kinds.firm).toBe(1)
    expect(counts?.facets.department).toEqual([{ value: '09', count: 1 }])
    expect(understood).toEqual([
      { typed: 'overlock', meant: [expect.objectContaining({ fr: 'Surjeteuse' })] },
    ])
    expect(degraded).toBe(false)
    const [need] = (await search('q=masques&kind=need')).hits
    expect(need?.need?.quantity).toBe(1200)
    expect(await titles('q=confec&typing=true&kind=firm')).toEqual(['Confection de Foix'])
  })

  test('shows everyone what they may read, and drafts nobody', async () => {
    expect(await titles('q=foix&kind=firm', { call: api.anyone })).toEqual([])
    expect(await titles('q=surjeteuse&kind=machine', { call: api.anyone })).toContain('Surjeteuse')
    for (const by of [buyer, editor, operator, { call: api.anyone }])
      expect(await titles('q=zibelinesque', by)).toEqual([])
  })

  test('shows a firm that hides itself to nobody but itself and the operator, at once', async () => {
    await save({ audience: 'operator' })
    // Before the index has followed.
    expect(await titles('q=foix&kind=firm')).toEqual([])
    await api.app.searchCurrent()
    expect((await search('q=foix&kind=firm&counts=true')).counts?.kinds.firm).toBe(0)
    expect(await titles('q=foix&kind=firm', editor)).toEqual(['Confection de Foix'])
    expect(await titles('q=foix&kind=firm', operator)).toEqual(['Confection de Foix'])
    await save({ audience: 'members' })
    await api.app.searchCurrent()
    expect(await titles('q=foix&kind=firm')).toEqual(['Confection de Foix'])
  })

  test('finds who could make so much a week by a date, with what that is', async () => {
    const [now] = (await search('make=gown')).hits
    expect(now?.title.fr).toBe('Confection de Foix')
    const [weekly = 0] = now?.capacity ?? []
    expect(weekly).toBeGreaterThan(0)
    expect(await titles(`make=gown&weekly=${weekly}`)).toEqual(['Confection de Foix'])
    expect(await titles(`make=gown&weekly=${weekly + 1}`)).toEqual([])
    const { counts } = await search('make=gown&weekly=1000000&by=2030-01-01&counts=true')
    expect(counts?.kinds.firm).toBe(0)
    expect(counts?.weekly[0]).toEqual({ least: 100, count: 1 })
  })

  test('tells only members of an organisation what others could make, and refuses half a question', async () => {
    const fields = async (query: string, call: SignedIn['call']) =>
      (await call('GET', `/api/search?${query}`)).json<Problem>().errors?.map(({ field }) => field)
    expect(await fields('make=gown', api.anyone)).toEqual(['/make'])
    expect(await fields('weekly=100&by=2027-01-01', buyer.call)).toEqual(['/weekly', '/by'])
    expect(await fields('make=gown&weekly=0', buyer.call)).toEqual(['/weekly'])
    expect(await fields('make=gown&by=demain', buyer.call)).toEqual(['/by'])
  })

  test('refuses a circle without its middle, and kinds that there are not, by name', async () => {
    const answer = await buyer.call('GET', '/api/search?latitude=43', undefined, 'en')
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors?.map(({ field }) => field)).toEqual(['/longitude', '/kilometres'])
    expect((await buyer.call('GET', '/api/search?kind=person')).statusCode).toBe(422)
    expect((await buyer.call('GET', `/api/search?q=${'x'.repeat(700)}`)).statusCode).toBe(422)
  })
})
