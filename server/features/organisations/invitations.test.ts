import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import type { Organisation } from './schemas.ts'

describeOnOneConnection('an invitation', bed => {
  let api: Api
  let owner: SignedIn
  let guest: SignedIn
  let firm: string

  const path = () => `/api/organisations/${firm}/invitations`
  const invite = (email: string, member = 'editor') => owner.call('POST', path(), { email, member })
  const idOf = (answer: Answer) => answer.json<{ id: string }>().id
  const codeOf = (answer: Answer) => answer.json<Problem>().code
  const mailsTo = (email: string) =>
    bed.db().selectFrom('mail').selectAll().where('recipient', '=', email).orderBy('at').execute()
  /** What the last mail to an address leads to. */
  const tokenFor = async (email: string) => {
    const token = /\/invitations\/([\w-]+)/.exec((await mailsTo(email)).at(-1)?.body ?? '')?.[1]
    if (token === undefined) throw new Error(`no invitation was sent to ${email}`)
    return token
  }
  const look = (token: string) => api.anyone('GET', `/api/invitations/${token}`)
  const accept = (person: SignedIn, token: string) => person.call('POST', `/api/invitations/${token}/accept`)
  const pending = async () =>
    (await owner.call('GET', `/api/organisations/${firm}`)).json<Organisation>().invitations
  const rightOf = async (person: SignedIn) =>
    (await owner.call('GET', `/api/organisations/${firm}`))
      .json<Organisation>()
      .members.find(({ user }) => user === person.id)
  const verbs = async () => {
    const rows = await bed
      .db()
      .selectFrom('event')
      .select('verb')
      .where('subjectId', '=', firm)
      .orderBy('id')
      .execute()
    return rows.map(({ verb }) => verb)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
  })
  beforeEach(async () => {
    owner = await api.person('Odette')
    guest = await api.person('Gaston')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(owner, firm, 'owner')
  })
  afterAll(() => api.close())

  test('goes out by mail with a link, waits in the list, and says what it is to', async () => {
    const sent = await invite(guest.email)
    expect(sent.statusCode).toBe(201)
    expect(await pending()).toMatchObject([{ id: idOf(sent), email: guest.email, member: 'editor' }])
    const token = await tokenFor(guest.email)
    expect((await look(token)).json()).toMatchObject({
      organisation: 'Confection de Foix',
      invitedBy: 'Odette',
      email: guest.email,
      member: 'editor',
    })
    expect(await mailsTo(guest.email)).toMatchObject([{ subject: 'Confection de Foix vous invite' }])
    expect(await verbs()).toEqual(['member.invited'])
  })

  test('is written in the language of who invites', async () => {
    await owner.call('PATCH', '/api/session', { language: 'en' })
    await invite(guest.email)
    expect(await mailsTo(guest.email)).toMatchObject([{ subject: 'Confection de Foix invites you' }])
  })

  test('is kept as a digest: who reads the table cannot accept it', async () => {
    await invite(guest.email)
    const token = await tokenFor(guest.email)
    const rows = await bed
      .db()
      .selectFrom('invitation')
      .selectAll()
      .where('organisationId', '=', firm)
      .execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect((await look(rows[0]?.tokenHash ?? '')).statusCode).toBe(410)
  })

  test('lets in whom it was sent to, with the right it names, once', async () => {
    await invite(guest.email.toUpperCase())
    const token = await tokenFor(guest.email.toUpperCase())
    const joined = await accept(guest, token)
    expect([joined.statusCode, joined.json()]).toEqual([200, { organisation: firm }])
    expect(await rightOf(guest)).toMatchObject({ member: 'editor', state: 'active' })
    expect(await pending()).toEqual([])
    expect([(await look(token)).statusCode, codeOf(await accept(guest, token))]).toEqual([
      410,
      'invitation-ended',
    ])
    expect(await verbs()).toEqual(['member.invited', 'member.joined'])
  })

  test('accepted twice at the same moment, serves once', async () => {
    await invite(guest.email)
    const token = await tokenFor(guest.email)
    const answers = await Promise.all([1, 2, 3].map(() => accept(guest, token)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 410, 410])
    expect(await verbs()).toEqual(['member.invited', 'member.joined'])
  })

  test('serves nobody else, and waits on for whom it was sent to', async () => {
    await invite(guest.email)
    const token = await tokenFor(guest.email)
    const other = await api.person('Autre')
    const refused = await accept(other, token)
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'invitation-for-another'])
    expect((await api.anyone('POST', `/api/invitations/${token}/accept`)).statusCode).toBe(401)
    expect(await rightOf(other)).toBeUndefined()
    expect((await accept(guest, token)).statusCode).toBe(200)
  })

  test('that has expired serves no more, and another may be sent', async () => {
    await invite(guest.email)
    const token = await tokenFor(guest.email)
    await bed
      .db()
      .updateTable('invitation')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('organisationId', '=', firm)
      .execute()
    expect(codeOf(await look(token))).toBe('invitation-ended')
    expect(codeOf(await accept(guest, token))).toBe('invitation-ended')
    expect(await pending()).toEqual([])
    expect((await invite(guest.email)).statusCode).toBe(201)
    expect((await accept(guest, await tokenFor(guest.email))).statusCode).toBe(200)
  })

  test('that was taken back leads nowhere', async () => {
    const id = idOf(await invite(guest.email))
    expect((await owner.call('DELETE', `${path()}/${id}`)).statusCode).toBe(204)
    expect((await owner.call('DELETE', `${path()}/${id}`)).statusCode).toBe(404)
    expect(codeOf(await accept(guest, await tokenFor(guest.email)))).toBe('invitation-ended')
    expect(await verbs()).toEqual(['member.invited', 'member.uninvited'])
  })

  test('is not taken back by another organisation’s owner', async () => {
    const id = idOf(await invite(guest.email))
    const elsewhere = await api.organisation({ name: 'Ailleurs', roles: ['firm'] })
    await api.join(guest, elsewhere, 'owner')
    const tried = await guest.call('DELETE', `/api/organisations/${elsewhere}/invitations/${id}`)
    expect(tried.statusCode).toBe(404)
    expect(await pending()).toHaveLength(1)
  })

  test('is not sent to who has one, nor to who belongs already, and no mail leaves', async () => {
    await invite(guest.email)
    expect(codeOf(await invite(guest.email.toUpperCase()))).toBe('already-invited')
    expect(await mailsTo(guest.email.toUpperCase())).toEqual([])
    expect(codeOf(await invite(owner.email))).toBe('already-member')
    expect(await mailsTo(owner.email)).toEqual([])
    const wrong = await invite('gaston')
    expect([wrong.statusCode, wrong.json<Problem>().errors?.[0]?.field]).toEqual([422, '/email'])
  })

  test('brings in who was waiting, and never lowers a right', async () => {
    await api.join(guest, firm, 'viewer')
    const waiting = bed.db().updateTable('member').set({ state: 'waiting' }).where('userId', '=', guest.id)
    await waiting.execute()
    await invite(guest.email, 'editor')
    await accept(guest, await tokenFor(guest.email))
    expect(await rightOf(guest)).toMatchObject({ member: 'editor', state: 'active' })

    const other = await api.person('Nora')
    await invite(other.email, 'viewer')
    await api.join(other, firm, 'owner')
    await accept(other, await tokenFor(other.email))
    expect(await rightOf(other)).toMatchObject({ member: 'owner', state: 'active' })
  })
})
