import type { DB } from '@maillage/db/tables/database.ts'
import fc from 'fast-check'
import type { Kysely, Transaction } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnBoth } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { sequenceOf } from '../../../tests/support/sequence.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { decideCallOff, placeCallOff } from '../contracts/call-off.ts'
import { concludeContract } from '../contracts/conclude.ts'
import { acceptContract, declineContract, endByBuyer } from '../contracts/decide.ts'
import { contractLifeCycle } from '../contracts/life-cycle.ts'
import { exerciseOption } from '../contracts/option.ts'
import type { Trading } from '../contracts/tell.ts'
import { checkDraft } from '../needs/check.ts'
import { createDraft } from '../needs/save.ts'
import { announceDelivery, cancelDelivery } from './announce.ts'
import { inspectDelivery } from './inspect.ts'
import { deliveryLifeCycle } from './life-cycle.ts'
import type { Delivery } from './lock.ts'
import { receiveDelivery, returnDelivery, sortDelivery } from './receive.ts'

/** Contracts tried on each database, and how many steps both sides take in each. */
const CONTRACTS = { postgres: 8, embedded: 3 }
const STEPS = 30

/** What a delivery takes up of its order, counted by hand: pieces there or on their way, less those sorted out. */
function takenUp({ state, quantity, received, removed }: Delivery): number {
  if (state === 'announced') return quantity
  return ['received', 'rejected', 'accepted'].includes(state) ? (received ?? 0) - removed : 0
}

const acceptedOf = (delivery: Delivery) => (delivery.state === 'accepted' ? takenUp(delivery) : 0)

