import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { Queues } from '../queues/schemas.ts'
import type { CollectionShown, PartnersShown, ProposalInput, RegionalShown } from './schemas.ts'

describeOnDatabase('used articles', bed => {
  let api: Api
  let nurse: SignedIn
  let launderer: SignedIn
  let stranger: SignedIn
  let operator: SignedIn
  let hospital: string
  let laundry: string
  let weaver: string
  let region: string

  beforeAll(async () => {
    api = await openApi(bed.connection())
    nurse = await api.person('Nadine')
    launderer = await api.person('Bruno')
    stranger = await api.person('Amine')
    operator = await api.person('Odile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    laundry = await api.organisation({ name: 'Blanchisserie de Tarbes', roles: ['firm'] })
    weaver = await api.organisation({ name: 'Tissage', roles: ['firm'] })
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(nurse, hospital, 'owner')
    await api.join(launderer, laundry, 'owner')
    await api.join(stranger, weaver, 'owner')
    await api.join(operator, region, 'viewer')
    const [site] = sewingWorkshop.sites
    if (site === undefined) throw new Error('the workshop of the examples has a site')
    const machine = (type: string) => ({ ...site.machines[0], type, count: 1, hoursPerWeek: 35 })
    await launderer.call('PUT', `/api/organisations/${laundry}/profile`, {
      ...sewingWorkshop,
      version: 0,
      audience: 'members',
      sites: [
        {
          ...site,
          machines: [machine('collection-truck'), machine('opening-line')],
          workforce: [{ trade: 't-recycling', people: 4, hoursPerWeek: 35 }],
        },
      ],
    })
    await nurse.call('PUT', `/api/organisations/${hospital}/consumption/gown-washable`, {
      version: null,
      basis: 'fleet',
      rule: null,
      fleet: {
        users: 100,
        changesPerDay: 2,
        daysPerWeek: 7,
        rotationDays: 4,
        life: 70,
        pieces: 800,
        washesLeft: 35,
        yearlyLoss: 0,
      },
      weeks: [],
    })
    await api.settled()
  })
  afterAll(() => api.close())

  const of = (organisation: string, rest = 'collection') => `/api/organisations/${organisation}/${rest}`
  const proposal = (): ProposalInput => ({
    partnerId: laundry,
    stream: 'polyester',
    startsOn: inDays(0),
    everyWeeks: 4,
    expectedKg: 25,
    note: 'Quai de la lingerie, le matin',
    notInfectious: true,
  })
  const held = async () => (await nurse.call('GET', of(hospital))).json<CollectionShown>()
  const taken = async () => (await launderer.call('GET', of(laundry))).json<CollectionShown>()
  const fieldsOf = (answer: Awaited<ReturnType<typeof nurse.call>>) => [
    answer.statusCode,
    ...(answer.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const first = <One>(list: readonly One[] | undefined): One => {
    const [head] = list ?? []
    if (head === undefined) throw new Error('there is none')
    return head
  }
  const planned = async () =>
    first(first((await taken()).agreements).rounds.filter(one => one.state === 'planned'))
  const lot = async () => first(first((await taken()).agreements).rounds.flatMap(({ lots }) => lots))

  test('of a fleet come to their end as it is renewed, into a stream that the catalogue has; masks of many layers into none', async () => {
    const { articles, streams, law, agreements } = await held()
    expect(articles).toMatchObject([
      { item: 'gown-washable', kgAWeek: 6.2, basis: 'fleet', weeksLeft: 20, stream: 'polyester' },
    ])
    expect(streams.map(({ id }) => id)).toContain('polypropylene')
    expect(law.map(({ id }) => id)).toContain('infectious')
    expect(agreements).toEqual([])
  })

  test('have partners that the engine finds as for anything that is made', async () => {
    const path = of(hospital, 'collection/partners?stream=polyester')
    const { partners, missing } = (await nurse.call('GET', path)).json<PartnersShown>()
    expect(partners.map(({ name }) => name)).toContain('Blanchisserie de Tarbes')
    expect(first(partners).operations.map(({ operation }) => operation)).toContain('collect')
    expect(missing).toEqual([])
    const granulate = of(hospital, 'collection/partners?stream=polypropylene')
    expect((await nurse.call('GET', granulate)).json<PartnersShown>().missing).toEqual(['regranulate'])
    expect((await nurse.call('GET', of(hospital, 'collection/partners?stream=wool'))).statusCode).toBe(404)
  })

  test('are proposed with the word that nothing is infectious, to a firm that shows itself, from today on', async () => {
    const send = (changed: Partial<ProposalInput>) =>
      nurse.call('POST', of(hospital, 'collection-agreements'), { ...proposal(), ...changed })
    expect(
      fieldsOf(await send({ stream: 'wool', startsOn: inDays(-1), notInfectious: false, partnerId: weaver })),
    ).toEqual([422, '/stream', '/startsOn', '/notInfectious', '/partnerId'])
    expect(fieldsOf(await send({ startsOn: '9999-12-31' }))).toEqual([422, '/startsOn'])
    expect((await send({})).statusCode).toBe(200)
    expect(fieldsOf(await send({}))).toEqual([422, '/stream'])
    const { agreements } = (await stranger.call('GET', of(weaver))).json<CollectionShown>()
    expect(agreements).toEqual([])
  })

  test('are agreed by the partner alone, with the first round planned', async () => {
    const { id } = first((await taken()).agreements)
    const answer = (person: SignedIn, whose: string, said: object) =>
      person.call('POST', of(whose, `collection-agreements/${id}/answer`), said)
    expect((await answer(nurse, hospital, { answer: 'agreed', reason: '' })).statusCode).toBe(404)
    expect((await answer(stranger, weaver, { answer: 'agreed', reason: '' })).statusCode).toBe(404)
    expect(fieldsOf(await answer(launderer, laundry, { answer: 'refused', reason: ' ' }))).toEqual([
      422,
      '/reason',
    ])
    expect((await answer(launderer, laundry, { answer: 'agreed', reason: '' })).statusCode).toBe(200)
    expect((await answer(launderer, laundry, { answer: 'agreed', reason: '' })).statusCode).toBe(409)
    expect(first((await held()).agreements)).toMatchObject({
      side: 'holder',
      state: 'agreed',
      rounds: [{ day: inDays(0), state: 'planned', isLate: false, lots: [] }],
    })
  })

  test('wait for the operator once their day has passed and nobody has weighed them', async () => {
    const late = async () =>
      (await operator.call('GET', of(region, 'queues'))).json<Queues>().collections.map(one => one.day)
    expect(await late()).toEqual([])
    const { id } = await planned()
    const move = (day: string) =>
      bed.db().updateTable('collectionRound').set({ day }).where('id', '=', id).execute()
    await move(inDays(-3))
    expect(await late()).toEqual([inDays(-3)])
    await move(inDays(0))
  })

  test('are weighed by the partner, of the agreed material; the next round is planned in its rhythm', async () => {
    const { id } = await planned()
    const weigh = (lots: { item: string; kg: number }[], day = inDays(0)) =>
      launderer.call('POST', of(laundry, `collection-rounds/${id}/weigh`), { day, lots })
    const gowns = { item: 'gown-washable', kg: 24.5 }
    expect(fieldsOf(await weigh([gowns, { item: 'mask-surg-IIR', kg: 1 }]))).toEqual([422, '/lots/1/item'])
    expect(fieldsOf(await weigh([gowns], inDays(1)))).toEqual([422, '/day'])
    expect(fieldsOf(await weigh([gowns], '0001-01-01'))).toEqual([422, '/day'])
    expect(fieldsOf(await weigh([gowns, gowns]))).toEqual([422, '/lots/1/item'])
    expect((await weigh([{ ...gowns, kg: 240 }])).statusCode).toBe(200)
    // Typed wrongly: said again, it replaces what was said, and plans nothing more.
    expect((await weigh([gowns])).statusCode).toBe(200)
    const { rounds, balance } = first((await held()).agreements)
    expect(rounds.map(({ day, state }) => [day, state])).toEqual([
      [inDays(28), 'planned'],
      [inDays(0), 'collected'],
    ])
    expect(balance).toMatchObject({ collected: 24.5, toSort: 24.5 })
  })

  test('are sorted up to the last gram and no further, and give a material back that weighs no more', async () => {
    const { id } = await lot()
    const sort = (outcome: string, kg: number) =>
      launderer.call('POST', of(laundry, `collected-lots/${id}/sort`), {
        outcome,
        kg,
        day: inDays(0),
        note: '',
      })
    expect((await sort('reuse', 4.2)).statusCode).toBe(200)
    expect((await sort('recycle', 20)).statusCode).toBe(200)
    expect(fieldsOf(await sort('disposal', 0.301))).toEqual([422, '/kg'])
    expect((await sort('disposal', 0.3)).statusCode).toBe(200)
    const recycled = first((await lot()).sorted.filter(({ outcome }) => outcome === 'recycle'))
    expect(recycled.material).toBe('fibre-opened-polyester')
    const give = (given: object | null) =>
      launderer.call('PUT', of(laundry, `sorted-lots/${recycled.id}/given`), { given })
    const fibre = { kg: 16.4, day: inDays(0), to: 'Draperie de l’Arnette' }
    expect(fieldsOf(await give({ ...fibre, kg: 20.5 }))).toEqual([422, '/given/kg'])
    expect((await give(fibre)).statusCode).toBe(200)
    // What is weighed as material is cleared before the sorting is taken back.
    const unsort = () => launderer.call('DELETE', of(laundry, `sorted-lots/${recycled.id}`))
    expect((await unsort()).statusCode).toBe(409)
    expect((await held()).held).toEqual({
      collected: 24.5,
      reused: 4.2,
      recycled: 20,
      disposed: 0.3,
      toSort: 0,
      given: 16.4,
      lost: 3.6,
      toMake: 0,
    })
    const again = await launderer.call(
      'POST',
      of(laundry, `collection-rounds/${(await planned()).id}/weigh`),
      {
        day: inDays(0),
        lots: [{ item: 'gown-washable', kg: 10 }],
      },
    )
    expect(again.json<CollectionShown>().taken).toMatchObject({ collected: 34.5, toSort: 10 })
  })

  test('of the region are its operator’s to read: by article, material, department and agreement, and as tables', async () => {
    const path = of(region, 'regional-collection')
    const shown = (await operator.call('GET', path)).json<RegionalShown>()
    expect(shown.total).toMatchObject({ collected: 34.5, recycled: 20, given: 16.4 })
    expect(shown.items).toMatchObject([{ item: 'gown-washable', deliveredKg: 0, collected: 34.5 }])
    expect(shown.materials).toEqual([
      { material: 'fibre-opened-polyester', recycled: 20, given: 16.4, lost: 3.6, toMake: 0 },
    ])
    expect(shown.deposits).toMatchObject([{ item: 'gown-washable', kgAWeek: 6.2, agreedKgAWeek: 6.2 }])
    expect(shown.agreements).toMatchObject([{ state: 'agreed', isLate: false, collected: 34.5 }])
    for (const table of ['items', 'materials', 'departments', 'deposits', 'agreements']) {
      const csv = (await operator.call('GET', `${path}/table.csv?table=${table}`)).body
      expect(csv.trim().split('\r\n')).toHaveLength(2)
    }
  })

  test('are no longer collected once either side ends it; what was planned is cancelled, what was weighed stays', async () => {
    const { id } = await planned()
    const move = (day: string) => nurse.call('PUT', of(hospital, `collection-rounds/${id}`), { day })
    expect(fieldsOf(await move(inDays(-1)))).toEqual([422, '/day'])
    expect((await move(inDays(30))).statusCode).toBe(200)
    const cancelled = await nurse.call('POST', of(hospital, `collection-rounds/${id}/cancel`), {
      reason: 'Travaux',
    })
    expect(cancelled.statusCode).toBe(200)
    const agreement = first((await held()).agreements)
    expect(agreement.rounds[0]).toMatchObject({ day: inDays(58), state: 'planned' })
    const end = () =>
      nurse.call('POST', of(hospital, `collection-agreements/${agreement.id}/end`), {
        reason: 'Autre marché',
      })
    expect((await end()).statusCode).toBe(200)
    expect((await end()).statusCode).toBe(409)
    const after = first((await taken()).agreements)
    expect(after.rounds.filter(({ state }) => state === 'planned')).toEqual([])
    expect(after.balance.collected).toBe(34.5)
  })
})
