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
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { DocumentShown } from '../documents/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { TenderInput, TenderLine, TenderShown } from './schemas.ts'

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()

const criteria: TenderInput['criteria'] = [
  { kind: 'price', name: 'Prix', weight: 60, how: '' },
  { kind: 'quality', name: 'Qualité', weight: 25, how: 'Essai au porté de dix échantillons.' },
  { kind: 'environment', name: 'Environnement', weight: 15, how: 'Part de matière recyclée, lavages tenus.' },
]

describeOnDatabase('a tender', bed => {
  let api: Api
  let buyer: SignedIn
  let colleague: SignedIn
  let invited: SignedIn
  let sewer: SignedIn
  let hospital: string
  let invitedFirm: string
  let workshop: string

  const read = async (tender: string, by = buyer) =>
    (await by.call('GET', `/api/tenders/${tender}`)).json<TenderShown>()
  const fieldsOf = (reply: Answer) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const need = async (cents = 7_000_000, chosen = 'adapted', excludedFirms: string[] = []) => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(2000),
      visibility: 'members',
      excludedFirms,
    })
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    const choice = await buyer.call('PUT', `/api/needs/${id}/procedure`, {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: cents,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen,
      reason: '',
      grounds: null,
    })
    expect(choice.statusCode).toBe(200)
    return id
  }
  const draft = async (needId: string) => {
    const made = await buyer.call('POST', `/api/needs/${needId}/tender`, { title: 'Masques lavables' })
    expect(made.statusCode).toBe(201)
    return made.json<TenderShown>()
  }
  const written = (tender: TenderShown, differs: Partial<TenderInput> = {}): TenderInput => ({
    version: tender.own?.version ?? 0,
    title: tender.title,
    access: tender.access,
    description: 'Masques en tissu, lavables trente fois.',
    criteria,
    questionsUntil: inDays(10),
    deadline: inDays(15),
    validityDays: 90,
    negotiation: false,
    severalOffers: false,
    lots: tender.lots.map(({ needId, title, reservedFor }) => ({
      needId,
      title,
      reservedFor,
      sampleCount: 10,
      sampleDue: '2027-01-20',
      sampleTest: 'Porté quatre heures par dix soignants.',
    })),
    ...differs,
  })
  const store = (tender: TenderShown, differs: Partial<TenderInput> = {}) =>
    buyer.call('PUT', `/api/tenders/${tender.id}`, written(tender, differs))
  const takeKeys = async (id: string) => {
    await buyer.call('POST', `/api/tenders/${id}/keys`, { passphrase: 'la navette va et vient' })
    await colleague.call('POST', `/api/tenders/${id}/keys`, { passphrase: 'trois fils de chaîne' })
    return buyer.call('POST', `/api/tenders/${id}/recovery-code`)
  }
  const publish = async (id: string) =>
    buyer.call('POST', `/api/tenders/${id}/publish`, { version: (await read(id)).own?.version })
  const published = async (needId?: string, differs: Partial<TenderInput> = {}) => {
    const tender = await draft(needId ?? (await need()))
    expect(fieldsOf(await store(tender, differs))).toEqual([200])
    await takeKeys(tender.id)
    expect(fieldsOf(await publish(tender.id))).toEqual([200])
    return tender.id
  }
  const told = async (firm: string, kind: string) => {
    const rows = await bed
      .db()
      .selectFrom('notification')
      .select(['data', 'at'])
      .where('organisationId', '=', firm)
      .where('kind', '=', kind)
      .orderBy('seq')
      .execute()
    return rows
  }
  const firmWith = async (name: string, by: SignedIn) => {
    const id = await api.organisation({ name, roles: ['firm'] })
    await api.join(by, id, 'editor')
    await by.call('PUT', `/api/organisations/${id}/profile`, { ...sewingWorkshop, version: 0 })
    return id
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    colleague = await api.person('Colette')
    sewer = await api.person('Sabine')
    invited = await api.person('Irene')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'owner')
    await api.join(colleague, hospital, 'editor')
    workshop = await firmWith('Confection de Foix', sewer)
    invitedFirm = await firmWith('Couture du Lez', invited)
    await api.settled()
  })
  afterAll(() => api.close())

  test('is made from a need whose procedure is chosen, in one step', async () => {
    const id = await need()
    const tender = await draft(id)
    expect(tender).toMatchObject({ state: 'draft', procedure: 'adapted', access: 'open', revision: 0 })
    expect(tender.lots).toMatchObject([{ number: 1, needId: id, quantity: 2000 }])
    expect(tender.own?.missing.map(({ field }) => field)).toEqual([
      '/description',
      '/criteria',
      '/deadline',
      '/keys',
      '/keys',
    ])
    // Twice is once too many: the need is in a tender.
    const twice = await buyer.call('POST', `/api/needs/${id}/tender`, { title: 'Encore' })
    expect(fieldsOf(twice)).toEqual([422, '/need'])
    expect((await buyer.call('DELETE', `/api/tenders/${tender.id}`)).statusCode).toBe(204)
    expect((await buyer.call('GET', `/api/tenders/${tender.id}`)).statusCode).toBe(404)
  })

  test('is not published while a mandatory part is empty, and says which', async () => {
    const tender = await draft(await need())
    const [price, quality, environment] = criteria.map(criterion => ({ ...criterion }))
    const without = async (differs: Partial<TenderInput>) => {
      const { own } = await read(tender.id)
      expect((await store(tender, { version: own?.version ?? 0, ...differs })).statusCode).toBe(200)
      return fieldsOf(await publish(tender.id))
    }
    expect(await without({})).toEqual([422, '/keys', '/keys'])
    await takeKeys(tender.id)
    expect(await without({ description: ' ' })).toEqual([422, '/description'])
    expect(await without({ deadline: null })).toEqual([422, '/deadline'])
    expect(await without({ questionsUntil: inDays(16) })).toEqual([422, '/questionsUntil'])
    if (!price || !quality || !environment) throw new Error('three criteria')
    expect(await without({ criteria: [price, quality] })).toEqual([422, '/criteria', '/criteria'])
    expect(await without({ criteria: [{ ...price, weight: 100 }] })).toEqual([422, '/criteria'])
    expect(await without({ criteria: [price, { ...quality, how: '' }, environment] })).toEqual([
      422,
      '/criteria/1/how',
    ])
    expect((await read(tender.id, buyer)).state).toBe('draft')
    expect(await without({})).toEqual([200])
  })

  test('leaves the time to answer that the law asks of a formal procedure', async () => {
    const tender = await draft(await need(30_000_000, 'formal'))
    await takeKeys(tender.id)
    await store(tender)
    const { own } = await read(tender.id)
    expect(own?.missing.map(({ field }) => field)).toEqual(['/deadline'])
    const again = { ...written(await read(tender.id)), questionsUntil: inDays(20), deadline: inDays(31) }
    await buyer.call('PUT', `/api/tenders/${tender.id}`, again)
    expect(fieldsOf(await publish(tender.id))).toEqual([200])
    expect(await read(tender.id)).toMatchObject({ leastAnswerDays: 30, standstillDays: 11 })
  })

  test('tells firms that were asked and firms that were not the same text at the same instant', async () => {
    // Left out where the buyer looks around, the workshop is told all the same.
    const id = await need(7_000_000, 'adapted', [workshop])
    const clauses = Buffer.from('Masques lavables trente fois, livrés à Foix.')
    const file = { name: 'clauses.txt', bytes: clauses }
    const { id: document } = (await sendDocument(api, buyer, hospital, file)).json<DocumentShown>()
    await buyer.call('POST', `/api/needs/${id}/contacts`, {
      firms: [invitedFirm],
      partnershipKey: null,
      text: 'Quels délais ?',
    })
    const tender = await published(id, { documents: [document] })
    const [one] = (await told(invitedFirm, 'tender-published')).slice(-1)
    const [other] = (await told(workshop, 'tender-published')).slice(-1)
    expect(one).toEqual(other)
    expect(one?.data).toMatchObject({ tender: { id: tender }, buyer: 'CH de Foix' })
    const shown = await Promise.all([read(tender, invited), read(tender, sewer)])
    expect(shown[0]).toEqual(shown[1])
    expect(shown[0].documents).toMatchObject([{ id: document, name: 'clauses.txt' }])
    const bytes = await Promise.all(
      [invited.call, sewer.call, api.anyone].map(call => call('GET', `/api/documents/${document}`)),
    )
    expect(bytes.map(({ rawPayload }) => rawPayload)).toEqual([clauses, clauses, clauses])
    // What was said before is told to all, and nobody but the buyer reads what is the buyer's.
    expect(shown[0].contacts).toMatchObject([{ firm: 'Couture du Lez', text: 'Quels délais ?' }])
    expect(shown[0].own).toBeNull()
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select(['recipient', 'subject', 'body'])
      .where('recipient', 'in', [sewer.email, invited.email])
      .where('body', 'like', `%${tender}%`)
      .execute()
    expect(new Set(mails.map(({ subject, body }) => subject + body)).size).toBe(1)
    expect(mails.length).toBe(2)
    expect((await api.anyone('GET', `/api/tenders/${tender}`)).statusCode).toBe(200)
    expect((await api.anyone('GET', '/api/tenders')).json<TenderLine[]>().map(line => line.id)).toContain(
      tender,
    )
  })

  test('has documents that its buyer alone reads before they are published, and that stay from then on', async () => {
    const send = async (name: string, by = buyer, from = hospital) =>
      (await sendDocument(api, by, from, { name, bytes: Buffer.from(name) })).json<DocumentShown>().id
    const [clauses, dropped] = [await send('clauses.txt'), await send('brouillon.txt')]
    const tender = await draft(await need())
    const others = await send('autre.txt', sewer, workshop)
    expect(fieldsOf(await store(tender, { documents: [clauses, others] }))).toEqual([422, '/documents/1'])
    expect((await store(tender, { documents: [clauses, dropped] })).statusCode).toBe(200)
    const status = async (by: SignedIn, id: string) =>
      (await by.call('GET', `/api/documents/${id}`)).statusCode
    expect([await status(colleague, clauses), await status(sewer, clauses)]).toEqual([200, 404])
    expect((await buyer.call('DELETE', `/api/documents/${dropped}`)).statusCode).toBe(204)
    await takeKeys(tender.id)
    expect(fieldsOf(await publish(tender.id))).toEqual([200])
    expect(await status(sewer, clauses)).toBe(200)
    expect((await buyer.call('DELETE', `/api/documents/${clauses}`)).statusCode).toBe(409)

    const plan = await send('plan.txt')
    const { own, questionsUntil, deadline, description } = await read(tender.id)
    const amended = await buyer.call('POST', `/api/tenders/${tender.id}/amend`, {
      version: own?.version,
      reason: 'Plan de coupe ajouté.',
      description,
      questionsUntil,
      deadline,
      documents: [plan],
    })
    expect(amended.json<TenderShown>().documents.map(({ name }) => name)).toEqual(['clauses.txt', 'plan.txt'])
    expect([await status(sewer, plan), (await read(tender.id, sewer)).documents.length]).toEqual([200, 2])
    const [revision] = await bed
      .db()
      .selectFrom('tenderRevision')
      .select('content')
      .where('tenderId', '=', tender.id)
      .where('revision', '=', 1)
      .execute()
    // What was published first is known by its digest, whatever came on top.
    expect(revision?.content).toMatchObject({
      documents: [{ name: 'clauses.txt', digest: expect.any(String) }],
    })
  })

  test('for invited firms is read by those who were asked, and nobody else', async () => {
    const id = await need(2_000_000, 'without-publicity')
    const tender = await draft(id)
    await takeKeys(tender.id)
    await store(tender)
    expect(fieldsOf(await publish(tender.id))).toEqual([422, '/access'])
    await buyer.call('POST', `/api/needs/${id}/contacts`, {
      firms: [invitedFirm],
      partnershipKey: null,
      text: 'Un devis ?',
    })
    expect(fieldsOf(await publish(tender.id))).toEqual([200])
    const reads = async (by: SignedIn) => (await by.call('GET', `/api/tenders/${tender.id}`)).statusCode
    expect([await reads(invited), await reads(sewer)]).toEqual([200, 404])
    const listed = await invited.call('GET', `/api/organisations/${invitedFirm}/tenders-to-answer`)
    expect(listed.json<TenderLine[]>().map(line => line.id)).toContain(tender.id)
    const open = (await api.anyone('GET', '/api/tenders')).json<TenderLine[]>()
    expect(open.map(line => line.id)).not.toContain(tender.id)
  })

  test('answers a question to all, without saying who asked', async () => {
    const tender = await published()
    const ask = (by: SignedIn, organisationId: string) =>
      by.call('POST', `/api/tenders/${tender}/questions`, { organisationId, text: 'Quelle laize ?' })
    expect((await ask(sewer, invitedFirm)).statusCode).toBe(404)
    expect((await ask(sewer, workshop)).statusCode).toBe(200)
    const [question] = (await read(tender)).questions
    expect(JSON.stringify(await read(tender))).not.toContain(workshop)
    const log = await bed.db().selectFrom('event').selectAll().where('subjectId', '=', tender).execute()
    expect(JSON.stringify(log)).not.toContain(sewer.id)
    const path = `/api/tenders/${tender}/questions/${question?.id}`
    expect((await sewer.call('PUT', path, { answer: '160' })).statusCode).toBe(404)
    expect((await buyer.call('PUT', path, { answer: ' 160 cm. ' })).statusCode).toBe(200)
    expect((await buyer.call('PUT', path, { answer: 'Ou 140.' })).statusCode).toBe(409)
    expect((await read(tender, invited)).questions).toMatchObject([{ answer: '160 cm.' }])
    expect((await told(invitedFirm, 'tender-answered')).slice(-1)).toMatchObject([
      { data: { answer: '160 cm.' } },
    ])
    await sql`update tender set questions_until = now() - interval '1 minute' where id = ${tender}`.execute(
      bed.db(),
    )
    expect(fieldsOf(await ask(sewer, workshop))).toEqual([422, '/text'])
  })

  test('is amended with a later deadline and a reason, told to all; never shortened', async () => {
    const tender = await published()
    const before = await read(tender)
    const amend = (differs: object) =>
      buyer.call('POST', `/api/tenders/${tender}/amend`, {
        version: before.own?.version,
        reason: 'La laize est précisée.',
        description: `${before.description} Laize 160 cm.`,
        questionsUntil: before.questionsUntil,
        deadline: before.deadline,
        ...differs,
      })
    expect(fieldsOf(await amend({ deadline: inDays(12) }))).toEqual([422, '/deadline'])
    expect(fieldsOf(await amend({ deadline: inDays(20) }))).toEqual([200])
    expect((await amend({ deadline: inDays(25) })).statusCode).toBe(409)
    const after = await read(tender, sewer)
    expect(after).toMatchObject({
      revision: 2,
      amendments: [{ revision: 2, reason: 'La laize est précisée.' }],
    })
    expect((await told(workshop, 'tender-amended')).slice(-1)).toMatchObject([
      { data: { tender: { id: tender } } },
    ])
  })

  test('is not amended once its deadline has passed: what came late stays late', async () => {
    const tender = await published()
    await sql`update tender set deadline = clock_timestamp() - interval '2 minutes',
      questions_until = clock_timestamp() - interval '1 day' where id = ${tender}`.execute(bed.db())
    const { own } = await read(tender)
    const amended = await buyer.call('POST', `/api/tenders/${tender}/amend`, {
      version: own?.version,
      reason: 'Encore un peu de temps.',
      description: 'Masques.',
      questionsUntil: inDays(10),
      deadline: inDays(20),
    })
    expect(amended.json<Problem>().code).toBe('wrong-state')
    expect((await read(tender)).isClosed).toBe(true)
  })

  test('is cancelled by an owner with a reason, and its need may be tendered again', async () => {
    const id = await need()
    const tender = await published(id)
    const cancel = (by: SignedIn) =>
      by.call('POST', `/api/tenders/${tender}/cancel`, { reason: 'Le besoin a disparu.' })
    // While it is out, its need stays as firms have read it.
    const { own } = (await buyer.call('GET', `/api/needs/${id}`)).json<NeedShown>()
    const withdraw = await buyer.call('POST', `/api/needs/${id}/withdraw`, { version: own?.version })
    expect(withdraw.json<Problem>().code).toBe('need-tendered')
    expect((await cancel(colleague)).statusCode).toBe(403)
    expect((await cancel(buyer)).statusCode).toBe(200)
    expect((await cancel(buyer)).statusCode).toBe(409)
    expect(await read(tender, sewer)).toMatchObject({
      state: 'cancelled',
      endedReason: 'Le besoin a disparu.',
    })
    expect((await draft(id)).state).toBe('draft')
  })

  test('keeps its key in two people and a code, none of which is stored', async () => {
    const tender = await draft(await need())
    const short = await buyer.call('POST', `/api/tenders/${tender.id}/keys`, { passphrase: 'court' })
    expect(fieldsOf(short)).toEqual([422, '/passphrase'])
    const made = await takeKeys(tender.id)
    const twice = await buyer.call('POST', `/api/tenders/${tender.id}/keys`, {
      passphrase: 'une autre phrase',
    })
    expect(fieldsOf(twice)).toEqual([422, '/passphrase'])
    const { own } = await read(tender.id)
    expect(own?.keys.map(({ part, name, mine, recovery }) => [part, name, mine, recovery])).toEqual([
      [1, 'Basile', true, false],
      [2, 'Colette', false, false],
      [3, 'Basile', false, true],
    ])
    const { rows } = await sql<{ all: string }>`
      select string_agg(tender_key_part::text, '') "all" from tender_key_part where tender_id = ${tender.id}`.execute(
      bed.db(),
    )
    expect(rows[0]?.all).not.toContain('navette')
    expect(rows[0]?.all).not.toContain(made.json<{ code: string }>().code)
  })
})
