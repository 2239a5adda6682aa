import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import type { Organisation } from './schemas.ts'

describeOnOneConnection('the members of an organisation', bed => {
  let api: Api
  let owner: SignedIn
  let editor: SignedIn
  let firm: string
  let stranger: SignedIn

  const at = (person: SignedIn, verb = '') => `/api/organisations/${firm}/members/${person.id}${verb}`
  const members = async () =>
    (await owner.call('GET', `/api/organisations/${firm}`))
      .json<Organisation>()
      .members.map(({ name, member, state }) => [name, member, state])
  const askToJoin = async (person: SignedIn, language?: 'fr' | 'en') => {
    const { siren } = await bed
      .db()
      .selectFrom('organisation')
      .select('siren')
      .where('id', '=', firm)
      .executeTakeFirstOrThrow()
    return person.call('POST', '/api/organisations/join', { siren }, language)
  }
  const codeOf = (answer: Answer) => answer.json<Problem>().code
  const speakEnglish = (person: SignedIn) => person.call('PATCH', '/api/session', { language: 'en' })
  const mailsTo = ({ email }: SignedIn) =>
    bed
      .db()
      .selectFrom('mail')
      .select(['subject', 'body'])
      .where('recipient', '=', email)
      .orderBy('at')
      .execute()
  const verbs = async () => {
    const rows = await bed
      .db()
      .selectFrom('event')
      .select(['verb', 'actor', 'data'])
      .where('subjectId', '=', firm)
      .orderBy('id')
      .execute()
    return rows
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
  })
  beforeEach(async () => {
    owner = await api.person('Odette')
    editor = await api.person('Edith')
    stranger = await api.person('Sylvain')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(owner, firm, 'owner')
    await api.join(editor, firm, 'editor')
  })
  afterAll(() => api.close())

  test('somebody asks to join: the owners are written to in their language, and nothing is shown yet', async () => {
    await speakEnglish(owner)
    const asked = await askToJoin(stranger)
    expect(asked.json()).toEqual({ id: firm, name: 'Confection de Foix', state: 'waiting' })
    expect(await mailsTo(owner)).toMatchObject([
      {
        subject: 'Sylvain asks to join Confection de Foix',
        body: expect.stringContaining(stranger.email),
      },
    ])
    expect(await mailsTo(editor)).toEqual([])
    expect((await stranger.call('GET', `/api/organisations/${firm}`)).statusCode).toBe(404)
    expect(await verbs()).toMatchObject([
      { verb: 'member.asked', actor: stranger.pseudonym, data: { member: stranger.pseudonym } },
    ])
    expect(codeOf(await askToJoin(stranger))).toBe('already-member')
    expect(await mailsTo(owner)).toHaveLength(1)
  })

  test('a SIREN that is wrong, or that nobody has, is said apart', async () => {
    const wrong = await stranger.call('POST', '/api/organisations/join', { siren: '123456789' })
    expect([wrong.statusCode, wrong.json<Problem>().errors?.[0]?.field]).toEqual([422, '/siren'])
    const unknown = await stranger.call('POST', '/api/organisations/join', { siren: '552100554' })
    expect([unknown.statusCode, codeOf(unknown)]).toEqual([404, 'siren-unknown'])
  })

  test('who waits is let in by an owner, told by mail in their language, and reads', async () => {
    await speakEnglish(stranger)
    await askToJoin(stranger)
    expect((await editor.call('POST', at(stranger, '/accept'))).statusCode).toBe(403)
    expect((await owner.call('POST', at(stranger, '/accept'))).statusCode).toBe(204)
    expect(await members()).toContainEqual(['Sylvain', 'viewer', 'active'])
    expect(await mailsTo(stranger)).toMatchObject([{ subject: 'You have joined Confection de Foix' }])
    expect((await stranger.call('GET', `/api/organisations/${firm}`)).statusCode).toBe(200)
    expect((await verbs()).at(-1)).toMatchObject({ verb: 'member.joined', actor: owner.pseudonym })
    expect(codeOf(await owner.call('POST', at(stranger, '/accept')))).toBe('already-member')
  })

  test('who waits has no right to be changed, and may be refused or give up', async () => {
    await askToJoin(stranger)
    expect(codeOf(await owner.call('PATCH', at(stranger), { member: 'owner' }))).toBe('wrong-state')
    expect((await owner.call('DELETE', at(stranger))).statusCode).toBe(204)
    await askToJoin(stranger)
    expect((await stranger.call('DELETE', at(stranger))).statusCode).toBe(204)
    expect(await members()).toHaveLength(2)
    expect((await verbs()).at(-1)).toMatchObject({ verb: 'member.left', data: { state: 'waiting' } })
  })

  test('a member gets another right from an owner, once, and the log says from what to what', async () => {
    expect((await owner.call('PATCH', at(editor), { member: 'viewer' })).statusCode).toBe(204)
    expect((await owner.call('PATCH', at(editor), { member: 'viewer' })).statusCode).toBe(204)
    expect(await members()).toContainEqual(['Edith', 'viewer', 'active'])
    expect(await verbs()).toMatchObject([
      { verb: 'member.changed', data: { member: editor.pseudonym, from: 'editor', to: 'viewer' } },
    ])
    expect((await editor.call('PATCH', at(editor), { member: 'owner' })).statusCode).toBe(403)
    expect((await owner.call('PATCH', at(stranger), { member: 'owner' })).statusCode).toBe(404)
  })

  test('the last owner neither leaves nor steps down, until there is another', async () => {
    expect(codeOf(await owner.call('DELETE', at(owner)))).toBe('last-owner')
    expect(codeOf(await owner.call('PATCH', at(owner), { member: 'viewer' }))).toBe('last-owner')
    expect(await members()).toContainEqual(['Odette', 'owner', 'active'])
    expect(await verbs()).toEqual([])
    await owner.call('PATCH', at(editor), { member: 'owner' })
    expect((await owner.call('DELETE', at(owner))).statusCode).toBe(204)
    expect((await owner.call('GET', `/api/organisations/${firm}`)).statusCode).toBe(404)
  })

  test('of two owners who leave at the same moment, one stays', async () => {
    await owner.call('PATCH', at(editor), { member: 'owner' })
    const answers = await Promise.all([owner, editor].map(person => person.call('DELETE', at(person))))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([204, 409])
  })

  test('an owner waiting to be let in counts for none', async () => {
    await api.join(stranger, firm, 'owner')
    await bed.db().updateTable('member').set({ state: 'waiting' }).where('userId', '=', stranger.id).execute()
    expect(codeOf(await owner.call('DELETE', at(owner)))).toBe('last-owner')
  })

  test('a member leaves, or is removed by an owner; nobody else removes', async () => {
    const viewer = await api.person('Victor')
    await api.join(viewer, firm, 'viewer')
    expect((await editor.call('DELETE', at(viewer))).statusCode).toBe(403)
    expect((await stranger.call('DELETE', at(viewer))).statusCode).toBe(404)
    expect((await viewer.call('DELETE', at(viewer))).statusCode).toBe(204)
    expect((await owner.call('DELETE', at(editor))).statusCode).toBe(204)
    expect((await owner.call('DELETE', at(editor))).statusCode).toBe(404)
    expect(await members()).toEqual([['Odette', 'owner', 'active']])
    expect(await verbs()).toMatchObject([
      { verb: 'member.left', actor: viewer.pseudonym, data: { member: viewer.pseudonym } },
      { verb: 'member.left', actor: owner.pseudonym, data: { member: editor.pseudonym } },
    ])
  })
})
