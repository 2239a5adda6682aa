import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'
import { parisDate } from '../../paris-date.ts'
import { askRun } from './ask.ts'
import type { RunBody, RunList, RunShown, ScenarioBody, Scenarios } from './schemas.ts'

const item = 'mask-uns1-adult'
const NOBODY = '01890000-0000-7000-8000-000000000000'

describeOnDatabase('what if', bed => {
  let api: Api
  let planner: SignedIn
  let keeper: SignedIn
  let buyer: SignedIn
  let operator: string
  let hospital: string
  let workshop: string

  beforeAll(async () => {
    api = await openApi(bed.connection())
    planner = await api.person('Paule')
    keeper = await api.person('Kader')
    buyer = await api.person('Basile')
    operator = await api.organisation({ name: 'Opérateur', roles: ['operator'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(planner, operator, 'owner')
    await api.join(keeper, operator, 'viewer')
    await api.join(buyer, hospital, 'editor')
    const sewer = await api.person('Sabine')
    await api.join(sewer, workshop, 'owner')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { version: 0, ...sewingWorkshop })
  })
  afterAll(() => api.close())

  const scenarios = () => `/api/organisations/${operator}/scenarios`
  const runs = () => `/api/organisations/${operator}/scenario-runs`
  const during = { from: 8, weeks: 4 }
  const save = (name: string, parts: ScenarioBody['parts']) =>
    planner.call('POST', scenarios(), { version: null, name, parts })
  const asked = (scenarioIds: string[], differs: Partial<RunBody> = {}): RunBody => ({
    planId: null,
    scenarioIds,
    runs: 20,
    seed: 1,
    uncertainty: { demand: 0.3, stopsAYear: 0.2, stopWeeks: 3, delays: 0.05 },
    ...differs,
  })
  const all = async () => (await planner.call('GET', scenarios())).json<Scenarios>()
  const ids = async () => (await all()).scenarios.map(({ id }) => id)

  test('scenarios are put together from parts, changed and put aside', async () => {
    const saved = await save('Une vague', [{ kind: 'demand', item, factor: 4, ...during }])
    expect(saved.statusCode).toBe(201)
    await save('L’atelier brûle', [{ kind: 'firm', firm: workshop, from: 8, weeks: 104 }])
    const { scenarios: found, firms, departments, mayPlan } = await all()
    expect(found.map(({ name }) => name)).toEqual(['L’atelier brûle', 'Une vague'])
    expect(firms).toEqual([{ id: workshop, name: 'Confection de Foix' }])
    expect(departments).toContainEqual({ id: '09', name: 'Ariège' })
    expect(mayPlan).toBe(true)
    const one = found[1]
    const change = (version: number | null, factor: number) =>
      planner.call('PUT', `${scenarios()}/${one?.id}`, {
        version,
        name: 'Une vague',
        parts: [{ kind: 'demand', item, factor, ...during }],
      })
    expect((await change(1, 3)).json<Scenarios>().scenarios[1]?.version).toBe(2)
    expect((await change(1, 5)).json<Problem>().code).toBe('stale-version')
    for (const archived of [true, false]) {
      const put = await planner.call('PUT', `${scenarios()}/${one?.id}/archive`, { archived })
      expect(put.json<Scenarios>().scenarios[1]?.archived).toBe(archived)
    }
  })

  test('are run on the region’s plan, side by side: what lacks, who is without, what would have prevented it', async () => {
    // Nobody uses anything yet: the run says so.
    const empty = (await planner.call('POST', runs(), asked(await ids()))).json<RunShown>()
    await api.settled()
    const failed = (await planner.call('GET', `${runs()}/${empty.id}`)).json<RunShown>()
    expect(failed).toMatchObject({ number: 1, state: 'failed', problem: 'no-demand', result: null })
    await buyer.call('PUT', `/api/organisations/${hospital}/consumption/${item}`, {
      version: null,
      basis: 'rule',
      rule: { base: 'agent', perDay: 1, count: 100, daysPerWeek: 5 },
      fleet: null,
      weeks: [],
    })
    const { id } = (await planner.call('POST', runs(), asked(await ids()))).json<RunShown>()
    await api.settled()
    const run = (await planner.call('GET', `${runs()}/${id}`)).json<RunShown>()
    expect(run).toMatchObject({ number: 2, state: 'made', mayPlan: true, plan: null })
    expect(run.firms).toEqual([{ id: workshop, name: 'Confection de Foix' }])
    const [plan, burns, wave] = run.result?.results ?? []
    const [calm, burnt, more] = [plan, burns, wave].map(each => each?.items[0])
    // From when its first masks may be handed out, nothing lacks where nothing happens.
    expect(calm?.late.slice(8).every(units => units < 1)).toBe(true)
    expect(burnt?.late[8]).toBeCloseTo(500, 0)
    expect(burnt?.late[25]).toBeGreaterThan(500 * 17)
    expect(burnt?.without).toEqual([{ of: 'agent', people: 100 }])
    expect(more?.late[11]).toBeCloseTo(4 * 2 * 500, 0)
    expect(wave?.measures[0]?.stored[0]?.units).toBeGreaterThanOrEqual(4000)
    expect(wave?.replanned?.items[0]?.worst.units).toBeLessThan(more?.worst.units ?? 0)
    expect(wave?.spread[0]?.stock).toHaveLength(26)
    const robust = run.result?.robust
    expect(robust?.cents).toHaveLength(3)
    // Less is laid in than would have kept the wave whole, which is paid for where nothing happens too.
    expect(robust?.reserve).toMatchObject([{ item }])
    expect(robust?.reserve[0]?.units).toBeLessThanOrEqual(
      Math.max(...[burns, wave].flatMap(each => each?.measures[0]?.stored.map(({ units }) => units) ?? [])),
    )
    expect(robust?.regret).toBeLessThan(robust?.keptRegret ?? 0)
    expect(robust?.regret).toBeGreaterThanOrEqual(robust?.bound ?? Infinity)
    const list = (await keeper.call('GET', runs())).json<RunList>()
    expect(list.map(({ number }) => number)).toEqual([2, 1])
  })

  test('a run is given up, and what has ended says so', async () => {
    const { catalogue } = api.app
    const today = parisDate(new Date())
    const body = asked(await ids())
    const found = await bed
      .db()
      .transaction()
      // Asked for without its job: whatever is quicker, nobody begins it here.
      .execute(trx =>
        askRun(trx, { actor: null, operatorId: operator, catalogue, today, sendJob: async () => {} }, body),
      )
    if (typeof found !== 'string') throw new Error('it was refused')
    const cancelled = await planner.call('POST', `${runs()}/${found}/cancel`)
    expect(cancelled.json<RunShown>()).toMatchObject({ state: 'cancelled', result: null })
    const again = await planner.call('POST', `${runs()}/${found}/cancel`)
    expect([again.statusCode, again.json<Problem>().code]).toEqual([409, 'plan-ended'])
  })

  test('a regime may be one of the catalogue, or none in particular as in scenarios kept from before', async () => {
    const parts: ScenarioBody['parts'] = [
      { kind: 'regime', ...during },
      { kind: 'regime', regime: null, ...during },
      { kind: 'regime', regime: 'eu-2024-2748-ppe', ...during },
    ]
    const saved = await save('Urgence', parts)
    expect(saved.statusCode).toBe(201)
    const { scenarios } = saved.json<Scenarios>()
    expect(scenarios.find(({ name }) => name === 'Urgence')?.parts).toEqual(parts)
  })

  test('every field at fault is named, and who does not plan changes nothing', async () => {
    const wrong = await save('Rien', [
      { kind: 'border', item: 'no-such-thing', ...during },
      { kind: 'firm', firm: hospital, ...during },
      { kind: 'largest', process: 'no-such-thing', ...during },
      { kind: 'lockdown', department: '99', share: 0.5, ...during },
      { kind: 'regime', regime: 'no-such-thing', ...during },
    ])
    const fieldsOf = (problem: Problem) => problem.errors?.map(({ field }) => field)
    expect(wrong.statusCode).toBe(422)
    expect(fieldsOf(wrong.json<Problem>())).toEqual([
      '/parts/0/item',
      '/parts/1/firm',
      '/parts/2/process',
      '/parts/3/department',
      '/parts/4/regime',
    ])
    const nothing = await save(' ', [])
    expect(fieldsOf(nothing.json<Problem>())?.sort()).toEqual(['/name', '/parts'])
    const none = await planner.call('POST', runs(), asked([NOBODY], { planId: NOBODY }))
    expect(fieldsOf(none.json<Problem>())).toEqual(['/scenarioIds/0', '/planId'])
    const body = { version: null, name: 'x', parts: [{ kind: 'regime', ...during }] }
    expect((await keeper.call('POST', scenarios(), body)).statusCode).toBe(403)
    expect((await keeper.call('GET', scenarios())).json<Scenarios>().mayPlan).toBe(false)
    expect((await buyer.call('GET', scenarios())).statusCode).toBe(404)
  })
})
