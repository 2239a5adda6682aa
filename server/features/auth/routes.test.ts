import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem } from '../../../tests/support/api.ts'
import { describeOnOneConnection, describeOnDatabase } from '../../../tests/support/bed.ts'

const password = 'un fil, plusieurs mains'
let people = 0
const newAddress = () => `personne.${(people += 1)}@exemple.fr`

/** An answer as somebody outside sees it, without the number of the request. */
const seen = ({ statusCode, body, headers }: Answer) => ({
  statusCode,
  body: body.replace(/"instance":"[^"]*"/, ''),
  cookies: headers['set-cookie'] !== undefined,
})

const cookieOf = ({ headers }: Answer) => String(headers['set-cookie'] ?? '').split(';', 1)[0] ?? ''

describeOnOneConnection('an account', bed => {
  let api: Api

  const post = (path: string, body: object, language?: 'fr' | 'en') =>
    api.anyone('POST', `/api/auth/${path}`, body, language)
  const signUp = (email: string, changes: object = {}) =>
    post('sign-up/email', { name: 'Maëlle', email, password, ...changes })
  const signIn = (email: string, word = password) => post('sign-in/email', { email, password: word })
  const mailsTo = (email: string) =>
    bed
      .db()
      .selectFrom('mail')
      .select(['subject', 'body'])
      .where('recipient', '=', email)
      .orderBy('at')
      .execute()
  /** The last link somebody was sent. */
  const linkTo = async (email: string) => {
    const link = /http\S+/.exec((await mailsTo(email)).at(-1)?.body ?? '')?.[0]
    if (link === undefined) throw new Error(`no link was sent to ${email}`)
    return new URL(link)
  }
  const follow = async (email: string) => {
    const { pathname, search } = await linkTo(email)
    return api.anyone('GET', pathname + search)
  }
  const userOf = async (cookie: string) => {
    const answer = await api.app.inject({ url: '/api/session', headers: { cookie } })
    return answer.json<{ user: { email: string; language: string } | null }>().user
  }
  const confirmed = async (email = newAddress()) => {
    await signUp(email)
    return { email, cookie: cookieOf(await follow(email)) }
  }
  const reset = async (email: string, newPassword: string) => {
    await post('request-password-reset', { email })
    const token = (await linkTo(email)).searchParams.get('token')
    return { token, answer: await post('reset-password', { token, newPassword }) }
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    // Tests ask more often than people do.
    api.app.addHook('onRequest', async request => {
      Object.defineProperty(request, 'ip', { value: `10.0.${(people += 1) % 250}.${Date.now() % 250}` })
    })
  })
  afterAll(() => api.close())

  test('opens once its address is confirmed by the link that was mailed', async () => {
    const email = newAddress()
    const opened = await signUp(email)
    expect(seen(opened)).toEqual({ statusCode: 204, body: '', cookies: false })
    expect(await mailsTo(email)).toMatchObject([
      { subject: 'Confirmez votre adresse', body: expect.stringContaining('Bonjour Maëlle') },
    ])
    const followed = await follow(email)
    expect([followed.statusCode, followed.headers.location]).toEqual([302, '/auth/verify'])
    expect(await userOf(cookieOf(followed))).toMatchObject({ email, emailVerified: true, language: 'fr' })
  })

  test('is written to in the language it was opened in', async () => {
    const email = newAddress()
    await signUp(email, { language: 'en' })
    expect(await mailsTo(email)).toMatchObject([{ subject: 'Confirm your address' }])
  })

  test('does not open before: the right password brings another link, a wrong one says nothing of it', async () => {
    const email = newAddress()
    await signUp(email)
    const right = await signIn(email)
    expect([right.statusCode, right.json<Problem>().code]).toEqual([403, 'email-unverified'])
    expect(cookieOf(right)).toBe('')
    expect(await mailsTo(email)).toHaveLength(2)
    const wrong = await signIn(email, 'un autre mot de passe')
    expect(wrong.json<Problem>().code).toBe('wrong-credentials')
    expect(await mailsTo(email)).toHaveLength(2)
    expect((await follow(email)).statusCode).toBe(302)
    expect((await signIn(email)).statusCode).toBe(204)
  })

  test('is told apart from none at all by no answer', async () => {
    const { email } = await confirmed()
    const nobody = newAddress()
    expect(seen(await signUp(email))).toEqual(seen(await signUp(newAddress())))
    expect(seen(await signIn(email, 'mauvais mot de passe'))).toEqual(
      seen(await signIn(nobody, 'mauvais mot de passe')),
    )
    expect(seen(await post('request-password-reset', { email }))).toEqual(
      seen(await post('request-password-reset', { email: nobody })),
    )
    expect(await mailsTo(nobody)).toEqual([])
  })

  test('opened again, leaves the first as it was and tells its owner', async () => {
    const { email } = await confirmed()
    await signUp(email.toUpperCase(), { password: 'le mot de passe d’un autre' })
    expect((await mailsTo(email)).at(-1)).toMatchObject({ subject: 'Vous avez déjà un compte' })
    expect((await signIn(email, 'le mot de passe d’un autre')).statusCode).toBe(401)
    expect((await signIn(email)).statusCode).toBe(204)
  })

  test('gets another password by a mailed link that serves once, and every open session ends', async () => {
    const { email, cookie } = await confirmed()
    expect(await userOf(cookie)).not.toBeNull()
    const { token, answer } = await reset(email, 'un tout autre mot de passe')
    expect(answer.statusCode).toBe(204)
    expect(await userOf(cookie)).toBeNull()
    expect((await signIn(email)).statusCode).toBe(401)
    expect((await signIn(email, 'un tout autre mot de passe')).statusCode).toBe(204)
    const again = await post('reset-password', { token, newPassword: 'et encore un autre' })
    expect([again.statusCode, again.json<Problem>().code]).toEqual([410, 'link-ended'])
  })

  test('whose address was never confirmed, is by a new password that came by mail', async () => {
    const email = newAddress()
    await signUp(email)
    await reset(email, 'un tout autre mot de passe')
    expect((await signIn(email, 'un tout autre mot de passe')).statusCode).toBe(204)
  })

  test('takes no password that is too short, and no field it does not know', async () => {
    const short = await signUp(newAddress(), { password: 'trop court' })
    expect(short.statusCode).toBe(422)
    expect(short.json<Problem>().errors).toEqual([{ field: '/password', message: '12 caractères au moins.' }])
    const more = await signUp(newAddress(), { emailVerified: true })
    expect(more.statusCode).toBe(422)
    const wrong = await post('sign-in/email', { email: 'maelle', password }, 'en')
    expect(wrong.json<Problem>().errors).toEqual([
      { field: '/email', message: 'Give a valid e-mail address.' },
    ])
  })

  test('is not opened at an address of the demonstration, whose seats are entered in one click', async () => {
    for (const email of ['operator@demonstration.invalid', 'Operator@Demonstration.Invalid']) {
      const answer = await signUp(email)
      expect(answer.statusCode).toBe(422)
      expect(answer.json<Problem>().errors).toEqual([
        { field: '/email', message: 'Indiquez une adresse de courriel valable.' },
      ])
      expect(await mailsTo(email)).toEqual([])
    }
  })

  test('opens by no link that nobody was sent: the page it leads to says so', async () => {
    const answer = await api.anyone('GET', '/api/auth/verify-email?token=eyJhbGciOiJIUzI1NiJ9.e30.x')
    expect([answer.headers.location, cookieOf(answer)]).toEqual(['/auth/verify?error=INVALID_TOKEN', ''])
  })

  test('is left by signing out', async () => {
    const { cookie } = await confirmed()
    const headers = { cookie }
    const out = await api.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers })
    expect(out.statusCode).toBe(204)
    expect(await userOf(cookie)).toBeNull()
  })

  test('keeps its session in a cookie that no script reads and no other site sends', async () => {
    const { email } = await confirmed()
    const cookie = String((await signIn(email)).headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const forged = cookie.split(';', 1)[0]?.replace(/=.{5}/, '=AAAAA') ?? ''
    expect(await userOf(forged)).toBeNull()
  })
})

