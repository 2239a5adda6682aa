import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { freePort } from '../../../tests/support/free-port.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'

describeOnOneConnection('a mail', bed => {
  let api: Api | undefined
  let mailServer: MailServer | undefined

  const open = async (smtpUrl: string | undefined, demonstration = false) => {
    api = await openApi(bed.connection(), {
      smtpUrl,
      demonstration,
      mailFrom: 'Maillage <region@exemple.fr>',
    })
    const owner = await api.person('Odette')
    const firm = await api.organisation({ name: 'Élastiques & Cie', roles: ['firm'] })
    await api.join(owner, firm, 'owner')
    return { api, owner, firm }
  }
  const invite = (owner: SignedIn, firm: string, email: string) =>
    owner.call('POST', `/api/organisations/${firm}/invitations`, { email, member: 'viewer' })
  const stored = (email: string) =>
    bed
      .db()
      .selectFrom('mail')
      .select(['body', 'sentAt'])
      .where('recipient', '=', email)
      .executeTakeFirstOrThrow()

  beforeEach(async () => {
    mailServer = await startMailServer()
  })
  afterEach(async () => {
    await api?.close()
    await mailServer?.close()
  })

  test('is delivered once, and its text is not kept', async () => {
    const { api, owner, firm } = await open(mailServer?.url)
    await invite(owner, firm, 'gaston@exemple.fr')
    await api.settled()
    expect(mailServer?.delivered).toMatchObject([{ from: 'region@exemple.fr', to: ['gaston@exemple.fr'] }])
    const message = mailServer?.delivered[0]?.message ?? ''
    expect(message).toMatch(/^Subject: =\?UTF-8\?Q\?=C3=89lastiques_/m)
    expect(message).toMatch(/^Message-ID: <[\w-]+@localhost>$/m)
    expect(await stored('gaston@exemple.fr')).toEqual({ body: '', sentAt: expect.any(Date) })
    expect((await api.anyone('GET', '/api/outbox')).statusCode).toBe(404)
  })

  test('is sent by no change that was refused', async () => {
    const { api, owner, firm } = await open(mailServer?.url)
    expect((await invite(owner, firm, owner.email)).json<Problem>().code).toBe('already-member')
    await api.settled()
    expect(mailServer?.delivered).toEqual([])
  })

  test('waits while the mail server is away, holds up nobody, and leaves when it is back', async () => {
    const port = await freePort()
    const { api, owner, firm } = await open(`smtp://127.0.0.1:${port}`)
    expect((await invite(owner, firm, 'nora@exemple.fr')).statusCode).toBe(201)
    const failed = 'maillage_jobs_total{queue="send-mail",outcome="failed"} 1'
    await expect
      .poll(async () => (await api.anyone('GET', '/metrics')).body, { timeout: 10_000 })
      .toContain(failed)
    expect(await stored('nora@exemple.fr')).toEqual({
      body: expect.stringContaining('/invitations/'),
      sentAt: null,
    })
    await mailServer?.close()
    mailServer = await startMailServer(port)
    await api.settled()
    expect(mailServer.delivered).toMatchObject([{ to: ['nora@exemple.fr'] }])
    expect(await stored('nora@exemple.fr')).toEqual({ body: '', sentAt: expect.any(Date) })
  })

  test('stays in the outbox of a demonstration, newest first, for anyone to read', async () => {
    const { api, owner, firm } = await open(undefined, true)
    await invite(owner, firm, 'premiere@exemple.fr')
    await invite(owner, firm, 'seconde@exemple.fr')
    await api.settled()
    const { mails } = (await api.anyone('GET', '/api/outbox')).json<{
      mails: { to: string; text: string }[]
    }>()
    expect(mails.map(({ to }) => to).slice(0, 2)).toEqual(['seconde@exemple.fr', 'premiere@exemple.fr'])
    expect(mails[0]?.text).toMatch(/\/invitations\/[\w-]{40,}/)
  })

  test('is shown to nobody outside a demonstration, delivered or not', async () => {
    const { api, owner, firm } = await open(undefined)
    await invite(owner, firm, 'gustave@exemple.fr')
    expect((await owner.call('GET', '/api/outbox')).statusCode).toBe(404)
    expect((await stored('gustave@exemple.fr')).sentAt).toBeNull()
    expect((await api.anyone('GET', '/api/outbox')).statusCode).toBe(404)
  })
})
