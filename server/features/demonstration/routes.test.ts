import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { createDemonstrationAccounts, listAccounts, type Seat, seats } from './accounts.ts'
import { demonstrationAddress } from './addresses.ts'

interface Account {
  id: Seat
  name: string
  organisation: string
  description: string
}

async function prepare(api: Api): Promise<Record<Seat, string>> {
  const firm = await api.organisation({ name: 'Tissages du Touyre', roles: ['firm'] })
  const buyer = await api.organisation({ name: 'Hôpital du Pas-du-Roc', roles: ['buyer'] })
  const operator = await api.organisation({ name: 'Opérateur', roles: ['operator'] })
  const organisations = { firm, buyer, operator, colleague: buyer }
  await api.app.db.updateTable('organisation').set({ demonstration: true }).execute()
  await api.app.db.transaction().execute(trx => createDemonstrationAccounts(trx, organisations))
  return organisations
}

const enter = (api: Api, account: string) => api.anyone('POST', '/api/demonstration/enter', { account })

describeOnDatabase('the seats of a demonstration', bed => {
  let api: Api
  let organisations: Record<Seat, string>

  beforeAll(async () => {
    api = await openApi(bed.connection(), { demonstration: true })
    organisations = await prepare(api)
  })
  afterAll(() => api.close())

  test('are described in the reader’s language, and printed at the start', async () => {
    const { accounts } = (await api.anyone('GET', '/api/demonstration')).json<{ accounts: Account[] }>()
    expect(accounts.map(({ id, organisation }) => [id, organisation])).toEqual([
      ['firm', 'Tissages du Touyre'],
      ['buyer', 'Hôpital du Pas-du-Roc'],
      ['operator', 'Opérateur'],
      ['colleague', 'Hôpital du Pas-du-Roc'],
    ])
    const english = await api.anyone('GET', '/api/demonstration', undefined, 'en')
    expect(english.json<{ accounts: Account[] }>().accounts[1]?.description).toMatch(/^A hospital/)
    expect(await listAccounts(api.app.db)).toEqual(
      accounts.map(({ id, name, organisation }) => `${id.padEnd(10)}${name.padEnd(20)}${organisation}`),
    )
  })

  test.each(seats)('%s: one click opens a session as an owner of its organisation', async seat => {
    const answer = await enter(api, seat)
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
    const session = await api.app.inject({ url: '/api/session', headers: { cookie } })
    expect(session.json()).toMatchObject({
      demonstration: true,
      user: { email: demonstrationAddress(seat) },
      organisations: [{ id: organisations[seat], member: 'owner', state: 'active', demonstration: true }],
    })
  })

  test('are no others than these', async () => {
    const answer = await enter(api, 'administrator')
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([422, 'invalid-input'])
  })

  test('are made again without doubling when a demonstration starts again', async () => {
    await api.app.db.transaction().execute(trx => createDemonstrationAccounts(trx, organisations))
    const members = await bed.db().selectFrom('member').select('userId').execute()
    expect(members).toHaveLength(4)
  })

  test('cannot be taken for oneself: no password, no link to choose one', async () => {
    const email = demonstrationAddress('operator')
    for (const password of ['', 'un fil, plusieurs mains']) {
      const answer = await api.anyone('POST', '/api/auth/sign-in/email', { email, password })
      expect(answer.statusCode).toBe(password === '' ? 422 : 401)
    }
    const asked = await api.anyone('POST', '/api/auth/request-password-reset', { email })
    expect(asked.statusCode).toBe(204)
    const signUp = { name: 'Moi', email, password: 'un fil, plusieurs mains' }
    expect((await api.anyone('POST', '/api/auth/sign-up/email', signUp)).statusCode).toBe(422)
    const mails = await bed.db().selectFrom('mail').select('body').where('recipient', '=', email).execute()
    expect(mails.map(({ body }) => /token=/.test(body))).not.toContain(true)
    const again = await api.anyone('POST', '/api/auth/sign-in/email', {
      email,
      password: signUp.password,
    })
    expect(again.statusCode).toBe(401)
  })

  test('are not there where there is no demonstration, even with its people in the database', async () => {
    const other = await openApi(bed.connection(), { demonstration: false })
    expect((await other.anyone('GET', '/api/demonstration')).json()).toEqual({ accounts: [] })
    const answer = await enter(other, 'operator')
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([404, undefined])
    await other.close()
  })
})
