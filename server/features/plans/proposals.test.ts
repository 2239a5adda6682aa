import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop, unbound } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import { lapseProposals } from './lapse.ts'
import type { ContractShown } from '../contracts/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { AnswerBody, FirmProposals, PlanProposals } from './proposal-schemas.ts'
import type { Queues } from '../queues/schemas.ts'
import type { PlanShown } from './schemas.ts'

const sum = (values: readonly number[] = []) => values.reduce((all, one) => all + one, 0)

describeOnDatabase('what a plan proposes to firms', bed => {
  let api: Api
  let planner: SignedIn
  let buyer: SignedIn
  const sewers: SignedIn[] = []
  const firms: string[] = []
  let operator: string
  let hospital: string
  const item = 'mask-uns1-adult'

  beforeAll(async () => {
    api = await openApi(bed.connection())
    planner = await api.person('Paule')
    buyer = await api.person('Basile')
    operator = await api.organisation({ name: 'Opérateur', roles: ['operator'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(planner, operator, 'owner')
    await api.join(buyer, hospital, 'editor')
    for (const name of ['Confection de Foix', 'Atelier de Pamiers']) {
      const sewer = await api.person(name)
      const firm = await api.organisation({ name, roles: ['firm'] })
      await api.join(sewer, firm, 'owner')
      await sewer.call('PUT', `/api/organisations/${firm}/profile`, { version: 0, ...sewingWorkshop })
      sewers.push(sewer)
      firms.push(firm)
    }
    // More than one of the two can make: both are proposed work.
    await buyer.call('PUT', `/api/organisations/${hospital}/consumption/${item}`, {
      version: null,
      basis: 'rule',
      rule: { base: 'agent', perDay: 16, count: 100, daysPerWeek: 5 },
      fleet: null,
      weeks: [],
    })
  })
  afterAll(() => api.close())

  const plans = () => `/api/organisations/${operator}/plans`
  async function made(): Promise<PlanShown> {
    const { id } = (await planner.call('POST', plans(), { ...unbound, keuro: 0 })).json<PlanShown>()
    await api.settled()
    return (await planner.call('GET', `${plans()}/${id}`)).json<PlanShown>()
  }
  const publish = (
    plan: PlanShown,
    after: string | null = plan.lastPublished?.id ?? null,
    replyBy = inDays(10),
  ) => planner.call('POST', `${plans()}/${plan.id}/publish`, { replyBy, after })
  const proposals = async ({ id }: PlanShown) =>
    (await planner.call('GET', `${plans()}/${id}/proposals`)).json<PlanProposals>()
  const own = async (firm: number) =>
    (
      await sewers[firm]?.call('GET', `/api/organisations/${firms[firm]}/plan-proposals`)
    )?.json<FirmProposals>()
  const first = async (firm: number) => (await own(firm))?.proposals[0]
  async function answer(firm: number, said: Partial<AnswerBody>) {
    const proposal = await first(firm)
    const body = { version: proposal?.version, answer: 'accept', reason: '', lines: [], ...said }
    const path = `/api/organisations/${firms[firm]}/plan-proposals/${proposal?.id}/answer`
    const reply = await sewers[firm]?.call('POST', path, body)
    if (reply === undefined) throw new Error('there is no such firm')
    return reply
  }
  /** Minutes in the ledger by firm and state. */
  async function ledger(firm: number) {
    const { rows } = await sql<{ state: string; minutes: number }>`
      select state, sum(minutes)::float8 as minutes from capacity_ledger join site on site.id = site_id
      where organisation_id = ${firms[firm]} and cause = 'plan-line' group by state`.execute(bed.db())
    const of = (state: string) => rows.find(row => row.state === state)?.minutes ?? 0
    return { held: of('held'), committed: of('committed') }
  }
  const lapse = (today: string) => {
    const { catalogue, environment, sendJob } = api.app
    return lapseProposals(bed.db(), { catalogue, publicUrl: environment.publicUrl, sendJob }, today)
  }

  test('each firm reads its own lines alone, and its hours are held until it answers', async () => {
    const plan = await made()
    expect((await publish(plan, null, inDays(-1))).json<Problem>().errors?.[0]?.field).toBe('/replyBy')
    const published = await publish(plan)
    expect(published.json<PlanShown>().publishedAt).not.toBeNull()
    const all = await proposals(plan)
    expect(all.map(({ firm, state }) => `${firm} ${state}`).sort()).toEqual([
      'Atelier de Pamiers proposed',
      'Confection de Foix proposed',
    ])
    for (const [at, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const text = JSON.stringify(await own(at))
      expect(text).not.toContain(firms[other])
      expect(text).not.toContain(at === 0 ? 'Pamiers' : 'Confection')
      expect((await ledger(at)).held).toBeGreaterThan(0)
      expect((await ledger(at)).committed).toBe(0)
    }
    const told = await bed
      .db()
      .selectFrom('notification')
      .select(['organisationId', 'kind'])
      .where('kind', '=', 'plan-proposed')
      .execute()
    expect(told.map(({ organisationId }) => organisationId).sort()).toEqual([...firms].sort())
    const mails = await bed.db().selectFrom('mail').select('body').where('subject', 'like', 'Plan%').execute()
    expect(mails[0]?.body).toContain('ce n’est pas une commande')
    // What one firm was proposed nobody else answers.
    const id = (await first(0))?.id
    const stranger = await sewers[1]?.call(
      'POST',
      `/api/organisations/${firms[1]}/plan-proposals/${id}/answer`,
      {
        version: 1,
        answer: 'accept',
        reason: '',
        lines: [],
      },
    )
    expect(stranger?.statusCode).toBe(404)
  })

  test('two who publish at once: one is told what happened', async () => {
    const [one, other] = [await made(), await made()]
    const saw = one.lastPublished?.id ?? null
    const answers = await Promise.all([publish(one, saw), publish(other, saw)])
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409])
    const refused = answers.find(({ statusCode }) => statusCode === 409)?.json<Problem>()
    expect([refused?.code, refused?.current !== undefined]).toEqual(['plan-published', true])
    expect((await publish(one, one.id)).statusCode).toBe(409)
  })

  test('what is accepted is committed and stays where it is planned again; what is refused is kept out', async () => {
    expect((await answer(0, { answer: 'refuse' })).json<Problem>().errors?.[0]?.field).toBe('/reason')
    expect((await answer(0, {})).statusCode).toBe(200)
    expect((await answer(0, { version: 1 })).statusCode).toBe(409)
    expect((await answer(1, { answer: 'refuse', reason: 'Carnet plein.' })).statusCode).toBe(200)
    // It waits for the operator, with its reason, beside the plan to make again.
    const waiting = async () =>
      (await planner.call('GET', `/api/organisations/${operator}/queues`)).json<Queues>().proposals
    expect(await waiting()).toMatchObject([
      { firm: { id: firms[1] }, item, answer: 'refused', reason: 'Carnet plein.' },
    ])
    // Another that waits since the day before stands first.
    const older = 'gown-washable'
    await sql`insert into plan_proposal
        (id, plan_id, firm_id, item, claim, state, reason, reply_by, kept_until, answered_at)
      select ${newId()}, plan_id, firm_id, ${older}, claim, state, reason, reply_by, kept_until, answered_at - interval '1 day'
      from plan_proposal where state = 'refused'`.execute(bed.db())
    expect((await waiting()).map(one => one.item)).toEqual([older, item])
    await bed.db().deleteFrom('planProposal').where('item', '=', older).execute()
    const before = await ledger(0)
    expect([before.held, before.committed > 0]).toEqual([0, true])
    expect(await ledger(1)).toEqual({ held: 0, committed: 0 })
    const sewing = ({ operation }: { operation: string }) => operation === 'sew'
    const agreed = sum((await first(0))?.lines.filter(sewing).flatMap(line => line.agreed ?? []))
    const again = await made()
    expect(again.state).toBe('made')
    expect(again.result?.firms.map(({ name }) => name)).toEqual(['Confection de Foix'])
    const kept = await bed
      .db()
      .selectFrom('planLine')
      .select(['operation', 'units'])
      .where('planId', '=', again.id)
      .where('agreedLineId', 'is not', null)
      .execute()
    const stays = sum(kept.filter(sewing).flatMap(({ units }) => units))
    expect(stays).toBeGreaterThan(0.99 * agreed)
    expect(stays).toBeLessThanOrEqual(agreed)
    // It cut and packed for the one that refused too: what is left without anything to work on is told.
    expect(again.result?.lapsed.filter(sewing)).toEqual([])
    // Nothing is held twice: what is agreed already is not proposed again.
    const more = await publish(again)
    expect([200, 422]).toContain(more.statusCode)
    const held = await ledger(0)
    expect(held.committed).toBe(before.committed)
  })

  test('a contract on what was accepted takes over its hours: nothing counts twice, and nothing is lost', async () => {
    const contractMinutes = async (state: 'held' | 'committed') => {
      const { minutes } = await bed
        .db()
        .selectFrom('capacityLedger')
        .select(({ fn }) => fn.sum<string | null>('minutes').as('minutes'))
        .where('cause', '=', 'contract')
        .where('state', '=', state)
        .executeTakeFirstOrThrow()
      return Number(minutes ?? 0)
    }
    const needs = `/api/organisations/${hospital}/needs`
    const { id } = (await buyer.call('POST', needs, masksFor(4000))).json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await buyer.call('PUT', `/api/needs/${id}/procedure`, {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: 500_000,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen: 'without-publicity',
      reason: '',
      grounds: null,
    })
    const { schedule } = (await buyer.call('GET', `/api/needs/${id}`)).json<NeedShown>()
    const accepted = (await own(0))?.proposals.find(({ state }) => state === 'accepted')
    const whole = await ledger(0)
    const asked = await buyer.call('POST', `/api/organisations/${hospital}/contracts`, {
      title: 'Masques lavables',
      needs: [id],
      form: 'order',
      starts: inDays(0),
      ends: null,
      allocation: null,
      minimumCents: null,
      maximumCents: null,
      advance: null,
      paymentDays: 30,
      holders: [
        {
          parties: [{ firmId: firms[0], name: '', siren: null, role: 'partner', isLead: true, share: null }],
        },
      ],
      lines: schedule.map(({ due, quantity }) => ({
        holder: 0,
        party: null,
        item,
        size: null,
        quantity,
        priceCents: 80_000,
        perQuantity: 1000,
        meets: { needId: id, tranche: due, due },
      })),
      options: [],
      origin: 'direct',
      answerBy: inDays(10),
    })
    const contract = asked.json<ContractShown>()
    expect(asked.statusCode).toBe(201)
    // It is asked for less than it accepted: it has given hours for that already.
    expect([await contractMinutes('held'), await ledger(0)]).toEqual([0, whole])
    const party = contract.parties.find(({ firmId }) => firmId === firms[0])?.id
    const said = await sewers[0]?.call('POST', `/api/contracts/${contract.id}/parties/${party}/accept`, {
      version: contract.version,
      reason: '',
    })
    expect(said?.statusCode).toBe(200)
    const ordered = (await own(0))?.proposals.find(({ id: one }) => one === accepted?.id)?.ordered
    expect(ordered).toBe(4000)
    const [taken, rest] = [await contractMinutes('committed'), await ledger(0)]
    expect(taken).toBeGreaterThan(0)
    expect(rest.committed).toBeLessThan(whole.committed)
    const current = (await buyer.call('GET', `/api/contracts/${contract.id}`)).json<ContractShown>()
    const ended = await buyer.call('POST', `/api/contracts/${contract.id}/terminate`, {
      version: current.version,
      reason: 'Budget retiré.',
    })
    expect(ended.statusCode).toBe(200)
    expect([await contractMinutes('committed'), await ledger(0)]).toEqual([0, whole])
  })

  test('a firm gives back what it accepted, with a reason, and the operator is told', async () => {
    const accepted = (await own(0))?.proposals.find(({ state }) => state === 'accepted')
    const path = `/api/organisations/${firms[0]}/plan-proposals/${accepted?.id}/answer`
    const body = {
      version: accepted?.version,
      answer: 'refuse',
      reason: 'Une machine est en panne.',
      lines: [],
    }
    expect((await sewers[0]?.call('POST', path, body))?.statusCode).toBe(200)
    expect((await ledger(0)).committed).toBe(0)
    const told = await bed
      .db()
      .selectFrom('notification')
      .select('data')
      .where('kind', '=', 'plan-answered')
      .orderBy('seq', 'desc')
      .execute()
    expect(told[0]?.data).toMatchObject({ firm: 'Confection de Foix', answer: 'left' })
  })

  test('whatever is answered, the ledger holds what stands and nothing else, and time frees it', async () => {
    await bed.db().deleteFrom('planProposal').execute()
    await bed.db().deleteFrom('capacityLedger').execute()
    await bed.db().updateTable('plan').set({ publishedAt: null }).execute()
    const plan = await made()
    expect((await publish(plan, null)).statusCode).toBe(200)
    const proposed = await Promise.all([ledger(0), ledger(1)])
    const step = fc.record({
      firm: fc.constantFrom(0, 1),
      answer: fc.constantFrom('accept' as const, 'adjust' as const, 'refuse' as const),
      share: fc.constantFrom(0.25, 0.5, 1, 2),
    })
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async steps => {
      for (const { firm, answer: said, share } of steps) {
        const proposal = await first(firm)
        const lines = (proposal?.lines ?? []).map(({ id, units }) => ({
          lineId: id,
          weeks: units.flatMap((amount, at) =>
            amount > 0 ? [{ week: proposal?.weeks[at] ?? '', units: Math.floor(amount * share) }] : [],
          ),
        }))
        await answer(firm, { answer: said, reason: 'Ici.', lines: said === 'adjust' ? lines : [] })
        const now = await first(firm)
        const stands = now?.state === 'accepted' || now?.state === 'adjusted'
        const { held, committed } = await ledger(firm)
        const people = sum(
          (now?.lines ?? []).map(({ agreed, minutes }) => (stands ? sum(agreed ?? []) * minutes : 0)),
        )
        expect(committed > 0).toBe(stands)
        expect(committed).toBeGreaterThanOrEqual(people)
        const whole = proposed[firm]?.held
        expect(held).toBe(now?.state === 'proposed' ? whole : 0)
        expect(now?.state === 'accepted' ? committed : whole).toBe(whole)
      }
    })
    await fc.assert(property, { numRuns: 4, seed: 20261130 })
    await lapse(inDays(200))
    expect(await ledger(0)).toEqual({ held: 0, committed: 0 })
    expect(await ledger(1)).toEqual({ held: 0, committed: 0 })
    expect((await proposals(plan)).every(({ state }) => state !== 'proposed' && state !== 'accepted')).toBe(
      true,
    )
    expect((await answer(0, {})).statusCode).toBe(409)
  })
})
