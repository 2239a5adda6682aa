import { loadFirms } from '../../engine/load-firms.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { countRecord } from './record.ts'
import type { FactReport, Own, Told } from './schemas.ts'

describeOnDatabase('what firms and buyers have kept', bed => {
  let api: Api
  let sewer: SignedIn
  let arbiter: SignedIn
  let workshop: string
  let region: string
  const hospitals: { id: string; buyer: SignedIn }[] = []
  const today = inDays(0)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    sewer = await api.person('Sabine')
    arbiter = await api.person('Odile')
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(sewer, workshop, 'editor')
    await api.join(arbiter, region, 'owner')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    for (const name of ['Foix', 'Mazamet', 'Castres']) {
      const buyer = await api.person(name)
      const id = await api.organisation({ name: `CH de ${name}`, roles: ['buyer'] })
      await api.join(buyer, id, 'editor')
      hospitals.push({ id, buyer })
    }
  })
  afterAll(() => api.close())

  const hospital = (at: number) => {
    const found = hospitals[at % hospitals.length]
    if (found === undefined) throw new Error('there is no hospital')
    return found
  }
  const own = async (by: SignedIn, organisationId: string) =>
    (await by.call('GET', `/api/organisations/${organisationId}/reliability`)).json<Own>()
  const figure = ({ figures }: Told, kind: string) => figures.find(one => one.kind === kind)?.tally
  const firmSeen = async (by: SignedIn) =>
    (await by.call('GET', `/api/firms/${workshop}/reliability`)).json<Told>()
  const buyerSeen = async (by: SignedIn, id: string) =>
    (await by.call('GET', `/api/buyers/${id}/reliability`)).json<Told>()

  async function published(at: number): Promise<NeedShown> {
    const { id, buyer } = hospital(at)
    const draft = (
      await buyer.call('POST', `/api/organisations/${id}/needs`, masksFor(1000 + at))
    ).json<NeedShown>()
    const answer = await buyer.call('POST', `/api/needs/${draft.id}/publish`, { version: draft.own?.version })
    return answer.json<NeedShown>()
  }

  /** An order of one line that was due some days ago, and what came of it. */
  async function order(
    at: number,
    dueDaysAgo: number,
    came: { daysAgo: number; quantity: number; verdict: 'accepted' | 'refused'; paidDaysAgo?: number } | null,
  ): Promise<string> {
    const { id: buyerId } = hospital(at)
    const need = await published(at)
    const [contractId, partyId, lineId, orderLineId, deliveryId] = [
      newId(),
      newId(),
      newId(),
      newId(),
      newId(),
    ]
    const db = bed.db()
    await db
      .insertInto('contract')
      .values({
        id: contractId,
        buyerId,
        number: `R-${contractId.slice(-6)}`,
        title: 'Masques',
        form: 'order',
        origin: 'direct',
        originId: null,
        state: 'in-force',
        allocation: null,
        minimumCents: null,
        maximumCents: null,
        starts: inDays(-dueDaysAgo - 30),
        ends: null,
        answerBy: null,
        concludedOn: inDays(-dueDaysAgo - 30),
        totalCents: 1000,
        advanceCents: null,
        advanceDue: null,
        advancePaidOn: null,
        paymentDays: 30,
        writtenBy: null,
        endedOn: null,
      })
      .execute()
    await db
      .insertInto('contractParty')
      .values({
        id: partyId,
        contractId,
        holder: 1,
        position: 0,
        firmId: workshop,
        name: 'Confection de Foix',
        siren: null,
        role: 'partner',
        isLead: true,
        share: null,
        state: 'accepted',
        answeredBy: null,
        answeredAt: new Date(),
      })
      .execute()
    const line = {
      contractId,
      partyId,
      item: 'mask-uns1-adult',
      size: null,
      quantity: 100,
      unit: 'piece' as const,
    }
    await db
      .insertInto('contractLine')
      .values({
        id: lineId,
        holder: 1,
        position: 0,
        priceCents: 10_000,
        perQuantity: 1000,
        totalCents: 1000,
        ...line,
      })
      .execute()
    await db
      .insertInto('orderLine')
      .values({
        id: orderLineId,
        lineId,
        callOffId: null,
        optionId: null,
        needId: need.id,
        tranche: inDays(60),
        due: inDays(-dueDaysAgo),
        totalCents: 1000,
        ...line,
      })
      .execute()
    if (came === null) return contractId
    const accepted = came.verdict === 'accepted'
    await db
      .insertInto('delivery')
      .values({
        id: deliveryId,
        contractId,
        orderLineId,
        partyId,
        number: 1,
        batch: 'L-1',
        quantity: came.quantity,
        plannedOn: inDays(-came.daysAgo),
        state: accepted ? 'accepted' : 'rejected',
        receivedOn: inDays(-came.daysAgo),
        received: came.quantity,
        decidedOn: inDays(-came.daysAgo),
        replacesId: null,
        declaredBy: null,
        paymentDue: accepted ? inDays(30 - came.daysAgo) : null,
        paidOn: came.paidDaysAgo === undefined ? null : inDays(-came.paidDaysAgo),
      })
      .execute()
    await db
      .insertInto('inspection')
      .values({
        id: newId(),
        deliveryId,
        presentation: 1,
        kind: 'full',
        edition: null,
        level: null,
        lotSize: came.quantity,
        sampleSize: came.quantity,
        classes: '[]',
        conformsToSample: null,
        verdict: came.verdict,
        inspectedBy: null,
        at: new Date(Date.now() - came.daysAgo * 86_400_000),
      })
      .execute()
    return contractId
  }
  const count = () =>
    bed
      .db()
      .transaction()
      .execute(trx => countRecord(trx, workshop, today))

  test('answers of a firm count as they come: told after five with three buyers, in the ranking and to nobody but buyers', async () => {
    const needs: NeedShown[] = []
    for (let at = 0; at < 5; at++) needs.push(await published(at))
    const ask = async (at: number) => {
      const body = { firms: [workshop], partnershipKey: null, text: 'Pouvez-vous ?' }
      expect(
        (await hospital(at).buyer.call('POST', `/api/needs/${needs[at]?.id}/contacts`, body)).statusCode,
      ).toBe(200)
    }
    const answer = async (at: number) => {
      const path = `/api/organisations/${workshop}/contacts/${needs[at]?.id}`
      const body = { version: 1, state: 'accepted', reason: null, answer: 'Oui.' }
      expect((await sewer.call('PUT', path, body)).statusCode).toBe(200)
    }
    for (let at = 0; at < 5; at++) await ask(at)
    for (let at = 0; at < 4; at++) await answer(at)
    await api.settled()
    expect(figure(await firmSeen(hospital(0).buyer), 'answered')).toBeNull()
    expect(api.app.engine.firm(workshop)?.record).toBeUndefined()
    await answer(4)
    await api.settled()
    const answered = { kept: 5, of: 5 }
    expect(figure(await firmSeen(hospital(0).buyer), 'answered')).toEqual(answered)
    // Whoever follows the log stands where whoever starts anew does.
    await api.app.follower.reached(await latest())
    expect(api.app.engine.firm(workshop)?.record).toEqual({ onTime: null, accepted: null, answered })
    expect((await loadFirms(bed.db(), [workshop]))[0]?.record).toEqual({
      onTime: null,
      accepted: null,
      answered,
    })
    const ranked = await hospital(0).buyer.call('GET', `/api/needs/${needs[0]?.id}/ranking`)
    expect(ranked.body).toContain('"reliability.record"')
    // A competitor, and somebody without a session, learn nothing.
    const rival = await api.person('Remi')
    await api.join(rival, await api.organisation({ name: 'Rival', roles: ['firm'] }), 'owner')
    expect((await rival.call('GET', `/api/firms/${workshop}/reliability`)).statusCode).toBe(404)
    expect((await api.anyone('GET', `/api/firms/${workshop}/reliability`)).statusCode).toBe(401)
  })

  async function latest() {
    const { id, transactionId } = await bed
      .db()
      .selectFrom('event')
      .select(['id', 'transactionId'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return { eventId: id, transactionId }
  }

  test('a due date is kept where all of it came in by then; a week after it, what is missing is late', async () => {
    const full = { quantity: 100, verdict: 'accepted' as const }
    await order(0, 40, { daysAgo: 41, ...full, paidDaysAgo: 20 })
    await order(1, 40, { daysAgo: 40, ...full, paidDaysAgo: 5 })
    await order(2, 40, { daysAgo: 45, ...full })
    const late = await order(0, 40, { daysAgo: 39, ...full })
    await order(1, 40, { daysAgo: 40, quantity: 60, verdict: 'refused' })
    // Not late yet: its buyer may just not have counted it.
    await order(2, 6, null)
    // Too old to count.
    await order(2, 800, { daysAgo: 800, ...full })
    expect(await count()).not.toBeNull()
    expect(await count()).toBeNull()
    const seen = await firmSeen(hospital(2).buyer)
    expect(figure(seen, 'on-time')).toEqual({ kept: 3, of: 5 })
    expect(figure(seen, 'accepted')).toEqual({ kept: 4, of: 5 })
    expect(JSON.stringify(seen)).not.toContain('CH de')
    const { firm } = await own(sewer, workshop)
    expect(firm?.figures.find(({ kind }) => kind === 'on-time')).toMatchObject({
      tally: { kept: 3, of: 5 },
      told: true,
    })
    expect(firm?.facts.find(({ key }) => key.startsWith(`on-time ${late}`))).toMatchObject({
      kept: false,
      with: { name: 'CH de Foix' },
    })
  })

  test('a firm reports a fact that is wrong, once; the operator leaves it out, and it counts no more', async () => {
    const { firm } = await own(sewer, workshop)
    const wrong = firm?.facts.find(({ kind, kept }) => kind === 'on-time' && !kept)
    const report = (body: object, by = sewer) =>
      by.call('POST', `/api/organisations/${workshop}/reliability/reports`, body)
    const body = { fact: wrong?.key, reason: 'Le quai était fermé ce jour-là.' }
    const unknown = await report({ ...body, fact: 'on-time nothing' })
    expect(unknown.statusCode).toBe(422)
    expect(unknown.json<Problem>().errors?.[0]?.field).toBe('/fact')
    expect((await report(body)).statusCode).toBe(200)
    expect((await report(body)).statusCode).toBe(422)
    const path = `/api/organisations/${region}/fact-reports`
    const [waiting] = (await arbiter.call('GET', path)).json<FactReport[]>()
    expect(waiting).toMatchObject({ organisation: { name: 'Confection de Foix' }, fact: { key: wrong?.key } })
    const decide = (said: string) =>
      arbiter.call('PUT', `${path}/${waiting?.id}`, { decision: 'left-out', said })
    expect((await decide(' ')).statusCode).toBe(422)
    expect((await decide('Le bon de livraison le confirme.')).statusCode).toBe(200)
    expect((await decide('Encore.')).statusCode).toBe(409)
    await api.settled()
    expect(figure(await firmSeen(hospital(0).buyer), 'on-time')).toBeNull()
    const after = (await own(sewer, workshop)).firm
    expect(after?.figures[0]).toMatchObject({ tally: { of: 4 }, told: false })
    expect(after?.facts.find(({ key }) => key === wrong?.key)?.report).toMatchObject({ decision: 'left-out' })
  })

  test('a public buyer’s figures are read by firms, a private one’s by those it asked; payments of few contracts by nobody', async () => {
    const { id: publicBuyer, buyer } = hospital(0)
    const seen = await buyerSeen(sewer, publicBuyer)
    expect(seen.figures.map(({ kind }) => kind)).toEqual(['awarded', 'bought', 'replied', 'paid'])
    // One firm was paid: whoever reads it would read its contract.
    expect(figure(seen, 'paid')).toBeNull()
    expect(seen.declared).toBeNull()
    expect((await own(buyer, publicBuyer)).buyer?.figures.find(({ kind }) => kind === 'paid')).toMatchObject({
      tally: { kept: 1, of: 1 },
      medianDays: 21,
      told: false,
    })
    const privateBuyer = await api.organisation({ name: 'Clinique', roles: ['buyer'] })
    await bed
      .db()
      .updateTable('organisation')
      .set({ buyerRegime: 'private' })
      .where('id', '=', privateBuyer)
      .execute()
    const path = `/api/buyers/${privateBuyer}/reliability`
    expect((await sewer.call('GET', path)).statusCode).toBe(404)
    expect((await buyer.call('GET', path)).statusCode).toBe(404)
    await bed
      .db()
      .updateTable('organisation')
      .set({ buyerRegime: 'private' })
      .where('id', '=', publicBuyer)
      .execute()
    expect((await sewer.call('GET', `/api/buyers/${publicBuyer}/reliability`)).statusCode).toBe(200)
  })
})