describeOnDatabase('sessions', bed => {
  test('that were ended on one server are believed by no other', async () => {
    const settings = { sessionSecret: 'x'.repeat(32) }
    const [one, two] = [await openApi(bed.connection(), settings), await openApi(bed.connection(), settings)]
    const person = await one.person('Maelle')
    const headers = { cookie: person.cookie }
    const userOn = async ({ app }: Api) =>
      (await app.inject({ url: '/api/session', headers })).json<{ user: object | null }>().user
    expect(await userOn(two)).toMatchObject({ id: person.id })
    await one.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers })
    await expect.poll(() => userOn(two), { timeout: 5000 }).toBeNull()
    await one.close()
    await two.close()
  })

  test('are in a cookie for encrypted lines alone where the address is https', async () => {
    const settings = { production: true, publicUrl: 'https://maillage.example' }
    const api = await openApi(bed.connection(), settings)
    const { cookie } = await api.person('Maelle')
    expect(cookie).toMatch(/^__Secure-maillage/)
    await api.close()
  })

  test('do nothing for the page of another site', async () => {
    const api = await openApi(bed.connection(), { production: true, publicUrl: 'https://maillage.example' })
    const { cookie } = await api.person('Maelle')
    const rename = (origin: string | undefined) =>
      api.app.inject({
        method: 'PATCH',
        url: '/api/session',
        headers: { cookie, ...(origin !== undefined && { origin }) },
        payload: { name: 'Autre' },
      })
    for (const origin of [
      'https://ailleurs.example',
      'null',
      'http://maillage.example',
      'http://localhost:3000',
    ]) {
      const answer = await rename(origin)
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'origin-refused'])
    }
    expect((await rename('https://maillage.example')).statusCode).toBe(200)
    await api.close()
  })

  test('are kept by no proxy and no browser', async () => {
    const api = await openApi(bed.connection())
    const person = await api.person('Maelle')
    expect((await person.call('GET', '/api/session')).headers['cache-control']).toBe('no-store')
    await api.close()
  })

  test('are not guessed: one address may try so often in a minute, and a proxy’s word counts once', async () => {
    const api = await openApi(bed.connection(), { proxies: 1 })
    const attempt = (forwarded: string) =>
      api.app.inject({
        method: 'POST',
        url: '/api/auth/request-password-reset',
        headers: { 'x-forwarded-for': forwarded },
        payload: { email: newAddress() },
      })
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await attempt(`198.51.100.${tries}, 203.0.113.7`)).statusCode).toBe(204)
    }
    const refused = await attempt('198.51.100.99, 203.0.113.7')
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([429, 'too-many-requests'])
    expect((await attempt('203.0.113.8')).statusCode).toBe(204)
    await api.close()
  })
})
