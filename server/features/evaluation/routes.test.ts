import { type OfferContent } from '@maillage/db/tables/offers.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Answer,
  type Api,
  openApi,
  type Problem,
  sendDocument,
  type SignedIn,
} from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor } from '../../../tests/support/examples.ts'
import { expectNothingTyped } from '../../../tests/support/no-typed-text.ts'
import { newId } from '../../ids.ts'
import { textOfPdf } from '../../reader/pdf.ts'
import type { ContractShown, CoverageShown } from '../contracts/schemas.ts'
import type { DocumentShown } from '../documents/schemas.ts'
import type { OwnOffer } from '../offers/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { TenderShown } from '../tenders/schemas.ts'
import type { Wait } from '../today/schemas.ts'
import type { AwardNoticeShown } from '../notices/schemas.ts'
import { signableFrom } from './award.ts'
import type { EvaluationShown, OwnDecision, ReportShown } from './schemas.ts'

const criteria = [
  { kind: 'price', name: 'Prix', weight: 60, how: '' },
  { kind: 'environment', name: 'Environnement', weight: 40, how: 'Lavages tenus.' },
]

/** A certificate that nobody has said more of. */
const unchecked = {
  siteId: null,
  sentAt: null,
  sentBy: null,
  checkedAt: null,
  checkedBy: null,
  checkedHow: null,
  checkedReason: null,
  checkedUntil: null,
}

test('the day of the letters counts in the standstill', () => {
  expect(signableFrom('2010-12-28', 16)).toBe('2011-01-13')
  expect(signableFrom('2026-11-30', 11)).toBe('2026-12-11')
  expect(signableFrom('2026-11-30', null)).toBe('2026-11-30')
})

