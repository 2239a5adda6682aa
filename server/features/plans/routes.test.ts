import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop, unbound } from '../../../tests/support/examples.ts'
import { parisDate } from '../../paris-date.ts'
import type { ChangeShown, PlanEffect } from '../catalogue/change-schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { askPlan } from './ask.ts'
import type { PlanInputBody } from './asked-schemas.ts'
import type { Compared } from './compare-schemas.ts'
import type { ExplanationShown } from './explanation-schemas.ts'
import type { PlanLines, PlanList, PlanShown } from './schemas.ts'

const sum = (values: readonly number[] = []) => values.reduce((all, one) => all + one, 0)

describeOnDatabase('plans of a region', bed => {
  let api: Api
  let planner: SignedIn
  let keeper: SignedIn
  let buyer: SignedIn
  let sewer: SignedIn
  let operator: string
  let hospital: string
  let town: string
  let workshop: string
  const item = 'mask-uns1-adult'

  beforeAll(async () => {
    api = await openApi(bed.connection())
    planner = await api.person('Paule')
    keeper = await api.person('Kader')
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    operator = await api.organisation({ name: 'Opérateur', roles: ['operator'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    town = await api.organisation({ name: 'Ville de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await bed.db().updateTable('organisation').set({ buyerKind: 'town' }).where('id', '=', town).execute()
    await api.join(planner, operator, 'owner')
    await api.join(keeper, operator, 'viewer')
    await api.join(buyer, hospital, 'editor')
    await api.join(buyer, town, 'editor')
    await api.join(sewer, workshop, 'owner')
  })
  afterAll(() => api.close())

  const path = () => `/api/organisations/${operator}/plans`
  const read = async (id: string) => (await planner.call('GET', `${path()}/${id}`)).json<PlanShown>()
  const ask = (differs: Partial<PlanInputBody> = {}) =>
    planner.call('POST', path(), { ...unbound, ...differs })
  async function made(differs: Partial<PlanInputBody> = {}): Promise<PlanShown> {
    const { id } = (await ask(differs)).json<PlanShown>()
    await api.settled()
    return read(id)
  }
  const explained = async (id: string) =>
    (await planner.call('GET', `${path()}/${id}/explanation`)).json<ExplanationShown>()
  const use = (organisationId: string, perDay: number, version: number | null = null) =>
    buyer.call('PUT', `/api/organisations/${organisationId}/consumption/${item}`, {
      version,
      basis: 'rule',
      rule: { base: 'agent', perDay, count: 100, daysPerWeek: 5 },
      fleet: null,
      weeks: [],
    })
  async function publishNeed(organisationId: string, quantity: number): Promise<string> {
    const needs = `/api/organisations/${organisationId}/needs`
    const { id, own } = (await buyer.call('POST', needs, masksFor(quantity))).json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: own?.version })
    return id
  }

  test('fail with their reason where nobody asks for anything, or nobody makes anything', async () => {
    expect(await made()).toMatchObject({ number: 1, state: 'failed', problem: 'no-demand', result: null })
    expect((await use(hospital, 4)).statusCode).toBe(200)
    expect(await made()).toMatchObject({ number: 2, state: 'failed', problem: 'no-firm' })
    const saved = await sewer.call('PUT', `/api/organisations/${workshop}/profile`, {
      version: 0,
      ...sewingWorkshop,
      distress: { activityLostPercent: 35, jobs: 18, jobsAtRisk: 4, published: false },
    })
    expect(saved.statusCode).toBe(200)
  })

  test('say who makes what in which week, for what buyers use beyond their stock and for open needs', async () => {
    await publishNeed(town, 5000)
    // The hospital said what it uses of them: this need is part of it.
    await publishNeed(hospital, 700)
    const plan = await made()
    expect(plan).toMatchObject({ number: 3, state: 'made', problem: null, mayPlan: true })
    expect(plan.weeks).toHaveLength(26)
    const [masks] = plan.result?.items ?? []
    expect([masks?.item, masks?.claim]).toEqual([item, 'none'])
    // 4 × 100 × 5 a week for 26 weeks, and the need of the town.
    expect(sum(masks?.due)).toBeCloseTo(26 * 2000 + 5000, 3)
    expect(sum(masks?.delivered)).toBeGreaterThan(40_000)
    expect(masks?.routes).toEqual([{ route: 'none', quantity: 26 * 2000 + 5000 }])
    expect(plan.left).toEqual([{ buyer: 'CH de Foix', item, why: 'in-forecast' }])
    expect(plan.result?.gap).toBeLessThan(0.05)
    expect((plan.result?.bound ?? 0) / (plan.result?.objective ?? 1)).toBeLessThan(1.000001)
    const lines = (await planner.call('GET', `${path()}/${plan.id}/lines?firm=${workshop}`)).json<PlanLines>()
    const sewn = lines.filter(({ operation }) => operation === 'sew')
    expect(sewn[0]).toMatchObject({ firm: 'Confection de Foix', site: 'Atelier de Foix', item })
    expect(sum(sewn.flatMap(({ units }) => units))).toBeGreaterThan(40_000)
    expect(plan.result?.firms).toMatchObject([{ id: workshop, gone: false, items: [item] }])
    expect(sum(plan.result?.firms[0]?.hours)).toBeCloseTo(sum(lines.map(({ hours }) => hours)), 3)
    const csv = await keeper.call('GET', `${path()}/${plan.id}/table.csv?table=lines`)
    expect(csv.body).toContain('Confection de Foix;Atelier de Foix;')
    expect(plan.result).toMatchObject({ bounds: [], conflicts: [], nearest: null })
    const why = await explained(plan.id)
    const sewing = why?.reasons.find(({ operation }) => operation === 'sew')
    expect(sewing).toMatchObject({ firm: 'Confection de Foix', item, others: 0, next: null })
    expect(sewing?.hoursFree).toBeGreaterThan(sewing?.hoursTaken ?? Infinity)
    // More of what binds brings more masks, or brings them sooner.
    for (const { cents, gained } of why?.bottlenecks ?? []) {
      expect(cents).toBeGreaterThan(0)
      expect(gained.some(({ covered, unitWeeks }) => covered + unitWeeks > 0)).toBe(true)
    }
  })

  test('say which bounds conflict, and what can be kept in their place', async () => {
    const bounds = { ...unbound.bounds, dependence: 0.4, difficultyHours: 100_000 }
    const plan = await made({ bounds })
    expect(plan.result?.conflicts).toEqual([
      { isProven: true, between: [{ kind: 'difficulty', asked: 100_000 }] },
    ])
    const [onOne, hours] = plan.result?.bounds ?? []
    expect(onOne).toMatchObject({ bound: { kind: 'dependence', item: null, asked: 0.4 }, isKept: true })
    expect(hours?.isKept).toBe(false)
    const nearest = plan.result?.nearest
    expect(nearest).toEqual({
      keuro: null,
      bounds: { ...bounds, difficultyHours: Math.floor(hours?.reached ?? 0) },
    })
    const again = await made(nearest ?? {})
    expect(again.result).toMatchObject({ conflicts: [], nearest: null })
    expect(again.result?.bounds.map(({ isKept }) => isKept)).toEqual([true, true])
    // Only two fifths of the masks are made: the price of that bound is what more of it would cover.
    const price = (await explained(again.id))?.bounds.find(({ bound }) => bound.kind === 'dependence')
    expect(price?.to).toBeCloseTo(0.45, 6)
    expect(price?.gained[0]?.item).toBe(item)
    expect(price?.gained[0]?.covered).toBeGreaterThan(1000)
  })

  test('count what is ordered, kept and promised elsewhere: less is planned where more is there', async () => {
    const before = (await planner.call('GET', path())).json<PlanList>().plans[0]
    expect(before?.figures?.cents).toBeGreaterThan(0)
    await bed.db().insertInto('stockTarget').values({ organisationId: operator, item, days: 7 }).execute()
    const plan = await made({ scenario: 'wave', weeks: 52 })
    const [masks] = plan.result?.items ?? []
    // Twice as much for eight weeks; and a week of it kept at the end.
    expect(sum(masks?.due)).toBeCloseTo(2000 * (52 + 8) + 5000 + 2000, 3)
    expect(masks?.priorities.map(({ priority }) => priority)).toEqual([1, 2, 3])
    const other = await planner.call('GET', `${path()}/${plan.id}/compared-with/${before?.id}`)
    const compared = other.json<Compared>()
    expect([compared.before.number, compared.after.number]).toEqual([5, 6])
    expect(compared.items[0]?.due.after).toBeGreaterThan(compared.items[0]?.due.before ?? 0)
    expect(compared.firms[0]?.hours.after).toBeGreaterThan(compared.firms[0]?.hours.before ?? 0)
  })

  test('are made anew by a draft of the catalogue, to see what it would change, and nothing of it is kept', async () => {
    const region = `/api/organisations/${operator}`
    const recipe = 'mask-uns1-adult-sewn'
    const drafted = await planner.call('POST', `${region}/catalogue-changes`, {
      title: 'Des masques plus longs à coudre',
      reason: '',
      from: null,
    })
    const change = `${region}/catalogue-changes/${drafted.json<ChangeShown>().id}`
    const record = await planner.call('GET', `${region}/catalogue-records/recipes/${recipe}`)
    const { revision, content } = record.json<{ revision: number; content: object }>()
    // Every minute becomes twenty.
    const slower: unknown = JSON.parse(JSON.stringify(content), (key, value: unknown) =>
      key.endsWith('Minutes') && value !== null && typeof value === 'object' && 'value' in value
        ? { value: 20 * Number(value.value), basis: 'estimated' }
        : value,
    )
    const saved = await planner.call('PUT', `${change}/records/recipes/${recipe}`, {
      revision,
      removed: false,
      content: slower,
    })
    expect(saved.json<ChangeShown>().faults).toEqual([])
    const before = (await planner.call('GET', path())).json<PlanList>().plans
    const answer = await planner.call('POST', `${change}/plan-effect`)
    expect(answer.statusCode).toBe(200)
    const effect = answer.json<PlanEffect>()
    expect(effect).toMatchObject({ plan: { number: 6 }, problem: null })
    const masks = effect.compared?.items.find(one => one.item === item)
    expect(masks?.made.after).toBeLessThan((masks?.made.before ?? 0) / 2)
    expect(masks?.never.after).toBeGreaterThan(masks?.never.before ?? Infinity)
    const { lateness } = effect.compared ?? {}
    expect(lateness?.after).toBeGreaterThan(lateness?.before ?? Infinity)
    expect((await planner.call('GET', path())).json<PlanList>().plans).toEqual(before)
    expect((await keeper.call('POST', `${change}/plan-effect`)).statusCode).toBe(403)
    await planner.call('DELETE', change)
    expect((await planner.call('POST', `${change}/plan-effect`)).statusCode).toBe(404)
  })

  test('are cancelled, and put aside and taken back', async () => {
    // Asked for without its job: whatever is quicker, nobody begins it here.
    const { catalogue } = api.app
    const today = parisDate(new Date())
    const asking = { actor: null, operatorId: operator, catalogue, today, sendJob: async () => {} }
    const id = await bed
      .db()
      .transaction()
      .execute(trx => askPlan(trx, asking, unbound))
    expect((await read(id)).state).toBe('waiting')
    const cancelled = await planner.call('POST', `${path()}/${id}/cancel`)
    expect(cancelled.json<PlanShown>()).toMatchObject({ state: 'cancelled', result: null })
    await api.settled()
    expect((await read(id)).state).toBe('cancelled')
    const again = await planner.call('POST', `${path()}/${id}/cancel`)
    expect([again.statusCode, again.json<Problem>().code]).toEqual([409, 'plan-ended'])
    for (const archived of [true, false]) {
      const put = await planner.call('PUT', `${path()}/${id}/archive`, { archived })
      expect(put.json<PlanShown>().archived).toBe(archived)
    }
  })

  test('name every field at fault, and are made by who plans alone', async () => {
    const wrong = await ask({ keuro: -1, seconds: 1, lateness: { 1: 0, 2: 1, 3: 1 } })
    expect(wrong.statusCode).toBe(422)
    expect(
      wrong
        .json<Problem>()
        .errors?.map(({ field }) => field)
        .sort(),
    ).toEqual(['/keuro', '/lateness/1', '/seconds'])
    const upside = await ask({ lateness: { 1: 3, 2: 5, 3: 5 } })
    expect(upside.json<Problem>().errors?.map(({ field }) => field)).toEqual(['/lateness/2'])
    const items = [
      { item: 'no-such-item', kind: 'dependence' as const, share: 0.5 },
      { item, kind: 'regional' as const, share: 0.5 },
    ]
    const bound = await ask({ bounds: { ...unbound.bounds, items } })
    expect(bound.json<Problem>().errors?.map(({ field }) => field)).toEqual([
      '/bounds/items/0/item',
      '/bounds/items/1/item',
    ])
    const above = await ask({ bounds: { ...unbound.bounds, regional: 1.2 } })
    expect(above.json<Problem>().errors?.[0]?.field).toBe('/bounds/regional')
    expect((await keeper.call('POST', path(), unbound)).statusCode).toBe(403)
    expect((await keeper.call('GET', path())).json<PlanList>().mayPlan).toBe(false)
    expect((await sewer.call('GET', path())).statusCode).toBe(404)
    const [last] = (await planner.call('GET', path())).json<PlanList>().plans
    const elsewhere = await api.organisation({ name: 'Autre', roles: ['operator'] })
    await api.join(planner, elsewhere, 'owner')
    expect((await planner.call('GET', `/api/organisations/${elsewhere}/plans/${last?.id}`)).statusCode).toBe(
      404,
    )
  })
})
