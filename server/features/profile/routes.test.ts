import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, checked, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'
import type { Profile, ProfileDraft } from './schemas.ts'

interface Problem {
  code: string
  title: string
  errors?: { field: string; message: string }[]
  current?: Profile
}

describeOnOneConnection('a firm’s profile', bed => {
  let api: Api
  let editor: SignedIn
  let firm: string

  const path = () => `/api/organisations/${firm}/profile`
  const read = async () => (await editor.call('GET', path())).json<Profile>()
  const save = async (changes: Partial<ProfileDraft>, version?: number) => {
    const body = { ...sewingWorkshop, version: version ?? (await read()).version, ...changes }
    return editor.call('PUT', path(), body)
  }
  const eventsOf = (verb: string) =>
    bed
      .db()
      .selectFrom('event')
      .selectAll()
      .where('subjectId', '=', firm)
      .where('verb', '=', verb)
      .orderBy('id')
      .execute()
  const jobsOf = async () => {
    const { rows } = await sql<{ data: { firmId: string; position: { eventId: number } } }>`
      select data from pgboss.job where name = 'match-firm' and data ->> 'firmId' = ${firm}`.execute(bed.db())
    return rows.map(({ data }) => data)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(editor, firm, 'editor')
  })
  afterAll(() => api.close())

  test('is empty at first, at version 0, and there is nothing to confirm', async () => {
    expect(await read()).toMatchObject({ version: 0, confirmedAt: null, sites: [], distress: null })
    const confirmed = await editor.call('POST', `${path()}/confirm`)
    expect(confirmed.statusCode).toBe(409)
    expect(confirmed.json<Problem>().code).toBe('no-profile-yet')
  })

  test('comes back as it was saved, confirmed, with places found and ids given', async () => {
    const saved = await save({
      distress: { activityLostPercent: 45, jobs: 20, jobsAtRisk: 8, published: false },
    })
    expect(saved.statusCode).toBe(200)
    const profile = await read()
    expect(saved.json()).toEqual(profile)
    expect(profile).toMatchObject({
      version: 1,
      activity: sewingWorkshop.activity,
      workedMaterials: ['woven-cotton', 'woven-workwear'],
      distress: { activityLostPercent: 45, jobs: 20, jobsAtRisk: 8, published: false },
      sites: [{ communeName: 'Foix', department: '09', precision: 'commune', machines: { length: 3 } }],
    })
    expect(profile.confirmedAt).toBe(profile.updatedAt)
  })

  test('makes one event a save, which says what changed and nothing of distress, and one job that carries it', async () => {
    const [event, ...others] = await eventsOf('profile.saved')
    expect(others).toEqual([])
    expect(event).toMatchObject({ actor: editor.pseudonym, organisationId: firm, subjectKind: 'firm' })
    expect(event?.data).toMatchObject({ version: 1, sites: 1, machines: 20, people: 18 })
    expect(JSON.stringify(event?.data)).not.toMatch(/distress|45|risk/)
    expect(await jobsOf()).toMatchObject([{ firmId: firm, position: { eventId: event?.id } }])
  })

  test('keeps its sites’ ids, and forgets what is not sent', async () => {
    const before = await read()
    const [site] = before.sites
    const [example] = sewingWorkshop.sites
    if (!site || !example) throw new Error('no site')
    const saved = await save({ sites: [{ ...example, id: site.id, name: 'Atelier du bas', machines: [] }] })
    expect(saved.json<Profile>().sites).toMatchObject([{ id: site.id, name: 'Atelier du bas', machines: [] }])
    expect((await eventsOf('profile.saved')).at(-1)?.data).toMatchObject({
      changed: ['sites'],
      machines: 0,
    })
    expect(saved.json<Profile>().distress).toBeNull()
  })

  test('keeps how wide, fine and heavy a machine works, where it is said', async () => {
    const before = await read()
    const [site] = before.sites
    const [example] = sewingWorkshop.sites
    if (!site || !example) throw new Error('no site')
    const loom = { type: 'loom-rapier', count: 2, hoursPerWeek: 35 }
    const wide = { ...loom, attributes: { widthCm: 190, leastGramsPerM2: 80, mostGramsPerM2: 300 } }
    const machines = [wide, { ...loom, attributes: {} }, loom]
    const saved = await save({ sites: [{ ...example, id: site.id, machines }] })
    expect(saved.json<Profile>().sites[0]?.machines).toEqual([wide, loom, loom])
    expect((await read()).sites[0]?.machines).toEqual([wide, loom, loom])
  })

  test('lets two establishments exchange their numbers', async () => {
    const { siren } = await bed
      .db()
      .selectFrom('organisation')
      .select('siren')
      .where('id', '=', firm)
      .executeTakeFirstOrThrow()
    const [one, two] = [checked(`${siren}0001`), checked(`${siren}0002`)]
    const [example] = sewingWorkshop.sites
    if (!example) throw new Error('no site')
    const first = await save({
      sites: [
        { ...example, siret: one },
        { ...example, siret: two },
      ],
    })
    expect(first.statusCode).toBe(200)
    const [a, b] = first.json<Profile>().sites
    const exchanged = await save({
      sites: [
        { ...example, id: a?.id ?? null, siret: two },
        { ...example, id: b?.id ?? null, siret: one },
      ],
    })
    expect(exchanged.json<Profile>().sites).toMatchObject([
      { id: a?.id, siret: two },
      { id: b?.id, siret: one },
    ])
  })

  test('never takes a certificate’s status from the firm, and keeps what was verified', async () => {
    const certificate = { norm: 'uns-note-2020', edition: null, item: null, number: 'A1', validUntil: null }
    const said = { ...certificate, status: 'verified' }
    const refused = await editor.call('PUT', path(), {
      ...sewingWorkshop,
      version: (await read()).version,
      certificates: [said],
    })
    expect(refused.statusCode).toBe(422)
    expect((await save({ certificates: [certificate] })).json<Profile>().certificates).toMatchObject([
      { status: 'declared' },
    ])
    await bed
      .db()
      .updateTable('certificate')
      .set({ status: 'verified' })
      .where('organisationId', '=', firm)
      .execute()
    expect((await save({ certificates: [certificate] })).json<Profile>().certificates).toMatchObject([
      { status: 'verified' },
    ])
    const other = { ...certificate, number: 'A2' }
    expect((await save({ certificates: [other] })).json<Profile>().certificates).toMatchObject([
      { number: 'A2', status: 'declared' },
    ])
  })

  test('is confirmed without a new version', async () => {
    const before = await read()
    const confirmed = await editor.call('POST', `${path()}/confirm`)
    expect(confirmed.statusCode).toBe(200)
    const after = await read()
    expect(after).toEqual({ ...before, confirmedAt: confirmed.json<{ confirmedAt: string }>().confirmedAt })
    expect(await eventsOf('profile.confirmed')).toHaveLength(1)
  })

  test('refuses the second of two tabs and shows it what the first one saved', async () => {
    const { version } = await read()
    const first = await save({ activity: 'Écrit dans le premier onglet.' }, version)
    const second = await save({ activity: 'Écrit dans le second onglet.' }, version)
    expect(first.statusCode).toBe(200)
    expect(second.statusCode).toBe(409)
    const problem = second.json<Problem>()
    expect(problem).toMatchObject({ code: 'stale-version', current: first.json<Profile>() })
    expect((await read()).activity).toBe('Écrit dans le premier onglet.')
  })

  test('lets one of two saves at the same moment through', async () => {
    const { version } = await read()
    const answers = await Promise.all(['a', 'b', 'c'].map(activity => save({ activity }, version)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect((await read()).version).toBe(version + 1)
  })

  test('refuses what cannot be, field by field in the reader’s language, and saves nothing of it', async () => {
    const before = await read()
    const [example] = sewingWorkshop.sites
    if (!example) throw new Error('no site')
    const body = {
      ...sewingWorkshop,
      version: before.version,
      activity: 'Rien de ceci ne sera enregistré.',
      sites: [
        { ...example, commune: '99999', machines: [{ type: 'time-machine', count: 1, hoursPerWeek: 1 }] },
      ],
    }
    const french = await editor.call('PUT', path(), body)
    expect(french.statusCode).toBe(422)
    expect(french.headers['content-type']).toMatch('application/problem+json')
    expect(french.json<Problem>()).toMatchObject({
      title: 'Certains champs sont à corriger',
      errors: [
        { field: '/sites/0/machines/0/type', message: 'Ce choix n’existe pas dans le référentiel.' },
        { field: '/sites/0/commune', message: 'Commune inconnue : choisissez-la dans la liste.' },
      ],
    })
    const english = await editor.call('PUT', path(), body, 'en')
    expect(english.json<Problem>()).toMatchObject({
      title: 'Some fields need correcting',
      errors: [{ message: 'This choice is not in the catalogue.' }, { message: /^Unknown commune/ }],
    })
    expect(await read()).toEqual(before)
  })

  test.each([
    [
      'too many hours in a week',
      { machines: [{ type: 'sew-overlock', count: 1, hoursPerWeek: 169 }] },
      'machines/0/hoursPerWeek',
    ],
    [
      'no machine at all in a line',
      { machines: [{ type: 'sew-overlock', count: 0, hoursPerWeek: 1 }] },
      'machines/0/count',
    ],
    [
      'half a person',
      { workforce: [{ trade: 't-sew-op', people: 1.5, hoursPerWeek: 1 }] },
      'workforce/0/people',
    ],
    [
      'a number as text',
      { workforce: [{ trade: 't-sew-op', people: '3', hoursPerWeek: 1 }] },
      'workforce/0/people',
    ],
    [
      'a width of nothing',
      { machines: [{ type: 'loom-rapier', count: 1, hoursPerWeek: 1, attributes: { widthCm: 0 } }] },
      'machines/0/attributes/widthCm',
    ],
    [
      'a heaviest cloth that is lighter than the lightest',
      {
        machines: [
          {
            type: 'loom-rapier',
            count: 1,
            hoursPerWeek: 1,
            attributes: { leastGramsPerM2: 200, mostGramsPerM2: 100 },
          },
        ],
      },
      'machines/0/attributes/mostGramsPerM2',
    ],
    ['a character the database cannot hold', { name: 'Atelier\u0000' }, 'name'],
    ['a pin beyond the pole', { latitude: 91, longitude: 0 }, 'latitude'],
  ])('refuses %s', async (_what, change, field) => {
    const before = await read()
    const sites = [{ ...sewingWorkshop.sites[0], ...change }]
    const answer = await editor.call('PUT', path(), { ...sewingWorkshop, version: before.version, sites })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors).toMatchObject([{ field: `/sites/0/${field}` }])
    expect(await read()).toEqual(before)
  })

  test('refuses a site of another organisation, and leaves it alone', async () => {
    const other = await api.person('Oscar')
    const otherFirm = await api.organisation({ name: 'Ailleurs', roles: ['firm'] })
    await api.join(other, otherFirm, 'owner')
    const otherPath = `/api/organisations/${otherFirm}/profile`
    const theirs = await other.call('PUT', otherPath, { ...sewingWorkshop, version: 0 })
    const [example] = sewingWorkshop.sites
    const [site] = theirs.json<Profile>().sites
    if (!example || !site) throw new Error('no site')
    const answer = await save({ sites: [{ ...example, id: site.id, name: 'Pris' }] })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors).toMatchObject([{ field: '/sites/0/id' }])
    expect((await other.call('GET', otherPath)).json()).toEqual(theirs.json())
  })

  test('refuses malformed JSON, and two megabytes of text', async () => {
    const malformed = await editor.call('PUT', path(), '{"version": 1,')
    expect(malformed.statusCode).toBe(400)
    expect(malformed.json<Problem>().code).toBe('malformed-json')
    const long = await save({ activity: 'x'.repeat(2_000_000) })
    expect(long.statusCode).toBe(413)
    expect(long.json<Problem>().code).toBe('too-large')
    const tooLong = await save({ activity: 'x'.repeat(20_001) })
    expect(tooLong.statusCode).toBe(422)
    expect(tooLong.json<Problem>().errors).toMatchObject([{ field: '/activity' }])
  })

  test('leaves nothing behind when the transaction fails after the rows were written', async () => {
    const [before, events, jobs] = [await read(), await eventsOf('profile.saved'), await jobsOf()]
    await sql`
      create function refuse_jobs() returns trigger language plpgsql as $$
      begin raise exception 'no job today'; end $$`.execute(bed.db())
    await sql`create trigger refuse_jobs before insert on pgboss.job
      for each row execute function refuse_jobs()`.execute(bed.db())
    const failed = await save({ activity: 'Perdu.' })
    await sql`drop trigger refuse_jobs on pgboss.job`.execute(bed.db())
    expect(failed.statusCode).toBe(500)
    expect(failed.body).not.toContain('no job today')
    expect(await read()).toEqual(before)
    expect(await eventsOf('profile.saved')).toEqual(events)
    expect(await jobsOf()).toEqual(jobs)
  })
})
