import type { Transaction } from 'kysely'
import type { DB } from '@maillage/db/tables/database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, checked, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import { takeHours } from '../ledger/take-hours.ts'
import type { Profile, ProfileDraft } from '../profile/schemas.ts'
import type { FirmPage } from './schemas.ts'

const certificate = { norm: 'uns-note-2020', edition: null, item: null, number: 'A1', validUntil: null }
const [workshop] = sewingWorkshop.sites
if (workshop === undefined) throw new Error('the example has no site')

/** Monday of a week some time from now. */
function mondayAhead(): string {
  const day = new Date(`${inDays(21)}T00:00:00Z`)
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
}

describeOnDatabase('a firm’s page', bed => {
  let api: Api
  let firm: string
  let twin: string
  let editor: SignedIn
  let twinEditor: SignedIn
  const readers = new Map<string, SignedIn['call']>()

  const profilePath = (id: string) => `/api/organisations/${id}/profile`
  const save = async (by: SignedIn, id: string, changes: Partial<ProfileDraft>) => {
    const { version } = (await by.call('GET', profilePath(id))).json<Profile>()
    const saved = await by.call('PUT', profilePath(id), { ...sewingWorkshop, version, ...changes })
    if (saved.statusCode !== 200) throw new Error(saved.body)
    return saved.json<Profile>()
  }
  const read = (who: string, id = firm) => {
    const call = readers.get(who)
    if (call === undefined) throw new Error(`${who} is nobody`)
    return call('GET', `/api/firms/${id}`)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    twinEditor = await api.person('Emile')
    const buyer = await api.person('Basile')
    const operator = await api.person('Oriane')
    const stranger = await api.person('Solange')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    twin = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(editor, firm, 'owner')
    await api.join(twinEditor, twin, 'owner')
    await api.join(buyer, await api.organisation({ name: 'CH de Foix', roles: ['buyer'] }), 'viewer')
    await api.join(operator, await api.organisation({ name: 'Région', roles: ['operator'] }), 'viewer')
    readers.set('anyone', api.anyone).set('stranger', stranger.call).set('buyer', buyer.call)
    readers.set('other firm', twinEditor.call).set('operator', operator.call).set('itself', editor.call)
    await save(twinEditor, twin, {})
  })
  afterAll(() => api.close())

  describe.each([
    ['public', { anyone: 200, stranger: 200, buyer: 200, 'other firm': 200, operator: 200, itself: 200 }],
    ['members', { anyone: 404, stranger: 404, buyer: 200, 'other firm': 200, operator: 200, itself: 200 }],
    ['operator', { anyone: 404, stranger: 404, buyer: 404, 'other firm': 404, operator: 200, itself: 200 }],
  ] as const)('shown to %s', (audience, answers) => {
    beforeAll(() => save(editor, firm, { audience }))

    test.each(Object.entries(answers))('is answered to %s by %i', async (who, status) => {
      const answer = await read(who)
      expect(answer.statusCode).toBe(status)
      expect(answer.body.includes('Foix')).toBe(status === 200)
    })
  })

  test('says what the firm is and could make, and how its certificates stand', async () => {
    await save(editor, firm, {
      audience: 'public',
      willing: ['gown'],
      certificates: [
        certificate,
        { ...certificate, number: 'A2', validUntil: '2020-01-01' },
        { ...certificate, number: 'A3', validUntil: inDays(400) },
      ],
    })
    await bed
      .db()
      .updateTable('certificate')
      .set({ status: 'verified' })
      .where('organisationId', '=', firm)
      .where('number', '=', 'A3')
      .execute()
    const page = (await read('anyone')).json<FirmPage>()
    expect(page).toMatchObject({
      name: 'Confection de Foix',
      activity: sewingWorkshop.activity,
      minimumOrder: 500,
      usualLeadDays: 14,
      willing: ['gown'],
      workedMaterials: ['woven-cotton', 'woven-workwear'],
      certificates: [{ state: 'declared' }, { state: 'expired' }, { state: 'verified' }],
      sites: [
        {
          communeName: 'Foix',
          department: '09',
          machines: [{ type: 'sew-lockstitch', count: 12 }, { count: 6 }, { count: 2 }],
          people: [{ trade: 't-sew-op', count: 15 }, { count: 3 }],
        },
      ],
      own: false,
      audience: null,
    })
    expect(page.now).toContain('gown-washable')
    expect(page.confirmedAt).toBe(page.asOf)
    expect((await read('itself')).json()).toEqual({ ...page, own: true, audience: 'public' })
    expect((await read('operator')).json()).toEqual({ ...page, audience: 'public' })
  })

  test('does not offer what the firm refuses to make, and does not say that it refuses', async () => {
    await save(editor, firm, { audience: 'public', unwilling: ['gown-washable'] })
    const answer = await read('buyer')
    expect(answer.json<FirmPage>().now).not.toContain('gown-washable')
    expect(answer.body).not.toContain('"gown-washable"')
  })

  test('tells how hard the firm is hit only in the words it chose to publish', async () => {
    const distress = { activityLostPercent: 83, jobs: 104_729, jobsAtRisk: 99_991, published: true }
    await save(editor, firm, { audience: 'public', distress })
    for (const who of readers.keys()) {
      const answer = await read(who)
      expect(answer.json<FirmPage>().distressBand).toBe('high')
      expect(answer.body.replaceAll(firm, '')).not.toMatch(/83|104729|99991/)
    }
    await save(editor, firm, { audience: 'public', distress: { ...distress, published: false } })
    for (const who of readers.keys()) expect((await read(who)).json<FirmPage>().distressBand).toBeNull()
  })

  test('is the same, byte for byte, for two firms that differ in what is private alone', async () => {
    const { siren } = await bed
      .db()
      .selectFrom('organisation')
      .select('siren')
      .where('id', '=', firm)
      .executeTakeFirstOrThrow()
    await save(twinEditor, twin, { audience: 'public', certificates: [certificate] })
    const { sites } = await save(editor, firm, {
      audience: 'public',
      // Other hours, in other lines; another number; a park in parts; a week closed; a refused certificate.
      sites: [
        {
          ...workshop,
          siret: checked(`${siren}0001`),
          address: '3 rue du Métier',
          machines: [
            { type: 'sew-lockstitch', count: 7, hoursPerWeek: 39 },
            { type: 'sew-lockstitch', count: 5, hoursPerWeek: 4 },
            { type: 'sew-overlock', count: 6, hoursPerWeek: 1 },
            { type: 'cut-table-knife', count: 2, hoursPerWeek: 0 },
          ],
          workforce: [
            { trade: 't-sew-op', people: 15, hoursPerWeek: 2 },
            { trade: 't-cut-op', people: 3, hoursPerWeek: 38 },
          ],
        },
      ],
      availability: [{ week: mondayAhead(), share: 0 }],
      certificates: [
        { ...certificate, number: 'B7' },
        { ...certificate, number: 'B8' },
      ],
      distress: { activityLostPercent: 60, jobs: 40, jobsAtRisk: 20, published: false },
    })
    await bed
      .db()
      .updateTable('certificate')
      .set({ status: 'refused' })
      .where('organisationId', '=', firm)
      .where('number', '=', 'B8')
      .execute()
    const hold = (trx: Transaction<DB>) =>
      takeHours(
        trx,
        { organisationId: firm, actor: null },
        { state: 'held', cause: 'offer', causeId: newId() },
        [
          {
            siteId: sites[0]?.id ?? '',
            kind: 'machines',
            resource: 'sew-overlock',
            week: mondayAhead(),
            minutes: 9000,
          },
        ],
      )
    await bed.db().transaction().execute(hold)
    for (const who of ['anyone', 'buyer', 'operator']) {
      const [one, other] = [await read(who, firm), await read(who, twin)]
      expect(one.statusCode).toBe(200)
      expect(one.body.replaceAll(firm, 'ID')).toBe(other.body.replaceAll(twin, 'ID'))
    }
  })

  test('of a suspended organisation is nobody’s, and so is one that does not exist', async () => {
    await bed.db().updateTable('organisation').set({ status: 'suspended' }).where('id', '=', twin).execute()
    expect((await read('operator', twin)).statusCode).toBe(404)
    expect((await read('operator', newId())).statusCode).toBe(404)
    expect((await api.anyone('GET', '/api/firms/nothing')).statusCode).toBe(422)
  })
})
