import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, type Call, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { everyAnswer } from '../../../tests/support/every-answer.ts'
import { type LivePage, openLivePage } from '../../../tests/support/live-page.ts'
import { type Buying, fieldsOf, openHospital, publishTender } from '../../../tests/support/tendering.ts'
import type { Conversation } from '../messages/schemas.ts'
import type { OwnOffer } from '../offers/schemas.ts'
import type { GroupShown } from './schemas.ts'

interface Firm {
  id: string
  person: SignedIn
}

/** One of two groups that share a partner, with words and prices that are nowhere else. */
interface Walled {
  lead: Firm
  word: string
  price: number
  shared: number
  /** What the shared partner asked its lead for, under seal. */
  asked: number
  group: string
  offer: string
  digest: string
  thread: string
}

describeOnDatabase('two groups that share a partner', bed => {
  let api: Api
  let buying: Buying
  let tender: string
  let need: string
  let red: Walled
  let blue: Walled
  const firms = new Map<string, Firm>()
  const pages = new Map<string, LivePage>()
  const firm = (name: string) => {
    const found = firms.get(name)
    if (!found) throw new Error(`${name} has no firm`)
    return found
  }
  const nobody = '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7'

  /** What a price is written as, however it is written: figures, euros in French or English, bytes in hexadecimal. */
  const written = (cents: number) => [
    String(cents),
    (cents / 100).toLocaleString('fr-FR'),
    (cents / 100).toLocaleString('en-GB'),
    Buffer.from(String(cents)).toString('hex'),
  ]
  const pricesOf = ({ price, shared, asked }: Walled) => [
    ...written(asked),
    ...written(price),
    ...written(shared),
    ...written(2 * price - shared),
  ]
  const tracesOf = (one: Walled) => [one.word, one.group, one.offer, one.digest, one.thread, ...pricesOf(one)]

  async function bid(name: string, word: string, price: number, shared: number): Promise<Walled> {
    const lead = firm(name)
    const [sharer, braider] = [firm('Sabine'), firm('Boris')]
    const path = `/api/organisations/${lead.id}`
    const part = (share: number | null, work: string) => [{ lot: 1, share, work }]
    const formed = await lead.person.call('POST', `${path}/tenders/${tender}/groups`, {
      form: 'conjoint',
      shows: 'own',
      members: [
        { organisationId: lead.id, role: 'partner', parts: part(6000, word) },
        { organisationId: sharer.id, role: 'partner', parts: part(4000, 'Couture') },
        { organisationId: braider.id, role: 'supplier', parts: part(null, 'Élastique') },
      ],
    })
    const { id: group } = formed.json<GroupShown>()
    const of = { id: sharer.id, call: sharer.person.call }
    await of.call('POST', `/api/organisations/${of.id}/groups/${group}/consent`, {
      version: 1,
      code: 'fil de trame',
    })
    const asked = shared + 2
    await lead.person.call('PUT', `${path}/groups/${group}/code`, { code: `prix de ${word}` })
    const own = { version: 1, lots: [{ number: 1, cents: asked }], note: word }
    const sent = await of.call('PUT', `/api/organisations/${of.id}/groups/${group}/asked-price`, own)
    expect(fieldsOf(sent)).toEqual([200])
    const said = await of.call('POST', `/api/organisations/${of.id}/threads`, {
      subject: { kind: 'group', id: group },
      to: null,
      text: `Notre prix pour ${word}`,
      documents: [],
    })
    const sealed = await lead.person.call('POST', `${path}/offers/${tender}`, {
      groupId: group,
      version: null,
      code: `code de ${word}`,
      declared: true,
      content: {
        lots: [
          {
            number: 1,
            prices: [price, price],
            answers: ['', word],
            parts: [
              { memberId: lead.id, cents: 2 * price - shared },
              { memberId: sharer.id, cents: shared },
            ],
          },
        ],
        statement: word,
      },
    })
    expect(fieldsOf(sealed)).toEqual([200])
    const [offer] = sealed.json<OwnOffer[]>()
    const digest = offer?.receipts[0]?.digest ?? ''
    const thread = said.json<Conversation>().thread.id
    return { lead, word, price, shared, asked, group, offer: offer?.id ?? '', digest, thread }
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const url = (await api.app.listen({ port: 0, host: '127.0.0.1' })).replace('localhost', '127.0.0.1')
    buying = await openHospital(api)
    for (const name of ['Rose', 'Bleuette', 'Sabine', 'Boris', 'Lou']) {
      const person = await api.person(name)
      const id = await api.organisation({ name: `Maison ${name}`, roles: ['firm'] })
      await api.join(person, id, 'owner')
      firms.set(name, { id, person })
    }
    const operator = await api.person('Odile')
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(operator, region, 'owner')
    firms.set('Odile', { id: region, person: operator })
    firms.set('Basile', { id: buying.id, person: buying.buyer })
    const published = await publishTender(buying)
    tender = published.id
    need = published.needs[0] ?? ''
    for (const [name, { id, person }] of firms) {
      const address = `${url}/api/live?organisation=${id}&after=0`
      pages.set(name, await openLivePage(address, { cookie: person.cookie }))
    }
    red = await bid('Rose', 'navette-rouge', 48_123_457, 20_111_113)
    blue = await bid('Bleuette', 'navette-bleue', 51_987_653, 22_333_337)
    await api.settled()
  })
  afterAll(async () => {
    for (const page of pages.values()) page.cut()
    await api.close()
  })

  /** All that a reader is answered by every route that reads: of each, whatever of the two groups could be asked for. */
  async function answersTo(call: Call, organisationId: string): Promise<Map<string, string>> {
    const ids = {
      organisationId: [organisationId],
      tenderId: [tender],
      groupId: [red.group, blue.group],
      threadId: [red.thread, blue.thread],
      needId: [need],
      kind: ['tender', 'need', 'firms'],
      subjectId: [tender, need, red.group],
      firmId: [red.lead.id, blue.lead.id],
    }
    const answers = await everyAnswer(api, call, ids, {
      candidates: '?name=Maison',
      about: `?kind=group&subject=${red.group}&to=${red.lead.id}`,
      search: '?q=navette',
    })
    expect(answers.size).toBeGreaterThan(60)
    return answers
  }

  /** Nothing of what is named is in what was answered, told, written or heard. */
  function expectNone(of: string, told: Iterable<[string, string]>, traces: string[]) {
    for (const [where, text] of told)
      for (const trace of traces)
        expect([of, where, trace, text.includes(trace)]).toEqual([of, where, trace, false])
  }

  async function toldTo(name: string): Promise<Map<string, string>> {
    const { id, person } = firm(name)
    const notices = await bed
      .db()
      .selectFrom('notification')
      .selectAll()
      .where('organisationId', '=', id)
      .execute()
    const mails = await bed
      .db()
      .selectFrom('mail')
      .selectAll()
      .where('recipient', '=', person.email)
      .execute()
    return new Map([
      ...(await answersTo(person.call, id)),
      ['notifications', JSON.stringify(notices)],
      ['mail', JSON.stringify(mails)],
      ['socket', JSON.stringify(pages.get(name)?.heard)],
    ])
  }

  test('are found by nobody outside of them, by no route, notification, mail or socket', async () => {
    const traces = [...tracesOf(red), ...tracesOf(blue)]
    for (const name of ['Lou', 'Odile', 'Basile']) expectNone(name, await toldTo(name), traces)
    expectNone('anyone', await answersTo(api.anyone, nobody), traces)
    expectNone('Colette', await answersTo(buying.colleague.call, buying.id), traces)
  }, 60_000)

  test('keep from each lead all of the other, and from a supplier what is not its own line', async () => {
    expectNone('Rose', await toldTo('Rose'), [...tracesOf(blue), ...pricesOf(red)])
    expectNone('Bleuette', await toldTo('Bleuette'), [...tracesOf(red), ...pricesOf(blue)])
    const [first, second] = [red, blue].map(one => [
      one.word,
      one.offer,
      one.digest,
      one.thread,
      ...pricesOf(one),
    ])
    expectNone('Boris', await toldTo('Boris'), [...(first ?? []), ...(second ?? [])])
  }, 60_000)

  test('show the partner that they share each on its own page, and no price but its own, by its code', async () => {
    const sharer = firm('Sabine')
    const told = await toldTo('Sabine')
    expectNone('Sabine', told, [...pricesOf(red), ...pricesOf(blue)])
    const path = `/api/organisations/${sharer.id}/groups`
    const page = ({ group }: Walled) => told.get(`${path}/${group}`) ?? ''
    expect([page(red).includes(red.word), page(blue).includes(blue.word)]).toEqual([true, true])
    expectNone('Sabine', [['red', page(red)]], tracesOf(blue))
    expectNone('Sabine', [['blue', page(blue)]], tracesOf(red))
    const thread = ({ thread: id }: Walled) => told.get(`/api/organisations/${sharer.id}/threads/${id}`) ?? ''
    expectNone('Sabine', [['red', thread(red)]], [blue.word, blue.group])
    const price = async ({ group }: Walled) =>
      (await sharer.person.call('POST', `${path}/${group}/price`, { code: 'fil de trame' })).body
    expect(await price(red)).toContain('20111113')
    expectNone('Sabine', [['red', await price(red)]], [...pricesOf(blue), ...written(red.price)])
  }, 60_000)

  test('leave their prices in no row of any table, as text or as bytes', async () => {
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) name from information_schema.tables
      where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(bed.db())
    const looked = [red, blue].flatMap(pricesOf)
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text row from ${sql.raw(name)} as t
        where t::text like any(${looked.map(trace => `%${trace}%`)}::text[])`.execute(bed.db())
      expect([name, rows]).toEqual([name, []])
    }
  })
})
