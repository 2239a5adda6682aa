import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { mailReaders } from '../mail/write.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { KeyShown } from './schemas.ts'
import type { Scope } from './scopes.ts'

describeOnDatabase('a key of an organisation', bed => {
  let api: Api
  let owner: SignedIn
  let hospital: string
  let other: string

  const keysPath = () => `/api/organisations/${hospital}/keys`
  const make = async (...scopes: Scope[]) =>
    (await owner.call('POST', keysPath(), { name: 'Logiciel d’achat', scopes })).json<{
      id: string
      secret: string
    }>()
  const by = (secret: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    api.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${secret}` },
      ...(payload && { payload }),
    })
  const codeOf = (answer: Answer) => [answer.statusCode, answer.json<Problem>().code] as const

  beforeAll(async () => {
    api = await openApi(bed.connection())
    owner = await api.person('Odette')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    other = await api.organisation({ name: 'CH de Pamiers', roles: ['buyer', 'firm'] })
    await api.join(owner, hospital, 'owner')
    await api.join(owner, other, 'owner')
  })
  afterAll(() => api.close())

  test('shows its secret once, and keeps its digest alone', async () => {
    const { id, secret } = await make('read')
    expect(secret).toMatch(/^mlg_[\w-]{43}$/)
    const listed = (await owner.call('GET', keysPath())).body
    expect(listed).toContain(id)
    expect(listed).not.toContain(secret)
    const stored = await bed.db().selectFrom('apiKey').selectAll().where('id', '=', id).execute()
    expect(JSON.stringify(stored)).not.toContain(secret)
    const told = await by(secret, 'GET', '/api/key')
    expect(told.json()).toEqual({
      name: 'Logiciel d’achat',
      organisation: { id: hospital, name: 'CH de Foix' },
      scopes: ['read'],
    })
  })

  test('reads and writes as far as its scopes go, for its organisation alone', async () => {
    const reader = await make('read')
    const writer = await make('needs')
    const needs = `/api/organisations/${hospital}/needs`
    expect((await by(reader.secret, 'GET', needs)).statusCode).toBe(200)
    expect(codeOf(await by(reader.secret, 'POST', needs, masksFor(2000)))).toEqual([403, 'key-scope'])
    expect(codeOf(await by(writer.secret, 'GET', needs))).toEqual([403, 'key-scope'])
    const made = await by(writer.secret, 'POST', needs, masksFor(2000))
    expect(made.statusCode).toBe(201)
    // Whoever made the key belongs to the other organisation as well; the key does not.
    expect((await by(reader.secret, 'GET', `/api/organisations/${other}/needs`)).statusCode).toBe(404)
    const profile = await make('profile')
    const saved = { ...sewingWorkshop, version: 0 }
    const elsewhere = await by(profile.secret, 'PUT', `/api/organisations/${other}/profile`, saved)
    expect(elsewhere.statusCode).toBe(404)
  })

  test('is named in the log, among no members, and is written to of nothing', async () => {
    const { secret } = await make('needs')
    const draft = await by(secret, 'POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const { id } = draft.json<NeedShown>()
    expect((await by(secret, 'POST', `/api/needs/${id}/publish`, { version: 1 })).statusCode).toBe(200)
    const log = await owner.call('GET', `/api/log/need/${id}`)
    expect(log.json<{ lines: { actor: { name: string } }[] }>().lines[0]?.actor.name).toBe('Logiciel d’achat')
    const { members } = (await owner.call('GET', `/api/organisations/${hospital}`)).json<{
      members: { name: string }[]
    }>()
    expect(members.map(({ name }) => name)).toEqual(['Odette'])
    expect((await mailReaders(bed.db(), [hospital], 'contacts')).map(({ email }) => email)).toEqual([
      owner.email,
    ])
  })

  test('opens nothing that is for people: accounts, members, mail, other keys', async () => {
    const { secret } = await make('read', 'needs', 'profile', 'sourcing', 'contracts', 'documents')
    for (const url of ['/api/session', `/api/organisations/${hospital}`, keysPath(), '/api/outbox'])
      expect(codeOf(await by(secret, 'GET', url))).toEqual([403, 'key-scope'])
    expect(codeOf(await by(secret, 'POST', keysPath(), { name: 'x', scopes: ['read'] }))).toEqual([
      403,
      'key-scope',
    ])
  })

  test('opens nothing once it is revoked, whatever comes along', async () => {
    const { id, secret } = await make('read')
    expect((await by(secret, 'GET', '/api/key')).statusCode).toBe(200)
    const left = (await owner.call('DELETE', `${keysPath()}/${id}`)).json<KeyShown[]>()
    expect(left.find(key => key.id === id)?.revokedAt).not.toBeNull()
    expect(codeOf(await by(secret, 'GET', '/api/key'))).toEqual([401, 'key-unknown'])
    const withSession = await api.app.inject({
      method: 'GET',
      url: '/api/session',
      headers: { authorization: `Bearer ${secret}`, cookie: owner.cookie },
    })
    expect(withSession.statusCode).toBe(401)
    expect((await owner.call('DELETE', `${keysPath()}/${other}`)).statusCode).toBe(404)
  })

  test('is refused without a name or a right, or with one that there is not', async () => {
    for (const [wrong, field] of [
      [{ name: ' ', scopes: ['read'] }, '/name'],
      [{ name: 'x', scopes: [] }, '/scopes'],
      [{ name: 'x', scopes: ['everything'] }, '/scopes/0'],
    ] as const) {
      const refused = await owner.call('POST', keysPath(), wrong)
      expect(refused.statusCode).toBe(422)
      expect(refused.json<Problem>().errors?.map(each => each.field)).toContain(field)
    }
    const editor = await api.person('Edgar')
    await api.join(editor, hospital, 'editor')
    const asked = { name: 'x', scopes: ['read'] }
    expect((await editor.call('POST', keysPath(), asked)).statusCode).toBe(403)
    expect((await api.anyone('POST', keysPath(), asked)).statusCode).toBe(401)
    await bed.db().deleteFrom('member').where('userId', '=', editor.id).execute()
    expect(codeOf(await by('mlg_nothing', 'GET', '/api/needs'))).toEqual([401, 'key-unknown'])
  })

  test('may call 600 times a minute, and is told when to come back', async () => {
    const { secret } = await make('read')
    // What is refused counts as well, and takes the server no time.
    const call = () => by(secret, 'GET', '/api/session')
    for (let burst = 0; burst < 12; burst++) await Promise.all(Array.from({ length: 50 }, call))
    const answer = await call()
    expect(codeOf(answer)).toEqual([429, 'too-many-requests'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await by((await make('read')).secret, 'GET', '/api/key')).statusCode).toBe(200)
  })
})
