import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { passOldTransactions } from './restored.ts'
import type { LogExport, LogLine } from './schemas.ts'
import { sealEvents } from './seal.ts'

interface Log {
  lines: LogLine[]
  next: number | null
  verbs: { verb: string; label: { fr: string } }[]
}

describeOnOneConnection('the log of a need', bed => {
  let api: Api
  let buyer: SignedIn
  let operator: SignedIn
  let sewer: SignedIn
  let need: string
  let workshop: string
  let hospital: string

  const log = async (by: SignedIn, query = '') =>
    (await by.call('GET', `/api/log/need/${need}${query}`)).json<Log>()
  const exported = (by: SignedIn, format: string, query = '') =>
    by.call('GET', `/api/log/need/${need}/export?format=${format}${query}`)

  const draft = async () =>
    (await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))).json<NeedShown>().id

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    operator = await api.person('Odile')
    sewer = await api.person('Ines')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(buyer, hospital, 'owner')
    await api.join(operator, region, 'viewer')
    await api.join(sewer, workshop, 'editor')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    need = await draft()
    await buyer.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    const changed = { ...masksFor(3000), weights: { jobs: 2 }, version: 2 }
    await buyer.call('PUT', `/api/needs/${need}`, changed)
    const asking = { firms: [workshop], partnershipKey: null, text: 'Pourriez-vous ?' }
    await buyer.call('POST', `/api/needs/${need}/contacts`, asking)
    const answer = { version: 1, state: 'declined', reason: 'too-late', answer: 'Navrée.' }
    await sewer.call('PUT', `/api/organisations/${workshop}/contacts/${need}`, answer)
    while ((await sealEvents(bed.db())) > 0 || (await log(buyer)).lines.some(({ seal }) => seal === null))
      await sleep(20)
  })
  afterAll(() => api.close())

  test('says who did what and when, the last first, in both languages', async () => {
    const { lines, verbs } = await log(buyer)
    expect(lines.map(({ what }) => what.fr)).toEqual([
      'A décliné : délai trop court',
      'A consulté Confection de Foix',
      'Besoin modifié (révision 2)',
      'Besoin publié (révision 1)',
    ])
    expect(lines.map(({ what }) => what.en)).toContain('Asked Confection de Foix')
    expect(lines.map(({ organisation }) => organisation?.name)).toEqual([
      'Confection de Foix',
      'CH de Foix',
      'CH de Foix',
      'CH de Foix',
    ])
    // Whoever answered for the firm is named to nobody outside it.
    expect(lines.map(({ actor }) => actor?.name)).toEqual([null, 'Basile', 'Basile', 'Basile'])
    expect(verbs.map(({ label }) => label.fr)).toContain('Besoin modifié')
  })

  test('says what a revision changed, and the buyer’s secrets to its own people alone', async () => {
    const changes = async (by: SignedIn) =>
      (await log(by, '?verb=need.revised')).lines[0]?.changes.map(({ fr }) => fr.replace(/\s/g, ' '))
    const shared = [
      'quantité : 2 000 → 3 000',
      expect.stringMatching(/^livraisons : 1 000 \(.+\) → 1 500 \(/),
    ]
    expect(await changes(buyer)).toEqual([...shared, 'poids des critères : modifié'])
    expect(await changes(operator)).toEqual(shared)
  })

  test('is read page by page, of some kinds of change, between two days', async () => {
    const first = await log(buyer, '?limit=3')
    expect(first.lines).toHaveLength(3)
    expect((await log(buyer, `?limit=3&after=${first.next}`)).lines).toHaveLength(1)
    const contacts = await log(buyer, '?verb=contact.asked&verb=contact.answered')
    expect(contacts.lines.map(({ verb }) => verb)).toEqual(['contact.answered', 'contact.asked'])
    expect((await log(buyer, '?to=2020-01-01')).lines).toEqual([])
    expect((await log(buyer, '?from=2020-01-01')).lines).toHaveLength(4)
  })

  test('goes out as a table, and as JSON whose digests anybody can compute again', async () => {
    const table = (await exported(buyer, 'csv', '&language=en')).body
    expect(table.split('\r\n')).toHaveLength(6)
    expect(table).toContain(';Basile;CH de Foix;Asked Confection de Foix;')
    const { head, lines } = (await exported(buyer, 'json')).json<LogExport>()
    expect(lines).toHaveLength(4)
    for (const { seal } of lines)
      expect(
        createHash('sha256')
          .update(seal?.form ?? '')
          .digest('hex'),
      ).toBe(seal?.digest)
    expect(head.position).toBeGreaterThanOrEqual(4)
    const outside = (await exported(operator, 'json')).json<LogExport>()
    expect(outside.lines.map(({ seal }) => seal?.form)).toEqual([null, null, null, null])
    expect(outside.lines.map(({ seal }) => seal?.digest)).toEqual(lines.map(({ seal }) => seal?.digest))
  })

  test('is refused to the firm asked, to strangers and for what has no log, in one way', async () => {
    for (const path of [`/api/log/need/${need}`, `/api/log/need/${need}/export?format=csv`]) {
      expect((await sewer.call('GET', path)).statusCode).toBe(404)
      expect((await api.anyone('GET', path)).statusCode).toBe(401)
    }
    expect((await buyer.call('GET', `/api/log/need/${workshop}`)).statusCode).toBe(404)
    const unpublished = await draft()
    expect((await buyer.call('GET', `/api/log/need/${unpublished}`)).json<Log>().lines).toEqual([])
    expect((await operator.call('GET', `/api/log/need/${unpublished}`)).statusCode).toBe(404)
    const wrong = await buyer.call('GET', `/api/log/offer/${need}?from=hier`)
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json<Problem>().errors?.map(({ field }) => field)).toContain('/kind')
  })

  test('goes on after its last event in a database that was restored from a dump', async () => {
    const db = bed.db()
    const { rows } = await sql<{ ahead: string }>`
      insert into event (transaction_id, verb, subject_kind, subject_id, data)
        values ((pg_current_xact_id()::text::bigint + 5000)::text::xid8, 'need.withdrawn', 'need', gen_random_uuid(), '{}')
        returning transaction_id::text as ahead`.execute(db)
    await passOldTransactions(db)
    const now = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(db)
    expect(Number(now.rows[0]?.id)).toBeGreaterThan(Number(rows[0]?.ahead))
  })

  test('names nobody any more once a person is erased, and stays as it was sealed', async () => {
    const before = (await exported(operator, 'json')).json<LogExport>().lines
    await bed.db().deleteFrom('user').where('id', '=', buyer.id).execute()
    const after = (await exported(operator, 'json')).json<LogExport>().lines
    expect(after.map(({ actor }) => actor?.name)).toEqual([null, null, null, null])
    expect(after.map(({ seal }) => seal)).toEqual(before.map(({ seal }) => seal))
  })
})
