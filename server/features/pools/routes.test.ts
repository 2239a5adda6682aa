import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { inDays, masksFor } from '../../../tests/support/examples.ts'
import { admitAll, fieldsOf } from '../../../tests/support/tendering.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { ContractShown, CoverageShown } from '../contracts/schemas.ts'
import type { DeliveriesShown } from '../deliveries/schemas.ts'
import type { EvaluationShown } from '../evaluation/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { TenderShown } from '../tenders/schemas.ts'
import type { Candidate, PoolInput, PoolShown, PoolsShown, RegionPools, ShareInput } from './schemas.ts'
import { sumOf } from './split.ts'

interface Buyer {
  id: string
  person: SignedIn
}

describeOnOneConnection('a pool of buyers', bed => {
  let api: Api
  let foix: Buyer
  let pamiers: Buyer
  let ehpad: Buyer
  let operator: Buyer
  let workshop: Buyer
  const today = parisDate(new Date())
  const day = inDays(60)
  const later = inDays(120)

  const open = async (name: string, role: 'buyer' | 'firm' | 'operator'): Promise<Buyer> => {
    const person = await api.person(role)
    const id = await api.organisation({ name, roles: [role] })
    await api.join(person, id, 'owner')
    return { id, person }
  }
  beforeAll(async () => {
    api = await openApi(bed.connection())
    foix = await open('CH de Foix', 'buyer')
    pamiers = await open('CH de Pamiers', 'buyer')
    ehpad = await open('EHPAD de Lavelanet', 'buyer')
    operator = await open('Région', 'operator')
    workshop = await open('Confection de Foix', 'firm')
    await bed
      .db()
      .updateTable('organisation')
      .set({ buyerKind: 'care-home', buyerRegime: 'private' })
      .where('id', '=', ehpad.id)
      .execute()
  })
  afterAll(() => api.close())

  const of = ({ id }: Buyer) => `/api/organisations/${id}`
  const agreement = (differs: Partial<PoolInput> = {}): PoolInput => ({
    item: 'mask-uns1-adult',
    title: 'Masques lavables des hôpitaux de l’Ariège',
    legalForm: 'group',
    purchase: 'order',
    pays: 'each',
    orders: 'each',
    text: 'Chaque membre paie ce qui lui est livré.',
    access: 'invited',
    joinBy: inDays(20),
    ...differs,
  })
  /** A published need of so many masks by each of two days. */
  const needOf = async (buyer: Buyer, first: number, second: number) => {
    const draft = { ...masksFor(first + second), visibility: 'public' as const }
    const schedule = [
      { due: day, quantity: first },
      { due: later, quantity: second },
    ]
    const made = await buyer.person.call('POST', `${of(buyer)}/needs`, { ...draft, schedule })
    const { id } = made.json<NeedShown>()
    expect(fieldsOf(await buyer.person.call('POST', `/api/needs/${id}/publish`, { version: 1 }))).toEqual([
      200,
    ])
    return id
  }
  const need = async (buyer: Buyer, id: string) =>
    (await buyer.person.call('GET', `/api/needs/${id}`)).json<NeedShown>()
  const share = (
    needId: string,
    lines: [string, number][],
    differs: Partial<ShareInput> = {},
  ): ShareInput => ({
    minimum: 0,
    estimateCents: 3_000_000,
    needs: [
      {
        needId,
        address: 'Quai 2, de 8 h à 16 h',
        lines: lines.map(([due, quantity]) => ({ size: null, due, quantity })),
      },
    ],
    ...differs,
  })
  const at = (buyer: Buyer, pool: string, path = '') => `${of(buyer)}/pools/${pool}${path}`
  const step = (buyer: Buyer, pool: string, path: string, body?: object) =>
    buyer.person.call(path === '/share' || path === '' ? 'PUT' : 'POST', at(buyer, pool, path), body)
  const read = async (buyer: Buyer, pool: string) =>
    (await buyer.person.call('GET', at(buyer, pool))).json<PoolShown>()
  const done = async (answer: ReturnType<typeof step>) => {
    const reply = await answer
    expect(fieldsOf(reply)).toEqual([200])
    return reply.json<PoolShown>()
  }
  const because = async (answer: ReturnType<typeof step>) => {
    const reply = await answer
    return `${reply.statusCode} ${reply.json<Problem>().errors?.[0]?.message ?? ''}`.replaceAll(
      /[\u00a0\u202f]/g,
      ' ',
    )
  }
  /** Foix and Pamiers have signed, with 1,000 + 500 and 300 + 700 masks. */
  const signed = async (differs: Partial<PoolInput> = {}) => {
    const opened = await foix.person.call('POST', `${of(foix)}/pools`, agreement(differs))
    expect(fieldsOf(opened)).toEqual([201])
    const { id } = opened.json<PoolShown>()
    const needs = { foix: await needOf(foix, 1000, 500), pamiers: await needOf(pamiers, 300, 800) }
    await done(
      step(
        foix,
        id,
        '/share',
        share(
          needs.foix,
          [
            [day, 1000],
            [later, 500],
          ],
          { minimum: 900 },
        ),
      ),
    )
    await done(step(foix, id, '/invite', { organisationId: pamiers.id }))
    await done(
      step(
        pamiers,
        id,
        '/share',
        share(
          needs.pamiers,
          [
            [day, 300],
            [later, 700],
          ],
          { minimum: 200 },
        ),
      ),
    )
    await done(step(pamiers, id, '/sign', { version: 1 }))
    return { id, needs }
  }
  const fix = async (pool: string, version = 1) => {
    const fixed = await done(step(foix, pool, '/fix', { version }))
    return fixed.need ?? ''
  }
  const procedureOf = (needId: string, differs: object = {}) =>
    foix.person.call('PUT', `/api/needs/${needId}/procedure`, {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: 7_000_000,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen: 'adapted',
      reason: '',
      grounds: null,
      ...differs,
    })
  const draftOf = async (needId: string) =>
    (await foix.person.call('POST', `/api/needs/${needId}/tender`, { title: 'Masques' })).json<TenderShown>()
  /** Lets the tender be answered by the workshop at €1,500 a thousand and awarded; its contract is concluded. */
  const bought = async (needId: string, lines: number) => {
    const { id, lots } = await draftOf(needId)
    expect(lots[0]?.lines).toHaveLength(lines)
    await sql`update tender set state = 'opened', revision = 1, public_key = '', description = 'Lavables.',
      criteria = '[{"kind":"price","name":"Prix","weight":100,"how":""}]',
      questions_until = now() - interval '9 days', deadline = now() - interval '3 days',
      published_at = now() - interval '30 days', opened_at = now() where id = ${id}`.execute(bed.db())
    const offerId = newId()
    await bed
      .db()
      .insertInto('offer')
      .values({
        id: offerId,
        tenderId: id,
        organisationId: workshop.id,
        groupId: null,
        groupVersion: null,
        lots: null,
        state: 'opened',
        sealed: Buffer.from(''),
        copy: Buffer.from(''),
        digest: 'd'.repeat(64),
        receivedAt: new Date(Date.now() - 4 * 86_400_000),
        lateDecision: null,
        lateReason: null,
        content: JSON.stringify({
          lots: [{ number: 1, prices: Array.from({ length: lines }, () => 150_000), answers: [''] }],
          statement: '',
        }),
        openedAt: new Date(),
      })
      .execute()
    await admitAll({ id: foix.id, buyer: foix.person, colleague: foix.person }, id)
    await foix.person.call('PUT', `/api/tenders/${id}/evaluation/offers/${offerId}/lots/1/judgement`, {
      verdict: 'regular',
      reason: '',
    })
    const version = async () =>
      (await foix.person.call('GET', `/api/tenders/${id}/evaluation`)).json<EvaluationShown>().version
    const award = { version: await version(), lots: [{ number: 1, offerId, reason: 'Seule offre.' }] }
    expect(fieldsOf(await foix.person.call('POST', `/api/tenders/${id}/award`, award))).toEqual([200])
    await sql`update award set signable_from = current_date - 1 where tender_id = ${id}`.execute(bed.db())
    const conclusion = { version: await version(), starts: today, paymentDays: 30, items: [] }
    const concluded = await foix.person.call('POST', `/api/tenders/${id}/conclude`, conclusion)
    expect(fieldsOf(concluded)).toEqual([200])
    return concluded.json<EvaluationShown>().lots[0]?.award?.contractId ?? ''
  }
  /** A contract in force on some of what a pool is bought as. */
  const concluded = (needId: string, due: string, quantity: number) => {
    const { catalogue, sendJob } = api.app
    const party = {
      firmId: workshop.id,
      name: '',
      siren: null,
      role: 'partner',
      isLead: true,
      share: null,
    } as const
    return bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          { actor: null, catalogue, today, publicUrl: '', sendJob },
          {
            buyerId: foix.id,
            title: 'Masques',
            needs: [needId],
            form: 'order',
            starts: today,
            ends: null,
            allocation: null,
            minimumCents: null,
            maximumCents: null,
            advance: null,
            paymentDays: 30,
            holders: [{ parties: [party] }],
            lines: [
              {
                holder: 0,
                party: null,
                item: 'mask-uns1-adult',
                size: null,
                quantity,
                priceCents: 150_000,
                perQuantity: 1000,
                meets: { needId, tranche: due, due },
              },
            ],
            options: [],
            origin: 'tender',
            originId: newId(),
            concludedOn: today,
            answerBy: null,
            lots: [],
          },
        ),
      )
  }
  const contract = async (buyer: Buyer, id: string) =>
    (await buyer.person.call('GET', `/api/contracts/${id}`)).json<ContractShown>()
  const coverage = async (buyer: Buyer, needId: string) =>
    (await buyer.person.call('GET', `/api/needs/${needId}/coverage`)).json<CoverageShown>()

  test('two hospitals buy together, from their needs to the stock of each', async () => {
    const { id, needs } = await signed()
    // A need is brought once, and stands by itself until the quantities are fixed.
    expect(await need(pamiers, needs.pamiers)).toMatchObject({ state: 'published' })
    const whole = await fix(id)
    expect(await read(pamiers, id)).toMatchObject({
      state: 'fixed',
      reading: 'member',
      minimum: 2500,
      maximum: 2500,
      lines: [
        { due: day, quantity: 1300 },
        { due: later, quantity: 1200 },
      ],
    })
    // What is asked for together is asked for by nobody alone, and covered so that nobody buys it twice.
    expect(await need(pamiers, needs.pamiers)).toMatchObject({ state: 'withdrawn' })
    expect(await need(foix, whole)).toMatchObject({ state: 'published', quantity: 2500 })
    expect(await coverage(pamiers, needs.pamiers)).toMatchObject({ asked: 1100, covered: 1000 })
    const revised = await pamiers.person.call('POST', `/api/needs/${needs.pamiers}/republish`, { version: 3 })
    expect(revised.json<Problem>().code).toBe('need-pooled')

    // The estimate is that of both, and so is the form.
    const low = await procedureOf(whole, { needCents: 5_000_000, chosen: 'without-publicity' })
    expect(fieldsOf(low)).toEqual([422, '/needCents'])
    expect(fieldsOf(await procedureOf(whole, { form: 'framework', frameworkMonths: 12 }))).toEqual([
      422,
      '/form',
    ])
    expect(fieldsOf(await procedureOf(whole))).toEqual([200])
    const contractId = await bought(whole, 2)

    // One contract, signed by the coordinator; each line is one member's.
    const seen = await contract(pamiers, contractId)
    expect(seen).toMatchObject({
      side: 'buyer',
      mayDecide: false,
      buyer: { id: foix.id },
      totalCents: 375_000,
    })
    expect(seen.members.map(({ organisation, isMine }) => [organisation.name, isMine])).toEqual([
      ['CH de Foix', false],
      ['CH de Pamiers', true],
    ])
    const linesOf = (needId: string) =>
      seen.orderLines.filter(line => line.needId === needId).map(({ due, quantity }) => [due, quantity])
    expect(linesOf(needs.foix)).toEqual([
      [day, 1000],
      [later, 500],
    ])
    expect(linesOf(needs.pamiers)).toEqual([
      [day, 300],
      [later, 700],
    ])
    expect(await coverage(foix, whole)).toMatchObject({ state: 'covered', covered: 2500 })
    expect(await coverage(pamiers, needs.pamiers)).toMatchObject({
      covered: 1000,
      rows: [{ cause: 'contract' }, { cause: 'contract' }],
    })

    // What is delivered to Pamiers is counted, inspected and kept there, and nowhere else.
    const line = seen.orderLines.find(one => one.needId === needs.pamiers && one.due === day)
    const announced = await workshop.person.call('POST', `/api/contracts/${contractId}/deliveries`, {
      orderLineId: line?.id,
      batch: 'L-01',
      quantity: 300,
      plannedOn: today,
      replacesId: null,
      conformity: '',
      documents: [],
    })
    const delivery = announced.json<DeliveriesShown>().deliveries[0]?.id ?? ''
    const on = (verb: string, body: object, by = pamiers) =>
      by.person.call('POST', `/api/contracts/${contractId}/deliveries/${delivery}/${verb}`, body)
    expect(fieldsOf(await on('receive', { receivedOn: today, received: 300 }))).toEqual([200])
    const found = { critical: 0, major: 0, minor: 0 }
    const inspection = { kind: 'full', found, conformsToSample: null, note: '', documents: [] }
    expect(fieldsOf(await on('inspect', inspection, ehpad))).toEqual([404])
    expect(fieldsOf(await on('inspect', inspection))).toEqual([200])
    const depot = async (buyer: Buyer) => {
      const made = await buyer.person.call('POST', `${of(buyer)}/depots`, {
        name: 'Magasin',
        commune: '09225',
        latitude: null,
        longitude: null,
        address: '1 rue du Dépôt',
      })
      return made.json<{ id: string }>().id
    }
    const take = async (buyer: Buyer) =>
      buyer.person.call('POST', `${of(buyer)}/deliveries/${delivery}/take-in`, {
        depotId: await depot(buyer),
      })
    expect((await take(foix)).statusCode).toBe(404)
    expect((await take(pamiers)).statusCode).toBe(204)
    const followed = await read(foix, id)
    expect(followed.members.map(({ ordered, accepted }) => [ordered, accepted])).toEqual([
      [1500, 0],
      [1000, 300],
    ])
    // Nobody leaves what is bought.
    expect(await because(step(pamiers, id, '/leave', { reason: 'Budget.' }))).toContain(
      '409 Le marché est conclu',
    )
  })

  test('in a framework each calls off its own share, and no more', async () => {
    const { id, needs } = await signed({ purchase: 'framework', access: 'open' })
    expect(await read(foix, id)).toMatchObject({ minimum: 1100, maximum: 2500, estimateCents: 6_000_000 })
    expect((await read(pamiers, id)).estimateCents).toBeNull()
    const whole = await fix(id)
    await procedureOf(whole, { form: 'framework', frameworkMonths: 12 })
    const contractId = await bought(whole, 1)
    expect(await contract(foix, contractId)).toMatchObject({
      form: 'framework',
      maximumCents: 375_000,
      lines: [{ quantity: 2500 }],
      members: [
        { minimum: 900, maximum: 1500 },
        { minimum: 200, maximum: 1000 },
      ],
    })
    const callOff = (buyer: Buyer, needId: string, quantity: number, due = later) =>
      buyer.person.call('POST', `/api/contracts/${contractId}/call-offs`, {
        answerBy: inDays(5),
        afterId: null,
        lines: [{ item: 'mask-uns1-adult', size: null, quantity, needId, tranche: due, due }],
      })
    expect(fieldsOf(await callOff(pamiers, needs.pamiers, 800))).toEqual([200])
    expect(fieldsOf(await callOff(pamiers, needs.pamiers, 201, day))).toEqual([422, '/lines/0/quantity'])
    expect(fieldsOf(await callOff(pamiers, needs.foix, 10))).toEqual([422, '/lines/0/needId'])
    expect(fieldsOf(await callOff(foix, needs.pamiers, 10))).toEqual([422, '/lines/0/needId'])
    expect(fieldsOf(await callOff(ehpad, needs.pamiers, 10))).toEqual([404])
    expect(fieldsOf(await callOff(foix, needs.foix, 500))).toEqual([200])
    expect((await read(foix, id)).members.map(({ ordered }) => ordered)).toEqual([500, 800])
  })

  test('loses and doubles no piece between needs, lot, contracts and call-offs, however they fall', async () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 4, maxLength: 4 })
    const parts = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 4, maxLength: 4 })
    const property = fc.asyncProperty(quantities, parts, async ([a = 1, b = 1, c = 1, d = 1], asked) => {
      const opened = await foix.person.call('POST', `${of(foix)}/pools`, agreement({ access: 'open' }))
      const { id } = opened.json<PoolShown>()
      const needs = { foix: await needOf(foix, a, b), pamiers: await needOf(pamiers, c + 5, d) }
      await done(
        step(
          foix,
          id,
          '/share',
          share(needs.foix, [
            [day, a],
            [later, b],
          ]),
        ),
      )
      await done(
        step(
          pamiers,
          id,
          '/share',
          share(needs.pamiers, [
            [day, c],
            [later, d],
          ]),
        ),
      )
      await done(step(pamiers, id, '/sign', { version: 1 }))
      const whole = await fix(id)
      await procedureOf(whole)
      const { lots } = await draftOf(whole)
      const lot = lots[0]?.lines.map(line => line.quantity) ?? []
      expect(lot).toEqual([a + c, b + d])
      const left = new Map([
        [day, a + c],
        [later, b + d],
      ])
      for (const [at, quantity] of asked.entries()) {
        const due = at % 2 === 0 ? day : later
        if (quantity === 0) continue
        const bought = await concluded(whole, due, quantity)
        const room = left.get(due) ?? 0
        expect('contractId' in bought).toBe(quantity <= room)
        if ('contractId' in bought) left.set(due, room - quantity)
        for (const [buyer, needId, first, second] of [
          [foix, needs.foix, a, b],
          [pamiers, needs.pamiers, c, d],
        ] as const) {
          // What is bought and what is left to buy together are the share, neither more nor less, day by day.
          const { tranches, rows } = await coverage(buyer, needId)
          expect(tranches.map(({ covered }) => covered)).toEqual([first, second])
          const ofContracts = rows.filter(({ cause }) => cause === 'contract')
          const ordered = (await read(foix, id)).members.flatMap(({ needs: own }) => own)
          expect(sumOf(ofContracts)).toBe(ordered.find(one => one.needId === needId)?.ordered)
        }
        const all = await coverage(foix, whole)
        expect(all.tranches.map(({ covered }) => covered)).toEqual([
          a + c - (left.get(day) ?? 0),
          b + d - (left.get(later) ?? 0),
        ])
      }
    })
    await fc.assert(property, { numRuns: 4 })
  })

  test('says what is wrong with what a member brings, and how to mend it', async () => {
    const opened = await foix.person.call('POST', `${of(foix)}/pools`, agreement({ purchase: 'framework' }))
    const { id } = opened.json<PoolShown>()
    const own = await needOf(foix, 1000, 500)
    const bring = (differs: Partial<ShareInput>, lines: [string, number][] = [[day, 1000]]) =>
      step(foix, id, '/share', share(own, lines, differs))
    expect(await because(bring({ minimum: 1001 }))).toBe(
      '422 Votre minimum dépasse votre maximum, 1 000 : baissez-le, ou apportez davantage.',
    )
    expect(await because(bring({}, [[day, 1001]]))).toContain('1 000 au plus')
    expect(await because(bring({}, [[inDays(61), 10]]))).toContain('pas de livraison à cette date')
    expect(
      await because(
        bring({}, [
          [day, 10],
          [day, 20],
        ]),
      ),
    ).toContain('déjà comptée pour ce jour')
    expect(await because(bring({ estimateCents: null }))).toContain('décide de la procédure')
    await done(bring({}))
    // Invited, one joins once; a need that is in one pool goes into no other.
    await done(step(foix, id, '/invite', { organisationId: pamiers.id }))
    expect(await because(step(foix, id, '/invite', { organisationId: pamiers.id }))).toContain(
      'déjà dans cet achat',
    )
    const second = (await foix.person.call('POST', `${of(foix)}/pools`, agreement())).json<PoolShown>().id
    expect(await because(step(foix, second, '/share', share(own, [[day, 10]])))).toContain(
      'on ne l’apporte qu’une fois',
    )
    expect(await because(step(pamiers, id, '/sign', { version: 1 }))).toContain('Rejoignez d’abord')
    expect(await because(step(foix, id, '/fix', { version: 1 }))).toContain('au moins deux membres')
    // Whoever is not asked does not find it.
    expect((await ehpad.person.call('GET', at(ehpad, id))).statusCode).toBe(404)
    expect((await step(ehpad, id, '/share', share(own, [[day, 10]]))).statusCode).toBe(404)
  })

  test('a change of the agreement is signed anew, and one who leaves in the middle opens it again', async () => {
    const { id, needs } = await signed()
    const { version, ...terms } = { version: 1, ...agreement({ text: 'Paiement à 50 jours.' }) }
    const { item: _, ...changed } = terms
    await done(step(foix, id, '', { version, ...changed }))
    expect(await because(step(foix, id, '/fix', { version: 2 }))).toContain(
      'CH de Pamiers n’a pas signé la version 2',
    )
    expect((await step(pamiers, id, '/sign', { version: 1 })).json<Problem>().code).toBe('stale-version')
    await done(step(pamiers, id, '/sign', { version: 2 }))
    const whole = await fix(id, 2)
    expect(await because(step(pamiers, id, '/share', share(needs.pamiers, [[day, 300]])))).toContain('rouvre')
    expect(await because(step(foix, id, '/leave', { reason: 'Non.' }))).toContain('il le dissout')
    expect((await step(pamiers, id, '/leave', { reason: 'Budget refusé.' })).statusCode).toBe(204)
    expect(await read(foix, id)).toMatchObject({
      state: 'forming',
      members: [{}, { state: 'left', reason: 'Budget refusé.', maximum: 0 }],
    })
    // What a member brought and what all is bought as say in which pool they are; what was taken out says none.
    expect((await need(foix, needs.foix)).own?.pool).toEqual({ id, title: agreement().title })
    expect((await need(foix, whole)).own?.pool?.id).toBe(id)
    expect(await need(pamiers, needs.pamiers)).toMatchObject({ state: 'published', own: { pool: null } })
    expect(await coverage(pamiers, needs.pamiers)).toMatchObject({ state: 'open' })
    expect(await need(foix, whole)).toMatchObject({ state: 'withdrawn' })
    // It comes back, and what is fixed again is the same need.
    await done(step(foix, id, '/invite', { organisationId: pamiers.id }))
    await done(step(pamiers, id, '/share', share(needs.pamiers, [[day, 200]])))
    await done(step(pamiers, id, '/sign', { version: 2 }))
    expect(await fix(id, 2)).toBe(whole)
    expect(await need(foix, whole)).toMatchObject({ state: 'published', quantity: 1700 })
    await procedureOf(whole)
    const { id: tender } = await draftOf(whole)
    await sql`update tender set state = 'published', revision = 1, public_key = '', published_at = now(),
      questions_until = now() + interval '9 days', deadline = now() + interval '10 days' where id = ${tender}`.execute(
      bed.db(),
    )
    // Once firms read the quantities, they stay; firms read where each share goes.
    for (const [who, path, body] of [
      [pamiers, '/leave', { reason: 'Trop tard.' }],
      [pamiers, '/share', share(needs.pamiers, [[day, 100]])],
      [foix, '/reopen', undefined],
      [foix, '/dissolve', undefined],
    ] as const)
      expect(await because(step(who, id, path, body))).toContain('409 La consultation est publiée')
    const published = (await workshop.person.call('GET', `/api/tenders/${tender}`)).json<TenderShown>()
    expect(published.lots[0]?.points).toMatchObject([
      { organisation: { name: 'CH de Foix' }, maximum: 1500, address: 'Quai 2, de 8 h à 16 h' },
      { organisation: { name: 'CH de Pamiers' }, minimum: 200, maximum: 200 },
    ])
    await sql`update tender set state = 'cancelled', ended_reason = 'Sans suite.' where id = ${tender}`.execute(
      bed.db(),
    )
    await done(step(foix, id, '/dissolve'))
    expect(await need(foix, needs.foix)).toMatchObject({ state: 'published' })
  })

  test('each form of law has its members, and who does what in it', async () => {
    const openWith = (differs: Partial<PoolInput>, by = foix) =>
      by.person.call('POST', `${of(by)}/pools`, agreement(differs))
    expect(fieldsOf(await openWith({ legalForm: 'hospital-group', pays: 'coordinator' }))).toEqual([
      422,
      '/pays',
    ])
    expect(fieldsOf(await openWith({ legalForm: 'central-buyer' }, ehpad))).toEqual([422, '/legalForm'])
    expect(fieldsOf(await openWith({ item: 'scaphandre', joinBy: inDays(-2) }))).toEqual([422, '/joinBy'])
    const group = (await openWith({ legalForm: 'hospital-group' })).json<PoolShown>()
    expect(group.rule).toMatchObject({ article: 'CSP L6132-3 (I, 3°), R6132-16' })
    expect(await because(step(foix, group.id, '/invite', { organisationId: ehpad.id }))).toContain('L2113-6')
    const own = (await openWith({ legalForm: 'group' })).json<PoolShown>()
    expect((await step(foix, own.id, '/invite', { organisationId: ehpad.id })).statusCode).toBe(200)
  })

  test('finds who asks for the same, and lets the operator propose a pool of them', async () => {
    await needOf(pamiers, 40, 60)
    const found = (await foix.person.call('GET', `${of(foix)}/pools`)).json<PoolsShown>()
    const masks = found.alike.find(({ item }) => item === 'mask-uns1-adult')
    expect(masks?.others).toContainEqual({
      organisation: { id: pamiers.id, name: 'CH de Pamiers', kind: 'hospital' },
      need: { quantity: 100, communeName: 'Foix', nextDue: day },
      weekly: null,
    })
    const region = (await operator.person.call('GET', `${of(operator)}/region-pools`)).json<RegionPools>()
    expect(region.alike.map(({ item }) => item)).toContain('mask-uns1-adult')
    const proposal = { ...agreement(), coordinatorId: foix.id, invited: [pamiers.id] }
    const proposed = await operator.person.call('POST', `${of(operator)}/region-pools`, proposal)
    expect(fieldsOf(proposed)).toEqual([201])
    const { id } = proposed.json<PoolShown>()
    // Nobody is asked before its coordinator has taken it on.
    expect((await pamiers.person.call('GET', at(pamiers, id))).statusCode).toBe(404)
    expect(await read(foix, id)).toMatchObject({ state: 'proposed', may: ['take-on', 'dissolve'] })
    await done(step(foix, id, '/take-on'))
    expect(await read(pamiers, id)).toMatchObject({ reading: 'invited', waits: true, may: ['join', 'leave'] })
    const path = `${at(foix, id, '/candidates')}?name=lavelanet`
    expect((await foix.person.call('GET', path)).json<Candidate[]>()).toMatchObject([
      { organisation: { id: ehpad.id }, need: null },
    ])
  })

  test('makes the need of what a buyer says that it uses', async () => {
    const asked = { item: 'mask-uns1-adult', weeks: 4, due: day, commune: '09122' }
    expect(await because(foix.person.call('POST', `${of(foix)}/needs-of-demand`, asked))).toContain(
      'rien déclaré',
    )
    await sql`insert into consumption (organisation_id, item, basis, rule) values (${foix.id}, 'mask-uns1-adult', 'rule',
      '{"base":"bed","perDay":1.5,"count":100,"daysPerWeek":7}')`.execute(bed.db())
    const made = await foix.person.call('POST', `${of(foix)}/needs-of-demand`, asked)
    expect(fieldsOf(made)).toEqual([201])
    // 1.5 × 100 beds × 7 days × 4 weeks.
    expect(await need(foix, made.json<{ needId: string }>().needId)).toMatchObject({
      state: 'draft',
      quantity: 4200,
    })
  })
})
