import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Api,
  openApi,
  type Problem,
  sendDocument,
  type SignedIn,
} from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import { pdfOf } from '../../../tests/support/files.ts'
import type { DocumentShown } from '../documents/schemas.ts'
import type { FirmPage } from '../firms/schemas.ts'
import type { Profile } from '../profile/schemas.ts'
import { decisionFaults } from './decide.ts'
import { dueOf, watchCertificates } from './jobs.ts'
import type { CertificateShown, Queued } from './schemas.ts'

const iso = { norm: 'iso-9001', edition: null, item: null, number: 'FR-9001', validUntil: null }
const mask = { norm: 'en-14683', edition: null, item: 'mask-surg-IIR', number: 'L-1', validUntil: null }

describeOnOneConnection('a certificate', bed => {
  let api: Api
  let owner: SignedIn
  let verifier: SignedIn
  let clerk: SignedIn
  let buyer: SignedIn
  let firm: string
  let operator: string

  const list = async () =>
    (await owner.call('GET', `/api/organisations/${firm}/certificates`)).json<CertificateShown[]>()
  const state = async (certificates: object[]) => {
    const profile = (await owner.call('GET', `/api/organisations/${firm}/profile`)).json<Profile>()
    const sites = sewingWorkshop.sites.map(site => ({ ...site, id: profile.sites[0]?.id ?? null }))
    const body = { ...sewingWorkshop, sites, certificates }
    const { version } = profile
    expect(
      (await owner.call('PUT', `/api/organisations/${firm}/profile`, { ...body, version })).statusCode,
    ).toBe(200)
    return list()
  }
  const report = async () => {
    const file = { name: 'rapport.pdf', bytes: pdfOf(['Conforme']) }
    return (await sendDocument(api, owner, firm, file)).json<DocumentShown>().id
  }
  const send = (id: string, changes: object = {}) =>
    owner.call('PUT', `/api/organisations/${firm}/certificates/${id}`, {
      scope: 'Modèle M1',
      siteId: null,
      documents: [],
      ...changes,
    })
  const queue = async (person = verifier) =>
    (await person.call('GET', `/api/organisations/${operator}/certificate-queue`)).json<{
      waiting: Queued[]
      decided: Queued[]
    }>()
  const decide = async (id: string, changes: object = {}, person = verifier) => {
    const sentAt = (await list()).find(one => one.id === id)?.sentAt
    return person.call('PUT', `/api/organisations/${operator}/certificate-queue/${id}`, {
      sentAt,
      decision: 'verified',
      how: 'Appel au laboratoire',
      reason: null,
      until: inDays(300),
      ...changes,
    })
  }
  const fieldsOf = (answer: Answer) => [
    answer.statusCode,
    ...(answer.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const pageStates = async () =>
    (await buyer.call('GET', `/api/firms/${firm}`)).json<FirmPage>().certificates.map(one => one.state)
  const told = async (organisation: string) =>
    bed
      .db()
      .selectFrom('notification')
      .select(['kind', 'data'])
      .where('organisationId', '=', organisation)
      .where('kind', 'like', 'certificate-%')
      .orderBy('seq')
      .execute()
  const forget = async () => {
    for (const table of ['notification', 'mail', 'certificate'] as const)
      await bed.db().deleteFrom(table).execute()
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    owner = await api.person('Odile')
    verifier = await api.person('Vera')
    clerk = await api.person('Clement')
    buyer = await api.person('Basile')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    operator = await api.organisation({ name: 'Région', roles: ['operator'] })
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(owner, firm, 'owner')
    await api.join(verifier, operator, 'viewer')
    await api.join(clerk, operator, 'editor')
    await api.join(buyer, hospital, 'editor')
    const boss = await api.person('Ophelie')
    await api.join(boss, operator, 'owner')
    const path = `/api/organisations/${operator}/members/${verifier.id}`
    await boss.call('PATCH', path, { member: 'viewer', duties: ['verifier'] })
  })
  afterAll(() => api.close())

  test('is verified once, with its document, by whom it is a duty, and every buyer sees so', async () => {
    await forget()
    const [held] = await state([iso])
    const id = held?.id ?? ''
    expect(fieldsOf(await send(id))).toEqual([422, '/documents'])
    const document = await report()
    expect((await send(id, { documents: [document] })).json<CertificateShown[]>()).toMatchObject([
      {
        status: 'declared',
        scope: 'Modèle M1',
        check: null,
        documents: [{ id: document, name: 'rapport.pdf' }],
      },
    ])
    expect(await told(operator)).toMatchObject([{ kind: 'certificate-sent' }])
    // The operator reads what it decides by; buyers read what was decided.
    const reads = (person: SignedIn) => person.call('GET', `/api/documents/${document}`)
    expect([(await reads(clerk)).statusCode, (await reads(buyer)).statusCode]).toEqual([200, 404])
    expect((await owner.call('DELETE', `/api/documents/${document}`)).statusCode).toBe(409)
    expect((await queue()).waiting.map(({ firm: { name } }) => name)).toEqual(['Confection de Foix'])
    expect((await decide(id, {}, clerk)).statusCode).toBe(403)
    expect(await pageStates()).toEqual(['declared'])

    expect((await decide(id)).statusCode).toBe(200)
    expect(await list()).toMatchObject([
      {
        status: 'verified',
        check: { by: 'Vera', how: 'Appel au laboratoire', until: inDays(300), reason: null },
      },
    ])
    expect(await pageStates()).toEqual(['verified'])
    expect(await queue()).toMatchObject({ waiting: [], decided: [{ certificate: { id } }] })
    expect(await told(firm)).toMatchObject([{ kind: 'certificate-checked', data: { decision: 'verified' } }])
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select('subject')
      .where('recipient', '=', owner.email)
      .execute()
    expect(mails).toEqual([{ subject: expect.stringMatching(/^Certificat vérifié/) }])
    expect((await decide(id)).statusCode).toBe(409)
  })

  test('is refused with a reason, completed and sent again; what was looked at before is not decided about', async () => {
    await forget()
    const id = (await state([iso]))[0]?.id ?? ''
    await send(id, { documents: [await report()] })
    const seen = (await list())[0]?.sentAt
    expect(fieldsOf(await decide(id, { decision: 'refused', until: null }))).toEqual([422, '/reason'])
    expect(fieldsOf(await decide(id, { until: '2020-01-01' }))).toEqual([422, '/until'])
    await send(id, { documents: [await report()] })
    expect((await decide(id, { sentAt: seen })).statusCode).toBe(409)
    await decide(id, { decision: 'refused', until: null, reason: 'La page 2 manque.' })
    expect(await pageStates()).toEqual([])
    await send(id, { documents: [await report()] })
    expect(await list()).toMatchObject([{ status: 'declared', check: null }])
    expect((await list())[0]?.documents).toHaveLength(3)
    expect(await pageStates()).toEqual(['declared'])
  })

  test('stays the one it is while its firm saves its profile, and is declared again once it says something else', async () => {
    await forget()
    const [first] = await state([iso, mask])
    await send(first?.id ?? '', { documents: [await report()] })
    await decide(first?.id ?? '')
    const [moved, kept] = await state([mask, iso])
    expect(kept).toMatchObject({ id: first?.id, status: 'verified', scope: 'Modèle M1' })
    expect(moved).toMatchObject({ norm: 'en-14683', status: 'declared' })
    const renewed = await state([{ ...iso, validUntil: inDays(900) }])
    expect(renewed).toMatchObject([{ id: first?.id, status: 'declared', sentAt: null, check: null }])
    expect(renewed[0]?.documents).toHaveLength(1)
  })

  test('says what it covers, at a site of its own', async () => {
    await forget()
    const id = (await state([mask]))[0]?.id ?? ''
    const document = await report()
    expect(fieldsOf(await send(id, { scope: ' ', documents: [document] }))).toEqual([422, '/scope'])
    const strange = fieldsOf(await send(id, { siteId: firm, documents: [document] }))
    expect(strange).toEqual([422, '/siteId'])
    expect((await send(operator)).statusCode).toBe(404)
  })

  test('is watched to its end: told 60, 30 and 7 days before, each once, then over', async () => {
    await forget()
    const validUntil = '2027-03-01'
    const id = (await state([{ ...iso, validUntil }]))[0]?.id ?? ''
    await send(id, { documents: [await report()] })
    await decide(id, { until: validUntil })
    const days = ['2026-12-01', '2027-01-05', '2027-01-06', '2027-02-10', '2027-02-28', '2027-03-02']
    for (const day of days.flatMap(one => [one, one])) await watchCertificates(api.app, day)
    const ends = (await told(firm)).filter(({ kind }) => kind === 'certificate-ends')
    expect(ends.map(({ data }) => data['days'])).toEqual([60, 30, 7])
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select('subject')
      .where('subject', 'like', 'Dans%')
      .execute()
    expect(mails).toHaveLength(3)
    expect(await list()).toMatchObject([{ status: 'expired' }])
    expect(await pageStates()).toEqual(['expired'])
  })

  test('is declared again where what was decided about it no longer holds', async () => {
    await forget()
    const id = (await state([iso]))[0]?.id ?? ''
    await send(id, { documents: [await report()] })
    await decide(id, { until: inDays(10) })
    await watchCertificates(api.app, inDays(10))
    expect(await list()).toMatchObject([{ status: 'verified' }])
    await watchCertificates(api.app, inDays(11))
    expect(await list()).toMatchObject([{ status: 'declared', sentAt: null, check: null }])
    expect((await told(firm)).at(-1)?.kind).toBe('certificate-lapsed')
  })
})

describe('a decision', () => {
  const today = '2026-11-29'
  const verified = { decision: 'verified', reason: null } as const
  const fields = (until: string | null, validUntil: string | null = null) =>
    decisionFaults({ ...verified, until }, validUntil, today).map(({ message }) => message.en)

  test('holds until a day to come, no longer than the certificate and five years', () => {
    expect(fields('2027-11-29')).toEqual([])
    expect(fields(today, today)).toEqual([])
    expect(fields(null)).toEqual(['Say until which day the verification holds.'])
    expect(fields('2026-11-28')).toEqual(['This day is past.'])
    expect(fields('2027-11-29', '2027-11-28')).toEqual(['The certificate itself ends before this day.'])
    expect(fields('2031-11-30')).toEqual(['5 years at most: it is looked at again by then.'])
  })

  test('gives a reason with a refusal alone', () => {
    const faults = (decision: 'verified' | 'refused', reason: string | null, until: string | null) =>
      decisionFaults({ decision, reason, until }, null, today).map(({ field }) => field)
    expect(faults('refused', 'Illisible', null)).toEqual([])
    expect(faults('refused', null, '2027-01-01')).toEqual(['/reason', '/until'])
    expect(faults('verified', 'Illisible', '2027-01-01')).toEqual(['/reason'])
  })
})

test('an end is told at the nearest of sixty, thirty and seven days', () => {
  expect([61, 60, 31, 30, 8, 7, 0, -1].map(dueOf)).toEqual([null, 60, 60, 30, 30, 7, 7, null])
})
