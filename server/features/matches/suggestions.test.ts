import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'

interface Told {
  notifications: {
    kind: string
    needId: string | null
    data: {
      change?: string
      cause?: string
      work?: { process: string; mode: string }[]
      total?: number
      needs?: object[]
    }
  }[]
  waiting: number
}

/** More needs than a firm may be sent one by one in a day. */
const NEEDS = 13

describeOnOneConnection('what a firm is told in a day', bed => {
  let api: Api
  let owner: SignedIn
  let reader: SignedIn
  let buyer: SignedIn
  let firm: string
  let hospital: string
  const needs: string[] = []

  const told = async () =>
    (await owner.call('GET', `/api/organisations/${firm}/notifications?limit=100`)).json<Told>()
  const publish = async (quantity: number) => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(quantity))
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await api.settled()
    return id
  }
  const sendDigests = async () => {
    await api.app.db.transaction().execute(trx => api.app.sendJob(trx, 'send-digests', {}))
    await api.settled()
  }
  const mails = () => bed.db().selectFrom('mail').selectAll().orderBy('at').execute()
  /** As if all this had been yesterday. */
  const nextDay = () => sql`update notification set at = at - interval '1 day'`.execute(bed.db())

  beforeAll(async () => {
    api = await openApi(bed.connection())
    owner = await api.person('Odette')
    reader = await api.person('Lise')
    buyer = await api.person('Basile')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(owner, firm, 'owner')
    await api.join(reader, firm, 'viewer')
    await api.join(buyer, hospital, 'editor')
    // The easiest come last: the order of arrival is not the order of what is best.
    for (let index = 0; index < NEEDS; index += 1) needs.push(await publish(40_000 * (NEEDS - index)))
    await owner.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    await api.settled()
  })
  afterAll(() => api.close())

  test('is of the ten needs it does best at, each with why now and what it would do', async () => {
    const { notifications, waiting } = await told()
    expect(notifications).toHaveLength(10)
    expect(waiting).toBe(NEEDS - 10)
    expect(notifications.map(({ needId }) => needId)).not.toContain(needs[0])
    expect(new Set(notifications.map(({ needId }) => needId)).size).toBe(10)
    for (const { kind, data } of notifications) {
      expect(kind).toBe('need-fits')
      expect(data).toMatchObject({ change: 'new', cause: 'own-profile' })
      expect(data.work?.map(({ process }) => process)).toContain('sew')
    }
    const best = await bed
      .db()
      .selectFrom('match')
      .innerJoin('matchMember', 'matchMember.partnershipKey', 'match.partnershipKey')
      .select(['match.needId', 'match.score'])
      .whereRef('matchMember.needId', '=', 'match.needId')
      .where('matchMember.organisationId', '=', firm)
      .where('match.rank', '=', 1)
      .orderBy('match.score', 'desc')
      .execute()
    const feasibleFirst = best.slice(0, 10).map(({ needId }) => needId)
    expect(notifications.map(({ needId }) => needId).toReversed()).toEqual(feasibleFirst)
  })

  test('beyond them waits for the digest, and so does what comes later that day', async () => {
    needs.push(await publish(601))
    const { notifications, waiting } = await told()
    expect(notifications).toHaveLength(10)
    expect(waiting).toBe(NEEDS + 1 - 10)
  })

  test('ends with one notification and one mail that list the others, to who may answer', async () => {
    await sendDigests()
    const { notifications, waiting } = await told()
    expect(waiting).toBe(0)
    expect(notifications).toHaveLength(11)
    expect(notifications[0]).toMatchObject({ kind: 'needs-digest', needId: null, data: { total: 4 } })
    expect(notifications[0]?.data.needs).toHaveLength(4)
    const sent = await mails()
    expect(sent.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      [owner.email, '4 autres besoins pour vous'],
    ])
    expect(sent[0]?.body).toMatch(/– 601 × Masque.*Foix.*Ce besoin vient d’être publié.*Votre part\u202f: /)
    expect(sent[0]?.body).toContain('/firm/needs')
  })

  test('is in no second digest that day, and of nothing twice', async () => {
    await owner.call('POST', `/api/organisations/${firm}/profile/confirm`)
    await api.settled()
    await sendDigests()
    expect((await told()).notifications).toHaveLength(11)
    expect(await mails()).toHaveLength(1)
  })

  test('begins anew the next day', async () => {
    await nextDay()
    const fresh = await publish(900)
    const [latest, ...before] = (await told()).notifications
    expect(before).toHaveLength(11)
    expect(latest).toMatchObject({ kind: 'need-fits', needId: fresh, data: { change: 'new', cause: 'need' } })
  })

  test('is nothing of a need that was withdrawn before the digest', async () => {
    for (let index = 1; index <= 9; index += 1) needs.push(await publish(1000 + index))
    const last = await publish(2000)
    expect(await told()).toMatchObject({ waiting: 1 })
    const { own } = (await buyer.call('GET', `/api/needs/${last}`)).json<NeedShown>()
    await buyer.call('POST', `/api/needs/${last}/withdraw`, { version: own?.version })
    await api.settled()
    expect(await told()).toMatchObject({ waiting: 0 })
    await sendDigests()
    expect((await told()).notifications[0]).toMatchObject({ kind: 'need-fits' })
  })

  test('is written to each in their language', async () => {
    await bed.db().updateTable('user').set({ language: 'en' }).where('id', '=', owner.id).execute()
    await publish(3000)
    await sendDigests()
    const mail = (await mails()).at(-1)
    expect(mail?.subject).toBe('One more need for you')
    expect(mail?.body).toMatch(/^Hello,/)
  })

  test('comes at six in the evening, in Paris, whatever the number of servers', async () => {
    const { rows } = await sql<{ cron: string; timezone: string }>`
      select cron, timezone from pgboss.schedule where name = 'send-digests'`.execute(bed.db())
    expect(rows).toEqual([{ cron: '0 18 * * *', timezone: 'Europe/Paris' }])
  })
})