describeOnBoth('what both sides do with a contract, in any order', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string
  let firms: string[]
  const today = parisDate(new Date())
  const trading = (): Trading => ({
    actor: buyer.id,
    catalogue: api.app.catalogue,
    today,
    publicUrl: '',
    sendJob: api.app.sendJob,
  })
  const attempt = (act: (trx: Transaction<DB>) => Promise<Refusal | null | { contractId: string }>) =>
    bed.db().transaction().execute(act)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'owner')
    firms = []
    for (const name of ['Confection de Foix', 'Couture du Lez']) {
      const id = await api.organisation({ name, roles: ['firm'] })
      await api.join(buyer, id, 'owner')
      await buyer.call('PUT', `/api/organisations/${id}/profile`, { ...sewingWorkshop, version: 0 })
      firms.push(id)
    }
  })
  afterAll(() => api.close())

  /** Proposes an order with an option, or a framework of two holders, for a need of its own. Returns both ids. */
  async function propose(form: 'order' | 'framework') {
    const checked = checkDraft(masksFor(1000), knownIn(api.app.catalogue))
    if (Array.isArray(checked)) throw new Error(JSON.stringify(checked))
    const need = await bed
      .db()
      .transaction()
      .execute(async trx => ({ ...checked, id: await createDraft(trx, hospital, checked) }))
    const [first, second] = need.schedule.map(({ due }) => ({ needId: need.id, tranche: due, due }))
    if (first === undefined || second === undefined) throw new Error('the need has two deliveries')
    const line = {
      holder: 0,
      party: null,
      item: 'mask-uns1-adult',
      size: null,
      priceCents: 100_000,
      perQuantity: 1000,
    }
    const holders = firms.map(firmId => ({
      parties: [{ firmId, name: '', siren: null, role: 'partner' as const, isLead: true, share: null }],
    }))
    const isOrder = form === 'order'
    const concluded = await attempt(trx =>
      concludeContract(trx, trading(), {
        buyerId: hospital,
        title: 'Masques',
        needs: [need.id],
        form,
        starts: today,
        ends: isOrder ? null : inDays(200),
        allocation: isOrder ? null : 'cascade',
        minimumCents: null,
        maximumCents: isOrder ? null : 60_000,
        advance: null,
        paymentDays: 30,
        holders: isOrder ? holders.slice(0, 1) : holders,
        lines: isOrder
          ? [
              { ...line, quantity: 500, meets: first },
              { ...line, quantity: 300, meets: second },
            ]
          : [
              { ...line, quantity: 700, meets: null },
              { ...line, holder: 1, quantity: 700, meets: null },
            ],
        options: isOrder ? [{ line: 1, quantity: 200, exerciseBy: inDays(20), ...second }] : [],
        origin: 'tender',
        originId: newId(),
        concludedOn: null,
        answerBy: inDays(10),
        lots: [],
      }),
    )
    if (concluded === null || isRefusal(concluded)) throw new Error(JSON.stringify(concluded))
    return { contractId: concluded.contractId, meets: first, needId: need.id }
  }

  /** Everything stored of a contract. */
  async function look(
    { contractId, needId }: { contractId: string; needId: string },
    db: Kysely<DB> = bed.db(),
  ) {
    const of = { column: 'contractId', value: contractId } as const
    const contract = await db
      .selectFrom('contract')
      .selectAll()
      .where('id', '=', contractId)
      .executeTakeFirstOrThrow()
    const parties = await db
      .selectFrom('contractParty')
      .selectAll()
      .where(of.column, '=', of.value)
      .orderBy('holder')
      .execute()
    const lines = await db
      .selectFrom('contractLine')
      .selectAll()
      .where(of.column, '=', of.value)
      .orderBy('position')
      .execute()
    const options = await db
      .selectFrom('contractOption')
      .selectAll()
      .where(of.column, '=', of.value)
      .execute()
    const callOffs = await db
      .selectFrom('callOff')
      .selectAll()
      .where(of.column, '=', of.value)
      .orderBy('number')
      .execute()
    const orderLines = await db
      .selectFrom('orderLine')
      .selectAll()
      .where(of.column, '=', of.value)
      .orderBy('id')
      .execute()
    const deliveries = await db
      .selectFrom('delivery')
      .selectAll()
      .where(of.column, '=', of.value)
      .orderBy('number')
      .execute()
    const coverage = await db
      .selectFrom('coverage')
      .select(['tranche', 'quantity', 'causeId'])
      .where('needId', '=', needId)
      .orderBy('id')
      .execute()
    const ledger = await db
      .selectFrom('capacityLedger')
      .select(['causeId', 'state', 'minutes'])
      .where('causeId', 'in', [contractId, ...callOffs.map(({ id }) => id)])
      .orderBy('id')
      .execute()
    return { contract, parties, lines, options, callOffs, orderLines, deliveries, coverage, ledger }
  }
  type Seen = Awaited<ReturnType<typeof look>>

  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  const stands = ({ callOffs }: Seen, callOffId: string | null, states: string[]) =>
    callOffId === null || callOffs.some(({ id, state }) => id === callOffId && states.includes(state))

  /** What has to hold whatever anybody did. */
  function holdTogether(seen: Seen): void {
    const { contract, callOffs, orderLines, deliveries, coverage, ledger, lines } = seen
    const ended = ['declined', 'withdrawn', 'terminated'].includes(contract.state)
    for (const line of orderLines) {
      const own = deliveries.filter(({ orderLineId }) => orderLineId === line.id)
      const taken = sum(own.map(takenUp))
      const accepted = sum(own.map(acceptedOf))
      expect(taken).toBeLessThanOrEqual(line.quantity)
      expect(accepted).toBeLessThanOrEqual(taken)
      const isOrdered = stands(seen, line.callOffId, ['accepted'])
      if (own.length > 0) expect(isOrdered).toBe(true)
      if (contract.state === 'completed' && isOrdered) expect(accepted).toBe(line.quantity)
    }
    // Nothing sent or announced lives on after the contract.
    if (ended || contract.state === 'completed')
      expect(deliveries.filter(({ state }) => ['announced', 'received', 'rejected'].includes(state))).toEqual(
        [],
      )

    const covered = sum(coverage.map(({ quantity }) => quantity))
    const ordered = orderLines.filter(({ callOffId }) => stands(seen, callOffId, ['placed', 'accepted']))
    const due = ended ? sum(deliveries.map(acceptedOf)) : sum(ordered.map(({ quantity }) => quantity))
    expect(covered).toBe(due)
    for (const rows of Map.groupBy(coverage, row => row.tranche).values())
      expect(sum(rows.map(({ quantity }) => quantity))).toBeLessThanOrEqual(500)

    const statesOf = (causeId: string) => [
      ...new Set(ledger.filter(row => row.causeId === causeId).map(({ state }) => state)),
    ]
    const running = contract.state === 'in-force'
    const hours = contract.state === 'proposed' ? ['held'] : running ? ['committed'] : []
    expect(statesOf(contract.id)).toEqual(contract.form === 'order' ? hours : [])
    for (const { id, state } of callOffs) {
      const taken = !running ? [] : state === 'placed' ? ['held'] : state === 'accepted' ? ['committed'] : []
      expect(statesOf(id)).toEqual(taken)
    }
    if (contract.form === 'framework') {
      const live = callOffs.filter(({ state }) => state === 'placed' || state === 'accepted')
      expect(sum(live.map(({ totalCents }) => totalCents))).toBeLessThanOrEqual(contract.maximumCents ?? 0)
      for (const { id, quantity } of lines)
        expect(
          sum(ordered.filter(({ lineId }) => lineId === id).map(line => line.quantity)),
        ).toBeLessThanOrEqual(quantity)
    }
  }

  /** Every step was one of the literal tables. */
  function followTables(before: Seen, after: Seen): void {
    if (after.contract.state !== before.contract.state)
      expect(Object.values(contractLifeCycle[before.contract.state])).toContain(after.contract.state)
    for (const delivery of before.deliveries) {
      const now = after.deliveries.find(({ id }) => id === delivery.id)
      if (now !== undefined && now.state !== delivery.state)
        expect(Object.values(deliveryLifeCycle[delivery.state])).toContain(now.state)
    }
  }

  type About = Awaited<ReturnType<typeof propose>>
  type Act = (trx: Transaction<DB>, about: About, seen: Seen) => Promise<Refusal | null>

  const at = <Value>(values: readonly Value[], pick: number): Value | undefined =>
    values[pick % values.length]
  /** Mostly one that the step is for; now and then any, which has to be refused or be right. */
  const one = <Value>(values: readonly Value[], isFor: (value: Value) => boolean, which: number) => {
    const fit = values.filter(isFor)
    return which % 5 === 4 || fit.length === 0 ? at(values, which) : at(fit, which)
  }
  const nothing: Refusal = { refused: 'not-found' }

  /** One thing that somebody tries. Whatever is refused has changed nothing, and what was done holds together. */
  const step = (name: string, act: Act): fc.AsyncCommand<object, About> => ({
    check: () => true,
    toString: () => name,
    async run(_, about) {
      const before = await look(about)
      const refusal = await attempt(trx => act(trx, about, before))
      const after = await look(about)
      if (refusal !== null) expect(after).toEqual(before)
      followTables(before, after)
      holdTogether(after)
    },
  })

  const pick = fc.nat({ max: 9 })
  const quantity = fc.integer({ min: 1, max: 600 })
  const steps = [
    pick.map(which =>
      step(`accept(${which})`, (trx, { contractId }, { contract, parties }) => {
        const partyId = at(parties, which)?.id ?? ''
        return acceptContract(trx, trading(), { contractId, partyId, version: contract.version })
      }),
    ),
    pick.map(which =>
      step(`acceptAgain(${which})`, (trx, { contractId }, { contract, parties }) => {
        const partyId = parties.find(({ state }) => state === 'asked')?.id ?? at(parties, which)?.id ?? ''
        return acceptContract(trx, trading(), { contractId, partyId, version: contract.version })
      }),
    ),
    fc.constantFrom('withdraw' as const, 'terminate' as const, 'complete' as const).chain(verb =>
      // Seldom: what comes after an end is soon told.
      fc
        .nat({ max: 7 })
        .map(luck =>
          step(`${verb}(${luck})`, async (trx, { contractId }, { contract }) =>
            luck > 0
              ? nothing
              : endByBuyer(trx, trading(), verb, { contractId, version: contract.version, reason: 'Fin.' }),
          ),
        ),
    ),
    fc.nat({ max: 15 }).map(luck =>
      step(`decline(${luck})`, async (trx, { contractId }, { contract, parties }) => {
        const partyId = at(parties, luck)?.id ?? ''
        const asked = { contractId, partyId, version: contract.version, reason: 'Non.' }
        return luck > 0 ? nothing : declineContract(trx, trading(), asked)
      }),
    ),
    fc.constant(
      step('exercise', async (trx, { contractId }, { contract, options }) =>
        exerciseOption(trx, trading(), {
          contractId,
          optionId: options[0]?.id ?? '00000000-0000-0000-0000-000000000000',
          version: contract.version,
        }),
      ),
    ),
    fc.tuple(quantity, fc.boolean()).map(([many, follows]) =>
      step(`callOff(${many}, ${follows})`, (trx, { contractId, meets }, { callOffs }) => {
        const last = callOffs.findLast(({ state }) => state === 'declined')
        return placeCallOff(
          trx,
          trading(),
          { contractId, organisationId: hospital },
          {
            answerBy: inDays(5),
            afterId: follows ? (last?.id ?? null) : null,
            lines: [{ item: 'mask-uns1-adult', size: null, quantity: many, ...meets }],
          },
        )
      }),
    ),
    fc
      .tuple(
        pick,
        fc.constantFrom('accept' as const, 'accept' as const, 'decline' as const, 'cancel' as const),
      )
      .map(([which, verb]) =>
        step(`${verb}CallOff(${which})`, async (trx, { contractId }, { callOffs }) => {
          const callOffId = one(callOffs, ({ state }) => state === 'placed', which)?.id
          const asked = { contractId, callOffId: callOffId ?? '', reason: 'Non.' }
          return callOffId === undefined ? nothing : decideCallOff(trx, trading(), verb, asked)
        }),
      ),
    fc.tuple(pick, quantity, fc.boolean()).map(([which, many, replaces]) =>
      step(`announce(${which}, ${many}, ${replaces})`, async (trx, { contractId }, seen) => {
        const left = ({ id, quantity: all }: { id: string; quantity: number }) =>
          all - sum(seen.deliveries.filter(({ orderLineId }) => orderLineId === id).map(takenUp))
        const line = one(seen.orderLines, ordered => left(ordered) > 0, which)
        const firmId = seen.parties.find(({ id }) => id === line?.partyId)?.firmId
        const returned = seen.deliveries.findLast(({ state }) => state === 'returned')
        if (line === undefined || firmId === undefined || firmId === null) return nothing
        return announceDelivery(
          trx,
          trading(),
          { contractId, organisationId: firmId },
          {
            orderLineId: replaces ? (returned?.orderLineId ?? line.id) : line.id,
            batch: 'L1',
            quantity: many % 3 > 0 && line !== undefined ? Math.max(1, left(line)) : many,
            plannedOn: inDays(3),
            replacesId: replaces ? (returned?.id ?? null) : null,
            conformity: '',
            documents: [],
          },
        )
      }),
    ),
    fc
      .tuple(
        pick,
        fc.constantFrom('cancel' as const, 'return' as const, 'sort' as const),
        fc.nat({ max: 200 }),
      )
      .map(([which, verb, removed]) =>
        step(`${verb}(${which}, ${removed})`, async (trx, { contractId }, { deliveries, parties }) => {
          const delivery = one(deliveries, ({ state }) => deliveryLifeCycle[state][verb] !== undefined, which)
          if (delivery === undefined) return nothing
          const organisationId = parties.find(({ id }) => id === delivery.partyId)?.firmId ?? ''
          const asked = { contractId, deliveryId: delivery.id, organisationId }
          if (verb === 'sort') return sortDelivery(trx, trading(), asked, { removed, note: '' })
          return (verb === 'cancel' ? cancelDelivery : returnDelivery)(trx, trading(), asked)
        }),
      ),
    fc.tuple(pick, quantity).map(([which, many]) =>
      step(`receive(${which}, ${many})`, async (trx, { contractId }, { deliveries }) => {
        const delivery = one(deliveries, ({ state }) => state === 'announced', which)
        if (delivery === undefined) return nothing
        const received = many % 3 === 0 ? many : delivery.quantity
        const asked = { contractId, deliveryId: delivery.id, organisationId: hospital }
        return receiveDelivery(trx, trading(), asked, { receivedOn: today, received })
      }),
    ),
    fc
      .tuple(pick, fc.constantFrom(0, 0, 0, 9, 40), fc.constantFrom('series' as const, 'full' as const))
      .map(([which, major, kind]) =>
        step(`inspect(${which}, ${major}, ${kind})`, async (trx, { contractId }, { deliveries }) => {
          const delivery = one(deliveries, ({ state }) => state === 'received', which)
          const asked = { contractId, deliveryId: delivery?.id ?? '', organisationId: hospital }
          const found = { critical: 0, major, minor: 0 }
          const input = { kind, found, conformsToSample: null, note: '', documents: [] }
          return delivery === undefined ? nothing : inspectDelivery(trx, trading(), asked, input)
        }),
      ),
  ]

  for (const form of ['order', 'framework'] as const)
    test(`leaves no illegal state, loses or doubles no quantity, and balances the ledger: ${form}`, async () => {
      let began = 0
      const callOffs = form === 'order' ? [] : steps.slice(5, 7)
      const often = [...steps.slice(-4), ...callOffs]
      const sequences = sequenceOf(STEPS, [...steps, ...often, ...often, ...often, ...callOffs])
      const property = fc.asyncProperty(fc.nat({ max: 3 }), sequences, async (luck, commands) => {
        const about = await propose(form)
        began += 1
        // Mostly one that stands already: most of what may happen comes after.
        for (const firmId of luck === 0 ? [] : form === 'order' ? firms.slice(0, 1) : firms)
          await attempt(async (trx): Promise<null | Refusal> => {
            const { contractId } = about
            const { contract, parties } = await look(about, trx)
            const partyId = parties.find(party => party.firmId === firmId)?.id ?? ''
            return acceptContract(trx, trading(), { contractId, partyId, version: contract.version })
          })
        await fc.asyncModelRun(() => ({ model: {}, real: about }), commands)
      })
      await fc.assert(property, { numRuns: CONTRACTS[bed.kind], seed: 20261129, endOnFailure: true })
      expect(began).toBe(CONTRACTS[bed.kind])
    })
})
