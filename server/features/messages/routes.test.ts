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
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { DocumentShown } from '../documents/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { About, Conversation, ReportShown, ThreadShown } from './schemas.ts'

describeOnOneConnection('a message', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let hider: SignedIn
  let stranger: SignedIn
  let operator: SignedIn
  let clerk: SignedIn
  let hospital: string
  let workshop: string
  let hidden: string
  let other: string
  let region: string
  let need: string
  let invited: string

  const write = (
    person: SignedIn,
    from: string,
    to: string,
    { subject = { kind: 'need', id: need }, text = 'Bonjour', documents = [] as string[] } = {},
  ) => person.call('POST', `/api/organisations/${from}/threads`, { subject, to, text, documents })
  const answer = (person: SignedIn, from: string, thread: string, text: string, documents: string[] = []) =>
    person.call('POST', `/api/organisations/${from}/threads/${thread}/messages`, { text, documents })
  const read = (person: SignedIn, from: string, thread: string) =>
    person.call('GET', `/api/organisations/${from}/threads/${thread}`)
  const list = async (person: SignedIn, from: string) =>
    (await person.call('GET', `/api/organisations/${from}/threads`)).json<ThreadShown[]>()
  const refused = (one: Answer) => [one.statusCode, one.json<Problem>().code]
  const told = async (organisation: string) =>
    (
      await bed
        .db()
        .selectFrom('notification')
        .select('kind')
        .where('organisationId', '=', organisation)
        .where('kind', 'like', 'message-%')
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind)
  const forget = async () => {
    for (const table of ['notification', 'mail', 'thread'] as const)
      await bed.db().deleteFrom(table).execute()
  }
  const paper = async (person: SignedIn, organisation: string) => {
    const file = { name: 'plan.txt', bytes: Buffer.from('Plan de coupe') }
    return (await sendDocument(api, person, organisation, file)).json<DocumentShown>().id
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const seat = async (name: string, roles: ('firm' | 'buyer' | 'operator')[]) => {
      const person = await api.person(name)
      const organisation = await api.organisation({ name: `Maison ${name}`, roles })
      await api.join(person, organisation, 'owner')
      return [person, organisation] as const
    }
    ;[buyer, hospital] = await seat('Basile', ['buyer'])
    ;[sewer, workshop] = await seat('Suzanne', ['firm'])
    ;[hider, hidden] = await seat('Henri', ['firm'])
    ;[stranger, other] = await seat('Sam', ['firm', 'buyer'])
    ;[operator, region] = await seat('Odile', ['operator'])
    clerk = await api.person('Clara')
    await api.join(clerk, region, 'editor')
    const profile = { ...sewingWorkshop, version: 0, audience: 'operator' as const }
    await hider.call('PUT', `/api/organisations/${hidden}/profile`, profile)
    const publish = async (visibility: 'members' | 'invited') => {
      const path = `/api/organisations/${hospital}/needs`
      const { id } = (await buyer.call('POST', path, { ...masksFor(10), visibility })).json<NeedShown>()
      await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
      return id
    }
    need = await publish('members')
    invited = await publish('invited')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    const body = { firms: [workshop], partnershipKey: null, text: '' }
    await buyer.call('POST', `/api/needs/${invited}/contacts`, body)
    await api.settled()
  })
  afterAll(() => api.close())

  test('is read by the two organisations and by nobody else, with its file', async () => {
    await forget()
    const sent = await write(buyer, hospital, workshop, {
      subject: { kind: 'need', id: invited },
      text: ' Pouvez-vous nous montrer un échantillon ? ',
      documents: [await paper(buyer, hospital)],
    })
    expect(sent.statusCode).toBe(201)
    const { thread, messages } = sent.json<Conversation>()
    expect(thread).toMatchObject({ with: [{ name: 'Maison Suzanne' }], unread: 0, subject: { own: true } })
    expect(thread.subject.title.fr).toMatch(/^10 × .*, Foix$/)
    const got = (await read(sewer, workshop, thread.id)).json<Conversation>()
    expect(got.thread).toMatchObject({
      with: [{ name: 'Maison Basile' }],
      unread: 1,
      subject: { own: false },
    })
    expect(got.messages).toMatchObject([
      {
        text: 'Pouvez-vous nous montrer un échantillon ?',
        author: 'Basile',
        own: false,
        documents: [{ name: 'plan.txt' }],
      },
    ])
    const document = messages[0]?.documents[0]?.id ?? ''
    const statuses = (path: string) =>
      Promise.all(
        [sewer, stranger, hider, operator].map(async one => (await one.call('GET', path)).statusCode),
      )
    expect(await statuses(`/api/documents/${document}`)).toEqual([200, 404, 404, 404])
    expect((await read(stranger, workshop, thread.id)).statusCode).toBe(404)
    expect((await read(stranger, other, thread.id)).statusCode).toBe(404)
    expect((await answer(stranger, other, thread.id, 'Moi aussi')).statusCode).toBe(404)
    // Who was written to is in the log; what was written is not.
    const events = await bed
      .db()
      .selectFrom('event')
      .select('data')
      .where('verb', '=', 'message.sent')
      .execute()
    expect(JSON.stringify(events)).not.toContain('échantillon')
  })

  test('is begun where one may: a buyer with firms it asked, a firm with the buyer of a need that it reads', async () => {
    await forget()
    const began = async (...given: Parameters<typeof write>) => (await write(...given)).statusCode
    const closed = { subject: { kind: 'need', id: invited } }
    expect(await began(buyer, hospital, workshop)).toBe(404)
    expect(await began(buyer, hospital, hidden)).toBe(404)
    expect(await began(hider, hidden, hospital, closed)).toBe(404)
    expect(await began(sewer, workshop, hidden)).toBe(404)
    expect(await began(sewer, workshop, workshop)).toBe(404)
    expect(await began(operator, region, hospital)).toBe(404)
    // A firm that hides shows itself to this buyer by writing; the buyer may then answer.
    expect(await began(hider, hidden, hospital)).toBe(201)
    expect(await began(buyer, hospital, hidden)).toBe(201)
    const about = (person: SignedIn, from: string, to: string) =>
      person.call('GET', `/api/organisations/${from}/threads/about?kind=need&subject=${need}&to=${to}`)
    expect((await about(buyer, hospital, hidden)).json<About>()).toMatchObject({
      with: [{ name: 'Maison Henri' }],
      threadId: expect.any(String),
    })
    expect((await about(sewer, workshop, hospital)).json<About>().threadId).toBeNull()
    expect((await about(buyer, hospital, workshop)).statusCode).toBe(404)
  })

  test('is told at once, by mail too, and while it waits unread not again', async () => {
    await forget()
    const { thread } = (await write(sewer, workshop, hospital)).json<Conversation>()
    await answer(sewer, workshop, thread.id, 'Êtes-vous là ?')
    expect(await told(hospital)).toEqual(['message-came'])
    expect((await list(buyer, hospital))[0]).toMatchObject({ unread: 2, last: { text: 'Êtes-vous là ?' } })
    const readTo = (upTo: number) =>
      buyer.call('POST', `/api/organisations/${hospital}/threads/${thread.id}/read`, { upTo })
    expect((await readTo(1)).statusCode).toBe(204)
    expect((await list(buyer, hospital))[0]?.unread).toBe(1)
    const seen = async () =>
      (await read(sewer, workshop, thread.id)).json<Conversation>().messages.map(one => one.seen)
    expect(await seen()).toEqual([true, false])
    await readTo(99)
    expect(await seen()).toEqual([true, true])
    await answer(sewer, workshop, thread.id, 'Merci.')
    expect(await told(hospital)).toEqual(['message-came', 'message-came'])
    const mails = await bed.db().selectFrom('mail').select(['recipient', 'subject']).execute()
    expect(mails).toEqual(
      [1, 2].map(() => ({ recipient: buyer.email, subject: 'Maison Suzanne vous écrit' })),
    )
    // Some hours later one is told again of what still waits.
    await sql`update thread set last_at = now() - interval '13 hours'`.execute(bed.db())
    await answer(sewer, workshop, thread.id, 'Toujours là ?')
    expect(await told(hospital)).toHaveLength(3)
  })

  test('says something, and not sixty times within an hour', async () => {
    await forget()
    const empty = await write(sewer, workshop, hospital, { text: '  ' })
    expect([empty.statusCode, empty.json<Problem>().errors?.[0]?.field]).toEqual([422, '/text'])
    expect(await list(sewer, workshop)).toEqual([])
    const foreign = await write(sewer, workshop, hospital, { documents: [await paper(buyer, hospital)] })
    expect([foreign.statusCode, foreign.json<Problem>().errors?.[0]?.field]).toEqual([422, '/documents/0'])
    // Nothing of what was refused is there: not even a thread that the other could go on with.
    expect(await bed.db().selectFrom('thread').selectAll().execute()).toEqual([])
    expect(await list(sewer, workshop)).toEqual([])
    const { thread } = (await write(sewer, workshop, hospital)).json<Conversation>()
    await sql`insert into message (id, thread_id, seq, organisation_id, text)
      select gen_random_uuid(), ${thread.id}, 1 + n, ${workshop}, 'Encore' from generate_series(1, 59) n`.execute(
      bed.db(),
    )
    await bed.db().updateTable('thread').set({ lastSeq: 60 }).execute()
    expect(refused(await answer(sewer, workshop, thread.id, 'Encore'))).toEqual([429, 'too-many-messages'])
    expect((await answer(buyer, hospital, thread.id, 'Oui ?')).statusCode).toBe(201)
  })

  test('is reported, read by the operator then and no sooner, and hidden with a reason', async () => {
    await forget()
    const file = await paper(sewer, workshop)
    const sent = await write(sewer, workshop, hospital, { text: 'Injure', documents: [file] })
    const { thread, messages } = sent.json<Conversation>()
    const id = messages[0]?.id ?? ''
    const reports = (person = operator) => person.call('GET', `/api/organisations/${region}/message-reports`)
    const settle = (body: object, person = operator) =>
      person.call('PUT', `/api/organisations/${region}/message-reports/${id}`, body)
    const report = (person: SignedIn, from: string) =>
      person.call('POST', `/api/organisations/${from}/threads/${thread.id}/messages/${id}/report`, {
        reason: 'Insultant',
      })
    expect((await reports()).json()).toEqual([])
    expect((await operator.call('GET', `/api/documents/${file}`)).statusCode).toBe(404)
    expect((await settle({ decision: 'left', reason: null })).statusCode).toBe(404)
    expect((await report(sewer, workshop)).statusCode).toBe(404)
    expect((await report(buyer, hospital)).json<Conversation>().messages[0]?.reported).toBe(true)
    await report(buyer, hospital)
    expect(await told(region)).toEqual(['message-reported'])
    expect((await reports(clerk)).statusCode).toBe(403)
    expect((await reports()).json<ReportShown[]>()).toMatchObject([
      {
        message: { text: 'Injure', documents: [{ id: file }] },
        by: { name: 'Maison Basile' },
        reason: 'Insultant',
      },
    ])
    expect((await operator.call('GET', `/api/documents/${file}`)).statusCode).toBe(200)
    expect((await settle({ decision: 'hidden', reason: null })).statusCode).toBe(422)
    expect((await settle({ decision: 'hidden', reason: 'Injurieux' })).statusCode).toBe(200)
    for (const [person, from] of [
      [buyer, hospital],
      [sewer, workshop],
    ] as const) {
      const [message] = (await read(person, from, thread.id)).json<Conversation>().messages
      expect(message).toMatchObject({ text: '', hidden: 'Injurieux', documents: [] })
      expect((await list(person, from))[0]?.last.text).toBe('')
    }
    expect((await buyer.call('GET', `/api/documents/${file}`)).statusCode).toBe(404)
  })

  test('goes to nobody who is suspended, nor from them', async () => {
    await forget()
    const { thread } = (await write(sewer, workshop, hospital)).json<Conversation>()
    const suspend = (id: string, status: 'suspended' | 'verified') =>
      bed.db().updateTable('organisation').set({ status }).where('id', '=', id).execute()
    await suspend(workshop, 'suspended')
    expect(refused(await answer(sewer, workshop, thread.id, 'Bonjour'))).toEqual([
      403,
      'organisation-suspended',
    ])
    expect(refused(await answer(buyer, hospital, thread.id, 'Bonjour'))).toEqual([409, 'wrong-state'])
    await suspend(workshop, 'verified')
    expect((await answer(buyer, hospital, thread.id, 'Bonjour')).statusCode).toBe(201)
  })
})
