import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'
import { gatherFor, membersWaiting } from './gather.ts'
import type { MailKind } from './kinds.ts'
import type { Preference } from './schemas.ts'
import { wayOutToken } from './way-out.ts'
import { contactAsked } from './words.ts'
import { writeToMembers } from './write.ts'

describeOnDatabase('mail to the members of an organisation', bed => {
  let api: Api
  let mailServer: MailServer
  let owner: SignedIn
  let editor: SignedIn
  let viewer: SignedIn
  let firm: string

  const path = () => `/api/organisations/${firm}/mail-preferences`
  const want = (person: SignedIn, kind: MailKind, cadence: string) =>
    person.call('PUT', `${path()}/${kind}`, { cadence })
  const tell = (buyer: string, kind: MailKind = 'contacts') =>
    bed
      .db()
      .transaction()
      .execute(trx => {
        const need = { fr: '2 000 × Masque, Foix', en: '2,000 × Mask, Foix' }
        const link = 'https://maillage.exemple.fr/firm/asked#1'
        const mail = contactAsked({ buyer, again: false, need, text: '<b>Vite</b> & bien ?', link })
        return writeToMembers(trx, api.app.sendJob, { organisations: [firm], kind, mail })
      })
  const gather = async (weekly: boolean) => {
    for (const member of await membersWaiting(bed.db()))
      await bed
        .db()
        .transaction()
        .execute(trx => gatherFor(trx, api.app.sendJob, member, { weekly, publicUrl: 'https://m.fr' }))
  }
  const waiting = () => bed.db().selectFrom('mailWaiting').select('subject').execute()
  /** Who was delivered what since the last look, by first name and subject. */
  const delivered = async () => {
    await api.settled()
    return mailServer.delivered
      .splice(0)
      .map(({ to, message }) => `${to[0]?.split('.')[0]}: ${subjectOf(message)}`)
      .toSorted()
  }
  const subjectOf = (message: string) => /^Subject: (.+)$/m.exec(message)?.[1] ?? ''
  const leave = (token: string, payload?: string) =>
    api.app.inject({
      method: 'POST',
      url: `/api/mail/unsubscribe?token=${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: payload ?? 'List-Unsubscribe=One-Click',
    })

  beforeAll(async () => {
    mailServer = await startMailServer()
    api = await openApi(bed.connection(), {
      smtpUrl: mailServer.url,
      mailFrom: 'Maillage <region@exemple.fr>',
      publicUrl: 'https://maillage.exemple.fr',
    })
    owner = await api.person('Odette')
    editor = await api.person('Edgar')
    viewer = await api.person('Violette')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(owner, firm, 'owner')
    await api.join(editor, firm, 'editor')
    await api.join(viewer, firm, 'viewer')
  })
  beforeEach(async () => {
    await api.settled()
    await bed.db().deleteFrom('mailPreference').execute()
    await bed.db().deleteFrom('mailWaiting').execute()
    mailServer.delivered.splice(0)
  })
  afterAll(async () => {
    await api.close()
    await mailServer.close()
  })

  test('leaves at once for owners and editors, plain and HTML, with a way out', async () => {
    await tell('CH Un')
    await api.settled()
    expect(new Set(mailServer.delivered.map(({ to }) => to[0]))).toEqual(new Set([editor.email, owner.email]))
    const message = (mailServer.delivered[0]?.message ?? '').replaceAll('=\n', '').replaceAll('\n ', ' ')
    expect(message).toMatch(/^Content-Type: multipart\/alternative/m)
    expect(message).toMatch(
      /^List-Unsubscribe: <https:\/\/maillage\.exemple\.fr\/api\/mail\/unsubscribe\?token=[^>]+>$/m,
    )
    expect(message).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    // What people wrote is text in both.
    expect(message).toContain('<b>Vite</b> & bien')
    expect(message).toContain('&lt;b&gt;Vite&lt;/b&gt; &amp; bien')
    expect(message).toContain(`/organisations/${firm}/mail`)
    expect(await delivered()).toHaveLength(2)
  })

  test('is chosen kind by kind by each member for themselves', async () => {
    const before = (await owner.call('GET', path())).json<Preference[]>()
    expect(before.map(({ kind, cadence }) => [kind, cadence])).toEqual([
      ['publicity', 'immediate'],
      ['contacts', 'immediate'],
      ['messages', 'immediate'],
      ['contracts', 'immediate'],
      ['plans', 'immediate'],
      ['certificates', 'immediate'],
      ['needs', 'daily'],
      ['searches', 'daily'],
    ])
    expect(before.map(({ choices }) => choices)).toEqual([
      ['immediate'],
      ['immediate', 'daily', 'weekly', 'never'],
      ['immediate', 'daily', 'weekly', 'never'],
      ['immediate', 'daily', 'weekly', 'never'],
      ['immediate', 'daily', 'weekly', 'never'],
      ['immediate', 'daily', 'weekly', 'never'],
      ['daily', 'weekly', 'never'],
      ['daily', 'weekly', 'never'],
    ])
    const after = (await want(owner, 'contacts', 'never')).json<Preference[]>()
    expect(after.find(({ kind }) => kind === 'contacts')?.cadence).toBe('never')
    await want(viewer, 'contacts', 'immediate')
    await tell('CH Deux')
    expect(await delivered()).toEqual(['edgar: CH Deux vous consulte', 'violette: CH Deux vous consulte'])
  })

  test('refuses what is sooner than usual, and to put off what the law wants told to all at once', async () => {
    for (const [kind, cadence] of [
      ['needs', 'immediate'],
      ['publicity', 'weekly'],
      ['publicity', 'never'],
    ] as const) {
      const refused = await want(owner, kind, cadence)
      expect(refused.statusCode).toBe(422)
      expect(refused.json<Problem>().errors?.map(({ field }) => field)).toEqual(['/cadence'])
    }
    await tell('Région', 'publicity')
    await api.settled()
    expect(mailServer.delivered.every(({ message }) => !message.includes('List-Unsubscribe'))).toBe(true)
    expect(await delivered()).toHaveLength(2)
  })

  test('is gathered in one mail a day, or a week, and sent once', async () => {
    await want(owner, 'contacts', 'daily')
    await want(editor, 'contacts', 'weekly')
    await tell('CH Un')
    await tell('CH Deux')
    expect(await delivered()).toEqual([])
    await gather(false)
    await gather(false)
    await api.settled()
    const [mail] = mailServer.delivered
    expect(mail?.message).toContain('* CH Un vous consulte')
    expect(mail?.message).toContain('* CH Deux vous consulte')
    expect(await delivered()).toEqual(['odette: 2 nouvelles pour Confection de Foix'])
    await gather(true)
    await gather(true)
    expect(await delivered()).toEqual(['edgar: 2 nouvelles pour Confection de Foix'])
    // One alone keeps its own name.
    await tell('CH Trois')
    await gather(true)
    expect(await delivered()).toEqual(['edgar: CH Trois vous consulte', 'odette: CH Trois vous consulte'])
  })

  test('is still there where the server died while it gathered, and goes with the member who leaves', async () => {
    await want(owner, 'contacts', 'daily')
    await want(editor, 'contacts', 'daily')
    await tell('CH Un')
    const dies = bed
      .db()
      .transaction()
      .execute(async trx => {
        const member = { organisationId: firm, userId: owner.id }
        await gatherFor(trx, api.app.sendJob, member, { weekly: true, publicUrl: 'https://m.fr' })
        throw new Error('the server died')
      })
    await expect(dies).rejects.toThrow('the server died')
    expect(await delivered()).toEqual([])
    expect(await waiting()).toHaveLength(2)
    await owner.call('DELETE', `/api/organisations/${firm}/members/${editor.id}`)
    await gather(false)
    expect(await delivered()).toEqual(['odette: CH Un vous consulte'])
    expect(await waiting()).toEqual([])
    await api.join(editor, firm, 'editor')
  })

  test('stops by the link it carries, without an account, and only what the link is for', async () => {
    await want(owner, 'searches', 'weekly')
    const member = { organisationId: firm, userId: owner.id }
    const token = wayOutToken(api.app.environment, { ...member, kind: 'contacts' })
    const asks = await api.anyone('GET', `/api/mail/way-out?token=${token}`)
    expect(asks.json()).toMatchObject({ organisation: 'Confection de Foix', left: false, kinds: [{}] })
    const followed = await api.anyone('GET', `/api/mail/unsubscribe?token=${token}`)
    expect([followed.statusCode, followed.headers.location]).toEqual([
      303,
      `https://maillage.exemple.fr/mail/unsubscribe?token=${token}`,
    ])
    await tell('CH Un')
    expect(await delivered()).toHaveLength(2)
    expect((await leave(token)).statusCode).toBe(204)
    expect((await leave(token)).statusCode).toBe(204)
    await tell('CH Deux')
    expect(await delivered()).toEqual(['edgar: CH Deux vous consulte'])
    expect((await api.anyone('GET', `/api/mail/way-out?token=${token}`)).json()).toMatchObject({ left: true })
    const left = (await owner.call('GET', path())).json<Preference[]>()
    const usual = ['immediate', 'immediate', 'immediate', 'immediate', 'daily']
    expect(left.map(({ cadence }) => cadence)).toEqual(['immediate', 'never', ...usual, 'weekly'])
    await leave(wayOutToken(api.app.environment, { ...member, kind: 'all' }))
    const all = (await owner.call('GET', path())).json<Preference[]>()
    expect(all.map(({ cadence }) => cadence)).toEqual(['immediate', ...Array(7).fill('never')])
  })

  test('is stopped by nobody else’s link', async () => {
    const member = { organisationId: firm, userId: editor.id, kind: 'contacts' }
    const token = wayOutToken(api.app.environment, member)
    const elsewhere = wayOutToken({ sessionSecret: 'another secret of some length, of no use' }, member)
    const forged = token.replace(editor.id, owner.id)
    const publicity = wayOutToken(api.app.environment, { ...member, kind: 'publicity' })
    for (const wrong of [elsewhere, forged, 'nothing', `${token}.more`])
      expect((await leave(wrong)).statusCode).toBe(404)
    expect((await leave(publicity)).statusCode).toBe(204)
    await tell('CH Un')
    expect(await delivered()).toHaveLength(2)
  })
})