describeOnDatabase('an evaluation', bed => {
  let api: Api
  let buyer: SignedIn
  let colleague: SignedIn
  let operator: SignedIn
  let hospital: string
  const firms = new Map<string, { person: SignedIn; id: string }>()

  const firm = (name: string) => {
    const found = firms.get(name)
    if (!found) throw new Error(`${name} has no firm`)
    return found
  }
  const fieldsOf = (reply: Answer) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const evaluation = async (tender: string) =>
    (await buyer.call('GET', `/api/tenders/${tender}/evaluation`)).json<EvaluationShown>()

  /** A tender of so many lots of 2,000 masks whose deadline has passed: its offers come by `offered`. */
  const tenderOf = async (lots: number) => {
    const needs: string[] = []
    for (let at = 0; at < lots; at++) {
      const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
      const { id } = made.json<NeedShown>()
      await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
      await buyer.call('PUT', `/api/needs/${id}/procedure`, {
        version: null,
        authority: 'other',
        urgency: 'none',
        needCents: 7e6,
        alike: [],
        elsewhereCents: 0,
        form: 'order',
        frameworkMonths: null,
        chosen: 'adapted',
        reason: '',
        grounds: null,
      })
      needs.push(id)
    }
    const draft = await buyer.call('POST', `/api/needs/${needs[0]}/tender`, { title: 'Masques lavables' })
    const { id } = draft.json<TenderShown>()
    const changed = await buyer.call('PUT', `/api/tenders/${id}`, {
      version: 1,
      title: 'Masques lavables',
      access: 'open',
      description: 'Lavables trente fois.',
      criteria,
      questionsUntil: null,
      deadline: null,
      validityDays: 90,
      negotiation: false,
      severalOffers: false,
      lots: needs.map((needId, at) => ({
        needId,
        title: `Lot de ${at === 0 ? 'Foix' : 'Pamiers'}`,
        reservedFor: [],
        sampleCount: 0,
        sampleDue: null,
        sampleTest: '',
      })),
    })
    expect(fieldsOf(changed)).toEqual([200])
    await sql`update tender set state = 'opened', revision = 1, public_key = '', standstill_days = 11,
      questions_until = now() - interval '9 days', deadline = now() - interval '3 days',
      published_at = now() - interval '30 days', opened_at = now() where id = ${id}`.execute(bed.db())
    return { id, needs }
  }
  /** An opened offer of a firm: cents for a thousand by lot. */
  const offered = async (tender: string, name: string, prices: Record<number, number>, group?: string) => {
    const id = newId()
    const content: OfferContent = {
      lots: Object.entries(prices).map(([number, price]) => ({
        number: Number(number),
        prices: [price, price],
        answers: ['', 'Cinquante lavages.'],
      })),
      statement: 'Voici.',
    }
    await bed
      .db()
      .insertInto('offer')
      .values({
        id,
        tenderId: tender,
        organisationId: firm(name).id,
        groupId: group ?? null,
        groupVersion: null,
        lots: null,
        state: 'opened',
        sealed: Buffer.from(''),
        copy: Buffer.from(''),
        digest: 'd'.repeat(64),
        receivedAt: new Date(Date.now() - 4 * 86_400_000),
        lateDecision: null,
        lateReason: null,
        content: JSON.stringify(content),
        openedAt: new Date(),
      })
      .execute()
    await bed
      .db()
      .insertInto('tenderTold')
      .values({ tenderId: tender, organisationId: firm(name).id })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    return id
  }
  const at = (tender: string, offer: string, lot = 1) =>
    `/api/tenders/${tender}/evaluation/offers/${offer}/lots/${lot}`
  const judge = (tender: string, offer: string, verdict: string, { lot = 1, reason = '' } = {}) =>
    colleague.call('PUT', `${at(tender, offer, lot)}/judgement`, { verdict, reason })
  const mark = (tender: string, offer: string, value: number, differs: object = {}, lot = 1) =>
    colleague.call('PUT', `${at(tender, offer, lot)}/marks`, {
      marks: [{ criterion: 1, mark: value, justification: 'Lavages tenus à l’essai.', ...differs }],
    })
  const candidacy = (tender: string, offer: string, candidate: string, differs: object = {}) =>
    colleague.call('PUT', `/api/tenders/${tender}/evaluation/offers/${offer}/candidacies/${candidate}`, {
      verdict: 'admitted',
      ground: null,
      reason: '',
      ...differs,
    })
  /** Admits whoever stands behind these offers. */
  const admit = async (tender: string, ...offers: string[]) => {
    for (const { offerId, candidates } of (await evaluation(tender)).candidacies)
      if (offers.includes(offerId))
        for (const { id } of candidates) expect((await candidacy(tender, offerId, id)).statusCode).toBe(200)
  }
  const decide = async (tender: string, verb: 'award' | 'unsuccessful' | 'conclude', body: object) =>
    buyer.call('POST', `/api/tenders/${tender}/${verb}`, {
      version: (await evaluation(tender)).version,
      ...body,
    })
  const choose = (...lots: { number: number; offerId: string }[]) => ({
    lots: lots.map(lot => ({ ...lot, reason: 'Le meilleur total.' })),
  })
  const conclusion = { starts: inDays(0), paymentDays: 30, items: [] }
  const decisionPath = (name: string, tender: string) =>
    `/api/organisations/${firm(name).id}/offers/${tender}/decision`
  const ownDecision = async (name: string, tender: string) =>
    (await firm(name).person.call('GET', decisionPath(name, tender))).json<OwnDecision>()
  const standstillPasses = (tender: string) =>
    sql`update award set signable_from = current_date - 1 where tender_id = ${tender}`.execute(bed.db())
  const kindsTold = async (name: string) =>
    (
      await bed
        .db()
        .selectFrom('notification')
        .select('kind')
        .where('organisationId', '=', firm(name).id)
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    colleague = await api.person('Colette')
    operator = await api.person('Odile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(buyer, hospital, 'owner')
    await api.join(colleague, hospital, 'editor')
    await api.join(operator, region, 'editor')
    for (const name of ['Foix', 'Lez', 'Tarn']) {
      const person = await api.person(name)
      const id = await api.organisation({ name: `Confection de ${name}`, roles: ['firm'] })
      await api.join(person, id, 'editor')
      firms.set(name, { person, id })
    }
  })
  afterAll(() => api.close())

  test('goes from verdicts and marks to letters, a standstill and one contract', async () => {
    const { id, needs } = await tenderOf(1)
    const group = newId()
    const shares = [
      { name: 'Foix', share: 7000 },
      { name: 'Tarn', share: 3000 },
    ]
    await bed
      .db()
      .insertInto('bidderGroup')
      .values({ id: group, tenderId: id, leadId: firm('Foix').id, form: 'solidaire', createdBy: null })
      .execute()
    for (const { name, share } of shares) {
      const membership = { groupId: group, organisationId: firm(name).id }
      await bed
        .db()
        .insertInto('bidderGroupMember')
        .values({
          ...membership,
          role: 'partner',
          state: 'consented',
          consentedVersion: 1,
          reason: null,
          publicKey: null,
          lockedPrivateKey: null,
          answeredBy: null,
          answeredAt: null,
        })
        .execute()
      await bed
        .db()
        .insertInto('bidderGroupPart')
        .values({ ...membership, lot: 1, share, work: '' })
        .execute()
    }
    const dear = await offered(id, 'Foix', { 1: 50_000_000 }, group)
    const cheap = await offered(id, 'Lez', { 1: 40_000_000 })
    const low = await offered(id, 'Tarn', { 1: 20_000_000 })

    // A price that looks low is flagged; it is turned away only once its bidder could justify it.
    const seen = await evaluation(id)
    // Two may come in the same millisecond: their order says nothing.
    const flagged = seen.lots[0]?.offers.map(({ offerId, looksLow }) => [offerId, looksLow]) ?? []
    expect(Object.fromEntries(flagged)).toEqual({ [dear]: null, [cheap]: null, [low]: 55 })
    const tooLow = () => judge(id, low, 'abnormally-low', { reason: 'Sous le coût de la matière.' })
    expect(fieldsOf(await tooLow())).toEqual([422, '/verdict'])
    const ask = (due: string) =>
      colleague.call('POST', `${at(id, low)}/price-question`, { text: 'Comment ?', due })
    expect(fieldsOf(await ask(inDays(0)))).toEqual([422, '/due'])
    expect((await ask(inDays(5))).statusCode).toBe(200)
    expect(fieldsOf(await ask(inDays(6)))).toEqual([422, '/text'])
    expect(fieldsOf(await tooLow())).toEqual([422, '/verdict'])
    const [question] = (await ownDecision('Tarn', id)).questions
    expect(question).toMatchObject({ lot: 1, text: 'Comment ?', mayAnswer: true })
    const waitsOf = async (name: string) =>
      (await firm(name).person.call('GET', `/api/organisations/${firm(name).id}/waiting`)).json<Wait[]>()
    expect(await waitsOf('Tarn')).toMatchObject([{ kind: 'price', lastDay: inDays(5) }])
    expect(await waitsOf('Lez')).toEqual([])
    expect(await ownDecision('Lez', id)).toEqual({
      questions: [],
      candidacies: [],
      letters: [],
      mayWrite: true,
    })
    const answer = (name: string) =>
      firm(name).person.call('PUT', `${decisionPath(name, id)}/${low}/lots/1/price-answer`, {
        answer: 'Un stock de tissu.',
      })
    expect((await answer('Lez')).statusCode).toBe(404)
    expect((await answer('Tarn')).statusCode).toBe(200)
    expect(fieldsOf(await answer('Tarn'))).toEqual([422, '/answer'])
    expect(fieldsOf(await judge(id, low, 'abnormally-low'))).toEqual([422, '/reason'])
    expect((await tooLow()).statusCode).toBe(200)

    // Nothing is awarded before every offer is judged, and every mark is justified.
    await judge(id, dear, 'regular')
    expect(fieldsOf(await decide(id, 'award', choose({ number: 1, offerId: dear })))).toEqual([
      422,
      `/lots/1/offers/${dear}/marks/1`,
      `/lots/1/offers/${cheap}/verdict`,
    ])
    await judge(id, cheap, 'regular')
    expect(fieldsOf(await mark(id, dear, 90, { justification: ' ' }))).toEqual([
      422,
      '/marks/0/justification',
    ])
    expect(fieldsOf(await mark(id, dear, 90, { criterion: 0 }))).toEqual([422, '/marks/0/criterion'])
    expect(fieldsOf(await mark(id, dear, 90, { criterion: 2 }))).toEqual([422, '/marks/0/criterion'])
    expect((await mark(id, dear, 90, {}, 2)).statusCode).toBe(404)
    // What its bidders have kept elsewhere is nothing to an evaluation.
    const before = await evaluation(id)
    const told = JSON.stringify({ onTime: { kept: 0, of: 9 }, accepted: { kept: 0, of: 9 }, answered: null })
    await bed
      .db()
      .insertInto('firmRecord')
      .values({ organisationId: firm('Lez').id, told, countedOn: inDays(0) })
      .execute()
    expect(await evaluation(id)).toEqual(before)
    await mark(id, dear, 90)
    await mark(id, cheap, 55)
    // 60 × 80 + 40 × 90 for the dearer one, against 60 × 100 + 40 × 55.
    expect(
      (await evaluation(id)).lots[0]?.offers.map(offer => [offer.offerId, offer.total, offer.rank]),
    ).toEqual([
      [dear, 84, 1],
      [cheap, 82, 2],
      [low, null, null],
    ])
    expect((await ownDecision('Lez', id)).letters).toEqual([])
    // Whoever is ranked first is verified before the award, each partner of a group.
    const unverified = await decide(id, 'award', choose({ number: 1, offerId: dear }))
    expect(fieldsOf(unverified)).toEqual([422, `/candidacies/${dear}`])
    await admit(id, dear)
    expect((await operator.call('GET', `/api/tenders/${id}/report`)).statusCode).toBe(404)
    expect(fieldsOf(await decide(id, 'award', choose({ number: 1, offerId: cheap })))).toEqual([
      422,
      '/lots/0/offerId',
    ])
    expect(fieldsOf(await decide(id, 'award', choose()))).toEqual([422, '/lots'])
    expect(fieldsOf(await decide(id, 'unsuccessful', { reason: 'Non.' }))).toEqual([422, '/reason'])
    const stale = { version: 1, ...choose({ number: 1, offerId: dear }) }
    expect((await buyer.call('POST', `/api/tenders/${id}/award`, stale)).statusCode).toBe(409)

    // Two who award at once award once.
    const both = await Promise.all([
      decide(id, 'award', choose({ number: 1, offerId: dear })),
      decide(id, 'award', choose({ number: 1, offerId: dear })),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409])
    const again = await decide(id, 'award', choose({ number: 1, offerId: dear }))
    expect(again.json<Problem>().errors?.[0]?.message).toContain('déjà attribuée')
    expect((await mark(id, dear, 10)).statusCode).toBe(409)
    // Nothing is published before the contracts are concluded.
    const early = { version: (await evaluation(id)).version, appeals: '' }
    expect((await buyer.call('POST', `/api/tenders/${id}/award-notice`, early)).statusCode).toBe(409)

    // Each reads its own letter: its marks, and of the winner the name, the total and why.
    const [lost] = (await ownDecision('Lez', id)).letters
    expect(lost?.content.lots).toMatchObject([
      {
        outcome: 'lost',
        rank: 2,
        ranked: 2,
        total: 82,
        winner: { name: 'Confection de Foix + Confection de Tarn', total: 84, reason: 'Le meilleur total.' },
      },
    ])
    expect(lost?.content.lots[0]?.marks.map(({ mark: value, points }) => [value, points])).toEqual([
      [100, 60],
      [55, 22],
    ])
    // Tarn has two: of its own offer, and of the group that it is a partner of.
    const ofTarn = (await ownDecision('Tarn', id)).letters
    expect(ofTarn.map(({ offerId }) => offerId).sort()).toEqual([dear, low].sort())
    const rejected = ofTarn.find(({ offerId }) => offerId === low)?.content
    expect(rejected?.lots[0]).toMatchObject({ outcome: 'rejected', verdict: 'abnormally-low', marks: [] })
    expect(rejected?.text.en.body).toContain('turned away as abnormally low: Sous le coût')
    expect(JSON.stringify(lost)).not.toContain('Sous le coût')
    expect(await kindsTold('Foix')).toContain('tender-decided')
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select('body')
      .where('recipient', '=', firm('Lez').person.email)
      .where('subject', 'like', 'Décision sur votre offre%')
      .execute()
    expect(mails.map(({ body }) => body)).toEqual([lost?.content.text.fr.body])

    // Contracts wait for the end of the standstill, and are concluded once.
    expect(fieldsOf(await decide(id, 'conclude', conclusion))).toEqual([422, '/version'])
    await standstillPasses(id)
    const items = [{ number: 1, item: 'gown-washable' }]
    expect(fieldsOf(await decide(id, 'conclude', { ...conclusion, items }))).toEqual([422, '/items/0/number'])
    const concluded = await decide(id, 'conclude', conclusion)
    expect(concluded.json<EvaluationShown>().state).toBe('concluded')
    expect((await decide(id, 'conclude', conclusion)).statusCode).toBe(409)
    const contractId = concluded.json<EvaluationShown>().lots[0]?.award?.contractId ?? ''
    const contract = (await buyer.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    expect(contract).toMatchObject({ origin: 'tender', originId: id, state: 'in-force', totalCents: 1e8 })
    expect(contract.parties.map(({ name, isLead, share }) => [name, isLead, share])).toEqual([
      ['Confection de Foix', true, 7000],
      ['Confection de Tarn', false, 3000],
    ])
    const coverage = await buyer.call('GET', `/api/needs/${needs[0]}/coverage`)
    expect(coverage.json<CoverageShown>()).toMatchObject({ state: 'covered', covered: 2000 })

    // The award notice is prepared from what is known, published once, and read by everybody.
    const notice = `/api/tenders/${id}/award-notice`
    await sql`update tender set procedure = 'formal' where id = ${id}`.execute(bed.db())
    const prepared = (await colleague.call('GET', notice)).json<AwardNoticeShown>()
    expect(prepared).toMatchObject({
      applies: true,
      publishedAt: null,
      due: { day: inDays(30), article: 'R2183-1' },
      content: { lots: [{ offers: 3, cents: 1e8, concludedOn: inDays(0) }] },
    })
    expect(prepared.content.lots[0]?.holders.map(({ name }) => name)).toEqual([
      'Confection de Foix',
      'Confection de Tarn',
    ])
    const waits = async () =>
      (await buyer.call('GET', `/api/organisations/${hospital}/waiting`))
        .json<Wait[]>()
        .filter(wait => wait.tender.id === id)
    expect(await waits()).toMatchObject([{ kind: 'notice', lastDay: inDays(30) }])
    const publish = (by: SignedIn, version: number) =>
      by.call('POST', notice, { version, appeals: 'Tribunal administratif de Toulouse.' })
    expect((await publish(colleague, prepared.version)).statusCode).toBe(403)
    expect((await publish(buyer, 1)).statusCode).toBe(409)
    expect((await api.anyone('GET', `/api/tenders/${id}`)).json<TenderShown>().awardNotice).toBe(null)
    expect((await publish(buyer, prepared.version)).json<AwardNoticeShown>().text.fr).toContain(
      'Voies de recours\u00a0: Tribunal administratif de Toulouse.',
    )
    const twice = await publish(buyer, prepared.version)
    expect(twice.json<Problem>().errors?.[0]?.message).toContain('déjà publié')
    const sheet = (await api.anyone('GET', `/api/tenders/${id}`)).json<TenderShown>()
    expect(sheet.awardNotice?.content.lots[0]?.holders.length).toBe(2)
    expect(await waits()).toEqual([])
    const feed = await api.anyone('GET', '/api/open-data/feed.atom?language=fr')
    expect(feed.body).toContain('Avis d’attribution\u00a0: Masques lavables')

    // The whole of it is in the report, for the buyer and the operator alone.
    const report = await operator.call('GET', `/api/tenders/${id}/report`)
    const { evaluation: judged, letters, events, offers } = report.json<ReportShown>()
    expect(report.statusCode).toBe(200)
    expect([letters.length, offers.length, judged.lots[0]?.award?.offerId]).toEqual([3, 3, dear])
    expect(events.map(({ verb }) => verb)).toContain('tender.concluded')
    expect((await firm('Lez').person.call('GET', `/api/tenders/${id}/report`)).statusCode).toBe(404)
    // So it is in the PDF, in each language.
    const printed = async (language: 'fr' | 'en') => {
      const answer = await operator.call('GET', `/api/tenders/${id}/report.pdf?language=${language}`)
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
      return (await textOfPdf(answer.rawPayload)).replace(/\s+/g, ' ')
    }
    const [french, english] = [await printed('fr'), await printed('en')]
    const digests = offers.map(({ digest }) => digest)
    const written = ['Sous le coût de la matière.', 'Un stock de tissu.', 'Le meilleur total.']
    const bare = (text: string) => text.replaceAll(' ', '')
    for (const text of [french, english]) {
      expect(written.filter(one => !text.includes(one))).toEqual([])
      expect(digests.filter(digest => !bare(text).includes(digest))).toEqual([])
    }
    expect(french).toContain('Rapport d’analyse des offres')
    expect(french).toContain('anormalement basse')
    expect(english).toContain('Report on the offers')
    expect(english).toContain('Contracts concluded')
    const stranger = await firm('Lez').person.call('GET', `/api/tenders/${id}/report.pdf`)
    expect(stranger.statusCode).toBe(404)
  }, 60_000)

  test('lets a bidder complete an irregular offer, by a day, before it is turned away', async () => {
    const { id } = await tenderOf(1)
    const offer = await offered(id, 'Lez', { 1: 30_000_000 })
    const irregular = () => judge(id, offer, 'irregular', { reason: 'Sans fiche technique.' })
    expect((await irregular()).statusCode).toBe(200)
    await judge(id, offer, 'pending')
    const ask = (due: string) =>
      colleague.call('POST', `${at(id, offer)}/completion-question`, { text: 'La fiche ?', due })
    expect((await ask(inDays(4))).statusCode).toBe(200)
    expect(fieldsOf(await ask(inDays(5)))).toEqual([422, '/text'])
    expect(fieldsOf(await irregular())).toEqual([422, '/verdict'])
    const [question] = (await ownDecision('Lez', id)).questions
    expect(question).toMatchObject({ kind: 'completion', text: 'La fiche ?', mayAnswer: true })
    const answer = (name: string, kind: string) =>
      firm(name).person.call('PUT', `${decisionPath(name, id)}/${offer}/lots/1/${kind}-answer`, {
        answer: 'La voici.',
      })
    expect((await answer('Foix', 'completion')).statusCode).toBe(404)
    expect((await answer('Lez', 'price')).statusCode).toBe(404)
    expect((await answer('Lez', 'completion')).statusCode).toBe(200)
    expect(await kindsTold('Lez')).toContain('tender-completion-asked')
    expect((await evaluation(id)).lots[0]?.offers[0]?.completion?.answer).toBe('La voici.')
    expect((await irregular()).statusCode).toBe(200)
    expect((await judge(id, offer, 'regular')).statusCode).toBe(200)
  })

  test('judges candidacies apart from offers: asked alike, heard first, set aside by an article', async () => {
    const { id } = await tenderOf(1)
    const [foix, lez, tarn] = [firm('Foix').id, firm('Lez').id, firm('Tarn').id]
    const best = await offered(id, 'Foix', { 1: 20_000_000 })
    const next = await offered(id, 'Lez', { 1: 30_000_000 })
    const last = await offered(id, 'Tarn', { 1: 40_000_000 })
    const certificate = { norm: 'uns-note-2020', edition: null, item: null, number: 'A1' }
    for (const [validUntil, status] of [
      [inDays(30), 'verified'],
      [inDays(-1), 'verified'],
      [inDays(30), 'declared'],
    ] as const)
      await bed
        .db()
        .insertInto('certificate')
        .values({ id: newId(), organisationId: foix, ...certificate, validUntil, status, ...unchecked })
        .execute()
    const seen = await evaluation(id)
    const ofFoix = seen.candidacies.find(({ offerId }) => offerId === best)?.candidates[0]
    expect(ofFoix?.certificates.map(({ validUntil }) => validUntil)).toEqual([inDays(30)])

    // Nobody is excluded at the buyer's discretion before it was heard, nor while it has the time to answer.
    const exclude = (ground: string | null, reason = 'Un marché résilié en 2025.') =>
      candidacy(id, best, foix, { verdict: 'set-aside', ground, reason })
    expect(fieldsOf(await exclude(null, ''))).toEqual([422, '/ground', '/reason'])
    expect(fieldsOf(await exclude('L2141-7'))).toEqual([422, '/ground'])
    const request = (due: string, ...candidates: [string, string][]) =>
      colleague.call('POST', `/api/tenders/${id}/evaluation/candidacy-requests`, {
        due,
        candidates: candidates.map(([offerId, candidateId]) => ({
          offerId,
          candidateId,
          text: 'Vos comptes ?',
        })),
      })
    expect(fieldsOf(await request(inDays(0), [best, foix]))).toEqual([422, '/due'])
    expect(fieldsOf(await request(inDays(5), [best, lez]))).toEqual([422, '/candidates/0/candidateId'])
    expect((await request(inDays(5), [best, foix], [next, lez])).statusCode).toBe(200)
    // The time is the same for all, and each reads what it was asked alone.
    expect(fieldsOf(await request(inDays(9), [last, tarn]))).toEqual([422, '/due'])
    expect(fieldsOf(await request(inDays(5), [best, foix]))).toEqual([422, '/candidates/0/text'])
    expect(fieldsOf(await exclude('L2141-7'))).toEqual([422, '/verdict'])
    expect((await ownDecision('Foix', id)).candidacies).toMatchObject([
      { text: 'Vos comptes ?', mayAnswer: true },
    ])
    expect((await ownDecision('Tarn', id)).candidacies).toEqual([])
    const answer = (name: string, offer: string, candidate: string) =>
      firm(name).person.call('PUT', `${decisionPath(name, id)}/${offer}/candidacies/${candidate}`, {
        answer: 'Les voici.',
      })
    expect((await answer('Lez', best, foix)).statusCode).toBe(404)
    expect((await answer('Tarn', last, tarn)).statusCode).toBe(404)
    expect((await answer('Foix', best, foix)).statusCode).toBe(200)
    expect(fieldsOf(await answer('Foix', best, foix))).toEqual([422, '/answer'])
    expect(await kindsTold('Foix')).toContain('tender-candidacy-asked')

    // Set aside: its offer is neither marked nor ranked, and the price of the others is marked without it.
    for (const offer of [best, next, last]) {
      await judge(id, offer, 'regular')
      await mark(id, offer, 50)
    }
    expect((await evaluation(id)).lots[0]?.offers[0]).toMatchObject({ offerId: best, rank: 1 })
    expect((await exclude('L2141-7')).statusCode).toBe(200)
    const [first, ...others] = (await evaluation(id)).lots[0]?.offers ?? []
    expect(first).toMatchObject({ offerId: next, rank: 1, marks: [{ mark: 100 }, { mark: 50 }] })
    expect(others.map(({ offerId, rank }) => [offerId, rank])).toEqual([
      [last, 2],
      [best, null],
    ])
    await admit(id, next)
    expect((await decide(id, 'award', choose({ number: 1, offerId: next }))).statusCode).toBe(200)
    const letter = (await ownDecision('Foix', id)).letters[0]?.content
    expect(letter?.lots[0]).toMatchObject({ outcome: 'rejected', marks: [], rank: null })
    expect(letter?.text.fr.body).toContain('est écartée (L2141-7, manquement grave à un contrat antérieur)')
    expect(letter?.text.en.body).not.toContain('turned away as')
    expect((await candidacy(id, last, tarn)).statusCode).toBe(409)
    const printed = await buyer.call('GET', `/api/tenders/${id}/report.pdf?language=fr`)
    expect(await textOfPdf(printed.rawPayload)).toMatch(/L2141-7[^]*Les voici\./)
  })

  test('lets a group replace a member before it is excluded, and judges no candidacy of a private request', async () => {
    const { id } = await tenderOf(1)
    const group = newId()
    await bed
      .db()
      .insertInto('bidderGroup')
      .values({ id: group, tenderId: id, leadId: firm('Foix').id, form: 'solidaire', createdBy: null })
      .execute()
    const membership = { groupId: group, role: 'partner', state: 'consented', consentedVersion: 1 } as const
    const unsaid = {
      reason: null,
      publicKey: null,
      lockedPrivateKey: null,
      answeredBy: null,
      answeredAt: null,
    }
    for (const name of ['Foix', 'Tarn'])
      await bed
        .db()
        .insertInto('bidderGroupMember')
        .values({ ...membership, organisationId: firm(name).id, ...unsaid })
        .execute()
    const offer = await offered(id, 'Foix', { 1: 20_000_000 }, group)
    const aside = () =>
      candidacy(id, offer, firm('Tarn').id, {
        verdict: 'set-aside',
        ground: 'L2141-2',
        reason: 'Cotisations dues.',
      })
    expect((await aside()).json<Problem>().errors?.[0]?.message).toContain('dans les 10 jours')
    const ask = (due: string) =>
      colleague.call('POST', `/api/tenders/${id}/evaluation/candidacy-requests`, {
        due,
        candidates: [{ offerId: offer, candidateId: firm('Tarn').id, text: 'Remplacez ce membre.' }],
      })
    expect((await ask(inDays(10))).statusCode).toBe(200)
    // The lead answers for its group, the partner does not.
    expect((await ownDecision('Foix', id)).candidacies).toMatchObject([
      { candidate: { id: firm('Tarn').id } },
    ])
    expect((await ownDecision('Tarn', id)).candidacies).toEqual([])
    await sql`update candidacy set asked_at = asked_at - interval '11 days', due = due - 11
      where offer_id = ${offer}`.execute(bed.db())
    expect((await aside()).statusCode).toBe(200)
    expect((await evaluation(id)).candidacies[0]?.verdict).toBe('set-aside')
    // Asked once more, what was asked before stays to be read.
    expect((await ask(inDays(3))).statusCode).toBe(200)
    const asked = (await evaluation(id)).candidacies[0]?.candidates.map(({ earlier }) => earlier.length)
    expect(asked?.toSorted()).toEqual([0, 1])
    // Its offer is not looked at any more, and nothing else is there to award.
    expect((await decide(id, 'unsuccessful', { reason: 'Une seule candidature.' })).statusCode).toBe(200)

    const quotes = await tenderOf(1)
    await sql`update tender set procedure = 'quotes' where id = ${quotes.id}`.execute(bed.db())
    const quoted = await offered(quotes.id, 'Lez', { 1: 20_000_000 })
    expect(await evaluation(quotes.id)).toMatchObject({ judgesCandidacies: false, candidacies: [] })
    expect((await candidacy(quotes.id, quoted, firm('Lez').id)).statusCode).toBe(404)
    await judge(quotes.id, quoted, 'regular')
    await mark(quotes.id, quoted, 50)
    expect((await decide(quotes.id, 'award', choose({ number: 1, offerId: quoted }))).statusCode).toBe(200)
  })

  test('says a tie, and leaves a lot without a regular offer to another tender', async () => {
    const { id, needs } = await tenderOf(2)
    const first = await offered(id, 'Foix', { 1: 30_000_000, 2: 30_000_000 })
    const second = await offered(id, 'Lez', { 1: 30_000_000 })
    await judge(id, first, 'regular')
    await judge(id, first, 'irregular', { lot: 2, reason: 'Sans calendrier.' })
    await judge(id, second, 'regular')
    await mark(id, first, 70)
    await mark(id, second, 70)
    const { lots } = await evaluation(id)
    expect(lots[0]?.offers.map(({ rank, isTied }) => [rank, isTied])).toEqual([
      [1, true],
      [1, true],
    ])
    await admit(id, first, second)
    const both = choose({ number: 1, offerId: second }, { number: 2, offerId: first })
    expect(fieldsOf(await decide(id, 'award', both))).toEqual([422, '/lots/1/number'])
    const awarded = await decide(id, 'award', choose({ number: 1, offerId: second }))
    expect(awarded.json<EvaluationShown>().lots.map(({ award }) => award?.offerId)).toEqual([second, null])
    const letter = (await ownDecision('Foix', id)).letters[0]?.content
    expect(letter?.lots.map(({ outcome, winner }) => [outcome, winner?.name])).toEqual([
      ['lost', 'Confection de Lez'],
      ['rejected', undefined],
    ])
    expect(letter?.text.fr.body).toContain('il est infructueux')
    const tender = (need: string | undefined) =>
      buyer.call('POST', `/api/needs/${need}/tender`, { title: 'Masques' })
    expect((await tender(needs[0])).statusCode).toBe(422)
    expect((await tender(needs[1])).statusCode).toBe(201)
  })

  test('tries the samples that go with offers, and the one that wins is what deliveries are judged against', async () => {
    const { id } = await tenderOf(1)
    await sql`update tender_lot set sample_count = 2, sample_due = ${inDays(-4)}, sample_questions = '{Respire,Tient}'
      where tender_id = ${id}`.execute(bed.db())
    const offer = await offered(id, 'Foix', { 1: 40_000_000 })
    const say = (name: string, sentOn: string, lot = 1) =>
      firm(name).person.call(
        'PUT',
        `/api/organisations/${firm(name).id}/offers/${id}/${offer}/lots/${lot}/sample`,
        { sentOn, note: 'Par coursier.' },
      )
    expect(fieldsOf(await say('Foix', inDays(1)))).toEqual([422, '/sentOn'])
    expect(fieldsOf(await say('Foix', inDays(-5), 2))).toEqual([422, '/lot'])
    expect((await say('Lez', inDays(-5))).statusCode).toBe(404)
    expect((await say('Foix', inDays(-5))).json<OwnOffer[]>()[0]?.samples).toEqual([
      { lot: 1, sentOn: inDays(-5), note: 'Par coursier.', receivedOn: null },
    ])
    const record = (body: object) => colleague.call('PUT', `${at(id, offer)}/sample`, body)
    const tried = { receivedOn: inDays(-4), scores: [4, null], remarks: 'Se lave bien.' }
    expect(fieldsOf(await record({ ...tried, receivedOn: inDays(1) }))).toEqual([422, '/receivedOn'])
    expect(fieldsOf(await record({ ...tried, receivedOn: null }))).toEqual([422, '/receivedOn'])
    expect(fieldsOf(await record({ ...tried, scores: [4] }))).toEqual([422, '/scores'])
    expect((await record({ ...tried, scores: [6, 1] })).statusCode).toBe(422)
    expect((await record(tried)).json<EvaluationShown>().lots[0]).toMatchObject({
      sampleQuestions: ['Respire', 'Tient'],
      offers: [{ sample: { ...tried, sentOn: inDays(-5) } }],
    })
    await judge(id, offer, 'regular')
    await mark(id, offer, 90)
    await admit(id, offer)
    await decide(id, 'award', choose({ number: 1, offerId: offer }))
    expect((await record(tried)).statusCode).toBe(409)
    await standstillPasses(id)
    const concluded = (await decide(id, 'conclude', conclusion)).json<EvaluationShown>()
    const contract = concluded.lots[0]?.award?.contractId
    const samples = await bed
      .db()
      .selectFrom('approvedSample')
      .select(['description', 'approvedOn'])
      .where('contractId', '=', contract ?? '')
      .execute()
    expect(samples.length).toBe(2)
    expect(samples[0]?.description).toContain('Se lave bien.')
  })

  test('concludes all its contracts or none', async () => {
    const { id, needs } = await tenderOf(2)
    const offer = await offered(id, 'Foix', { 1: 30_000_000, 2: 30_000_000 })
    for (const lot of [1, 2]) {
      await judge(id, offer, 'regular', { lot })
      await mark(id, offer, 50, {}, lot)
    }
    await admit(id, offer)
    await decide(id, 'award', choose({ number: 1, offerId: offer }, { number: 2, offerId: offer }))
    await standstillPasses(id)
    // The second lot is met in another way meanwhile.
    await bed
      .db()
      .insertInto('coverage')
      .values({
        id: newId(),
        needId: needs[1] ?? '',
        tranche: inDays(60),
        size: null,
        quantity: 1000,
        route: 'elsewhere',
        cause: 'plan-line',
        causeId: newId(),
      })
      .execute()
    const refused = await decide(id, 'conclude', conclusion)
    expect(fieldsOf(refused)).toEqual([422, '/lots/2/lines/0/quantity'])
    expect(await evaluation(id)).toMatchObject({ state: 'awarded', lots: [{}, {}] })
    const made = await bed.db().selectFrom('contract').select('id').where('originId', '=', id).execute()
    expect(made).toEqual([])
  })

  test('without a regular offer ends the tender, which may be relaunched once at a time', async () => {
    const { id } = await tenderOf(1)
    const offer = await offered(id, 'Foix', { 1: 30_000_000 })
    await bed
      .db()
      .insertInto('tenderTold')
      .values({ tenderId: id, organisationId: firm('Tarn').id })
      .execute()
    const file = { name: 'clauses.txt', bytes: Buffer.from('Cinquante lavages.') }
    const sent = (await sendDocument(api, buyer, hospital, file)).json<DocumentShown>()
    await sql`update document set subject_kind = 'tender', subject_id = ${id}, published_at = now()
      where id = ${sent.id}`.execute(bed.db())
    const end = () => decide(id, 'unsuccessful', { reason: 'Une seule offre, hors budget.' })
    expect(fieldsOf(await end())).toEqual([422, `/lots/1/offers/${offer}/verdict`])
    expect(fieldsOf(await judge(id, offer, 'unacceptable'))).toEqual([422, '/reason'])
    await judge(id, offer, 'unacceptable', { reason: 'Au-dessus des crédits.' })
    expect(fieldsOf(await decide(id, 'award', choose()))).toEqual([422, '/lots'])
    expect((await buyer.call('POST', `/api/tenders/${id}/relaunch`)).statusCode).toBe(409)
    expect((await end()).json<EvaluationShown>().state).toBe('unsuccessful')
    const letter = (await ownDecision('Foix', id)).letters[0]?.content
    expect(letter?.unsuccessful).toBe('Une seule offre, hors budget.')
    expect((await kindsTold('Tarn')).at(-1)).toBe('tender-ended')
    const relaunched = await colleague.call('POST', `/api/tenders/${id}/relaunch`)
    expect(relaunched.json<TenderShown>()).toMatchObject({
      state: 'draft',
      relaunchedFrom: id,
      description: 'Lavables trente fois.',
      criteria,
      deadline: null,
      lots: [{ title: 'Lot de Foix' }],
      documents: [{ name: 'clauses.txt', digest: sent.digest }],
    })
    // A copy, which the draft may let go of: what was published stays.
    const copy = relaunched.json<TenderShown>().documents[0]?.id ?? ''
    expect((await buyer.call('DELETE', `/api/documents/${copy}`)).statusCode).toBe(204)
    expect((await buyer.call('GET', `/api/documents/${sent.id}`)).body).toBe('Cinquante lavages.')
    expect(fieldsOf(await colleague.call('POST', `/api/tenders/${id}/relaunch`))).toEqual([422, '/need'])
  })

  test('may be given up after the opening, and is read by nobody before it', async () => {
    const { id } = await tenderOf(1)
    await offered(id, 'Foix', { 1: 30_000_000 })
    const cancelled = await buyer.call('POST', `/api/tenders/${id}/cancel`, { reason: 'Plus de besoin.' })
    expect(cancelled.json<TenderShown>().state).toBe('cancelled')
    const report = await buyer.call('GET', `/api/tenders/${id}/report`)
    expect(report.json<ReportShown>().tender.endedReason).toBe('Plus de besoin.')
    const mail = await bed
      .db()
      .selectFrom('mail')
      .select('body')
      .where('subject', 'like', 'Consultation sans suite%')
      .where('recipient', '=', firm('Foix').person.email)
      .executeTakeFirstOrThrow()
    expect(mail.body).not.toContain('ne seront pas ouvertes')
    await sql`update tender set state = 'published', ended_reason = null, opened_at = null where id = ${id}`.execute(
      bed.db(),
    )
    expect((await buyer.call('GET', `/api/tenders/${id}/evaluation`)).statusCode).toBe(409)
    expect((await buyer.call('GET', `/api/tenders/${id}/report`)).statusCode).toBe(409)
  })

  test('leaves nothing that people typed in the log, where nothing is erased', () =>
    expectNothingTyped(bed.db()))
})
