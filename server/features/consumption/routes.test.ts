import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import { parisDate } from '../../paris-date.ts'
import type { ItemAutonomy, RegionAutonomy } from '../autonomy/schemas.ts'
import type { DepotShown, StocksShown } from '../stocks/schemas.ts'
import type { ConsumptionInput, ConsumptionShown, RegionalDemand } from './schemas.ts'
import { weekIn } from './table.ts'

describeOnDatabase('consumption', bed => {
  let api: Api
  let buyer: SignedIn
  let neighbour: SignedIn
  let planner: SignedIn
  let hospital: string
  let home: string
  let operator: string
  const today = parisDate(new Date())
  const weeksAgo = (many: number) => dateOf(mondayOf(dayOf(today)) - 7 * many)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    neighbour = await api.person('Nadia')
    planner = await api.person('Paule')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    home = await api.organisation({ name: 'Résidence', roles: ['buyer'] })
    operator = await api.organisation({ name: 'Opérateur', roles: ['operator', 'buyer'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(neighbour, home, 'editor')
    await api.join(planner, operator, 'owner')
  })
  afterAll(() => api.close())

  const blank: ConsumptionInput = { version: null, basis: 'declared', rule: null, fleet: null, weeks: [] }
  const say = (item: string, differs: Partial<ConsumptionInput>, by = buyer, of = hospital) =>
    by.call('PUT', `/api/organisations/${of}/consumption/${item}`, { ...blank, ...differs })
  const read = async (scenario = 'calm') =>
    (
      await buyer.call('GET', `/api/organisations/${hospital}/consumption?scenario=${scenario}`)
    ).json<ConsumptionShown>()
  const itemIn = (shown: ConsumptionShown, item: string) => shown.items.find(one => one.item === item)
  const fieldsOf = (reply: Answer) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const rule = { base: 'bed', perDay: 1.4, count: 100, daysPerWeek: 7 } as const
  const fleet = {
    users: 100,
    changesPerDay: 2,
    daysPerWeek: 7,
    rotationDays: 4,
    life: 70,
    pieces: 700,
    washesLeft: 30,
    yearlyLoss: 0.13,
  }

  test('is said by a rule, by week or by a fleet, and each gives what will be used with its band', async () => {
    const ruled = (await say('mask-surg-IIR', { basis: 'rule', rule })).json<ConsumptionShown>()
    // 1.4 × 100 × 7 = 980 a week, 26 weeks.
    expect(itemIn(ruled, 'mask-surg-IIR')).toMatchObject({ weekly: 980, hasRecipe: true, version: 1 })
    expect(itemIn(ruled, 'mask-surg-IIR')?.total.value).toBeCloseTo(26 * 980, 6)
    const weeks = [4, 3, 2, 1].map((ago, at) => ({
      week: weeksAgo(ago),
      quantity: [10, 20, 30, 20][at] ?? 0,
    }))
    const declared = (await say('ffp2', { weeks })).json<ConsumptionShown>()
    expect(itemIn(declared, 'ffp2')).toMatchObject({ weekly: 20, declared: weeks })
    const whole = (await say('gown-washable', { basis: 'fleet', fleet })).json<ConsumptionShown>()
    const gown = itemIn(whole, 'gown-washable')
    expect(gown).toMatchObject({ weekly: 22, outlook: { required: 800, missing: 100, weeksLeft: 15 } })
    expect(gown?.weeks.slice(0, 2).map(({ value }) => value)).toEqual([122, 22])
    expect(gown?.weeks[0]?.week).toBe(weeksAgo(-1))
    // Under a wave: eight weeks at 4.7.
    const masks = itemIn(await read('wave'), 'mask-surg-IIR')
    expect(masks?.total.value).toBeCloseTo(980 * (18 + 8 * 4.7), 6)
    expect(masks?.weekly).toBe(980)
    // What nobody knows how to make is accepted, and said.
    const other = (await say('decon-device', { basis: 'rule', rule })).json<ConsumptionShown>()
    const recipes = new Set(api.app.catalogue.recipes.map(({ item }) => item))
    expect(itemIn(other, 'decon-device')?.hasRecipe).toBe(recipes.has('decon-device'))
    expect(other.rates.find(({ item }) => item === 'mask-surg-IIR')).toMatchObject({ basis: 'sourced' })
  })

  test('is refused by the field that is wrong, and changed by whoever saw the last version', async () => {
    expect(fieldsOf(await say('nothing', { basis: 'rule', rule }))).toEqual([422, '/item'])
    const negative = await say('visor', { basis: 'rule', rule: { ...rule, count: -1 } })
    expect(fieldsOf(negative)).toContain('/rule/count')
    expect(fieldsOf(await say('visor', { basis: 'rule' }))).toEqual([422, '/rule'])
    expect(fieldsOf(await say('visor', {}))).toEqual([422, '/weeks'])
    expect(fieldsOf(await say('visor', { weeks: [{ week: weeksAgo(0), quantity: 1 }] }))).toEqual([
      422,
      '/weeks/0/week',
    ])
    const tuesday = dateOf(dayOf(weeksAgo(2)) + 1)
    expect(fieldsOf(await say('visor', { weeks: [{ week: tuesday, quantity: 1 }] }))).toEqual([
      422,
      '/weeks/0/week',
    ])
    expect(fieldsOf(await say('visor', { basis: 'fleet', fleet }))).toEqual([422, '/basis'])
    expect(
      fieldsOf(await say('gown-polycotton', { basis: 'fleet', fleet: { ...fleet, washesLeft: 71 } })),
    ).toEqual([422, '/fleet/washesLeft'])
    expect((await say('mask-surg-IIR', { basis: 'rule', rule })).statusCode).toBe(409)
    expect((await say('mask-surg-IIR', { version: 1, basis: 'rule', rule })).statusCode).toBe(200)
    const forget = () => buyer.call('DELETE', `/api/organisations/${hospital}/consumption/decon-device`)
    expect([(await forget()).statusCode, (await forget()).statusCode]).toEqual([200, 404])
  })

  test('is read from a table, all of it or nothing, every line at fault by its number', async () => {
    const send = (csv: string, confirm = true) =>
      buyer.call('POST', `/api/organisations/${hospital}/consumption-table`, { csv, confirm })
    const week = weeksAgo(2)
    const faulty = await send(
      `Article;Semaine;Quantité\nVisière de protection;${week};12\nBidule;${week};1\nffp2;demain;1\nffp2;${week};-3\n`,
    )
    expect(faulty.json()).toMatchObject({
      lines: 4,
      saved: false,
      faults: [{ line: 3 }, { line: 4 }, { line: 5 }],
    })
    expect(itemIn(await read(), 'visor')).toBeUndefined()
    const sound = `Item,Week,Quantity\nvisor,${week},12\nvisor,${weeksAgo(3)},"1 000"\n`
    expect((await send(sound, false)).json()).toMatchObject({ lines: 2, items: 1, saved: false })
    expect((await send(sound)).json()).toMatchObject({ saved: true })
    expect(itemIn(await read(), 'visor')).toMatchObject({ weekly: 506, basis: 'declared' })
    expect((await send('a;b\n1;2')).json()).toMatchObject({ faults: [{ line: 1 }], saved: false })
    const csv = await buyer.call('GET', `/api/organisations/${hospital}/consumption.csv`)
    expect(csv.body).toContain(`Visière de protection;${week};12`)
    expect([weekIn('2026-S01'), weekIn('2026-W53'), weekIn('31/12/2026'), weekIn('2026-13-01')]).toEqual([
      '2025-12-29',
      '2026-12-28',
      '2026-12-28',
      null,
    ])
  })

  test('is its own buyer’s and the operator’s alone, who reads what all use and changes scenarios', async () => {
    await say('mask-surg-IIR', { basis: 'rule', rule: { ...rule, count: 50 } }, neighbour, home)
    expect((await neighbour.call('GET', `/api/organisations/${hospital}/consumption`)).statusCode).toBe(404)
    const regional = `/api/organisations/${operator}/regional-demand`
    expect((await neighbour.call('GET', regional)).statusCode).toBe(404)
    const demand = (await planner.call('GET', regional)).json<RegionalDemand>()
    const masks = demand.items.find(({ item }) => item === 'mask-surg-IIR')
    expect(masks?.weekly).toBeCloseTo(1470, 6)
    expect(masks?.buyers.map(({ name, weekly }) => [name, Math.round(weekly)])).toEqual([
      ['CH de Foix', 980],
      ['Résidence', 490],
    ])
    const change = (parts: object[]) =>
      planner.call('PUT', `/api/organisations/${operator}/demand-scenarios/wave`, { parts })
    const part = { families: ['mask-surg'], from: 1, weeks: 26, factor: 2 }
    expect(fieldsOf(await change([{ ...part, families: ['nothing'] }]))).toEqual([422, '/parts/0/families/0'])
    expect(fieldsOf(await change([{ ...part, weeks: 0 }]))).toEqual([422, '/parts/0/weeks'])
    const changed = (await change([part])).json<RegionalDemand>()
    expect(changed.scenarios.find(({ key }) => key === 'wave')).toMatchObject({ own: true, parts: [part] })
    expect(itemIn(await read('wave'), 'mask-surg-IIR')?.total.value).toBeCloseTo(2 * 26 * 980, 6)
  })

  test('says how long stocks last: a buyer’s by its own, the operator’s by all of them', async () => {
    const stock = async (by: SignedIn, of: string, quantity: number) => {
      const path = `/api/organisations/${of}`
      const place = { name: 'Dépôt', address: '', commune: '09122', latitude: null, longitude: null }
      const { id } = (await by.call('POST', `${path}/depots`, place)).json<DepotShown>()
      await by.call('POST', `${path}/depots/${id}/entries`, {
        item: 'mask-surg-IIR',
        size: null,
        number: 'L',
        maker: 'Ici',
        expiresOn: null,
        regime: 'normal',
        certificate: '',
        quantity,
        note: '',
      })
      const { items } = (await by.call('GET', `${path}/stocks`)).json<StocksShown>()
      return items.find(({ item }) => item === 'mask-surg-IIR')
    }
    expect(await stock(buyer, hospital, 1400)).toMatchObject({ days: 10, basis: 'declared', perDay: 140 })
    expect(await stock(planner, operator, 2100)).toMatchObject({ days: 10, basis: 'declared' })
    // Nothing has left the operator's depot yet: what expires there is proposed to those who use it.
    const { depots } = (
      await planner.call('GET', `/api/organisations/${operator}/stocks`)
    ).json<StocksShown>()
    await planner.call('POST', `/api/organisations/${operator}/depots/${depots[0]?.id}/entries`, {
      item: 'mask-surg-IIR',
      size: null,
      number: 'SOON',
      maker: 'Ici',
      expiresOn: inDays(10),
      regime: 'normal',
      certificate: '',
      quantity: 800,
      note: '',
    })
    const { expiring } = (
      await planner.call('GET', `/api/organisations/${operator}/stocks`)
    ).json<StocksShown>()
    // 70 a day in the home for eleven days; 140 in the hospital, less the 1,400 that it has.
    expect(expiring).toMatchObject([
      {
        number: 'SOON',
        quantity: 800,
        users: [
          { name: 'Résidence', room: 770, quantity: 770 },
          { name: 'CH de Foix', room: 140, quantity: 30 },
        ],
        left: 0,
      },
    ])
  })

  test('is what the region’s autonomy is measured by: link by link, and with whom it falls', async () => {
    const sewer = await api.person('Sabine')
    const workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(sewer, workshop, 'owner')
    await say('mask-uns1-adult', { basis: 'rule', rule: { ...rule, perDay: 40 } })
    const path = `/api/organisations/${operator}/autonomy`
    const item = async () => (await planner.call('GET', `${path}/mask-uns1-adult`)).json<ItemAutonomy>()
    const before = await item()
    // 40 a bed and day for 100 beds; nobody sews here yet.
    expect(before).toMatchObject({ weekly: 28_000, basis: 'declared', withMarket: { after: 0 }, fragile: [] })
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    // Whoever ranks for the firm waits until the engine has read its profile.
    await api.settled()
    const after = await item()
    const sewing = after.links.find(({ operation, makers }) => operation === 'sew' && makers.length > 0)
    expect(sewing?.makers[0]?.firm).toEqual({ id: workshop, name: 'Confection de Foix' })
    expect(after.weeks).toHaveLength(26)
    const { items } = (await planner.call('GET', path)).json<RegionAutonomy>()
    const shown = items.find(one => one.item === 'mask-uns1-adult')
    expect(shown?.withMarket).toEqual(after.withMarket)
    expect((await buyer.call('GET', `/api/organisations/${hospital}/autonomy`)).statusCode).toBe(404)
    expect((await planner.call('GET', `${path}/zip`)).statusCode).toBe(404)
  })
})
