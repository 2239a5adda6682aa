import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection, describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor } from '../../../tests/support/examples.ts'
import type { NeedDraft, NeedShown } from './schemas.ts'

interface Problem {
  code: string
  title: string
  detail: string
  errors?: { field: string; message: string }[]
  current?: NeedShown
}

describeOnOneConnection('a need', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string

  const at = (need: { id: string }, verb = '') => `/api/needs/${need.id}${verb && `/${verb}`}`
  const versionOf = (need: NeedShown) => need.own?.version
  const write = async (changes: Partial<NeedDraft> = {}) => {
    const answer = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(2000),
      ...changes,
    })
    expect(answer.body).toContain('"state":"draft"')
    return answer.json<NeedShown>()
  }
  const decide = (need: NeedShown, verb: string) =>
    buyer.call('POST', at(need, verb), { version: versionOf(need) })
  const publish = async (changes: Partial<NeedDraft> = {}) =>
    (await decide(await write(changes), 'publish')).json<NeedShown>()
  const revise = (need: NeedShown, changes: Partial<NeedDraft>) =>
    buyer.call('PUT', at(need), { ...masksFor(2000), ...changes, version: versionOf(need) })
  const eventsOf = ({ id }: NeedShown) =>
    bed.db().selectFrom('event').selectAll().where('subjectId', '=', id).orderBy('id').execute()
  const jobsOf = async ({ id }: NeedShown) => {
    const { rows } = await sql<{ event: number }>`
      select (data -> 'position' ->> 'eventId')::bigint as event from pgboss.job
      where name = 'match-need' and data ->> 'needId' = ${id} order by 1`.execute(bed.db())
    return rows.map(({ event }) => event)
  }
  const revisionsOf = ({ id }: NeedShown) =>
    bed
      .db()
      .selectFrom('needRevision')
      .select(['revision', 'content'])
      .where('needId', '=', id)
      .orderBy('revision')
      .execute()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
  })
  afterAll(() => api.close())

  test('is a draft at first: kept whole, saved again, told to nobody', async () => {
    const draft = await write({ ceilingCents: 400_000, weights: { jobs: 2, 'lead-time': 0 } })
    expect(draft).toMatchObject({
      state: 'draft',
      revision: 0,
      item: 'mask-uns1-adult',
      quantity: 2000,
      communeName: 'Foix',
      own: { version: 1, ceilingCents: 400_000, weights: { jobs: 2, 'lead-time': 0 } },
    })
    const saved = (await revise(draft, { quantity: 5000 })).json<NeedShown>()
    expect(saved).toMatchObject({ quantity: 5000, own: { version: 2, ceilingCents: null, weights: null } })
    expect((await buyer.call('GET', at(draft))).json()).toEqual(saved)
    expect(await eventsOf(draft)).toEqual([])
    expect(await jobsOf(draft)).toEqual([])
  })

  test('is published with one event, the job that carries it, and its first revision as the engine reads it', async () => {
    const need = await publish({ text: 'À livrer au quai n° 2.' })
    expect(need).toMatchObject({ state: 'published', revision: 1, own: { version: 2 } })
    expect(need.publishedAt).not.toBeNull()
    const [event, ...others] = await eventsOf(need)
    expect(others).toEqual([])
    expect(event).toMatchObject({
      verb: 'need.published',
      actor: buyer.pseudonym,
      organisationId: hospital,
      data: { revision: 1 },
    })
    expect(await jobsOf(need)).toEqual([event?.id])
    expect(await revisionsOf(need)).toMatchObject([
      { revision: 1, content: { id: need.id, buyer: hospital, buyerKind: 'hospital', quantity: 2000 } },
    ])
  })

  test('published, becomes its next revision with every change; the earlier ones stay', async () => {
    const need = await publish()
    const revised = await revise(need, masksFor(3000))
    expect(revised.json()).toMatchObject({ state: 'published', revision: 2, quantity: 3000 })
    const events = await eventsOf(need)
    expect(events.map(({ verb }) => verb)).toEqual(['need.published', 'need.revised'])
    expect(await jobsOf(need)).toEqual(events.map(({ id }) => id))
    expect((await revisionsOf(need)).map(({ content }) => content.quantity)).toEqual([2000, 3000])
  })

  test('published, stays complete: what would break it is refused and nothing of it kept', async () => {
    const need = await publish()
    const answer = await revise(need, { quantity: 9999, text: 'Perdu.' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors).toMatchObject([{ field: '/schedule' }])
    expect((await buyer.call('GET', at(need))).json()).toEqual(need)
    expect(await eventsOf(need)).toHaveLength(1)
  })

  test('is withdrawn, and comes back as it was under the same revision', async () => {
    const need = await publish()
    const withdrawn = (await decide(need, 'withdraw')).json<NeedShown>()
    expect(withdrawn).toMatchObject({ state: 'withdrawn', revision: 1 })
    const back = (await decide(withdrawn, 'republish')).json<NeedShown>()
    expect(back).toMatchObject({ state: 'published', revision: 1, publishedAt: need.publishedAt })
    const events = await eventsOf(need)
    expect(events.map(({ verb }) => verb)).toEqual(['need.published', 'need.withdrawn', 'need.published'])
    expect(await jobsOf(need)).toEqual(events.map(({ id }) => id))
  })

  test('withdrawn, may be changed quietly and comes back as a new revision', async () => {
    const need = await publish()
    const withdrawn = (await decide(need, 'withdraw')).json<NeedShown>()
    const changed = (await revise(withdrawn, masksFor(4000))).json<NeedShown>()
    expect(changed).toMatchObject({ state: 'withdrawn', revision: 1, quantity: 4000 })
    expect((await decide(changed, 'republish')).json()).toMatchObject({ state: 'published', revision: 2 })
    expect((await eventsOf(need)).map(({ verb }) => verb)).not.toContain('need.revised')
  })

  test.each([
    ['draft', 'withdraw'],
    ['draft', 'republish'],
    ['published', 'publish'],
    ['published', 'republish'],
    ['withdrawn', 'withdraw'],
    ['withdrawn', 'publish'],
  ])('%s, cannot be asked to %s', async (state, verb) => {
    let need = state === 'draft' ? await write() : await publish()
    if (state === 'withdrawn') need = (await decide(need, 'withdraw')).json<NeedShown>()
    const before = await eventsOf(need)
    const answer = await decide(need, verb)
    expect(answer.statusCode).toBe(409)
    expect(answer.json<Problem>().code).toBe('wrong-state')
    expect((await buyer.call('GET', at(need))).json()).toEqual(need)
    expect(await eventsOf(need)).toEqual(before)
  })

  test('is deleted while it is a draft only', async () => {
    const draft = await write()
    expect((await buyer.call('DELETE', at(draft))).statusCode).toBe(204)
    expect((await buyer.call('GET', at(draft))).statusCode).toBe(404)
    const need = await publish()
    expect((await buyer.call('DELETE', at(need))).statusCode).toBe(409)
    const withdrawn = (await decide(need, 'withdraw')).json<NeedShown>()
    expect((await buyer.call('DELETE', at(withdrawn))).statusCode).toBe(409)
  })

  test('refuses the second of two tabs, whether it saves or publishes, and shows what the first saved', async () => {
    const draft = await write()
    const first = await revise(draft, { text: 'Écrit dans le premier onglet.' })
    for (const second of [await revise(draft, { text: 'Dans le second.' }), await decide(draft, 'publish')]) {
      expect(second.statusCode).toBe(409)
      expect(second.json<Problem>()).toMatchObject({
        code: 'stale-version',
        current: first.json<NeedShown>(),
      })
    }
    expect(await eventsOf(draft)).toEqual([])
  })

  test('is published once by two who press at the same moment', async () => {
    const draft = await write()
    const answers = await Promise.all([decide(draft, 'publish'), decide(draft, 'publish')])
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await eventsOf(draft)).toHaveLength(1)
    expect(await jobsOf(draft)).toHaveLength(1)
  })

  test.each<[string, Partial<NeedDraft>, string]>([
    ['an unknown item', { item: 'flying-carpet' }, '/item'],
    ['an unknown family', { item: null, family: 'carpets' }, '/family'],
    ['a quantity of 0', { quantity: 0 }, '/quantity'],
    ['half a mask', { quantity: 0.5 }, '/quantity'],
    ['an unknown commune', { commune: '99999' }, '/commune'],
    ['an unknown norm', { norms: ['EN 0000'] }, '/norms/0'],
    ['a day that does not exist', { schedule: [{ due: '2027-02-30', quantity: 2000 }] }, '/schedule/0/due'],
    ['six partners', { maximumPartners: 6 }, '/maximumPartners'],
    ['a character the database cannot hold', { text: 'a\u0000b' }, '/text'],
    ['a text beyond its limit', { text: 'x'.repeat(20_001) }, '/text'],
    ['a negative ceiling', { ceilingCents: -1 }, '/ceilingCents'],
  ])('is not even a draft with %s', async (_what, changes, field) => {
    const count = () => bed.db().selectFrom('need').select('id').execute()
    const before = await count()
    const answer = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(2000),
      ...changes,
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors).toMatchObject([{ field }])
    expect(await count()).toEqual(before)
  })

  test('is not published with a date in the past, in words of the reader’s language', async () => {
    const draft = await write({ schedule: [{ due: inDays(-1), quantity: 2000 }] })
    const french = await decide(draft, 'publish')
    expect(french.statusCode).toBe(422)
    expect(french.json<Problem>().errors).toEqual([
      { field: '/schedule/0/due', message: 'Cette date est passée : choisissez un jour à venir.' },
    ])
    const english = await buyer.call('POST', at(draft, 'publish'), { version: 1 }, 'en')
    expect(english.json<Problem>()).toMatchObject({
      title: 'Some fields need correcting',
      errors: [{ message: 'This date is past: choose a day to come.' }],
    })
    expect((await buyer.call('GET', at(draft))).json()).toEqual(draft)
  })

  test('refuses malformed JSON, two megabytes of text, and a path that is no id', async () => {
    const path = `/api/organisations/${hospital}/needs`
    const malformed = await buyer.call('POST', path, '{"item": ')
    expect([malformed.statusCode, malformed.json<Problem>().code]).toEqual([400, 'malformed-json'])
    const long = await buyer.call('POST', path, { ...masksFor(10), text: 'x'.repeat(2_000_000) })
    expect([long.statusCode, long.json<Problem>().code]).toEqual([413, 'too-large'])
    expect((await buyer.call('GET', '/api/needs/1%27--')).statusCode).toBe(422)
  })

  test('leaves nothing behind when publishing fails after the rows were written', async () => {
    const draft = await write()
    await sql`
      create function refuse_jobs() returns trigger language plpgsql as $$
      begin raise exception 'no job today'; end $$`.execute(bed.db())
    await sql`create trigger refuse_jobs before insert on pgboss.job
      for each row execute function refuse_jobs()`.execute(bed.db())
    const failed = await decide(draft, 'publish')
    await sql`drop trigger refuse_jobs on pgboss.job`.execute(bed.db())
    expect(failed.statusCode).toBe(500)
    expect((await buyer.call('GET', at(draft))).json()).toEqual(draft)
    expect(await eventsOf(draft)).toEqual([])
    expect(await revisionsOf(draft)).toEqual([])
    expect(await jobsOf(draft)).toEqual([])
  })
})

describeOnDatabase('in production', bed => {
  let api: Api
  let buyer: SignedIn
  beforeAll(async () => {
    api = await openApi(bed.connection(), { production: true })
    buyer = await api.person('Basile')
  })
  afterAll(() => api.close())

  test.each([
    ['unverified', 403, 'organisation-unverified'],
    ['suspended', 403, 'organisation-suspended'],
    ['verified', 200, undefined],
  ] as const)('an organisation that is %s publishes: %i', async (status, code, refusal) => {
    const organisation = await api.organisation({ name: 'CH', roles: ['buyer'], status })
    await api.join(buyer, organisation, 'owner')
    const draft = await buyer.call('POST', `/api/organisations/${organisation}/needs`, masksFor(100))
    expect(draft.statusCode).toBe(201)
    const { id } = draft.json<NeedShown>()
    const published = await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    expect([published.statusCode, published.json<Problem>().code]).toEqual([code, refusal])
  })
})
