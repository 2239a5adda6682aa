import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { OpenNeed } from './schemas.ts'

describeOnDatabase('open data', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string
  let open: string

  const publish = async (visibility: 'public' | 'members' | 'invited', withdrawn = false) => {
    const draft = { ...masksFor(2000), visibility, ceilingCents: 1_234_567, text: '=HYPERLINK("x")' }
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, draft)
    const { id } = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    if (withdrawn) await buyer.call('POST', `/api/needs/${id}/withdraw`, { version: 2 })
    return id
  }
  const get = (path: string) => api.anyone('GET', `/api/open-data/${path}`)

  beforeAll(async () => {
    api = await openApi(bed.connection(), { publicUrl: 'https://maillage.exemple.fr' })
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: '=CH de Foix; "Ariège"', roles: ['buyer'] })
    await api.join(buyer, hospital, 'owner')
    open = await publish('public')
    await publish('members')
    await publish('invited')
    await publish('public', true)
    await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(10),
      visibility: 'public',
    })
  })
  afterAll(() => api.close())

  test('holds open public needs alone, and nothing that is their buyer’s secret', async () => {
    const answer = await get('needs')
    const needs = answer.json<OpenNeed[]>()
    expect(needs.map(({ id }) => id)).toEqual([open])
    expect(needs[0]).toMatchObject({
      item: 'mask-uns1-adult',
      quantity: 2000,
      communeName: 'Foix',
      url: `https://maillage.exemple.fr/needs/${open}`,
      deliveries: [{ quantity: 1000 }, { quantity: 1000 }],
    })
    expect(answer.body).not.toContain('1234567')
    expect(answer.headers['cache-control']).toBe('public, max-age=300')
  })

  test('comes as a table in which nothing runs', async () => {
    const { body, headers } = await get('needs?format=csv&language=fr')
    expect(headers['content-type']).toContain('text/csv')
    const [head, line, ...rest] = body.split('\r\n')
    expect(head).toContain('Identifiant;Besoin;Acheteur')
    expect(line).toContain(`${open};`)
    expect(line).toContain('"\'=CH de Foix; ""Ariège"""')
    expect(rest).toEqual([''])
  })

  test('comes as a feed and as a calendar, in the language asked for', async () => {
    const feed = await get('feed.atom?language=en')
    expect(feed.headers['content-type']).toContain('application/atom+xml')
    expect(feed.body.match(/<entry>/g)).toHaveLength(1)
    expect(feed.body).toContain('<title>Need: 2,000 × ')
    const calendar = await get('calendar.ics?language=fr')
    expect(calendar.headers['content-type']).toContain('text/calendar')
    expect(calendar.body.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect((await get('needs?format=xml')).statusCode).toBe(422)
  })

  test('holds tenders that anyone may answer, and none that is a draft or for those invited', async () => {
    const id = (last: string) => `01938000-0000-7000-8000-00000000000${last}`
    const write = (last: string, state: string, access: string) =>
      sql`insert into tender (id, organisation_id, state, access, title, procedure, criteria, revision,
          published_at, questions_until, deadline, public_key)
        values (${id(last)}, ${hospital}, ${state}, ${access}, 'Masques & visières', 'adapted', '[]', 1,
          now(), '2027-05-01T10:00:00Z', '2027-05-11T10:00:00Z', 'key')`.execute(bed.db())
    await write('a', 'published', 'open')
    await write('b', 'published', 'invited')
    await write('c', 'draft', 'open')
    const tenders = (await get('tenders')).json<{ id: string; deadline: string }[]>()
    expect(tenders.map(({ id }) => id)).toEqual([id('a')])
    expect(tenders[0]?.deadline).toBe('2027-05-11T10:00:00.000Z')
    expect((await get('tenders?format=csv')).body).toContain(';Masques & visières;')
    expect((await get('feed.atom')).body).toContain('Masques &amp; visières')
    expect((await get('calendar.ics')).body).toContain('DTSTART:20270511T100000Z')
  })
})
