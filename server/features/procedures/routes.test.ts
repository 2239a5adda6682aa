import type { BuyingLimit } from '@maillage/db/law/schema.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { masksFor } from '../../../tests/support/examples.ts'
import { parisDate } from '../../paris-date.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { limitOn, readLaw } from './law.ts'
import type {
  LawEffect,
  ProcedureInput,
  ProcedurePage,
  ProcedureShown,
  ProposalShown,
  RulesInput,
} from './schemas.ts'

type Rule = RulesInput['rules'][number]

describeOnBoth('how a need is bought', bed => {
  let api: Api
  let buyer: SignedIn
  let owner: SignedIn
  let operator: SignedIn
  let hospital: string
  let region: string

  const write = async (quantity: number, by = buyer, organisation = hospital) => {
    const answer = await by.call('POST', `/api/organisations/${organisation}/needs`, masksFor(quantity))
    return answer.json<NeedShown>().id
  }
  const choice = (differs: Partial<ProcedureInput> = {}): ProcedureInput => ({
    version: null,
    authority: 'other',
    urgency: 'none',
    needCents: 3_000_000,
    alike: [],
    elsewhereCents: 0,
    form: 'order',
    frameworkMonths: null,
    chosen: 'without-publicity',
    reason: '',
    grounds: null,
    ...differs,
  })
  const choose = (need: string, differs: Partial<ProcedureInput> = {}, by = buyer) =>
    by.call('PUT', `/api/needs/${need}/procedure`, choice(differs))
  const page = async (need: string, by = buyer) =>
    (await by.call('GET', `/api/needs/${need}/procedure`)).json<ProcedurePage>()
  const fieldsOf = (answer: Awaited<ReturnType<typeof choose>>) => [
    answer.statusCode,
    ...(answer.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const verbsOf = async (id: string) => {
    const events = await bed
      .db()
      .selectFrom('event')
      .select('verb')
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
    return events.map(({ verb }) => verb)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    owner = await api.person('Odile')
    operator = await api.person('Oriane')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await bed
      .db()
      .updateTable('organisation')
      .set({ buyerRegime: 'public' })
      .where('id', '=', hospital)
      .execute()
    await api.join(buyer, hospital, 'editor')
    await api.join(owner, hospital, 'owner')
    await api.join(operator, region, 'editor')
  })
  afterAll(() => api.close())

  test('is proposed for what is typed, kept with its reason, and told in the log', async () => {
    const need = await write(2000)
    const proposed = await buyer.call('POST', `/api/needs/${need}/procedure/propose`, {
      authority: 'other',
      urgency: 'none',
      needCents: 5_999_999,
      alike: [],
      elsewhereCents: 1,
    })
    expect(proposed.json<ProposalShown>()).toMatchObject({
      totalCents: 6_000_000,
      rule: { procedure: 'adapted' },
    })
    expect(await page(need)).toMatchObject({ regime: 'public', stored: null, now: null })

    const stored = (await choose(need)).json<ProcedureShown>()
    expect(stored).toMatchObject({
      chosen: 'without-publicity',
      rule: { id: 'supplies-below-60000', article: 'R2122-8', revision: 1 },
      decidedBy: { name: 'Basile' },
      version: 1,
    })
    expect((await page(need)).stored).toEqual(stored)
    expect(await verbsOf(stored.id)).toEqual(['procedure.chosen'])
  })

  test('counts what is alike, so that nobody goes below a threshold by splitting', async () => {
    const [first, second] = [await write(1000), await write(1100)]
    await choose(first, { needCents: 4_000_000 })
    const { alike } = await page(second)
    expect(alike).toContainEqual(expect.objectContaining({ needId: first, cents: 4_000_000 }))
    const counted = [{ needId: first, cents: 4_000_000 }]
    expect(fieldsOf(await choose(second, { needCents: 4_000_000, alike: counted }))).toEqual([422, '/chosen'])
    const heavier = await choose(second, { needCents: 4_000_000, alike: counted, chosen: 'adapted' })
    expect(heavier.json<ProcedureShown>()).toMatchObject({ totalCents: 8_000_000, alike: counted })
  })

  test('counts no need of somebody else, nor itself, nor one twice', async () => {
    const other = await api.person('Clara')
    const town = await api.organisation({ name: 'Foix', roles: ['buyer'] })
    await api.join(other, town, 'editor')
    const [theirs, mine, beside] = [await write(10, other, town), await write(11), await write(12)]
    const counting = (...needs: string[]) =>
      choose(mine, { alike: needs.map(needId => ({ needId, cents: 1 })) })
    expect(fieldsOf(await counting(theirs))).toEqual([422, '/alike/0/needId'])
    expect(fieldsOf(await counting(mine))).toEqual([422, '/alike/0/needId'])
    expect(fieldsOf(await counting(beside, beside))).toEqual([422, '/alike/1/needId'])
    expect((await page(mine)).stored).toBeNull()
    expect((await other.call('GET', `/api/needs/${mine}/procedure`)).statusCode).toBe(404)
  })

  test('under imperious urgency is approved by an owner, and no longer once it is chosen anew', async () => {
    const need = await write(90_000)
    const grounds = {
      event: 'Épidémie',
      unforeseeable: 'Extérieure',
      link: 'Stock de 4 jours',
      limits: '6 semaines',
    }
    const urgent = {
      urgency: 'imperious',
      needCents: 30_000_000,
      chosen: 'imperious-urgency',
      grounds,
    } as const
    const stored = (await choose(need, urgent)).json<ProcedureShown>()
    const approve = (by: SignedIn, version: number) =>
      by.call('POST', `/api/needs/${need}/procedure/approve`, { version })
    expect((await approve(buyer, stored.version)).statusCode).toBe(403)
    const approved = (await approve(owner, stored.version)).json<ProcedureShown>()
    expect(approved.approvedBy?.name).toBe('Odile')
    expect((await approve(owner, approved.version)).statusCode).toBe(409)
    expect(await verbsOf(stored.id)).toEqual(['procedure.chosen', 'procedure.approved'])
    const again = (await choose(need, { ...urgent, version: approved.version })).json<ProcedureShown>()
    expect([again.approvedBy, again.approvedAt]).toEqual([null, null])
  })

  test('is written by one of two people at a time: the second sees what the first chose', async () => {
    const need = await write(300)
    const answers = await Promise.all([choose(need), choose(need, { chosen: 'adapted' }, owner)])
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409])
    const stale = answers.find(({ statusCode }) => statusCode === 409)?.json<Problem>()
    expect(stale?.current).toEqual((await page(need)).stored)
  })

  test('keeps the rule it was chosen by when the operator revises the table, and says so', async () => {
    const need = await write(400)
    await choose(need, { needCents: 5_500_000 })
    const rules = (await api.anyone('GET', '/api/buying-rules')).json<
      (Rule & { origin: string; shipped: unknown })[]
    >()
    const revise = (...changed: Rule[]) =>
      operator.call('PUT', `/api/organisations/${region}/buying-rules`, { rules: changed })
    const line = (id: string): Rule => {
      const found = rules.find(rule => rule.id === id)
      if (!found) throw new Error(`the table has no rule ${id}`)
      const { origin: _, shipped: __, ...rule } = found
      return rule
    }
    const below = { ...line('supplies-below-60000'), belowCents: 5_000_000 }
    const above = { ...line('supplies-adapted-free-publicity'), leastCents: 5_000_000 }
    const urgent = { ...line('imperious-urgency'), leastCents: 5_000_000 }
    expect(fieldsOf(await revise(above))).toEqual([422, '/rules/0/leastCents'])
    expect(fieldsOf(await revise({ ...below, belowCents: 0 }))).toEqual([422, '/rules/0/belowCents'])
    expect((await revise(below, above, urgent)).statusCode).toBe(200)
    expect((await revise(below)).statusCode).toBe(409)

    const { stored, now } = await page(need)
    expect(stored?.rule).toMatchObject({ id: 'supplies-below-60000', revision: 1, belowCents: 6_000_000 })
    expect(now?.rule).toMatchObject({
      id: 'supplies-adapted-free-publicity',
      revision: 2,
      origin: 'operator',
    })
    expect(fieldsOf(await choose(await write(50), { needCents: 5_500_000 }))).toEqual([422, '/chosen'])

    const back = [
      line('supplies-below-60000'),
      line('supplies-adapted-free-publicity'),
      line('imperious-urgency'),
    ]
    expect((await revise(...back.map(rule => ({ ...rule, revision: 2 })))).statusCode).toBe(200)
  })

  test('says what a revision would change before it is stored, and names no need whose estimate it would tell', async () => {
    const need = await write(410)
    await choose(need, { needCents: 5_500_000 })
    const rules = (await api.anyone('GET', '/api/buying-rules')).json<
      (Rule & { origin: string; shipped: unknown })[]
    >()
    const effect = async (changes: Record<string, Partial<Rule>>) => {
      const revised = rules.flatMap(({ origin: _, shipped: __, ...rule }) => {
        const change = changes[rule.id]
        return change === undefined ? [] : [{ ...rule, ...change }]
      })
      return operator.call('POST', `/api/organisations/${region}/law-effect`, { rules: revised, limits: [] })
    }
    const threshold = (cents: number) => ({
      'supplies-below-60000': { belowCents: cents },
      'supplies-adapted-free-publicity': { leastCents: cents },
      'imperious-urgency': { leastCents: cents },
    })
    const moved = await effect(threshold(5_450_000))
    expect(moved.json<LawEffect>()).toMatchObject({
      day: parisDate(new Date()),
      routes: [
        {
          before: { procedure: 'without-publicity' },
          after: { procedure: 'adapted', publicity: 'free' },
          needs: expect.any(Number),
          unlawful: expect.any(Number),
        },
      ],
    })
    const [route] = moved.json<LawEffect>().routes
    expect([route?.needs, route?.unlawful].every(count => (count ?? 0) >= 1)).toBe(true)
    expect(moved.body).not.toContain(need)
    // The same table, or one that says something else of no purchase that waits.
    expect((await effect(threshold(6_000_000))).json<LawEffect>()).toMatchObject({ day: null, routes: [] })
    expect((await effect(threshold(5_990_000))).json<LawEffect>()).toMatchObject({
      day: parisDate(new Date()),
      routes: [],
    })
    expect(fieldsOf(await effect({ 'supplies-below-60000': { belowCents: 0 } }))).toEqual([
      422,
      '/rules/0/belowCents',
    ])
    // Nothing was stored.
    expect((await page(need)).now?.rule?.revision).toBe(
      rules.find(({ id }) => id === 'supplies-below-60000')?.revision,
    )
  })

  test('counts what is alike over the months that the table has', async () => {
    const need = await write(420)
    const older = await write(421)
    await sql`update need set created_at = now() - interval '14 months' where id = ${older}`.execute(bed.db())
    const counted = async () => (await page(need)).alike.map(({ needId }) => needId)
    expect(await counted()).not.toContain(older)
    const found = (await api.anyone('GET', '/api/buying-limits'))
      .json<(BuyingLimit & { revision: number; origin: string; shipped: unknown })[]>()
      .find(({ figure }) => figure === 'alike-months')
    if (!found) throw new Error('the table has no months to sum over')
    const { origin: _, shipped: __, ...limit } = found
    const set = (value: number, revision: number) =>
      operator.call('PUT', `/api/organisations/${region}/buying-limits`, {
        limits: [{ ...limit, value, revision }],
      })
    expect((await set(24, limit.revision)).statusCode).toBe(200)
    expect(await counted()).toContain(older)
    expect((await set(12, limit.revision + 1)).statusCode).toBe(200)
  })

  test('keeps a table without contradiction when two operators add to it at once', async () => {
    const rules = (await api.anyone('GET', '/api/buying-rules')).json<
      (Rule & { origin: string; shipped: unknown })[]
    >()
    const found = rules.find(({ id }) => id === 'supplies-formal')
    if (!found) throw new Error('the formal procedure has left the table')
    const { origin: _, shipped: __, ...formal } = found
    const add = (id: string) =>
      operator.call('PUT', `/api/organisations/${region}/buying-rules`, {
        rules: [{ ...formal, id, from: '2030-01-01', until: null, revision: 0 }],
      })
    const answers = await Promise.all([add('from-2030'), add('from-2030-too')])
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 422])
  })

  test('other figures change from a day on or in place, never to nonsense, and the log says who did', async () => {
    type Line = BuyingLimit & { revision: number }
    const read = async () =>
      (await api.anyone('GET', '/api/buying-limits')).json<(Line & { origin: string; shipped: unknown })[]>()
    const line = async (id: string): Promise<Line> => {
      const found = (await read()).find(limit => limit.id === id)
      if (!found) throw new Error(`the table has no figure ${id}`)
      const { origin: _, shipped: __, ...limit } = found
      return limit
    }
    const revise = (...changed: Line[]) =>
      operator.call('PUT', `/api/organisations/${region}/buying-limits`, { limits: changed })
    const threshold = await line('essential-data-cents')
    const next = { ...threshold, id: 'essential-data-from-2027', from: '2027-04-01', value: 6e6, revision: 0 }
    // Two would hold on one day; a percentage above a hundred, a source that is still to be written.
    expect(fieldsOf(await revise(next))).toEqual([422, '/limits/0/from'])
    const advance = await line('advance-least-percent')
    expect(fieldsOf(await revise({ ...advance, value: 500 }))).toEqual([422, '/limits/0/value'])
    expect(fieldsOf(await revise({ ...advance, until: advance.from }))).toEqual([422, '/limits/0/until'])
    expect(
      fieldsOf(await revise({ ...advance, source: { ...advance.source, readOn: '2999-01-01' } })),
    ).toEqual([422, '/limits/0/source/readOn'])
    expect(fieldsOf(await revise({ ...advance, figure: 'award-notice-days' }))).toEqual([
      422,
      '/limits/0/figure',
    ])

    expect((await revise({ ...threshold, until: next.from }, next)).statusCode).toBe(200)
    expect((await revise({ ...threshold, until: next.from })).statusCode).toBe(409)
    const { limits } = await readLaw(bed.db())
    const on = (day: string) => limitOn(limits, 'essential-data-cents', day)?.value
    expect([on('2027-03-31'), on('2027-04-01')]).toEqual([4e6, 6e6])
    const revisions = (await operator.call('GET', `/api/organisations/${region}/law-revisions`)).json<
      { by: string; records: { id: string; revision: number }[] }[]
    >()
    expect(revisions[0]).toMatchObject({
      by: 'Oriane',
      records: [
        { id: 'essential-data-cents', revision: 2 },
        { id: 'essential-data-from-2027', revision: 1 },
      ],
    })
  })
})
