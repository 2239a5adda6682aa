import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { OverviewSchema } from './schemas.ts'

type Overview = Static<typeof OverviewSchema>

describeOnOneConnection('the operator’s overview', bed => {
  let api: Api
  let operator: SignedIn
  let region: string
  let maker: SignedIn
  let firm: string
  let hospital: string

  const read = async () => {
    const answer = await operator.call('GET', `/api/organisations/${region}/overview`)
    expect(answer.statusCode).toBe(200)
    return answer.json<Overview>()
  }
  const save = async (version: number, changes: object = {}) => {
    const body = { ...sewingWorkshop, ...changes, version }
    expect((await maker.call('PUT', `/api/organisations/${firm}/profile`, body)).statusCode).toBe(200)
    await api.settled()
  }
  const product = (overview: Overview, item: string) => overview.products.find(one => one.item === item)
  const gap = (overview: Overview, item: string) => overview.gaps.find(one => one.item === item)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    operator = await api.person('Odile')
    maker = await api.person('Elise')
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(operator, region, 'viewer')
    await api.join(maker, firm, 'owner')
    await api.join(maker, hospital, 'owner')
  })
  afterAll(() => api.close())

  test('of an empty region: nobody makes anything, and every product is a gap with its reason', async () => {
    const overview = await read()
    expect(overview).toMatchObject({
      region: 'Occitanie',
      departments: expect.arrayContaining(['09', '31', '81']),
      firms: [],
      needs: [],
      events: [],
      counts: { firms: 0, needs: 0, needsMet: 0, needsUnmet: 0 },
    })
    expect(product(overview, 'gown-washable')).toMatchObject({ makersNow: 0, together: false })
    expect(gap(overview, 'gown-washable')?.operations.map(({ operation }) => operation)).toContain('sew')
    expect(overview.products.map(({ item }) => item)).not.toContain('mask-uns2-adult')
  })

  test('follows the firms as they say what they have', async () => {
    await save(0, { distress: { activityLostPercent: 55, jobs: 40, jobsAtRisk: 12, published: false } })
    const overview = await read()
    expect(overview.counts.firms).toBe(1)
    expect(overview.firms).toMatchObject([
      {
        id: firm,
        name: 'Confection de Foix',
        commune: '09122',
        communeName: 'Foix',
        structure: 'company',
        distress: 'high',
      },
    ])
    const [shown] = overview.firms
    expect((shown?.productsNow ?? 0) + (shown?.productsReoriented ?? 0)).toBeGreaterThan(0)
    const gown = product(overview, 'gown-washable')
    expect((gown?.makersNow ?? 0) + (gown?.makersReoriented ?? 0)).toBe(1)
    expect(gown?.together).toBe(true)
    expect(gap(overview, 'gown-washable')).toBeUndefined()
    // What is bought ready-made is a gap of its own: nobody here braids elastic.
    expect(gap(overview, 'elastic-flat-5mm')).toMatchObject({ kind: 'component' })
  })

  test('follows the needs, with the best that was found for each, whoever may see them', async () => {
    const draft = await maker.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(3000),
      visibility: 'invited',
    })
    const { id } = draft.json<NeedShown>()
    expect((await maker.call('POST', `/api/needs/${id}/publish`, { version: 1 })).statusCode).toBe(200)
    await api.settled()
    const overview = await read()
    expect(overview.needs).toMatchObject([
      { id, buyer: 'CH de Foix', item: 'mask-uns1-adult', quantity: 3000, communeName: 'Foix' },
    ])
    const { needs, needsMet, needsUnmet } = overview.counts
    expect([needs, needsMet + needsUnmet]).toEqual([1, 1])
    expect(needsMet).toBe(overview.needs[0]?.feasible ? 1 : 0)
    expect(overview.needs[0]?.bestScore).toBeGreaterThan(0)
    expect(product(overview, 'mask-uns1-adult')).toMatchObject({ needs: 1, quantity: 3000 })
    expect(gap(overview, 'elastic-flat-5mm')?.needs).toBe(1)
    expect(overview.gaps.map(one => one.needs)).toEqual(
      overview.gaps.map(one => one.needs).toSorted((a, b) => b - a),
    )
  })

  test('tells what happened last, newest first, without what was said', async () => {
    const { events } = await read()
    expect(events.map(({ verb }) => verb)).toEqual(['need.published', 'profile.saved'])
    expect(events[0]).toMatchObject({ organisation: { id: hospital, name: 'CH de Foix' } })
  })

  test('forgets a firm that is suspended', async () => {
    await bed.db().updateTable('organisation').set({ status: 'suspended' }).where('id', '=', firm).execute()
    await save(1)
    expect((await read()).firms).toEqual([])
  })
})
