import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { expectNothingTyped } from '../../../tests/support/no-typed-text.ts'
import {
  type Buying,
  fieldsOf,
  keepAvailable,
  openHospital,
  openOffers,
  passDeadline,
  passRound,
  publishTender,
} from '../../../tests/support/tendering.ts'
import { textOfPdf } from '../../reader/pdf.ts'
import type { EvaluationShown } from '../evaluation/schemas.ts'
import type { GroupShown } from '../groups/schemas.ts'
import type { OwnOffer } from '../offers/schemas.ts'
import type { OpenedOffer } from '../openings/schemas.ts'
import type { TenderShown } from '../tenders/schemas.ts'
import type { Wait } from '../today/schemas.ts'
import type { OwnRound } from './schemas.ts'

const CODE = 'fil à fil 1789'
const instantIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

interface Firm {
  id: string
  person: SignedIn
}

describeOnDatabase('a negotiation', bed => {
  let api: Api
  let buying: Buying
  const firms = new Map<string, Firm>()
  const firm = (name: string) => {
    const found = firms.get(name)
    if (!found) throw new Error(`${name} has no firm`)
    return found
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buying = await openHospital(api)
    await keepAvailable(bed.db())
    for (const name of ['Foix', 'Lez', 'Tarn', 'Orb']) {
      const person = await api.person(name)
      const id = await api.organisation({ name: `Confection ${name}`, roles: ['firm'] })
      await api.join(person, id, 'owner')
      firms.set(name, { person, id })
    }
  })
  afterAll(() => api.close())

  const seal = (
    tender: string,
    name: string,
    price: number,
    { version = null as number | null, groupId = null as string | null, lots = [1] } = {},
  ) => {
    const { id, person } = firm(name)
    return person.call('POST', `/api/organisations/${id}/offers/${tender}`, {
      groupId,
      version,
      code: CODE,
      declared: true,
      content: {
        lots: lots.map(number => ({ number, prices: [price, price], answers: ['', 'Lavables.'] })),
        statement: '',
      },
    })
  }
  const evaluation = async (tender: string) =>
    (await buying.buyer.call('GET', `/api/tenders/${tender}/evaluation`)).json<EvaluationShown>()
  const invite = async (tender: string, differs: object = {}) =>
    buying.buyer.call('POST', `/api/tenders/${tender}/rounds`, {
      version: (await evaluation(tender)).version,
      points: 'Le prix au-delà de mille pièces.',
      deadline: instantIn(4),
      ...differs,
    })
  const ownOffers = async (name: string, tender: string) =>
    (await firm(name).person.call('GET', `/api/organisations/${firm(name).id}/offers/${tender}`)).json<
      OwnOffer[]
    >()
  const ownRounds = async (name: string, tender: string) =>
    (await firm(name).person.call('GET', `/api/organisations/${firm(name).id}/offers/${tender}/rounds`)).json<
      OwnRound[]
    >()
  const opened = async (tender: string) =>
    (await buying.buyer.call('GET', `/api/tenders/${tender}/offers`)).json<OpenedOffer[]>()
  const of = (offers: OpenedOffer[], name: string) => {
    const found = offers.find(({ bidder }) => bidder.id === firm(name).id)
    if (!found) throw new Error(`${name} has no offer`)
    return found
  }
  const admit = async (tender: string, aside?: string) => {
    for (const { offerId, bidder, candidates } of (await evaluation(tender)).candidacies)
      for (const { id } of candidates)
        await buying.colleague.call(
          'PUT',
          `/api/tenders/${tender}/evaluation/offers/${offerId}/candidacies/${id}`,
          bidder.id === aside
            ? { verdict: 'set-aside', ground: 'conditions', reason: 'Sans référence.' }
            : { verdict: 'admitted', ground: null, reason: '' },
        )
  }
  const judge = async (tender: string, offerId: string, mark: number) => {
    const at = `/api/tenders/${tender}/evaluation/offers/${offerId}/lots/1`
    await buying.colleague.call('PUT', `${at}/judgement`, { verdict: 'regular', reason: '' })
    await buying.colleague.call('PUT', `${at}/marks`, {
      marks: [{ criterion: 1, mark, justification: 'Lavages tenus.' }],
    })
  }
  /** A tender whose first offers are opened. */
  const openedTender = async (offers: Record<string, number>, differs: object = {}) => {
    const { id } = await publishTender(buying, 1, { negotiation: true, ...differs })
    for (const [name, price] of Object.entries(offers))
      expect((await seal(id, name, price)).statusCode).toBe(200)
    await passDeadline(bed.db(), id)
    expect((await openOffers(buying, id)).statusCode).toBe(200)
    return id
  }

  test('goes round after round under seal, each bidder by itself, until the award', async () => {
    const tender = await openedTender(
      { Foix: 30_000_001, Lez: 40_000_001, Tarn: 50_000_001 },
      { mayAwardFirst: false },
    )
    // Only admitted candidates are negotiated with, and each candidacy is judged before.
    const [unjudged] = (await evaluation(tender)).candidacies
    expect(fieldsOf(await invite(tender))).toContain(`/candidacies/${unjudged?.offerId}`)
    await admit(tender, firm('Tarn').id)
    expect(fieldsOf(await invite(tender, { deadline: instantIn(0.5) }))).toEqual([422, '/deadline'])
    expect(fieldsOf(await invite(tender, { version: 1 }))).toEqual([409])
    const first = await opened(tender)
    await judge(tender, of(first, 'Foix').id, 60)
    await judge(tender, of(first, 'Lez').id, 90)
    // A negotiation that is announced without reserve takes place (R2123-5).
    const award = (offerId: string) => async () =>
      buying.buyer.call('POST', `/api/tenders/${tender}/award`, {
        version: (await evaluation(tender)).version,
        lots: [{ number: 1, offerId, reason: 'Le meilleur total.' }],
      })
    expect(fieldsOf(await award(of(first, 'Foix').id)())).toEqual([422, '/negotiation'])
    const colleague = await buying.colleague.call('POST', `/api/tenders/${tender}/rounds`, {
      version: 1,
      points: 'Le prix.',
      deadline: instantIn(4),
    })
    expect(colleague.statusCode).toBe(403)
    expect((await invite(tender)).json<EvaluationShown>()).toMatchObject({
      state: 'negotiating',
      negotiation: { round: 2, rounds: [{ number: 2, openedAt: null }] },
    })

    const waits = async (name: string) =>
      (await firm(name).person.call('GET', `/api/organisations/${firm(name).id}/waiting`)).json<Wait[]>()
    expect(await waits('Foix')).toMatchObject([{ kind: 'round', tender: { id: tender }, offer: 'none' }])
    expect(await waits('Tarn')).toEqual([])

    // All who are invited are told the same at the same second; whoever is set aside is not.
    const told = await bed
      .db()
      .selectFrom('notification')
      .select(['organisationId', 'at', 'data'])
      .where('kind', '=', 'tender-round-invited')
      .execute()
    expect(told.map(({ organisationId }) => organisationId).sort()).toEqual(
      [firm('Foix').id, firm('Lez').id].sort(),
    )
    expect(new Set(told.map(({ at, data }) => JSON.stringify([at, data]))).size).toBe(1)
    expect(await ownRounds('Foix', tender)).toMatchObject([
      { number: 2, points: 'Le prix au-delà de mille pièces.', isOpen: true },
    ])
    expect([await ownRounds('Tarn', tender), await ownRounds('Orb', tender)]).toEqual([[], []])

    // Nothing is judged meanwhile, and nobody who is not invited offers.
    const mark = await buying.colleague.call(
      'PUT',
      `/api/tenders/${tender}/evaluation/offers/${of(first, 'Foix').id}/lots/1/judgement`,
      { verdict: 'regular', reason: '' },
    )
    expect(mark.json<Problem>().errors?.[0]?.message).toContain('tour de négociation est en cours')
    for (const name of ['Tarn', 'Orb'])
      expect((await seal(tender, name, 20_000_001)).json<Problem>().errors?.[0]?.message).toContain(
        'pas invité',
      )
    expect((await openOffers(buying, tender)).json<Problem>().errors?.[0]?.field).toBe('/secret')

    // Two people edit one offer: the second is told so. One withdraws its new offer, and its first stands.
    const both = await Promise.all([seal(tender, 'Foix', 28_000_002), seal(tender, 'Foix', 28_000_003)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    const sealed = (await ownOffers('Foix', tender))[0]
    expect(sealed).toMatchObject({ round: 2, state: 'sealed', version: 1 })
    expect((await seal(tender, 'Foix', 27_000_002, { version: 1 })).statusCode).toBe(200)
    expect((await seal(tender, 'Lez', 20_000_002)).statusCode).toBe(200)
    const lez = firm('Lez')
    const withdrawn = await lez.person.call(
      'POST',
      `/api/organisations/${lez.id}/offers/${tender}/withdraw`,
      {
        groupId: null,
        version: 1,
      },
    )
    expect(withdrawn.json<OwnOffer[]>().map(({ round, state }) => [round, state])).toEqual([
      [2, 'withdrawn'],
      [1, 'opened'],
    ])
    const copy = await firm('Foix').person.call(
      'POST',
      `/api/organisations/${firm('Foix').id}/offers/${tender}/copy`,
      { groupId: null, code: CODE },
    )
    expect(copy.body).toContain('27000002')
    // Before the opening nobody but its bidder reads a price or a digest of the round.
    const digest = (await ownOffers('Foix', tender))[0]?.receipts[0]?.digest ?? 'none'
    const everybody = [
      buying.buyer,
      buying.colleague,
      ...['Lez', 'Tarn', 'Orb'].map(name => firm(name).person),
    ]
    for (const { call } of everybody)
      for (const path of [
        `/api/tenders/${tender}`,
        `/api/tenders/${tender}/offers`,
        `/api/tenders/${tender}/evaluation`,
        `/api/tenders/${tender}/opening`,
        ...['Foix', 'Lez', 'Tarn', 'Orb'].map(name => `/api/organisations/${firm(name).id}/offers/${tender}`),
      ]) {
        const { body } = await call('GET', path)
        expect([path, /2[78]00000[23]/.test(body), body.includes(digest)]).toEqual([path, false, false])
      }

    // Late is refused by the server's clock; then the two holders open it as they opened the first.
    await passRound(bed.db(), tender)
    expect((await seal(tender, 'Lez', 10_000_002, { version: 2 })).statusCode).toBe(409)
    expect((await openOffers(buying, tender)).json<TenderShown>().state).toBe('opened')
    const second = await opened(tender)
    expect(
      second.map(({ bidder, round, lots, earlier }) => [bidder.id, round, lots[0]?.cents, earlier]),
    ).toEqual([
      [firm('Lez').id, 1, 80_000_002, []],
      [firm('Tarn').id, 1, 100_000_002, []],
      [firm('Foix').id, 2, 54_000_004, [{ round: 1, lots: [{ number: 1, cents: 60_000_002 }] }]],
    ])
    // What was public of the first offers stays, and nothing of the round is added.
    const sheet = (await firm('Orb').person.call('GET', `/api/tenders/${tender}`)).json<TenderShown>()
    expect(sheet.opened?.length).toBe(3)
    expect(sheet.opened?.map(one => one.digest)).not.toContain(digest)

    // The new offer is judged anew; its candidacy goes along. A second round is as the first.
    const judged = (await evaluation(tender)).lots[0]?.offers.find(({ round }) => round === 2)
    expect(judged).toMatchObject({
      verdict: null,
      candidacy: 'admitted',
      earlier: [{ round: 1, cents: 60_000_002 }],
    })
    expect((await invite(tender)).statusCode).toBe(200)
    await passRound(bed.db(), tender)
    expect((await openOffers(buying, tender)).json<TenderShown>().state).toBe('opened')
    const last = await opened(tender)
    expect(of(last, 'Foix')).toMatchObject({ round: 2 })
    await judge(tender, of(last, 'Foix').id, 60)
    expect((await award(of(last, 'Foix').id)()).statusCode).toBe(200)
    expect((await award(of(last, 'Foix').id)()).statusCode).toBe(409)
    const printed = await buying.buyer.call('GET', `/api/tenders/${tender}/report.pdf?language=fr`)
    const report = (await textOfPdf(printed.rawPayload)).replace(/\s+/g, ' ')
    expect(report).toMatch(/Tour 2.*Le prix au-delà de mille pièces\..*Confection Foix.*Tour 3/)
    expect(report).toContain('remplacée')
  })

  test('keeps a group whole, invites the best where their number was announced, and answers the same lots', async () => {
    const { id: tender } = await publishTender(buying, 2, { negotiation: true, negotiatesWith: 1 })
    const [lead, partner] = [firm('Foix'), firm('Tarn')]
    const formed = await lead.person.call('POST', `/api/organisations/${lead.id}/tenders/${tender}/groups`, {
      form: 'solidaire',
      shows: 'whole',
      members: [lead, partner].map(({ id }) => ({
        organisationId: id,
        role: 'partner',
        parts: [{ lot: 1, share: 5000, work: '' }],
      })),
    })
    expect(fieldsOf(formed)).toEqual([201])
    const { id: groupId } = formed.json<GroupShown>()
    await partner.person.call('POST', `/api/organisations/${partner.id}/groups/${groupId}/consent`, {
      version: 1,
      code: CODE,
    })
    expect((await seal(tender, 'Foix', 30_000_000, { groupId })).statusCode).toBe(200)
    expect((await seal(tender, 'Lez', 45_000_000)).statusCode).toBe(200)
    await passDeadline(bed.db(), tender)
    await openOffers(buying, tender)
    await admit(tender)
    // Who is the best is known once all are marked.
    expect(fieldsOf(await invite(tender)).length).toBe(3)
    for (const { id } of await opened(tender)) await judge(tender, id, 50)
    expect((await invite(tender)).statusCode).toBe(200)
    expect([await ownRounds('Lez', tender), (await ownRounds('Tarn', tender)).length]).toEqual([[], 1])
    // A partner that leaves at the last minute leaves nothing half done.
    const leave = await partner.person.call(
      'POST',
      `/api/organisations/${partner.id}/groups/${groupId}/leave`,
      { reason: 'Non.' },
    )
    expect(leave.json<Problem>().errors?.[0]?.message).toContain('figée')
    expect(fieldsOf(await seal(tender, 'Foix', 29_000_000, { groupId, lots: [1, 2] }))[0]).toBe(422)
    expect((await seal(tender, 'Foix', 29_000_000, { groupId })).statusCode).toBe(200)
    const price = await partner.person.call(
      'POST',
      `/api/organisations/${partner.id}/groups/${groupId}/price`,
      { code: CODE },
    )
    expect([price.statusCode, price.body]).toEqual([200, expect.stringContaining('29000000')])
    // Cancelled meanwhile: it stays sealed, and nothing is offered any more.
    const ended = await buying.buyer.call('POST', `/api/tenders/${tender}/cancel`, {
      reason: 'Plus de crédits.',
    })
    expect(ended.statusCode).toBe(200)
    expect((await seal(tender, 'Foix', 28_000_000, { groupId, version: 1 })).statusCode).toBe(409)
    await passRound(bed.db(), tender)
    expect((await openOffers(buying, tender)).statusCode).toBeGreaterThanOrEqual(409)
  })

  test('is refused where it was not announced, and in a call for tenders', async () => {
    const silent = await openedTender({ Foix: 30_000_000 }, { negotiation: false })
    await admit(silent)
    expect((await invite(silent)).json<Problem>().errors?.[0]?.message).toContain('Aucune négociation')
    await bed.db().updateTable('tender').set({ procedure: 'formal' }).where('id', '=', silent).execute()
    expect((await invite(silent)).json<Problem>().errors?.[0]?.message).toContain('L2124-2')
  })

  test('leaves nothing that people typed in the log, where nothing is erased', () =>
    expectNothingTyped(bed.db()))
})
