import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { AnswerInput, AskedShown, AskInput, ContactShown } from './schemas.ts'

describeOnOneConnection('asking firms about a need', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let stranger: SignedIn
  let hospital: string
  let workshop: string
  let hidden: string

  const firmWith = async (name: string, by: SignedIn, differs: object = {}) => {
    const id = await api.organisation({ name, roles: ['firm'] })
    await api.join(by, id, 'editor')
    await by.call('PUT', `/api/organisations/${id}/profile`, { ...sewingWorkshop, ...differs, version: 0 })
    return id
  }
  const publish = async (visibility: 'public' | 'members' | 'invited' = 'members') => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(2000),
      visibility,
    })
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    return id
  }
  const ask = (need: string, differs: Partial<AskInput> = {}, by = buyer) =>
    by.call('POST', `/api/needs/${need}/contacts`, {
      firms: [workshop],
      partnershipKey: null,
      text: 'Pourriez-vous livrer en deux fois ?',
      ...differs,
    })
  const asked = async (by = sewer, firm = workshop) =>
    (await by.call('GET', `/api/organisations/${firm}/contacts`)).json<AskedShown[]>()
  const contacts = async (need: string) =>
    (await buyer.call('GET', `/api/needs/${need}/contacts`)).json<ContactShown[]>()
  const answer = (need: string, differs: Partial<AnswerInput> = {}) =>
    sewer.call('PUT', `/api/organisations/${workshop}/contacts/${need}`, {
      version: 1,
      state: 'accepted',
      reason: null,
      answer: '',
      ...differs,
    })
  const fieldsOf = (reply: Awaited<ReturnType<typeof ask>>) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const mailsTo = async (person: SignedIn) => {
    const rows = await bed
      .db()
      .selectFrom('mail')
      .select('subject')
      .where('recipient', '=', person.email)
      .orderBy('at')
      .execute()
    return rows.map(({ subject }) => subject)
  }
  const rankedFirms = async (need: string) => {
    await api.settled()
    const rows = await bed
      .db()
      .selectFrom('matchMember')
      .select('organisationId')
      .where('needId', '=', need)
      .execute()
    return new Set(rows.map(({ organisationId }) => organisationId))
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    stranger = await api.person('Clara')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    workshop = await firmWith('Confection de Foix', sewer)
    await firmWith('Couture du Lez', stranger)
    hidden = await firmWith('Atelier Discret', await api.person('Denise'), { audience: 'operator' })
    await api.settled()
  })
  afterAll(() => api.close())

  test('tells the firm at once, live and by mail, with what it would do', async () => {
    const need = await publish()
    await api.settled()
    expect((await ask(need)).json<ContactShown[]>()).toMatchObject([
      { firm: { name: 'Confection de Foix' }, state: 'asked', askedBy: 'Basile', mayRemind: false },
    ])
    const [first] = await asked()
    expect(first).toMatchObject({
      need: { id: need, quantity: 2000, open: true },
      buyer: { name: 'CH de Foix' },
      text: 'Pourriez-vous livrer en deux fois ?',
      state: 'asked',
    })
    expect(first?.work.map(({ process }) => process)).toContain('sew')
    const told = await bed
      .db()
      .selectFrom('notification')
      .select('kind')
      .where('organisationId', '=', workshop)
      .where('needId', '=', need)
      .execute()
    expect(told.map(({ kind }) => kind)).toContain('contact-asked')
    expect(await mailsTo(sewer)).toContain('CH de Foix vous consulte')
    // Asked once: a second press changes nothing and tells nobody again.
    await ask(need, { text: 'Et alors ?' })
    expect((await contacts(need)).map(({ text, version }) => [text, version])).toEqual([
      ['Pourriez-vous livrer en deux fois ?', 1],
    ])
  })

  test('is answered with a yes, or a no that says why; the buyer is told, and what was said is kept', async () => {
    const need = await publish()
    await ask(need)
    expect(fieldsOf(await answer(need, { state: 'declined' }))).toEqual([422, '/reason'])
    expect(fieldsOf(await answer(need, { reason: 'price' }))).toEqual([422, '/reason'])
    expect((await answer(need, { version: 7 })).statusCode).toBe(409)
    expect((await answer(need, { answer: ' Oui, dès mars. ' })).statusCode).toBe(200)
    expect(await contacts(need)).toMatchObject([{ state: 'accepted', answer: 'Oui, dès mars.', version: 2 }])
    expect(await mailsTo(buyer)).toContain('Confection de Foix est intéressée')
    const events = await bed
      .db()
      .selectFrom('event')
      .select('verb')
      .where('subjectId', '=', need)
      .orderBy('id')
      .execute()
    expect(events.map(({ verb }) => verb)).toEqual(['need.published', 'contact.asked', 'contact.answered'])
  })

  test('takes a firm that declines out of the ranking, and back in when it changes its mind', async () => {
    const need = await publish()
    await ask(need)
    expect(await rankedFirms(need)).toContain(workshop)
    await answer(need, { state: 'declined', reason: 'no-capacity' })
    expect(await rankedFirms(need)).not.toContain(workshop)
    await answer(need, { version: 2 })
    expect(await rankedFirms(need)).toContain(workshop)
    // The need itself is as its buyer wrote it: no revision came of it.
    const read = (await buyer.call('GET', `/api/needs/${need}`)).json<NeedShown>()
    expect([read.revision, read.own?.excludedFirms]).toEqual([1, []])
  })

  test('shows a need for invited firms to whoever was asked, until it is withdrawn', async () => {
    const need = await publish('invited')
    const reads = async () => (await sewer.call('GET', `/api/needs/${need}`)).statusCode
    expect(await reads()).toBe(404)
    await ask(need)
    expect([await reads(), (await stranger.call('GET', `/api/needs/${need}`)).statusCode]).toEqual([200, 404])
    await buyer.call('POST', `/api/needs/${need}/contacts/${workshop}/withdraw`)
    expect(await reads()).toBe(404)
    expect((await asked()).map(contact => contact.need.id)).not.toContain(need)
    expect((await answer(need, { version: 2 })).statusCode).toBe(409)
    await ask(need, { text: 'Finalement, oui.' })
    expect(await contacts(need)).toMatchObject([{ state: 'asked', text: 'Finalement, oui.', version: 3 }])
  })

  test('reminds after some days, and no sooner', async () => {
    const need = await publish()
    await ask(need)
    const remind = () => buyer.call('POST', `/api/needs/${need}/contacts/${workshop}/remind`)
    expect((await remind()).statusCode).toBe(422)
    await sql`update sourcing_contact set asked_at = now() - interval '3 days' where need_id = ${need}`.execute(
      bed.db(),
    )
    expect((await contacts(need))[0]?.mayRemind).toBe(true)
    expect((await remind()).json<ContactShown[]>()).toMatchObject([{ mayRemind: false, state: 'asked' }])
    expect((await remind()).statusCode).toBe(422)
    expect(await mailsTo(sewer)).toContain('CH de Foix attend votre réponse')
  })

  test('asks nobody who hides, oneself, or about what is no open need', async () => {
    const need = await publish()
    expect(fieldsOf(await ask(need, { firms: [workshop, hidden] }))).toEqual([422, '/firms/1'])
    expect(fieldsOf(await ask(need, { firms: [hospital] }))).toEqual([422, '/firms/0'])
    expect(await contacts(need)).toEqual([])
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(10))
    expect((await ask(draft.json<NeedShown>().id)).statusCode).toBe(409)
    expect((await ask(need, {}, stranger)).statusCode).toBe(404)
    expect((await stranger.call('GET', `/api/organisations/${workshop}/contacts`)).statusCode).toBe(404)
  })
})
