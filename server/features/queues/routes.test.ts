import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { Queues } from './schemas.ts'

describeOnOneConnection('what waits for the operator', bed => {
  let api: Api
  let boss: SignedIn
  let verifier: SignedIn
  let clerk: SignedIn
  let sewer: SignedIn
  let workshop: string
  let operator: string

  const queues = async (by = clerk) =>
    (await by.call('GET', `/api/organisations/${operator}/queues`)).json<Queues>()
  const act = (path: string, body?: object, by = verifier) =>
    by.call('POST', `/api/organisations/${operator}/queues/${path}`, body)
  const why = (answer: Answer) => [answer.statusCode, answer.json<Problem>().errors?.[0]?.message]
  const toldOf = async (organisation: string) =>
    (
      await bed
        .db()
        .selectFrom('notification')
        .select('kind')
        .where('organisationId', '=', organisation)
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind)
  const subjectsTo = async ({ email }: SignedIn) =>
    (
      await bed
        .db()
        .selectFrom('mail')
        .select('subject')
        .where('recipient', '=', email)
        .orderBy('id')
        .execute()
    ).map(({ subject }) => subject)

  beforeAll(async () => {
    api = await openApi(bed.connection())
    boss = await api.person('Ophelie')
    verifier = await api.person('Vera')
    clerk = await api.person('Clement')
    sewer = await api.person('Sabine')
    operator = await api.organisation({ name: 'Région', roles: ['operator'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(boss, operator, 'owner')
    await api.join(verifier, operator, 'viewer')
    await api.join(clerk, operator, 'editor')
    await api.join(sewer, workshop, 'owner')
    const path = `/api/organisations/${operator}/members/${verifier.id}`
    await boss.call('PATCH', path, { member: 'viewer', duties: ['verifier'] })
  })
  afterAll(() => api.close())

  test('an organisation that nobody knows yet is verified by whom it is a duty, and told', async () => {
    const unknown = await api.organisation({ name: 'Tissages neufs', roles: ['firm'], status: 'unverified' })
    const weaver = await api.person('Tiphaine')
    await api.join(weaver, unknown, 'owner')
    expect((await queues()).organisations).toMatchObject([{ id: unknown, name: 'Tissages neufs' }])
    const verify = (by: SignedIn, how = 'register') => act(`organisations/${unknown}/verify`, { how }, by)
    expect((await verify(clerk)).statusCode).toBe(403)
    expect((await verify(sewer)).statusCode).toBe(404)
    expect((await verify(verifier, 'hearsay')).statusCode).toBe(422)
    expect((await verify(verifier)).json<Queues>().organisations).toEqual([])
    expect(await toldOf(unknown)).toEqual(['organisation-verified'])
    expect(await subjectsTo(weaver)).toEqual(['Tissages neufs est vérifiée'])
    expect(why(await verify(verifier))).toEqual([409, 'Cette organisation ne l’attend plus.'])
    const log = await bed
      .db()
      .selectFrom('event')
      .select(['actor', 'data'])
      .where('subjectId', '=', unknown)
      .where('verb', '=', 'organisation.changed')
      .execute()
    expect(log).toEqual([{ actor: verifier.pseudonym, data: { change: 'verify', how: 'register' } }])
  })

  test('nobody verifies an organisation of their own', async () => {
    const own = await api.organisation({ name: 'Maille de Vera', roles: ['firm'], status: 'unverified' })
    await api.join(verifier, own, 'owner')
    expect((await act(`organisations/${own}/verify`, { how: 'call' })).statusCode).toBe(403)
    await act(`organisations/${own}/verify`, { how: 'call' }, boss)
    expect((await queues()).organisations).toEqual([])
  })

  test('who asks to join is let in by the operator once the owners have not answered in a week', async () => {
    const newcomer = await api.person('Noe')
    await bed
      .db()
      .insertInto('member')
      .values({ organisationId: workshop, userId: newcomer.id, role: 'viewer', state: 'waiting' })
      .execute()
    const accept = (by = boss) =>
      act(`organisations/${workshop}/joiners/${newcomer.id}/accept`, undefined, by)
    const enters = async () =>
      (await newcomer.call('GET', `/api/organisations/${workshop}/threads`)).statusCode
    expect((await queues()).joiners).toEqual([])
    expect([(await accept()).statusCode, await enters()]).toEqual([404, 404])
    await bed
      .db()
      .updateTable('member')
      .set({ createdAt: sql<Date>`now() - interval '8 days'` })
      .where('userId', '=', newcomer.id)
      .execute()
    expect((await queues()).joiners).toMatchObject([
      { organisation: { name: 'Confection de Foix' }, person: { name: 'Noe', email: newcomer.email } },
    ])
    expect((await accept(verifier)).statusCode).toBe(403)
    expect((await accept()).json<Queues>().joiners).toEqual([])
    expect(await subjectsTo(newcomer)).toEqual(['Vous avez rejoint Confection de Foix'])
    expect(await enters()).toBe(200)
  })

  test('a profile that nobody confirmed for long is asked about, once a week, with the needs that call for it', async () => {
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    const buyer = await api.person('Basile')
    await api.join(buyer, hospital, 'editor')
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    await buyer.call('POST', `/api/needs/${made.json<NeedShown>().id}/publish`, { version: 1 })
    await api.settled()
    const ask = (by = verifier) => act(`profiles/${workshop}/ask`, undefined, by)
    expect((await queues()).profiles).toEqual([])
    expect(why(await ask())).toEqual([409, 'Cette entreprise a confirmé son profil entre-temps.'])
    await bed
      .db()
      .updateTable('profile')
      .set({ confirmedAt: sql<Date>`now() - interval '181 days'` })
      .where('organisationId', '=', workshop)
      .execute()
    expect((await queues()).profiles).toMatchObject([{ id: workshop, needs: 1, askedAt: null }])
    expect((await ask(clerk)).statusCode).toBe(403)
    const [asked] = (await ask()).json<Queues>().profiles
    expect(asked?.askedAt).not.toBeNull()
    expect((await toldOf(workshop)).filter(kind => kind === 'profile-to-confirm')).toHaveLength(1)
    expect(await subjectsTo(sewer)).toContain('Le profil de Confection de Foix est-il toujours juste\u00a0?')
    expect(why(await ask())).toEqual([409, 'Cette entreprise a été relancée il y a moins de 7 jours.'])
    await sewer.call('POST', `/api/organisations/${workshop}/profile/confirm`)
    expect((await queues()).profiles).toEqual([])
  })

  test('what is to be verified or was reported is counted, with since when', async () => {
    const before = await queues()
    expect([before.certificates, before.reports]).toEqual([
      { waiting: 0, since: null },
      { waiting: 0, since: null },
    ])
    const at = new Date('2026-11-02T08:00:00Z')
    await sql`insert into fact_report (id, organisation_id, fact, reason, reported_by, at)
      values (gen_random_uuid(), ${workshop}, 'x', 'Faux', ${sewer.id}, ${at})`.execute(bed.db())
    expect((await queues()).reports).toEqual({ waiting: 1, since: at.toISOString() })
  })
})
