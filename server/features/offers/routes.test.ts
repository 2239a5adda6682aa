import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
import { expectNothingTyped } from '../../../tests/support/no-typed-text.ts'
import type { OwnDecision } from '../evaluation/schemas.ts'
import type { Conversation } from '../messages/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { OpenedOffer, OpeningShown } from '../openings/schemas.ts'
import type { TenderInput, TenderShown } from '../tenders/schemas.ts'
import { sweepOfferDocuments } from './documents.ts'
import type { OfferInput, OwnOffer, SealedContent, UploadedDocument } from './schemas.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
/** A price that nothing else in the database looks like. */
const PRICE = 48_123_457
const passphrases = { buyer: 'la navette va et vient', colleague: 'trois fils de chaîne' }

describeOnOneConnection('a sealed offer', bed => {
  let api: Api
  let buyer: SignedIn
  let colleague: SignedIn
  let sewer: SignedIn
  let second: SignedIn
  let hospital: string
  let workshop: string
  let other: string

  const fieldsOf = (reply: Answer) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const read = async (tender: string, by = buyer) =>
    (await by.call('GET', `/api/tenders/${tender}`)).json<TenderShown>()

  /** A published tender of 2,000 masks, and its recovery code. */
  const tender = async (differs: Partial<TenderInput['lots'][number]> = {}) => {
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const { id: need } = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    await buyer.call('PUT', `/api/needs/${need}/procedure`, {
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
    const draft = await buyer.call('POST', `/api/needs/${need}/tender`, { title: 'Masques lavables' })
    const { id, lots } = draft.json<TenderShown>()
    await buyer.call('PUT', `/api/tenders/${id}`, {
      version: 1,
      title: 'Masques lavables',
      access: 'open',
      description: 'Lavables trente fois.',
      criteria: [
        {
          kind: 'price',
          name: 'Prix',
          weight: 70,
          how: '',
        },
        {
          kind: 'environment',
          name: 'Environnement',
          weight: 30,
          how: 'Lavages tenus.',
        },
      ],
      questionsUntil: inDays(10),
      deadline: inDays(15),
      validityDays: 90,
      negotiation: false,
      severalOffers: false,
      lots: lots.map(({ needId, title, reservedFor }) => ({
        needId,
        title,
        reservedFor,
        sampleCount: 0,
        sampleDue: null,
        sampleTest: '',
        ...differs,
      })),
    })
    await buyer.call('POST', `/api/tenders/${id}/keys`, { passphrase: passphrases.buyer })
    await colleague.call('POST', `/api/tenders/${id}/keys`, { passphrase: passphrases.colleague })
    const code = (await buyer.call('POST', `/api/tenders/${id}/recovery-code`)).json<{ code: string }>()
    const { own } = await read(id)
    const published = await buyer.call('POST', `/api/tenders/${id}/publish`, { version: own?.version })
    expect(fieldsOf(published)).toEqual([200])
    return { id, code: code.code }
  }
  const content = (price = PRICE): OfferInput['content'] => ({
    lots: [{ number: 1, prices: [price, price], answers: ['', 'Cinquante lavages.'] }],
    statement: 'Atelier de Foix.',
  })
  const offer = (id: string, differs: Partial<OfferInput> = {}, by = sewer, firm = workshop) =>
    by.call('POST', `/api/organisations/${firm}/offers/${id}`, {
      groupId: null,
      version: null,
      code: 'fil à fil 1789',
      declared: true,
      content: content(),
      ...differs,
    })
  /** The deadline passes, by so many seconds; what came before it came in time. */
  const pass = (id: string, seconds = 120) =>
    sql`update tender set deadline = clock_timestamp() - make_interval(secs => ${seconds}),
      questions_until = clock_timestamp() - interval '2 days' where id = ${id}`.execute(bed.db())
  /** Servers were there all the while, as the availability log says. */
  const beat = () =>
    sql`insert into server_beat (server_id, at)
      select gen_random_uuid(), at from generate_series(
        clock_timestamp() - interval '6 hours', clock_timestamp() + interval '1 minute', interval '30 seconds') at`.execute(
      bed.db(),
    )
  const open = (id: string, secret: string, by = buyer, recovery = false) =>
    by.call('POST', `/api/tenders/${id}/open`, { recovery, secret })
  const offersOf = async (id: string) =>
    (await buyer.call('GET', `/api/tenders/${id}/offers`)).json<OpenedOffer[]>()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    colleague = await api.person('Colette')
    sewer = await api.person('Sabine')
    second = await api.person('Simon')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'owner')
    await api.join(colleague, hospital, 'editor')
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    other = await api.organisation({ name: 'Couture du Lez', roles: ['firm'] })
    await api.join(sewer, workshop, 'editor')
    await api.join(second, other, 'editor')
    for (const [by, firm] of [
      [sewer, workshop],
      [second, other],
    ] as const)
      await by.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    await beat()
  })
  afterAll(() => api.close())

  test('is answered with a dated receipt, and its price is readable nowhere before the opening', async () => {
    const { id } = await tender()
    const [sealed] = (await offer(id)).json<OwnOffer[]>()
    expect(sealed).toMatchObject({ state: 'sealed', version: 1 })
    expect(sealed?.receipts[0]).toMatchObject({ version: 1, by: 'Sabine' })
    expect(sealed?.receipts[0]?.digest).toMatch(/^[0-9a-f]{64}$/)
    // Every row of every table, as text and as bytes: the price is in none of them.
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) name from information_schema.tables
      where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(bed.db())
    const digits = String(PRICE)
    const asHex = Buffer.from(digits).toString('hex')
    for (const { name } of tables) {
      const { rows } = await sql<{ found: number }>`
        select count(*)::integer found from ${sql.raw(name)} as t
        where t::text like ${`%${digits}%`} or t::text like ${`%${asHex}%`}`.execute(bed.db())
      expect([name, rows[0]?.found]).toEqual([name, 0])
    }
    // Nor does anybody else learn that somebody has answered.
    const before = JSON.stringify(await read(id))
    expect(before).not.toContain(workshop)
    expect(before).not.toContain(sealed?.receipts[0]?.digest)
    expect(await offersOf(id)).toEqual([])
    expect((await buyer.call('GET', `/api/tenders/${id}/opening`)).statusCode).toBe(409)
    // Through no open door, and through no log.
    for (const [door, by] of [
      ['/api/ocds/releases', api.anyone],
      ['/api/ocds/records', api.anyone],
      ['/api/decp.json', api.anyone],
      ['/api/open-data/tenders?format=csv', api.anyone],
      ['/api/open-data/feed.atom?language=fr', api.anyone],
      [`/api/log/tender/${id}`, buyer.call],
      [`/api/log/tender/${id}/export?format=csv`, buyer.call],
      [`/api/organisations/${hospital}/waiting`, buyer.call],
      [`/api/organisations/${other}/waiting`, second.call],
    ] as const) {
      const { statusCode, body } = await by('GET', door)
      expect([door, statusCode]).toEqual([door, 200])
      for (const secret of [digits, workshop, 'Confection de Foix', sealed?.receipts[0]?.digest ?? digits])
        expect([door, body.includes(secret)]).toEqual([door, false])
    }
    const path = `/api/organisations/${workshop}/offers/${id}`
    expect((await second.call('GET', path)).statusCode).toBe(404)
    expect((await buyer.call('GET', path)).statusCode).toBe(404)
  })

  test('is read back with its code and replaced until the deadline; two people at once do not overwrite each other', async () => {
    const { id } = await tender()
    await offer(id)
    const copy = (code: string) =>
      sewer.call('POST', `/api/organisations/${workshop}/offers/${id}/copy`, { groupId: null, code })
    expect((await copy('fil à fil 1789')).json()).toEqual({ ...content(), documents: [] })
    expect(fieldsOf(await copy('fil à fil 1790'))).toEqual([422, '/code'])
    expect((await offer(id)).statusCode).toBe(409)
    const [replaced] = (await offer(id, { version: 1, content: content(PRICE + 1) })).json<OwnOffer[]>()
    expect(replaced?.receipts.map(({ version }) => version)).toEqual([2, 1])
    const both = await Promise.all([offer(id, { version: 2 }), offer(id, { version: 2 })])
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409])
  })

  test('is refused where its form is wrong, before it is sealed', async () => {
    const { id } = await tender()
    const [lot] = content().lots
    if (lot === undefined) throw new Error('one lot')
    const withLots = (...lots: OfferInput['content']['lots']) =>
      offer(id, { content: { ...content(), lots } }).then(fieldsOf)
    expect(await withLots({ ...lot, number: 2 })).toEqual([422, '/content/lots/0/number'])
    expect(await withLots({ ...lot, prices: [1] })).toEqual([422, '/content/lots/0/prices'])
    expect(await withLots({ ...lot, answers: [] })).toEqual([422, '/content/lots/0/answers'])
    expect(await withLots(lot, lot)).toEqual([422, '/content/lots/1/number'])
    expect((await offer(id, {}, buyer, hospital)).statusCode).toBe(404)
    expect((await offer(id, {}, second, workshop)).statusCode).toBe(404)
    const reserved = await tender({ reservedFor: ['esat'] })
    expect(fieldsOf(await offer(reserved.id))).toEqual([422, '/content/lots/0/number'])
    await buyer.call('POST', `/api/tenders/${id}/cancel`, { reason: 'Le besoin a disparu.' })
    expect((await offer(id)).statusCode).toBe(409)
  })

  test('is opened after the deadline by two holders, and the opening publishes digests and times', async () => {
    const { id } = await tender()
    await offer(id)
    await offer(id, { content: content(50_000_000) }, second, other)
    expect(fieldsOf(await open(id, passphrases.buyer))).toEqual([422, '/secret'])
    await pass(id, 30)
    // A minute is left for what was on its way.
    expect(fieldsOf(await open(id, passphrases.buyer))).toEqual([422, '/secret'])
    await pass(id)
    expect(fieldsOf(await open(id, 'une autre phrase'))).toEqual([422, '/secret'])
    expect((await open(id, passphrases.buyer)).json<TenderShown>()).toMatchObject({ state: 'published' })
    expect((await read(id)).own?.keys.map(({ given }) => given)).toEqual([true, false, false])
    // The same part twice is one part.
    expect((await open(id, passphrases.buyer)).json<TenderShown>().state).toBe('published')
    expect((await open(id, passphrases.colleague, colleague)).json<TenderShown>().state).toBe('opened')
    const offers = await offersOf(id)
    expect(offers.map(({ bidder, lots }) => [bidder.name, lots[0]?.cents])).toEqual([
      ['Confection de Foix', 96_246_914],
      ['Couture du Lez', 100_000_000],
    ])
    const seen = await read(id, second)
    expect(seen.opened).toEqual(offers.map(({ digest, receivedAt }) => ({ digest, receivedAt })))
    expect(JSON.stringify(seen)).not.toContain(String(PRICE))
    expect((await second.call('GET', `/api/tenders/${id}/offers`)).statusCode).toBe(404)
  })

  test('is what its buyer and its bidder write to each other about, once it is opened and no sooner', async () => {
    const { id } = await tender()
    await offer(id)
    const write = (by: SignedIn, from: string, to: string) =>
      by.call('POST', `/api/organisations/${from}/threads`, {
        subject: { kind: 'tender', id },
        to,
        text: 'Quel fil avez-vous retenu ?',
        documents: [],
      })
    const mayWrite = async (by: SignedIn, firm: string) => {
      const decision = await by.call('GET', `/api/organisations/${firm}/offers/${id}/decision`)
      return decision.json<OwnDecision>().mayWrite
    }
    // What one is told before is told to all: by the questions.
    for (const early of [await write(sewer, workshop, hospital), await write(buyer, hospital, workshop)])
      expect([early.statusCode, early.json<Problem>().code]).toEqual([409, 'questions-to-all'])
    await pass(id)
    await open(id, passphrases.buyer)
    await open(id, passphrases.colleague, colleague)
    expect(await mayWrite(sewer, workshop)).toBe(true)
    const { thread } = (await write(buyer, hospital, workshop)).json<Conversation>()
    expect(thread).toMatchObject({
      subject: { kind: 'tender', own: true, title: { fr: 'Masques lavables' } },
      with: [{ name: 'Confection de Foix' }],
    })
    expect((await write(sewer, workshop, hospital)).json<Conversation>().thread.id).toBe(thread.id)
    // Whoever has not answered has nothing to write about, and nobody writes to it.
    expect(await mayWrite(second, other)).toBe(false)
    for (const stranger of [
      await write(second, other, hospital),
      await write(buyer, hospital, other),
      await write(second, other, workshop),
    ])
      expect(stranger.statusCode).toBe(404)
  })

  test('is opened with the recovery code where one holder has lost their passphrase', async () => {
    const { id, code } = await tender()
    await offer(id)
    await pass(id)
    expect(fieldsOf(await open(id, 'AAAAA-AAAAA', colleague, true))).toEqual([422, '/secret'])
    await open(id, code.toLowerCase().replaceAll('-', ' '), colleague, true)
    expect((await open(id, passphrases.colleague, colleague)).json<TenderShown>().state).toBe('opened')
    expect((await offersOf(id)).length).toBe(1)
  })

  test('is refused after the deadline while the platform was there', async () => {
    const { id } = await tender()
    await pass(id, 1)
    expect((await offer(id)).json<Problem>().code).toBe('offer-late')
    const attempts = await bed
      .db()
      .selectFrom('offerAttempt')
      .select('outcome')
      .where('tenderId', '=', id)
      .execute()
    expect(attempts).toEqual([{ outcome: 'refused-late' }])
    expect((await buyer.call('GET', `/api/tenders/${id}/opening`)).json<OpeningShown>()).toEqual({
      breaks: [],
      late: [],
    })
    const extend = await buyer.call('POST', `/api/tenders/${id}/extend`, {
      version: (await read(id)).own?.version,
      deadline: inDays(2),
      reason: 'Interruption.',
    })
    expect(fieldsOf(extend)).toEqual([422, '/deadline'])
  })

  test('that comes late after a break of the platform is kept sealed, for the buyer to decide', async () => {
    const { id } = await tender()
    await offer(id, {}, second, other)
    await pass(id)
    await sql`delete from server_beat where at between clock_timestamp() - interval '2 hours' and clock_timestamp() - interval '1 hour'`.execute(
      bed.db(),
    )
    const [late] = (await offer(id)).json<OwnOffer[]>()
    expect(late?.state).toBe('late')
    const opening = (await buyer.call('GET', `/api/tenders/${id}/opening`)).json<OpeningShown>()
    expect(opening.breaks.length).toBe(1)
    expect(opening.late).toMatchObject([{ bidder: 'Confection de Foix', decision: null }])
    expect(fieldsOf(await open(id, passphrases.buyer))).toEqual([422, '/late'])
    const decide = (by: SignedIn) =>
      by.call('POST', `/api/tenders/${id}/late-offers/${late?.id}`, {
        decision: 'accepted',
        reason: 'La plateforme était interrompue.',
      })
    expect((await decide(colleague)).statusCode).toBe(403)
    expect((await decide(buyer)).statusCode).toBe(200)
    await open(id, passphrases.buyer)
    await open(id, passphrases.colleague, colleague)
    expect((await offersOf(id)).map(({ isLate }) => isLate)).toEqual([false, true])
    await beat()
  })

  test('may be made once more where a break has put the deadline off', async () => {
    const { id } = await tender()
    await pass(id)
    await sql`delete from server_beat where at between clock_timestamp() - interval '2 hours' and clock_timestamp() - interval '1 hour'`.execute(
      bed.db(),
    )
    const extend = (differs: object) =>
      read(id).then(({ own }) =>
        buyer.call('POST', `/api/tenders/${id}/extend`, {
          version: own?.version,
          deadline: inDays(2),
          reason: 'Interruption de la plateforme.',
          ...differs,
        }),
      )
    expect(fieldsOf(await extend({ deadline: inDays(-1) }))).toEqual([422, '/deadline'])
    expect((await extend({})).statusCode).toBe(200)
    expect((await offer(id)).json<OwnOffer[]>()[0]?.state).toBe('sealed')
    await beat()
  })

  test('takes files along, sealed as it is: nobody reads them or their names before the opening, and then its buyer alone', async () => {
    const { id } = await tender()
    const send = (file: { name: string; bytes: Buffer }, by = sewer, firm = workshop) =>
      sendDocument(api, by, firm, file, id)
    const memo = { name: 'mémoire à 480 €.txt', bytes: Buffer.from('Cousu à Foix, point noué.') }
    const sent = (await send(memo)).json<UploadedDocument>()
    expect(sent).toMatchObject({ name: memo.name, mediaType: 'text/plain', bytes: memo.bytes.length })
    // A file is what its content says: neither a program nor a picture that calls itself a page.
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect((await send({ name: 'mémoire.pdf', bytes: png })).json<Problem>().code).toBe('document-mismatch')
    const program = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(64)])
    expect((await send({ name: 'mémoire.pdf', bytes: program })).json<Problem>().code).toBe('document-type')
    expect((await send({ name: 'vide.txt', bytes: Buffer.alloc(0) })).json<Problem>().code).toBe(
      'document-empty',
    )
    expect((await send(memo, buyer, hospital)).statusCode).toBe(404)

    const document = { id: sent.id, key: sent.key, kind: 'candidacy' as const }
    const otherKey = `${sent.key.startsWith('A') ? 'B' : 'A'}${sent.key.slice(1)}`
    const taking = (documents: NonNullable<OfferInput['documents']>, by = sewer, firm = workshop) =>
      offer(id, { documents }, by, firm).then(fieldsOf)
    expect(await taking([{ ...document, key: otherKey }])).toEqual([422, '/documents/0'])
    expect(await taking([document], second, other)).toEqual([422, '/documents/0'])
    expect(await taking([document, document])).toContain('/documents/1/id')
    const [sealed] = (await offer(id, { documents: [document] })).json<OwnOffer[]>()
    expect(sealed?.receipts[0]?.documents).toEqual([sent.digest])
    const copy = await sewer.call('POST', `/api/organisations/${workshop}/offers/${id}/copy`, {
      groupId: null,
      code: 'fil à fil 1789',
    })
    expect(copy.json<SealedContent>().documents).toMatchObject([{ name: memo.name, key: sent.key }])
    // What lies on the disk and in the database says nothing of it.
    const folder = api.app.environment.filesUrl
    const kept = await readFile(join(folder, sent.id.slice(-2), sent.id))
    expect([kept.includes('point noué'), kept.includes('480')]).toEqual([false, false])
    const rows = await bed.db().selectFrom('offerDocument').selectAll().where('id', '=', sent.id).execute()
    expect(JSON.stringify(rows)).not.toContain('mémoire')
    const path = `/api/tenders/${id}/offers/${sealed?.id}/documents/${sent.id}`
    expect((await buyer.call('GET', path)).statusCode).toBe(404)
    expect((await sewer.call('GET', `/api/documents/${sent.id}`)).statusCode).toBe(404)

    await pass(id)
    await open(id, passphrases.buyer)
    await open(id, passphrases.colleague, colleague)
    const [opened] = await offersOf(id)
    const { key: _, ...said } = sent
    expect(opened?.documents).toEqual([{ ...said, kind: 'candidacy' }])
    expect(JSON.stringify(opened)).not.toContain(sent.key)
    const read = await buyer.call('GET', path)
    expect([read.statusCode, read.body]).toEqual([200, 'Cousu à Foix, point noué.'])
    expect(read.headers['content-disposition']).toContain(encodeURIComponent('mémoire'))
    for (const by of [sewer, second]) expect((await by.call('GET', path)).statusCode).toBe(404)
  })

  test('leaves no file behind that it no longer takes along', async () => {
    const { id } = await tender()
    const file = { name: 'note.txt', bytes: Buffer.from('Note') }
    const sent = (await sendDocument(api, sewer, workshop, file, id)).json<UploadedDocument>()
    const document = { id: sent.id, key: sent.key, kind: 'offer' as const }
    const aDayLater = () =>
      sql`update offer_document set created_at = now() - interval '2 days' where id = ${sent.id}`.execute(
        bed.db(),
      )
    const isKept = async () =>
      (await readdir(join(api.app.environment.filesUrl, sent.id.slice(-2)))).includes(sent.id)
    await offer(id, { documents: [document] })
    await aDayLater()
    await sweepOfferDocuments(api.app)
    expect(await isKept()).toBe(true)
    await offer(id, { version: 1 })
    await sweepOfferDocuments(api.app)
    expect(await isKept()).toBe(false)
    expect(fieldsOf(await offer(id, { version: 2, documents: [document] }))).toEqual([422, '/documents/0'])
  })

  test('is withdrawn before the deadline, and is not opened then', async () => {
    const { id } = await tender()
    await offer(id)
    await offer(id, {}, second, other)
    const withdraw = () =>
      sewer.call('POST', `/api/organisations/${workshop}/offers/${id}/withdraw`, {
        groupId: null,
        version: 1,
      })
    expect((await withdraw()).json<OwnOffer[]>()[0]?.state).toBe('withdrawn')
    expect((await withdraw()).statusCode).toBe(409)
    await pass(id)
    await open(id, passphrases.buyer)
    await open(id, passphrases.colleague, colleague)
    expect((await offersOf(id)).map(({ bidder }) => bidder.name)).toEqual(['Couture du Lez'])
  })

  test('leaves nothing that people typed in the log, where nothing is erased', () =>
    expectNothingTyped(bed.db()))
})
