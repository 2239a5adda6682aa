import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { expectNothingTyped } from '../../../tests/support/no-typed-text.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { ContractShown } from '../contracts/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { Queues } from '../queues/schemas.ts'
import { tellRisks } from './jobs.ts'
import type { AnnounceInput, DeliveriesShown, InspectInput } from './schemas.ts'

describeOnDatabase('deliveries of a contract', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let hospital: string
  let workshop: string
  const today = parisDate(new Date())

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(sewer, workshop, 'editor')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
  })
  afterAll(() => api.close())

  /** A contract in force for so many masks in two deliveries; with a firm that is not on the platform where asked. */
  async function contractFor(quantity: number, firmId: string | null = workshop): Promise<string> {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(quantity))
    const need = draft.json<NeedShown>()
    const { catalogue, sendJob } = api.app
    const concluded = await bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          { actor: null, catalogue, today, publicUrl: '', sendJob },
          {
            buyerId: hospital,
            title: 'Masques',
            needs: [need.id],
            form: 'order',
            starts: today,
            ends: null,
            allocation: null,
            minimumCents: null,
            maximumCents: null,
            advance: null,
            paymentDays: 30,
            holders: [
              {
                parties: [
                  { firmId, name: 'Maille du Nord', siren: null, role: 'partner', isLead: true, share: null },
                ],
              },
            ],
            lines: need.schedule.map(({ due, quantity: many }) => ({
              holder: 0,
              party: null,
              item: 'mask-uns1-adult',
              size: null,
              quantity: many,
              priceCents: 150_000,
              perQuantity: 1000,
              meets: { needId: need.id, tranche: due, due },
            })),
            options: [],
            origin: 'tender',
            originId: newId(),
            concludedOn: today,
            answerBy: null,
            lots: [],
          },
        ),
      )
    if (!('contractId' in concluded)) throw new Error(JSON.stringify(concluded))
    return concluded.contractId
  }
  const post = (contractId: string, path: string, body?: object, by = buyer) =>
    by.call('POST', `/api/contracts/${contractId}/${path}`, body)
  const read = async (contractId: string, by = buyer) =>
    (await by.call('GET', `/api/contracts/${contractId}/deliveries`)).json<DeliveriesShown>()
  const stateOf = async (contractId: string) =>
    (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>().state
  const announce = async (
    contractId: string,
    line: number,
    differs: Partial<AnnounceInput> = {},
    by = sewer,
  ) => {
    const orderLineId = (await read(contractId)).lines[line]?.orderLineId
    const body = { orderLineId, batch: 'L-01', quantity: 500, plannedOn: today, replacesId: null }
    return post(contractId, 'deliveries', { ...body, conformity: '', documents: [], ...differs }, by)
  }
  const last = async (contractId: string) => {
    const delivery = (await read(contractId)).deliveries.at(-1)
    if (delivery === undefined) throw new Error('there is no delivery')
    return delivery
  }
  /** Counts what came in last, all of it, and inspects it. */
  const inspect = async (
    contractId: string,
    found: Partial<InspectInput['found']>,
    differs: Partial<InspectInput> = {},
  ) => {
    const { id, quantity, state } = await last(contractId)
    if (state === 'announced')
      await post(contractId, `deliveries/${id}/receive`, { receivedOn: today, received: quantity })
    return post(contractId, `deliveries/${id}/inspect`, {
      kind: 'series',
      found: { critical: 0, major: 0, minor: 0, ...found },
      conformsToSample: null,
      note: '',
      documents: [],
      ...differs,
    })
  }
  const fieldsOf = (reply: Awaited<ReturnType<typeof post>>) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const news = async (organisationId: string) => {
    const rows = await bed
      .db()
      .selectFrom('notification')
      .select('data')
      .where('organisationId', '=', organisationId)
      .where('kind', '=', 'delivery-news')
      .orderBy('seq')
      .execute()
    return rows.map(({ data }) => data.happened)
  }

  test('a lot refused by sampling is sorted and presented once more, goes back, is replaced; then the order closes', async () => {
    const contractId = await contractFor(1000)
    expect((await announce(contractId, 0, { conformity: 'Conforme à AFNOR SPEC S76-001.' })).statusCode).toBe(
      200,
    )
    const first = await last(contractId)
    await post(contractId, `deliveries/${first.id}/receive`, { receivedOn: today, received: 500 })
    // 281 to 500 pieces at level II: letter H, 50 pieces; limits 2.5 and 4 accept 3 and 5.
    expect((await last(contractId)).plans?.series).toMatchObject({
      sampleSize: 50,
      classes: [
        { class: 'critical', accept: 0 },
        { class: 'major', limit: 2.5, severity: 'normal', letter: 'H', sampleSize: 50, accept: 3 },
        { class: 'minor', limit: 4, severity: 'normal', letter: 'H', sampleSize: 50, accept: 5 },
      ],
    })
    await inspect(contractId, { major: 4 })
    expect(await last(contractId)).toMatchObject({
      state: 'rejected',
      inspections: [{ verdict: 'refused', edition: 'ISO 2859-1:1999', classes: [{}, { found: 4 }, {}] }],
    })
    const sort = (removed: number) =>
      post(contractId, `deliveries/${first.id}/sort`, { removed, note: 'Élastiques triés.' }, sewer)
    expect(fieldsOf(await sort(500))).toEqual([422, '/removed'])
    expect((await sort(20)).json<DeliveriesShown>().deliveries[0]?.sortingNote).toBe('Élastiques triés.')
    // What was sorted out has to be delivered again.
    expect((await read(contractId)).lines[0]).toMatchObject({ ordered: 500, takenUp: 480, accepted: 0 })
    // Tightened, 2.5: two are accepted.
    expect((await last(contractId)).plans?.series?.classes[1]).toMatchObject({
      severity: 'tightened',
      accept: 2,
    })
    await inspect(contractId, { major: 3 })
    expect(fieldsOf(await sort(1))).toEqual([409, ''])
    await post(contractId, `deliveries/${first.id}/return`, undefined, sewer)
    expect((await read(contractId)).lines[0]?.takenUp).toBe(0)

    expect((await announce(contractId, 0, { replacesId: first.id })).statusCode).toBe(200)
    await inspect(contractId, {})
    expect(await last(contractId)).toMatchObject({
      state: 'accepted',
      replacesId: first.id,
      paymentDue: inDays(30),
    })
    expect(fieldsOf(await announce(contractId, 0, { replacesId: first.id, quantity: 1 }))).toEqual([
      422,
      '/quantity',
      '/replacesId',
    ])
    await announce(contractId, 1)
    expect(await stateOf(contractId)).toBe('in-force')
    await inspect(contractId, {})
    expect(await stateOf(contractId)).toBe('completed')
    expect(await news(workshop)).toEqual([
      'received',
      'rejected',
      'rejected',
      'received',
      'accepted',
      'received',
      'accepted',
    ])
    expect((await news(hospital)).slice(0, 4)).toEqual(['announced', 'sorted', 'returned', 'announced'])
    const paid = await post(contractId, `deliveries/${(await last(contractId)).id}/paid`, { paidOn: today })
    expect(paid.json<DeliveriesShown>().deliveries.at(-1)?.paidOn).toBe(today)
  })

  test('two lots of five refused tighten the inspection of the next, five refused then stop deliveries until the buyer agrees', async () => {
    const contractId = await contractFor(10_000)
    const refuse = async () => {
      const announced = await announce(contractId, 0, { quantity: 100 })
      await inspect(contractId, { major: 9 })
      return announced
    }
    await refuse()
    await refuse()
    await announce(contractId, 0, { quantity: 100 })
    await post(contractId, `deliveries/${(await last(contractId)).id}/receive`, {
      receivedOn: today,
      received: 100,
    })
    expect((await last(contractId)).plans?.series?.classes[1]).toMatchObject({ severity: 'tightened' })
    await inspect(contractId, { major: 9 })
    for (let lot = 0; lot < 4; lot++) await refuse()
    expect((await read(contractId)).lines[0]).toMatchObject({ discontinued: true, mayAnnounce: false })
    expect((await refuse()).statusCode).toBe(409)
    const { orderLineId } = (await read(contractId)).lines[0] ?? { orderLineId: '' }
    expect((await post(contractId, `order-lines/${orderLineId}/resume`)).statusCode).toBe(200)
    expect((await announce(contractId, 0, { quantity: 100 })).statusCode).toBe(200)
    // Nobody ends a contract over deliveries that nobody has decided on.
    const { version } = (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    expect((await post(contractId, 'terminate', { version, reason: 'Assez.' })).statusCode).toBe(409)
  })

  test('is refused above the order, by the wrong side, in the past, and counted above what was announced', async () => {
    const contractId = await contractFor(1000)
    expect(fieldsOf(await announce(contractId, 0, { quantity: 501 }))).toEqual([422, '/quantity'])
    expect(fieldsOf(await announce(contractId, 0, { plannedOn: '2026-01-01' }))).toEqual([422, '/plannedOn'])
    expect((await announce(contractId, 0, {}, buyer)).statusCode).toBe(404)
    expect((await announce(contractId, 0, { documents: [newId()] })).statusCode).toBe(422)
    await announce(contractId, 0, { quantity: 300 })
    expect(fieldsOf(await announce(contractId, 0, { quantity: 201 }))).toEqual([422, '/quantity'])
    const { id } = await last(contractId)
    const receive = (received: number) =>
      post(contractId, `deliveries/${id}/receive`, { receivedOn: today, received })
    expect(fieldsOf(await receive(301))).toEqual([422, '/received'])
    await receive(290)
    expect((await read(contractId)).lines[0]?.takenUp).toBe(290)
    expect((await receive(290)).statusCode).toBe(409)
    expect(fieldsOf(await inspect(contractId, { major: 51 }))).toEqual([422, '/found/major'])
  })

  test('is held against the approved sample where there is one, whatever the sampling says', async () => {
    const contractId = await contractFor(1000)
    const { lines } = (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    const sample = {
      lineId: lines[0]?.id,
      description: 'Masque bleu, barrette.',
      approvedOn: today,
      documents: [],
    }
    expect((await post(contractId, 'samples', sample)).statusCode).toBe(200)
    expect((await post(contractId, 'samples', sample)).statusCode).toBe(409)
    await announce(contractId, 0)
    expect(fieldsOf(await inspect(contractId, {}))).toEqual([422, '/conformsToSample'])
    await inspect(contractId, {}, { conformsToSample: false, note: 'Barrette absente.' })
    expect(await last(contractId)).toMatchObject({
      state: 'rejected',
      inspections: [{ conformsToSample: false, verdict: 'refused', note: 'Barrette absente.' }],
    })
  })

  test('will be late: both sides are told before, and once', async () => {
    const contractId = await contractFor(2_000_000)
    const { parties } = (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    const milestone = { partyId: parties[0]?.id, kind: 'materials-in', note: '', due: inDays(2) }
    const set = await post(contractId, 'milestones', milestone, sewer)
    const { risks, milestones } = set.json<DeliveriesShown>()
    expect(risks.map(({ kind }) => kind)).toEqual(['rate-above-capacity', 'rate-above-capacity'])
    expect(risks[0]?.weekly?.needed).toBeGreaterThan(risks[0]?.weekly?.possible ?? Number.POSITIVE_INFINITY)
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    const clerk = await api.person('Clement')
    await api.join(clerk, region, 'viewer')
    const waiting = await clerk.call('GET', `/api/organisations/${region}/queues`)
    const named = { buyer: { name: 'CH de Foix' }, firm: { name: 'Confection de Foix' } }
    const late = waiting.json<Queues>().deliveries.filter(({ contract }) => contract.id === contractId)
    expect(late).toMatchObject(
      risks.map(({ kind, due, quantity }) => ({ ...named, kind, due, quantity, item: 'mask-uns1-adult' })),
    )
    expect(waiting.body).not.toContain('Cents')
    const { catalogue, sendJob } = api.app
    for (const today of [inDays(3), inDays(4)])
      await tellRisks(bed.db(), { catalogue, today, publicUrl: 'https://here.example', sendJob })
    const told = await bed
      .db()
      .selectFrom('notification')
      .select('organisationId')
      .select('data')
      .where('kind', '=', 'delivery-at-risk')
      .execute()
    const ofContract = told.filter(({ data }) => JSON.stringify(data).includes(contractId))
    expect(
      ofContract.map(({ data }) => String(data.risk)).toSorted((one, other) => one.localeCompare(other)),
    ).toEqual([
      'milestone-missed',
      'milestone-missed',
      'rate-above-capacity',
      'rate-above-capacity',
      'rate-above-capacity',
      'rate-above-capacity',
    ])
    const { number } = (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select('recipient')
      .where('kind', '=', 'contracts')
      .where('subject', 'like', `Marché ${number}%`)
      .execute()
    const mailsTo = ({ email }: SignedIn) => mails.filter(({ recipient }) => recipient === email).length
    // Three risks each, and to the firm that the contract is concluded.
    expect([mailsTo(buyer), mailsTo(sewer)]).toEqual([3, 4])
    const reach = (by: SignedIn) =>
      post(contractId, `milestones/${milestones[0]?.id}/reach`, { reachedOn: today }, by)
    expect((await reach(buyer)).statusCode).toBe(404)
    expect((await reach(sewer)).json<DeliveriesShown>().milestones[0]?.reachedOn).toBe(today)
    expect((await reach(sewer)).statusCode).toBe(409)
  })

  test('of a firm that is not on the platform are announced by the buyer', async () => {
    const contractId = await contractFor(1000, null)
    expect((await announce(contractId, 0, {}, buyer)).statusCode).toBe(200)
    expect((await announce(contractId, 0, {}, sewer)).statusCode).toBe(404)
    await inspect(contractId, {}, { kind: 'full' })
    expect((await last(contractId)).state).toBe('accepted')
  })

  test('leaves nothing that people typed in the log, where nothing is erased', () =>
    expectNothingTyped(bed.db()))
})
