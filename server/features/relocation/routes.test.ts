import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'
import type { ChangeShown } from '../catalogue/change-schemas.ts'
import type { RelocationInput, Relocations } from './schemas.ts'

describeOnDatabase('imported articles that the region could make', bed => {
  let api: Api
  let planner: SignedIn
  let reader: SignedIn
  let sewer: SignedIn
  let region: string
  let workshop: string

  beforeAll(async () => {
    api = await openApi(bed.connection())
    planner = await api.person('Paule')
    reader = await api.person('Regine')
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(planner, region, 'owner')
    await api.join(reader, region, 'viewer')
    sewer = await api.person('Sabine')
    await api.join(sewer, workshop, 'owner')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    await api.settled()
  })
  afterAll(() => api.close())

  const path = () => `/api/organisations/${region}/relocations`
  const tunic: RelocationInput = {
    version: null,
    name: 'Tunique de soins',
    cpv: '18130000',
    origin: 'Bangladesh',
    source: 'Chiffres inventés pour cet essai',
    yearlyQuantity: 12_000,
    centsPerThousand: 900_000,
    item: 'gown-polycotton',
    workTimes: 0.5,
    materialTimes: 0.5,
    note: '',
  }
  const read = async () => (await planner.call('GET', path())).json<Relocations>()
  const fieldsOf = (answer: Awaited<ReturnType<typeof planner.call>>) => [
    answer.statusCode,
    ...(answer.json<Problem>().errors ?? []).map(({ field }) => field),
  ]

  test('are put on the list by who plans, with the chain that could make each and what lacks to its price', async () => {
    expect(await read()).toMatchObject({ mayWrite: true, articles: [], loads: [] })
    expect((await reader.call('POST', path(), tunic)).statusCode).toBe(403)
    const kept = await planner.call('POST', path(), tunic)
    expect(kept.statusCode).toBe(200)
    const [article] = kept.json<Relocations>().articles
    const { firms = [], missing, cost } = article?.chain ?? {}
    expect(firms.map(({ name }) => name)).toEqual(['Confection de Foix'])
    expect(missing).toEqual([])
    if (!cost) throw new Error('a whole chain has a cost')
    const { work, materials, transport, reorientation } = cost.parts
    expect(cost.regional).toBeCloseTo(work + materials + transport + reorientation, 6)
    expect(cost.gap).toBeCloseTo(cost.regional - 900_000, 6)
    // Half the work and half the materials: half the price of the gown it is made like.
    const whole = await planner.call('POST', path(), {
      ...tunic,
      name: 'Blouse',
      workTimes: 1,
      materialTimes: 1,
      yearlyQuantity: 6000,
    })
    const [blouse] = whole.json<Relocations>().articles
    expect(blouse?.name).toBe('Blouse')
    expect((blouse?.chain?.cost?.parts.materials ?? 0) / materials).toBeCloseTo(2, 2)
    // Both ask for as many hours of the workshop, every week.
    const { loads } = whole.json<Relocations>()
    expect(loads).toMatchObject([{ id: workshop, articles: 2, lasting: 0, oneOff: 0 }])
    const [hours = 0, other] = whole.json<Relocations>().articles.map(({ chain }) => chain?.firms[0]?.hours)
    expect(hours).toBeCloseTo(other ?? 0, 6)
    expect(loads[0]?.recurrent).toBeCloseTo((2 * hours) / 52, 6)
  })

  test('are ranked once until an article, a firm or the catalogue changes', async () => {
    /** How many times the engine is asked while something is done. */
    const asked = async (done: () => Promise<unknown>) => {
      const rank = vi.spyOn(api.app.revisions.current.ranker, 'rank')
      await done()
      const times = rank.mock.calls.length
      rank.mockRestore()
      return times
    }
    const hoursOf = ({ articles }: Relocations) => articles.at(-1)?.chain?.firms[0]?.hours ?? 0
    await api.settled()
    const before = await read()
    expect(await asked(read)).toBe(0)
    const [, stored] = before.articles
    const { chain: _chain, id, updatedAt: _at, ...article } = stored ?? { chain: null, id: '', updatedAt: '' }
    const change = () => planner.call('PUT', `${path()}/${id}`, { ...article, yearlyQuantity: 24_000 })
    expect(await asked(change)).toBe(1)
    // A firm that says that it has other machines: each article is looked at again, once.
    const fewer = { ...sewingWorkshop, version: 1, minimumOrder: 400 }
    expect((await sewer.call('PUT', `/api/organisations/${workshop}/profile`, fewer)).statusCode).toBe(200)
    await api.settled()
    expect(await asked(read)).toBe(2)
    expect(await asked(read)).toBe(0)
    // The operator says that sewing it takes twice as long: so do its hours.
    const recipe = (await read()).articles.at(-1)?.chain?.firms[0]?.operations[0]?.recipe
    const known = api.app.catalogue.recipes.find(one => one.id === recipe)
    if (known === undefined) throw new Error('the chain is of a recipe of the catalogue')
    const twice = known.operations.map(operation => ({
      ...operation,
      methods: operation.methods.map(method => ({
        ...method,
        labourMinutes: { value: method.labourMinutes.value * 2, basis: 'estimated' as const },
      })),
    }))
    const changes = `/api/organisations/${region}/catalogue-changes`
    const begun = await planner.call('POST', changes, { title: 'Couture', reason: '', from: null })
    const draft = begun.json<ChangeShown>().id
    const put = await planner.call('PUT', `${changes}/${draft}/records/recipes/${known.id}`, {
      revision: 1,
      removed: false,
      content: { ...known, operations: twice },
    })
    const { version } = put.json<ChangeShown>()
    const hours = hoursOf(await read())
    expect((await planner.call('POST', `${changes}/${draft}/activate`, { version })).statusCode).toBe(200)
    expect(hoursOf(await read())).toBeCloseTo(2 * hours, 6)
  })

  test('are refused with each field at fault, and not changed over an older version', async () => {
    const wrong = { ...tunic, name: ' ', source: ' ' }
    expect(fieldsOf(await planner.call('POST', path(), wrong))).toEqual([422, '/name', '/source'])
    expect(fieldsOf(await planner.call('POST', path(), { ...tunic, item: 'nothing' }))).toEqual([
      422,
      '/item',
    ])
    expect(fieldsOf(await planner.call('POST', path(), { ...tunic, item: 'fibre-cotton' }))).toEqual([
      422,
      '/item',
    ])
    expect(fieldsOf(await planner.call('POST', path(), tunic))).toEqual([422, '/name'])
    const bounds = { ...tunic, yearlyQuantity: 0, centsPerThousand: -5, workTimes: 50, cpv: '181' }
    expect(fieldsOf(await planner.call('POST', path(), bounds))).toEqual([
      422,
      '/cpv',
      '/yearlyQuantity',
      '/centsPerThousand',
      '/workTimes',
    ])
    const [, stored] = (await read()).articles
    const change = (version: number, id = stored?.id) =>
      planner.call('PUT', `${path()}/${id}`, { ...tunic, version, origin: 'Inde' })
    expect((await change(7)).statusCode).toBe(409)
    const changed = await change(stored?.version ?? 0)
    expect(changed.json<Relocations>().articles[1]).toMatchObject({ origin: 'Inde', version: 3 })
    expect((await change(1, workshop)).statusCode).toBe(404)
  })

  test('come as a table too: nothing is kept while a line is at fault, and a name replaces its own', async () => {
    const send = async (csv: string, confirm: boolean) =>
      planner.call('POST', `/api/organisations/${region}/relocation-table`, { csv, confirm })
    const head = 'Article;Volume;Prix;Fait comme;Travail;Pays;Code CPV;Source'
    const faulty = await send(
      `${head}\nDrap;-3;4,20;Surblouse lavable;;Pakistan;;Essai\nPantalon;100;9;chose;;;;Essai\nVeste;100;9;gown-polycotton;;;18;Essai\nGilet;100;9;gown-polycotton;;;;\n`,
      true,
    )
    expect(faulty.json()).toMatchObject({ lines: 4, saved: false })
    expect(faulty.json<{ faults: { line: number }[] }>().faults.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    expect((await send('a;b\n1;2\n', true)).json()).toMatchObject({ faults: [{ line: 1 }], saved: false })
    expect((await read()).articles).toHaveLength(2)
    const good = `${head}\nDrap;20 000;"4,20 €";Surblouse lavable;0,4;Pakistan;39512000-2;Essai\nBlouse;500;8;gown-polycotton;;;;Essai\n`
    expect((await send(good, false)).json()).toMatchObject({
      added: 1,
      replaced: 1,
      faults: [],
      saved: false,
    })
    expect((await send(good, true)).json()).toMatchObject({ saved: true })
    const { articles } = await read()
    expect(articles.map(({ name, yearlyQuantity }) => [name, yearlyQuantity])).toEqual([
      ['Blouse', 500],
      ['Drap', 20_000],
      ['Tunique de soins', 12_000],
    ])
    expect(articles[1]).toMatchObject({
      centsPerThousand: 420_000,
      workTimes: 0.4,
      cpv: '39512000',
      origin: 'Pakistan',
    })
    // What is exported is read again as it is.
    const csv = (await reader.call('GET', `${path()}/table.csv?table=articles`)).body
    expect(csv).toContain('Drap;20000;4.2;')
    expect((await send(csv, false)).json()).toMatchObject({ lines: 3, replaced: 3, faults: [] })
    const loads = (await reader.call('GET', `${path()}/table.csv?table=loads`, undefined, 'en')).body
    expect(loads).toContain('Confection de Foix;3;')
  })

  test('are taken off the list, and nobody else reads it', async () => {
    const [first] = (await read()).articles
    expect((await reader.call('DELETE', `${path()}/${first?.id}`)).statusCode).toBe(403)
    expect(
      (await planner.call('DELETE', `${path()}/${first?.id}`)).json<Relocations>().articles,
    ).toHaveLength(2)
    expect((await planner.call('DELETE', `${path()}/${first?.id}`)).statusCode).toBe(404)
    expect((await api.anyone('GET', path())).statusCode).toBe(401)
  })
})
