import { type Kysely, sql } from 'kysely'
import { sealEvents } from '../../server/features/audit/seal.ts'
import { verifyLog } from '../../server/features/audit/verify.ts'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { earlierVersions } from '../../tests/support/bed.ts'
import type { Connection } from '../connect.ts'
import { migrateToLatest } from '../migrate.ts'
import type { DB } from '../tables/database.ts'
import { migrations } from './all.ts'

const firm = '01938000-0000-7000-8000-000000000001'

const site = '01938000-0000-7000-8000-000000000003'

const need = '01938000-0000-7000-8000-000000000002'

/** What every database that is migrated forward holds here: a firm. */
async function insertFirm(db: Kysely<DB>): Promise<void> {
  await sql`insert into organisation (id, name, roles, structure, siren)
    values (${firm}, 'Confection de Foix', '{firm}', 'company', '552100554')`.execute(db)
}

describe('a database that an earlier version has filled', () => {
  const versions = earlierVersions(migrations)
  let connection: Connection | undefined
  afterEach(() => connection?.close())
  afterAll(() => versions.close())

  /** A database as it was after a migration, with data in it. */
  async function databaseAfter(migration: string): Promise<Kysely<DB>> {
    connection = await versions.openAfter(migration)
    await insertFirm(connection.db)
    return connection.db
  }

  test('publishes nothing of how hard a firm is hit', async () => {
    const db = await databaseAfter('20261123_06_create_matching')
    await sql`insert into distress values (${firm}, 45, 20, 8)`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261124_01_publish_distress')
    expect(await db.selectFrom('distress').selectAll().execute()).toEqual([
      { organisationId: firm, activityLostPercent: 45, jobs: 20, jobsAtRisk: 8, published: false },
    ])
  })

  test('keeps what was told, of which it does not know what it said', async () => {
    const db = await databaseAfter('20261124_01_publish_distress')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    await sql`insert into told (organisation_id, kind, need_id, partnership_key, feasible, in_first_ten)
      values (${firm}, 'need-fits', ${need}, '', true, false)`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261124_02_create_suggestions')
    expect(await db.selectFrom('told').selectAll().execute()).toMatchObject([
      { organisationId: firm, feasible: true, inFirstTen: false, needDigest: null, work: null },
    ])
    expect(await db.selectFrom('suggestion').selectAll().execute()).toEqual([])
  })

  test('loses the rankings of the engine before, and keeps the need and what was told of it', async () => {
    const db = await databaseAfter('20261124_02_create_suggestions')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    await sql`insert into ranking (need_id, need_revision, transaction_id, event_id, as_of, engine_version,
        catalogue_version, content_digest, exact, candidates, knocked_out, weights)
      values (${need}, 1, '1', 1, '2026-11-24', '0.1.0', '1', 'digest', true, 1, '{}', '{}')`.execute(db)
    await sql`insert into match values (${need}, ${firm}, 1, 0.5, true, '{"key": "old"}')`.execute(db)
    await sql`insert into told (organisation_id, kind, need_id, partnership_key, feasible, in_first_ten)
      values (${firm}, 'need-fits', ${need}, '', true, false)`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261124_03_forget_rankings')
    expect(await db.selectFrom('match').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('ranking').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('need').select('id').execute()).toEqual([{ id: need }])
    expect(await db.selectFrom('told').select('needId').execute()).toEqual([{ needId: need }])
  })

  test('takes no hours of any firm, until somebody does, and of whole minutes in weeks that begin on a Monday', async () => {
    const db = await databaseAfter('20261124_03_forget_rankings')
    await sql`insert into site (id, organisation_id, name, commune, department, latitude, longitude, precision)
      values (${site}, ${firm}, 'Atelier', '09122', '09', 42.97, 1.6, 'commune')`.execute(db)
    await sql`insert into workforce (id, site_id, trade, people, hours_per_week)
      values (${need}, ${site}, 't-sew-op', 5, 35)`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261124_04_create_capacity_ledger')
    expect(await db.selectFrom('capacityLedger').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('workforce').select('people').execute()).toEqual([{ people: 5 }])
    const take = (week: string, minutes: number) =>
      sql`insert into capacity_ledger (id, site_id, kind, resource, week, minutes, state, cause, cause_id)
        values (gen_random_uuid(), ${site}, 'people', 't-sew-op', ${week}, ${minutes}, 'committed', 'contract', ${need})`.execute(
        db,
      )
    await take('2027-01-04', 600)
    await expect(take('2027-01-05', 600)).rejects.toThrow('capacity_ledger_week_check')
    await expect(take('2027-01-04', 0)).rejects.toThrow('capacity_ledger_minutes_check')
    await db.deleteFrom('site').execute()
    expect(await db.selectFrom('capacityLedger').selectAll().execute()).toEqual([])
  })

  test('has no table on its way in, and takes those of its organisations', async () => {
    const db = await databaseAfter('20261124_04_create_capacity_ledger')
    expect(await migrateToLatest(db)).toContain('20261129_01_create_imports')
    expect(await db.selectFrom('import').selectAll().execute()).toEqual([])
    const stage = (kind: string) =>
      sql`insert into import (id, organisation_id, kind, headings, mapping, row_count)
        values (${need}, ${firm}, ${kind}, '{Machine}', '{"thing": 0}', 1)`.execute(db)
    await expect(stage('people')).rejects.toThrow('import_kind_check')
    await stage('machines')
    await sql`insert into import_chunk (import_id, number, rows) values (${need}, 0, '[]')`.execute(db)
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('importChunk').selectAll().execute()).toEqual([])
  })

  test('keeps the machines of a firm, of which nothing more is said yet', async () => {
    const db = await databaseAfter('20261129_01_create_imports')
    await sql`insert into site (id, organisation_id, name, commune, department, latitude, longitude, precision)
      values (${site}, ${firm}, 'Atelier', '09122', '09', 42.97, 1.6, 'commune')`.execute(db)
    await sql`insert into machine (id, site_id, type, count, hours_per_week)
      values (gen_random_uuid(), ${site}, 'loom-rapier', 12, 35)`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261129_02_add_machine_attributes')
    const machines = db
      .selectFrom('machine')
      .select(['type', 'count', 'attributes'])
      .where('type', '=', 'loom-rapier')
    expect(await machines.execute()).toEqual([{ type: 'loom-rapier', count: 12, attributes: null }])
    await db
      .updateTable('machine')
      .set({ attributes: { widthCm: 60 } })
      .execute()
    expect(await machines.execute()).toMatchObject([{ attributes: { widthCm: 60 } }])
    await expect(sql`update machine set attributes = '"wide"'`.execute(db)).rejects.toThrow(
      'machine_attributes_check',
    )
  })

  test('has nothing to find until the index is made, and says of each that it never was', async () => {
    const db = await databaseAfter('20261129_02_add_machine_attributes')
    expect(await migrateToLatest(db)).toContain('20261129_03_create_search')
    expect(await db.selectFrom('searchDocument').select('id').execute()).toEqual([])
    const cursors = await db
      .selectFrom('searchCursor')
      .select(['indexName', 'version'])
      .orderBy('indexName')
      .execute()
    expect(cursors.map(({ indexName }) => indexName)).toContain('postgres')
    expect(cursors.every(({ version }) => version === '')).toBe(true)
    expect(await db.selectFrom('organisation').select('id').execute()).toEqual([{ id: firm }])
  })

  test('keeps no search until somebody saves one, and loses those of an organisation with it', async () => {
    const db = await databaseAfter('20261129_03_create_search')
    expect(await migrateToLatest(db)).toContain('20261129_20_create_saved_searches')
    await sql`insert into "user" (id, name, email) values (${need}, 'Élise', 'elise@exemple.fr')`.execute(db)
    const save = sql`insert into saved_search (id, organisation_id, user_id, name, query)
      values (gen_random_uuid(), ${firm}, ${need}, 'Laine', 'q=laine')`
    await save.execute(db)
    await expect(save.execute(db)).rejects.toThrow('saved_search_query_key')
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('savedSearch').selectAll().execute()).toEqual([])
  })

  test('keeps the rankings there are, which no words of profiles went into yet', async () => {
    const db = await databaseAfter('20261129_20_create_saved_searches')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    await sql`insert into ranking (need_id, need_revision, transaction_id, event_id, as_of, engine_version,
        catalogue_version, content_digest, exact, candidates, knocked_out, weights)
      values (${need}, 1, '1', 1, '2026-11-23', '0.4.0', 'c', 'd', true, 1, '{}', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261129_40_add_ranking_words')
    const rankings = db.selectFrom('ranking').select(['needId', 'textHits'])
    expect(await rankings.execute()).toEqual([{ needId: need, textHits: null }])
  })

  test('follows no procedure until somebody chooses one, of one need, and loses it with a draft', async () => {
    const db = await databaseAfter('20261129_40_add_ranking_words')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261129_50_create_procedures')
    expect(await db.selectFrom('need').select('quantity').execute()).toEqual([{ quantity: 1000 }])
    expect(await db.selectFrom('procedure').selectAll().execute()).toEqual([])
    const choose = (chosen: string, grounds: string | null = null) =>
      sql`insert into procedure (id, need_id, need_revision, regime, authority, urgency, begins, need_cents, elsewhere_cents,
          total_cents, form, rule_slug, rule_revision, proposed, chosen, grounds)
        values (gen_random_uuid(), ${need}, 0, 'public', 'other', 'none', '2026-11-29', 5, 0, 5, 'order', 'rule', 1,
          'adapted', ${chosen}, ${grounds}::jsonb)`.execute(db)
    await expect(choose('imperious-urgency')).rejects.toThrow('procedure_grounds_check')
    await choose('formal')
    await expect(choose('formal')).rejects.toThrow('procedure_need_id_key')
    await db.deleteFrom('need').execute()
    expect(await db.selectFrom('procedure').selectAll().execute()).toEqual([])
  })

  test('has taken no table that could be taken back, and forgets those whose needs or organisation go', async () => {
    const db = await databaseAfter('20261129_50_create_procedures')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261129_60_keep_applied_imports')
    expect(await db.selectFrom('importApplied').selectAll().execute()).toEqual([])
    const take = (kind: string) =>
      sql`insert into import_applied (id, organisation_id, kind, count) values (${site}, ${firm}, ${kind}, 1)`.execute(
        db,
      )
    await expect(take('machines')).rejects.toThrow('import_applied_profile_check')
    await take('needs')
    await db.insertInto('importNeed').values({ importId: site, needId: need }).execute()
    await db.deleteFrom('need').execute()
    expect(await db.selectFrom('importNeed').selectAll().execute()).toEqual([])
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('importApplied').selectAll().execute()).toEqual([])
  })

  test('says of no firm what it makes a week until the index is made anew', async () => {
    const db = await databaseAfter('20261129_60_keep_applied_imports')
    await sql`insert into search_document (kind, id, audience, standing, facets, vector, document)
      values ('firm', ${firm}, 'members', 1, '{}', '', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261129_70_search_by_capacity')
    const documents = db.selectFrom('searchDocument').select(['id', 'capacity'])
    expect(await documents.execute()).toEqual([{ id: firm, capacity: {} }])
    const { rows } = await sql`select search_weekly('{"gown": [5, 9]}', 'gown', weeks) weekly
      from unnest('{0, 1, 7}'::integer[]) weeks`.execute(db)
    expect(rows).toEqual([{ weekly: 5 }, { weekly: 9 }, { weekly: 9 }])
  })

  test('has asked no firm about any need, and asks each once', async () => {
    const db = await databaseAfter('20261129_70_search_by_capacity')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261129_80_create_sourcing_contacts')
    expect(await db.selectFrom('sourcingContact').selectAll().execute()).toEqual([])
    const ask = (state: string) =>
      sql`insert into sourcing_contact (need_id, firm_id, work, text, state)
        values (${need}, ${firm}, '[]', 'Pouvez-vous ?', ${state})`.execute(db)
    await expect(ask('declined')).rejects.toThrow('sourcing_contact_reason_check')
    await ask('asked')
    await expect(ask('asked')).rejects.toThrow('sourcing_contact_pkey')
    await db.deleteFrom('need').execute()
    expect(await db.selectFrom('sourcingContact').selectAll().execute()).toEqual([])
  })

  test('names people in the log by pseudonyms, and seals all that it held', async () => {
    const db = await databaseAfter('20261129_80_create_sourcing_contacts')
    await sql`insert into "user" (id, name, email) values (${need}, 'Odette', 'odette@exemple.fr')`.execute(
      db,
    )
    await sql`insert into event (actor, organisation_id, verb, subject_kind, subject_id, data) values
      (${need}, ${firm}, 'profile.saved', 'firm', ${firm}, '{"version": 2}'),
      (${need}, ${firm}, 'member.joined', 'organisation', ${firm}, ${JSON.stringify({ member: need })}),
      (${need}, null, 'person.changed', 'person', ${need}, '{}'),
      (null, ${firm}, 'organisation.changed', 'organisation', ${firm}, '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261129_97_seal_events')
    const { id } = await db
      .selectFrom('pseudonym')
      .select('id')
      .where('userId', '=', need)
      .executeTakeFirstOrThrow()
    const columns = ['actor', 'subjectId', 'data'] as const
    expect(await db.selectFrom('event').select(columns).orderBy('id').execute()).toEqual([
      { actor: id, subjectId: firm, data: { version: 2 } },
      { actor: id, subjectId: firm, data: { member: id } },
      { actor: id, subjectId: id, data: {} },
      { actor: null, subjectId: firm, data: {} },
    ])
    await vi.waitFor(async () => {
      await sealEvents(db)
      const report = await db.transaction().execute(trx => verifyLog(trx))
      expect(report).toMatchObject({ sealed: 4, faults: [], tail: { events: 0 } })
    }, 15_000)
  })

  test('keeps no document yet, and later none that is half there or both published and removed', async () => {
    const db = await databaseAfter('20261129_80_create_sourcing_contacts')
    expect(await migrateToLatest(db)).toContain('20261129_90_create_documents')
    expect(await db.selectFrom('document').selectAll().execute()).toEqual([])
    const keep = (columns: string, values: string) =>
      sql`insert into document (id, organisation_id, name, media_type, bytes, digest, ${sql.raw(columns)})
        values (gen_random_uuid(), ${firm}, 'a.txt', 'text/plain', 1, repeat('a', 64), ${sql.raw(values)})`.execute(
        db,
      )
    const subject = `'lot', '${need}'`
    await expect(keep('subject_kind, subject_id', subject)).rejects.toThrow('document_subject_check')
    await keep('stored_at, subject_kind, subject_id', `now(), ${subject}`)
    await expect(
      keep(
        'stored_at, subject_kind, subject_id, published_at, removed_at',
        `now(), ${subject}, now(), now()`,
      ),
    ).rejects.toThrow('document_published_at_check')
    // Whoever has documents here is not deleted by accident.
    await expect(db.deleteFrom('organisation').execute()).rejects.toThrow('document_organisation_id_fkey')
  })

  test('has no contract yet; what is party to one is not deleted under it, and drafts still are', async () => {
    const db = await databaseAfter('20261129_90_create_documents')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261129_96_create_contracts')
    expect(await db.selectFrom('contract').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('need').select('quantity').execute()).toEqual([{ quantity: 1000 }])
    const write = (number: string, form: string) =>
      sql`insert into contract (id, buyer_id, number, title, form, origin, state, starts, total_cents, payment_days)
        values (gen_random_uuid(), ${firm}, ${number}, 'Surblouses', ${form}, 'direct', 'proposed', '2026-11-29', 5, 30)`.execute(
        db,
      )
    await expect(write('2026-001', 'framework')).rejects.toThrow('contract_maximum_check')
    await write('2026-001', 'order')
    await expect(write('2026-001', 'order')).rejects.toThrow('contract_number_key')
    await db.deleteFrom('need').execute()
    await expect(db.deleteFrom('organisation').execute()).rejects.toThrow('contract_buyer_id_fkey')
  })

  test('has published no tender, and publishes none without a deadline and a key', async () => {
    const db = await databaseAfter('20261129_90_create_documents')
    expect(await migrateToLatest(db)).toContain('20261130_01_create_tenders')
    const tender = (state: string) =>
      sql`insert into tender (id, organisation_id, state, title, procedure, access, criteria)
        values (${need}, ${firm}, ${state}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await expect(tender('published')).rejects.toThrow('tender_published_check')
    await tender('draft')
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('tender').selectAll().execute()).toEqual([])
  })

  test('keeps the mail that waits, and asks nobody how often they want it', async () => {
    const db = await databaseAfter('20261129_97_seal_events')
    await sql`insert into mail (id, recipient, subject, body)
      values (${need}, 'odette@exemple.fr', 'Bonjour', 'Un lien')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_02a_choose_mail')
    expect(await db.selectFrom('mail').selectAll().execute()).toMatchObject([
      { recipient: 'odette@exemple.fr', language: 'fr', kind: null, organisationId: null, userId: null },
    ])
    expect(await db.selectFrom('mailPreference').selectAll().execute()).toEqual([])
  })

  test('has sealed no offer, and lets a firm lead one group of a tender', async () => {
    const db = await databaseAfter('20261130_01_create_tenders')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_02_create_offers')
    const lead = (id: string) =>
      sql`insert into bidder_group (id, tender_id, lead_id, form) values (${id}, ${need}, ${firm}, 'solidaire')`.execute(
        db,
      )
    await lead(site)
    await expect(lead(need)).rejects.toThrow('bidder_group_lead_key')
    expect(await db.selectFrom('offer').selectAll().execute()).toEqual([])
  })

  test('finds what its index holds as before, firms and the others, the narrowest question first', async () => {
    const db = await databaseAfter('20261130_02b_create_api_keys')
    await sql`insert into search_document (kind, id, audience, standing, facets, vector, capacity, document) values
      ('firm', ${firm}, 'members', 1, '{}', '''gown'':1B ''foix'':1B', '{"gown": [500]}', '{"kind": "firm"}'),
      ('firm', ${need}, 'members', 0.5, '{}', '''gown'':1B', '{}', '{}'),
      ('product', 'gown', 'public', 1, '{}', '''gown'':1A', '{}', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_03_narrow_search_rows')
    const found = async (kinds: string, lead: string | null, family: string | null = null) => {
      const { rows } = await sql<{ id: string; tier: number }>`
        select id, tier from search_candidates('{gown & foix,gown}', ${[lead, null]}::text[]::tsquery[], '{0,0}', ${kinds}::text[],
          '{members,public}', '{}', '2026-11-29', null, null, null, ${family}, 0, 400, 20, 60) order by tier, id`.execute(
        db,
      )
      return rows
    }
    const [near, far] = [
      { id: firm, tier: 1 },
      { id: need, tier: 2 },
    ]
    expect(await found('{firm}', null)).toEqual([near, far])
    expect(await found('{firm}', 'foix')).toEqual([near, far])
    expect(await found('{firm}', 'foix', 'gown')).toEqual([near])
    expect(await found('{need,product,machine}', null)).toEqual([{ id: 'gown', tier: 2 }])
    const shown = db.selectFrom('searchDocument').select('document').where('id', '=', firm)
    expect(await shown.execute()).toEqual([{ document: { kind: 'firm' } }])
  })

  test('has judged no offer, and turns none away without a reason', async () => {
    const db = await databaseAfter('20261130_03_narrow_search_rows')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy)
      values (${site}, ${need}, ${firm}, 'sealed', '', '', now(), '')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_05_create_evaluations')
    const judge = (verdict: string) =>
      sql`insert into offer_judgement (offer_id, lot, verdict, reason) values (${site}, 1, ${verdict}, '')`.execute(
        db,
      )
    await expect(judge('irregular')).rejects.toThrow('offer_judgement_reason_check')
    await judge('regular')
    await db.deleteFrom('tender').execute()
    expect(await db.selectFrom('offerJudgement').selectAll().execute()).toEqual([])
  })

  test('keeps the certificates that firms have, with what was decided before it was said by whom', async () => {
    const db = await databaseAfter('20261130_05_create_evaluations')
    await sql`insert into certificate (id, organisation_id, norm, status)
      values (${site}, ${firm}, 'iso-9001', 'verified')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_05_vet_certificates')
    expect(await db.selectFrom('certificate').selectAll().execute()).toMatchObject([
      { id: site, norm: 'iso-9001', status: 'verified', scope: '', sentAt: null, checkedAt: null },
    ])
    await expect(sql`update certificate set checked_at = now()`.execute(db)).rejects.toThrow(
      'certificate_checked_check',
    )
    const tell = () => sql`insert into certificate_told values (${site}, '2027-01-01', 30)`.execute(db)
    await tell()
    await expect(tell()).rejects.toThrow('certificate_told_pkey')
    await db.deleteFrom('certificate').execute()
    expect(await db.selectFrom('certificateTold').selectAll().execute()).toEqual([])
  })

  test('has written nothing yet, and has one thread between two about a thing', async () => {
    const db = await databaseAfter('20261130_05_vet_certificates')
    await sql`insert into organisation (id, name, roles, structure, siren)
      values (${site}, 'Tissages', '{firm}', 'company', '552081317')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261130_05_write_messages')
    expect(await db.selectFrom('thread').selectAll().execute()).toEqual([])
    const begin = (first: string, second: string) =>
      sql`insert into thread (id, subject_kind, subject_id, first_id, second_id)
        values (gen_random_uuid(), 'need', ${need}, ${first}, ${second})`.execute(db)
    await expect(begin(site, firm)).rejects.toThrow('thread_parties_check')
    await begin(firm, site)
    await expect(begin(firm, site)).rejects.toThrow('thread_subject_key')
    await expect(db.deleteFrom('organisation').execute()).rejects.toThrow('thread_first_id_fkey')
  })

  test('has carried no contract out yet, and says how its lots are inspected', async () => {
    const db = await databaseAfter('20261130_05_write_messages')
    await sql`insert into contract (id, buyer_id, number, title, form, origin, state, starts, total_cents, payment_days)
      values (${need}, ${firm}, '2026-001', 'Surblouses', 'order', 'direct', 'proposed', '2026-11-29', 5, 30)`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261130_07_create_deliveries')
    const terms = db.selectFrom('contract').select(['inspectionLevel', 'aqlMajor', 'aqlMinor'])
    expect(await terms.execute()).toEqual([{ inspectionLevel: 'II', aqlMajor: 2.5, aqlMinor: 4 }])
    expect(await db.selectFrom('delivery').selectAll().execute()).toEqual([])
  })

  test('runs no procedure elsewhere yet, and publishes none without its address', async () => {
    const db = await databaseAfter('20261130_07_create_deliveries')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261130_08_create_external_procedures')
    const keep = (state: string) =>
      sql`insert into external_procedure (id, need_id, platform, address, state, criteria)
        values (gen_random_uuid(), ${need}, 'PLACE', '', ${state}, '[]')`.execute(db)
    await expect(keep('published')).rejects.toThrow('external_procedure_published_check')
    await keep('prepared')
    await expect(keep('prepared')).rejects.toThrow('external_procedure_need_id_key')
  })

  test('calls no target yet, and keeps of each what it needs to sign', async () => {
    const db = await databaseAfter('20261130_08_create_external_procedures')
    await sql`insert into event (organisation_id, verb, subject_kind, subject_id, data)
      values (${firm}, 'need.published', 'need', ${need}, '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261201_10_create_webhooks')
    const target = (groups: string) =>
      sql`insert into webhook (id, organisation_id, url, groups, secret, event_transaction, event_id, notification_seq)
        values (${site}, ${firm}, 'https://exemple.fr/', ${groups}, '', '0', 0, 0)`.execute(db)
    await expect(target('{}')).rejects.toThrow('webhook_groups_check')
    await target('{needs}')
    await sql`insert into webhook_delivery (id, webhook_id, sequence, type, body)
      values (${need}, ${site}, 1, 'ping', '{}')`.execute(db)
    await expect(
      sql`insert into webhook_attempt (id, delivery_id, milliseconds) values (${need}, ${need}, 1)`.execute(
        db,
      ),
    ).rejects.toThrow('webhook_attempt_outcome_check')
    await db.deleteFrom('webhook').execute()
    expect(await db.selectFrom('webhookDelivery').selectAll().execute()).toEqual([])
  })

  test('keeps the groups that were formed, with their shares of its lots, and forbids no firm a second offer', async () => {
    const db = await databaseAfter('20261201_10_create_webhooks')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${site}, ${firm}, 'Surblouses', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into tender_lot (tender_id, number, need_id, need_revision, title, item, lines, commune)
      values (${site}, 1, ${need}, 1, 'Foix', 'gown-washable', '[]', '09122')`.execute(db)
    await sql`insert into bidder_group (id, tender_id, lead_id, form) values (${need}, ${site}, ${firm}, 'conjoint')`.execute(
      db,
    )
    await sql`insert into bidder_group_member (group_id, organisation_id, role, share_percent, work)
      values (${need}, ${firm}, 'partner', 62.5, 'Couture')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261202_01_form_groups')
    const parts = db.selectFrom('bidderGroupPart').select(['lot', 'share', 'work']).orderBy('lot')
    expect(await parts.execute()).toEqual([{ lot: 1, share: 6250, work: 'Couture' }])
    expect(await db.selectFrom('tender').select('severalOffers').execute()).toEqual([{ severalOffers: true }])
    expect(await db.selectFrom('bidderGroup').select('shows').execute()).toEqual([{ shows: 'whole' }])
    await expect(sql`update bidder_group set form = 'solidaire', shows = 'own'`.execute(db)).rejects.toThrow(
      'bidder_group_shows_check',
    )
  })

  test('knows no essential data of its contracts yet, and forgets them with a contract', async () => {
    const db = await databaseAfter('20261202_01_form_groups')
    await sql`insert into contract (id, buyer_id, number, title, form, origin, state, starts, total_cents, payment_days)
      values (${need}, ${firm}, '2026-001', 'Surblouses', 'order', 'direct', 'proposed', '2026-11-29', 5, 30)`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261202_10_keep_essential_data')
    const keep = () =>
      sql`insert into essential_data (contract_id, content, published_on)
        values (${need}, '{}', '2026-12-01')`.execute(db)
    await keep()
    await expect(keep()).rejects.toThrow('essential_data_pkey')
    await db.deleteFrom('contract').execute()
    expect(await db.selectFrom('essentialData').selectAll().execute()).toEqual([])
  })

  test('has counted no record yet, and keeps one report a fact', async () => {
    const db = await databaseAfter('20261202_10_keep_essential_data')
    expect(await migrateToLatest(db)).toContain('20261202_20_create_reliability')
    expect(await db.selectFrom('firmRecord').selectAll().execute()).toEqual([])
    const report = (decision: string | null, at: string | null) =>
      sql`insert into fact_report (id, organisation_id, fact, reason, decision, decided_at)
        values (gen_random_uuid(), ${firm}, 'on-time', 'Non.', ${decision}, ${at})`.execute(db)
    await expect(report('kept', null)).rejects.toThrow('fact_report_decision_check')
    await expect(report('perhaps', '2026-12-01')).rejects.toThrow('fact_report_decision_check')
    await report(null, null)
    await expect(report(null, null)).rejects.toThrow('fact_report_fact_key')
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('factReport').selectAll().execute()).toEqual([])
  })

  test('knows of no investment yet, and of none that spends more than it takes', async () => {
    const db = await databaseAfter('20261202_20_create_reliability')
    await sql`insert into firm_record values (${firm}, '{}', '2026-12-01')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261202_21_create_investments')
    const invest = (state: string, engaged: number) =>
      sql`insert into investment (id, organisation_id, item, state, ready_on, monthly_quantity, months, days, cents,
          engaged_cents, hires, training_days, funding, quotes)
        values (gen_random_uuid(), ${firm}, 'gown-washable', ${state}, '2027-01-01', 100, 12, 10, 500, ${engaged}, 0, 0,
          '[]', '[]')`.execute(db)
    await expect(invest('planned', 501)).rejects.toThrow('investment_figures_check')
    await expect(invest('begun', 0)).rejects.toThrow('investment_begun_check')
    await invest('planned', 500)
    await db.deleteFrom('organisation').execute()
    expect(await db.selectFrom('investment').selectAll().execute()).toEqual([])
  })

  test('has sealed no document with an offer yet, and names none in a receipt that was given', async () => {
    const db = await databaseAfter('20261202_21_create_investments')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Surblouses', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy)
      values (${site}, ${need}, ${firm}, 'sealed', '', 'd', now(), '')`.execute(db)
    await sql`insert into offer_receipt (offer_id, version, digest, bytes, at) values (${site}, 1, 'd', 1, now())`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261203_01_seal_offer_documents')
    expect(await db.selectFrom('offerReceipt').select('documents').execute()).toEqual([{ documents: [] }])
    const keep = (bytes: number) =>
      sql`insert into offer_document (id, tender_id, organisation_id, bytes, digest, offer_id)
        values (gen_random_uuid(), ${need}, ${firm}, ${bytes}, 'd', ${site})`.execute(db)
    await expect(keep(0)).rejects.toThrow('offer_document_bytes_check')
    await keep(1)
    await db.deleteFrom('offer').execute()
    expect(await db.selectFrom('offerDocument').select('offerId').execute()).toEqual([{ offerId: null }])
  })

  test('has tried no sample yet, and scores each from 1 to 5 once it came', async () => {
    const db = await databaseAfter('20261203_01_seal_offer_documents')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Surblouses', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy)
      values (${site}, ${need}, ${firm}, 'sealed', '', 'd', now(), '')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261203_02_try_samples')
    const tried = (receivedOn: string | null, scores: string) =>
      sql`insert into offer_sample (offer_id, lot, received_on, scores)
        values (${site}, 1, ${receivedOn}, ${scores}::integer[])`.execute(db)
    await expect(tried('2026-11-29', '{6}')).rejects.toThrow('offer_sample_scores_check')
    await expect(tried(null, '{4}')).rejects.toThrow('offer_sample_tried_check')
    await tried('2026-11-29', '{4,null,5}')
    await db.deleteFrom('tender').execute()
    expect(await db.selectFrom('offerSample').selectAll().execute()).toEqual([])
  })

  test('keeps what bidders were asked about prices, and may ask each to complete its offer besides', async () => {
    const db = await databaseAfter('20261203_02_try_samples')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy)
      values (${site}, ${need}, ${firm}, 'sealed', '', '', now(), '')`.execute(db)
    await sql`insert into price_question (offer_id, lot, text, due) values (${site}, 1, 'Comment ?', '2026-12-09')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261205_01_ask_to_complete')
    const ask = (kind: string) =>
      sql`insert into offer_question (offer_id, lot, kind, text, due)
        values (${site}, 1, ${kind}, 'Et ceci ?', '2026-12-09')`.execute(db)
    await expect(ask('price')).rejects.toThrow('offer_question_pkey')
    await expect(ask('other')).rejects.toThrow('offer_question_kind_check')
    await ask('completion')
    const kept = db.selectFrom('offerQuestion').select(['kind', 'text']).orderBy('kind')
    expect(await kept.execute()).toEqual([
      { kind: 'completion', text: 'Et ceci ?' },
      { kind: 'price', text: 'Comment ?' },
    ])
  })

  test('asks candidates for nothing yet, and sets none aside without its article and a reason', async () => {
    const db = await databaseAfter('20261205_01_ask_to_complete')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy)
      values (${site}, ${need}, ${firm}, 'sealed', '', 'd', now(), '')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261205_02_judge_candidacies')
    expect(await db.selectFrom('tender').select('conditions').execute()).toEqual([
      { conditions: { economic: '', technical: '' } },
    ])
    const judge = (verdict: string, ground: string | null, reason: string) =>
      sql`insert into candidacy (offer_id, organisation_id, verdict, ground, reason, judged_at)
        values (${site}, ${firm}, ${verdict}, ${ground}, ${reason}, now())`.execute(db)
    await expect(judge('set-aside', null, 'Non.')).rejects.toThrow('candidacy_ground_check')
    await expect(judge('set-aside', 'incomplete', '')).rejects.toThrow('candidacy_ground_check')
    await expect(judge('admitted', 'incomplete', 'Non.')).rejects.toThrow('candidacy_ground_check')
    await judge('set-aside', 'incomplete', 'Sans comptes.')
    await db.deleteFrom('tender').execute()
    expect(await db.selectFrom('candidacy').selectAll().execute()).toEqual([])
  })

  test('knows of no stocks yet, and lets none of a depot go that nobody has brought in', async () => {
    const db = await databaseAfter('20261205_02_judge_candidacies')
    expect(await migrateToLatest(db)).toContain('20261205_20_create_stocks')
    await sql`insert into depot (id, organisation_id, name, commune, department, latitude, longitude, precision)
      values (${site}, ${firm}, 'Nord', '09122', '09', 42.97, 1.6, 'commune')`.execute(db)
    const bringLot = () =>
      sql`insert into stock_lot (id, organisation_id, item, number, maker, regime)
        values (${need}, ${firm}, 'gown-washable', 'L-1', 'Foix', 'normal')`.execute(db)
    await bringLot()
    await expect(bringLot()).rejects.toThrow('stock_lot_')
    await expect(
      sql`insert into stock_movement (id, organisation_id, kind, lot_id, quantity, from_account, from_depot_id,
          to_account, day)
        values (${need}, ${firm}, 'out', ${need}, 1, 'depot', ${site}, 'consumed', '2026-12-01')`.execute(db),
    ).rejects.toThrow('stock_balance_place_check')
    expect(await db.selectFrom('stockBalance').selectAll().execute()).toEqual([])
  })

  test('knows of nobody’s consumption yet, and takes each for one kind, by weeks that begin on a Monday', async () => {
    const db = await databaseAfter('20261205_20_create_stocks')
    expect(await migrateToLatest(db)).toContain('20261205_21_create_consumption')
    const say = (basis: string, rule: string | null) =>
      sql`insert into consumption (organisation_id, item, basis, rule) values (${firm}, 'ffp2', ${basis}, ${rule})`.execute(
        db,
      )
    await expect(say('rule', null)).rejects.toThrow('consumption_basis_check')
    await say('declared', null)
    const week = (day: string, quantity: number) =>
      sql`insert into consumption_week values (${firm}, 'ffp2', ${day}, ${quantity})`.execute(db)
    await expect(week('2026-12-01', 5)).rejects.toThrow('consumption_week_week_check')
    await expect(week('2026-11-30', -1)).rejects.toThrow('consumption_week_quantity_check')
    await week('2026-11-30', 5)
    await db.deleteFrom('consumption').execute()
    expect(await db.selectFrom('consumptionWeek').selectAll().execute()).toEqual([])
  })

  test('has negotiated nothing yet, and keeps what a later offer takes the place of', async () => {
    const db = await databaseAfter('20261205_21_create_consumption')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria, negotiation)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]', true)`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy, content, opened_at)
      values (${site}, ${need}, ${firm}, 'opened', '', 'd', now(), '', '{}', now())`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261205_40_negotiate_rounds')
    const rules = ['round', 'roundDeadline', 'mayAwardFirst', 'negotiatesWith'] as const
    // Nobody had said that they keep the right to award on the first offers, nor that they do not.
    expect(await db.selectFrom('tender').select(rules).execute()).toEqual([
      { round: 1, roundDeadline: null, mayAwardFirst: true, negotiatesWith: null },
    ])
    await expect(db.updateTable('offer').set({ state: 'replaced', content: null }).execute()).rejects.toThrow(
      'offer_opened_check',
    )
    await db.updateTable('offer').set({ state: 'replaced' }).execute()
    const round = {
      tenderId: need,
      number: 1,
      points: '',
      deadline: new Date(),
      invitedBy: null,
      openedAt: null,
    }
    await expect(db.insertInto('tenderRound').values(round).execute()).rejects.toThrow(
      'tender_round_number_check',
    )
    await db
      .insertInto('tenderRound')
      .values({ ...round, number: 2 })
      .execute()
    await db.insertInto('tenderRoundInvited').values({ tenderId: need, number: 2, offerId: site }).execute()
    await db.deleteFrom('tender').execute()
    expect(await db.selectFrom('tenderRoundInvited').selectAll().execute()).toEqual([])
  })

  test('has published no award notice yet, and publishes one a tender', async () => {
    const db = await databaseAfter('20261205_40_negotiate_rounds')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261205_41_publish_award_notices')
    const publish = (id: string) =>
      sql`insert into award_notice (id, tender_id, content) values (${id}, ${need}, '{}')`.execute(db)
    await publish(site)
    await expect(publish(firm)).rejects.toThrow('award_notice_tender_id_key')
    await db.deleteFrom('tender').execute()
    expect(await db.selectFrom('awardNotice').selectAll().execute()).toEqual([])
  })

  test('tries at once what waits to be delivered to a target', async () => {
    const db = await databaseAfter('20261205_41_publish_award_notices')
    await sql`insert into webhook (id, organisation_id, url, groups, secret, event_transaction, event_id, notification_seq)
      values (${site}, ${firm}, 'https://exemple.fr/', '{needs}', '', '0', 0, 0)`.execute(db)
    await sql`insert into webhook_delivery (id, webhook_id, sequence, type, body)
      values (${need}, ${site}, 1, 'need.published', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261206_10_time_webhook_deliveries')
    const due = db
      .selectFrom('webhookDelivery')
      .select('id')
      .where('dueAt', '<=', sql<Date>`now()`)
    expect(await due.execute()).toEqual([{ id: need }])
  })

  test('takes what was typed of sortings and extensions out of the log, into tables where it can be erased', async () => {
    const db = await databaseAfter('20261206_10_time_webhook_deliveries')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria, negotiation)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]', true)`.execute(db)
    await sql`insert into tender_round (tender_id, number, points, deadline)
      values (${need}, 2, 'Le prix.', now()), (${need}, 3, 'Le prix.', now())`.execute(db)
    await sql`insert into event (verb, subject_kind, subject_id, data) values
      ('tender.round-extended', 'tender', ${need}, '{"round": 2, "reason": "Panne."}'),
      ('tender.round-extended', 'tender', ${need}, '{"round": 2, "reason": "Panne encore."}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261206_60_keep_typed_reasons')
    expect(
      await db.selectFrom('tenderRound').select(['number', 'extensionReason']).orderBy('number').execute(),
    ).toEqual([
      { number: 2, extensionReason: 'Panne encore.' },
      { number: 3, extensionReason: null },
    ])
  })

  test('keeps threads between two, and has one room a group beside them', async () => {
    const db = await databaseAfter('20261206_60_keep_typed_reasons')
    const [first, second] = [firm, site].toSorted()
    await sql`insert into organisation (id, name, roles, structure, siren)
      values (${site}, 'Tissages du Lez', '{firm}', 'company', '356000000')`.execute(db)
    const between = (one: string | undefined, other: string | undefined) =>
      sql`insert into thread (id, subject_kind, subject_id, first_id, second_id)
        values (gen_random_uuid(), 'group', ${need}, ${one ?? null}, ${other ?? null})`.execute(db)
    await between(first, second)
    await sql`insert into thread_party (thread_id, organisation_id) select id, ${firm} from thread`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261206_61_open_group_rooms')
    expect(await db.selectFrom('threadParty').select(['sinceSeq', 'readSeq']).execute()).toEqual([
      { sinceSeq: 0, readSeq: 0 },
    ])
    await between(undefined, undefined)
    await expect(between(undefined, undefined)).rejects.toThrow('thread_room_key')
    await expect(between(first, undefined)).rejects.toThrow('thread_parties_check')
    await expect(between(second, first)).rejects.toThrow('thread_parties_check')
  })

  test('has made no plan yet, and keeps a result of those alone that are made', async () => {
    const db = await databaseAfter('20261206_61_open_group_rooms')
    expect(await migrateToLatest(db)).toContain('20261206_70_create_plans')
    const plan = (id: string, state: string, result: string | null, problem: string | null) =>
      sql`insert into plan (id, operator_id, number, state, as_of, asked, result, problem)
        values (${id}, ${firm}, 1, ${state}, '2026-11-30', '{}', ${result}, ${problem})`.execute(db)
    await expect(plan(need, 'running', '{}', null)).rejects.toThrow('plan_result_check')
    await expect(plan(need, 'failed', null, null)).rejects.toThrow('plan_problem_check')
    await plan(need, 'made', '{}', null)
    await expect(plan(site, 'waiting', null, null)).rejects.toThrow('plan_number_key')
    await sql`insert into plan_line values (${site}, ${need}, ${firm}, ${site}, 'mask', 'none', 'r', 'sew', 'sew', null,
      '[]', 1, '[]', '[5]')`.execute(db)
    await db.deleteFrom('plan').execute()
    expect(await db.selectFrom('planLine').selectAll().execute()).toEqual([])
  })

  test('knows of no price that a partner asks yet, and forgets it with the partner', async () => {
    const db = await databaseAfter('20261206_70_create_plans')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into bidder_group (id, tender_id, lead_id, form) values (${site}, ${need}, ${firm}, 'conjoint')`.execute(
      db,
    )
    await sql`insert into bidder_group_member (group_id, organisation_id, role) values (${site}, ${firm}, 'partner')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261206_80_seal_partner_prices')
    await sql`insert into bidder_group_price (group_id, organisation_id, version, for_lead, digest, sent_at)
      values (${site}, ${firm}, 1, '', 'd', now())`.execute(db)
    await db.deleteFrom('bidderGroupMember').execute()
    expect(await db.selectFrom('bidderGroupPrice').selectAll().execute()).toEqual([])
  })

  test('asks for nobody to be replaced yet, and keeps by whom a member is, once it is asked for', async () => {
    const db = await databaseAfter('20261206_80_seal_partner_prices')
    await sql`insert into tender (id, organisation_id, title, procedure, access, criteria)
      values (${need}, ${firm}, 'Masques', 'adapted', 'open', '[]')`.execute(db)
    await sql`insert into offer (id, tender_id, organisation_id, state, sealed, digest, received_at, copy, content, opened_at)
      values (${site}, ${need}, ${firm}, 'opened', '', 'd', now(), '', '{}', now())`.execute(db)
    await sql`insert into candidacy (offer_id, organisation_id, text, due, asked_at)
      values (${site}, ${firm}, 'Vos comptes ?', '2026-12-20', now())`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261206_81_replace_group_members')
    const set = (values: { replacedBy?: string; proposedAt?: Date; replacementGround?: 'L2141-2' }) =>
      db.updateTable('candidacy').set(values).execute()
    expect(await db.selectFrom('candidacy').select(['replacementGround', 'replacedBy']).execute()).toEqual([
      { replacementGround: null, replacedBy: null },
    ])
    const proposed = { replacedBy: firm, proposedAt: new Date() }
    await expect(set(proposed)).rejects.toThrow('candidacy_replacement_check')
    await set({ ...proposed, replacementGround: 'L2141-2' })
  })

  test('knows no pool of buyers yet, and keeps a need in one pool at most', async () => {
    const db = await databaseAfter('20261206_81_replace_group_members')
    await sql`insert into need (id, organisation_id, item, claim, quantity, commune, department, latitude, longitude, precision)
      values (${need}, ${firm}, 'gown-washable', 'none', 1000, '09122', '09', 42.97, 1.6, 'commune')`.execute(
      db,
    )
    expect(await migrateToLatest(db)).toContain('20261207_10_create_pools')
    const open = (id: string, state = 'forming') =>
      sql`insert into pool (id, coordinator_id, item, title, legal_form, rule_slug, rule_revision, purchase, pays, orders,
          text, access, join_by, state)
        values (${id}, ${firm}, 'gown-washable', 'Surblouses', 'group', 'pool-group', 1, 'order', 'each', 'each', '',
          'open', '2027-01-31', ${state})`.execute(db)
    await expect(open(site, 'fixed')).rejects.toThrow('pool_fixed_check')
    for (const id of [site, need]) {
      await open(id)
      await sql`insert into pool_member (pool_id, organisation_id, state) values (${id}, ${firm}, 'joined')`.execute(
        db,
      )
    }
    await expect(
      db.updateTable('poolMember').set({ state: 'left', signedVersion: 1 }).execute(),
    ).rejects.toThrow('pool_member_signed_check')
    const bring = (pool: string) =>
      sql`insert into pool_share (pool_id, need_id, organisation_id, address, lines)
        values (${pool}, ${need}, ${firm}, 'Quai 2', '[]')`.execute(db)
    await bring(site)
    await expect(bring(need)).rejects.toThrow('pool_share_pkey')
    await db.deleteFrom('pool').execute()
    expect(await db.selectFrom('poolShare').selectAll().execute()).toEqual([])
  })

  test('has published no plan yet, and lets committed hours of a plan alone have an end', async () => {
    const db = await databaseAfter('20261207_10_create_pools')
    await sql`insert into site (id, organisation_id, name, commune, department, latitude, longitude, precision)
      values (${site}, ${firm}, 'Atelier', '09122', '09', 42.97, 1.6, 'commune')`.execute(db)
    await sql`insert into plan (id, operator_id, number, state, as_of, asked, result)
      values (${need}, ${firm}, 1, 'made', '2026-11-30', '{}', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261207_20_publish_plans')
    expect(await db.selectFrom('plan').select('publishedAt').execute()).toEqual([{ publishedAt: null }])
    const take = (cause: string) =>
      sql`insert into capacity_ledger (id, site_id, kind, resource, week, minutes, state, cause, cause_id, expires_at)
        values (${site}, ${site}, 'people', 't', '2026-11-30', 5, 'committed', ${cause}, ${need}, now())`.execute(
        db,
      )
    await expect(take('contract')).rejects.toThrow('capacity_ledger_expires_at_check')
    await take('plan-line')
    const refuse = (reason: string) =>
      sql`insert into plan_proposal (id, plan_id, firm_id, item, claim, state, reason, reply_by, kept_until)
        values (${site}, ${need}, ${firm}, 'mask', 'none', 'refused', ${reason}, '2026-12-01', '2026-12-02')`.execute(
        db,
      )
    await expect(refuse('')).rejects.toThrow('plan_proposal_reason_check')
    await refuse('Ici.')
    await db.deleteFrom('plan').execute()
    expect(await db.selectFrom('planProposal').selectAll().execute()).toEqual([])
  })

  test('has bound no plan yet, and explained none', async () => {
    const db = await databaseAfter('20261207_20_publish_plans')
    await sql`insert into plan (id, operator_id, number, state, as_of, asked, result)
      values (${need}, ${firm}, 1, 'made', '2026-11-30', '{"weeks": 26}', '{"gap": 0.1}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261208_01_bind_plans')
    expect(await db.selectFrom('plan').select(['asked', 'result', 'explanation']).execute()).toEqual([
      {
        asked: {
          weeks: 26,
          bounds: { dependence: null, regional: null, recyclable: null, difficultyHours: null, items: [] },
        },
        result: { gap: 0.1, bounds: [], conflicts: [] },
        explanation: null,
      },
    ])
  })

  test('has ordered nothing yet of what firms accepted, and forgets what was with the proposal', async () => {
    const db = await databaseAfter('20261208_01_bind_plans')
    await sql`insert into plan (id, operator_id, number, state, as_of, asked, result)
      values (${need}, ${firm}, 1, 'made', '2026-11-30', '{}', '{}')`.execute(db)
    await sql`insert into plan_proposal (id, plan_id, firm_id, item, claim, state, reply_by, kept_until)
      values (${site}, ${need}, ${firm}, 'mask', 'none', 'accepted', '2026-12-01', '2026-12-02')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261208_02_order_from_plans')
    const order = (quantity: number) =>
      db
        .insertInto('planOrder')
        .values({ cause: 'contract', causeId: need, proposalId: site, quantity })
        .execute()
    await expect(order(0)).rejects.toThrow('plan_order_quantity_check')
    await order(5)
    await db.deleteFrom('planProposal').execute()
    expect(await db.selectFrom('planOrder').selectAll().execute()).toEqual([])
  })

  test('keeps its catalogue as it shipped, which nobody has changed yet', async () => {
    const db = await databaseAfter('20261208_02_order_from_plans')
    await sql`insert into catalogue_record (kind, slug, revision, origin, content)
      values ('items', 'mask', 1, 'shipped', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261208_30_revise_catalogue')
    expect(await db.selectFrom('catalogueRecord').select(['removed', 'changeId']).execute()).toEqual([
      { removed: false, changeId: null },
    ])
    const change = (state: string, number: number | null) =>
      sql`insert into catalogue_change (id, organisation_id, title, state, number)
        values (${need}, ${firm}, 'x', ${state}, ${number})`.execute(db)
    await expect(change('active', 1)).rejects.toThrow('catalogue_change_number_check')
    await change('draft', null)
    await sql`insert into catalogue_change_record (change_id, kind, slug, base_revision, content)
      values (${need}, 'items', 'mask', 1, '{}')`.execute(db)
    await db.deleteFrom('catalogueChange').execute()
    expect(await db.selectFrom('catalogueChangeRecord').selectAll().execute()).toEqual([])
  })

  test('has no imported article yet, keeps one of a name, and none without where its figures come from', async () => {
    const db = await databaseAfter('20261208_30_revise_catalogue')
    expect(await migrateToLatest(db)).toContain('20261208_60_create_relocations')
    const keep = (id: string, name: string, source: string) =>
      sql`insert into relocation (id, operator_id, name, source, yearly_quantity, cents_per_thousand, item)
        values (${id}, ${firm}, ${name}, ${source}, 1000, 900000, 'gown')`.execute(db)
    await keep(site, 'Tunique', 'Douanes')
    await expect(keep(need, 'Tunique', 'Douanes')).rejects.toThrow('relocation_name_key')
    await expect(keep(need, 'Drap', '')).rejects.toThrow('relocation_said_check')
    await expect(db.updateTable('relocation').set({ cpv: '1810' }).execute()).rejects.toThrow(
      'relocation_cpv_check',
    )
    expect(await db.selectFrom('relocation').select(['workTimes', 'version']).execute()).toEqual([
      { workTimes: 1, version: 1 },
    ])
  })

  test('shows no figures of the region to anybody until its operator decides so', async () => {
    const db = await databaseAfter('20261208_60_create_relocations')
    expect(await migrateToLatest(db)).toContain('20261208_61_publish_figures')
    expect(await db.selectFrom('publicFigures').selectAll().execute()).toEqual([])
    const decide = sql`insert into public_figures (operator_id, shown) values (${firm}, true)`
    await decide.execute(db)
    await expect(decide.execute(db)).rejects.toThrow('public_figures_pkey')
  })

  test('knows no scenario yet; a run that was made has a result, and one that failed a reason', async () => {
    const db = await databaseAfter('20261208_61_publish_figures')
    await sql`insert into plan (id, operator_id, number, state, as_of, asked, result)
      values (${need}, ${firm}, 1, 'made', '2026-11-30', '{}', '{}')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261208_62_create_scenarios')
    expect(await db.selectFrom('plan').select('number').execute()).toEqual([{ number: 1 }])
    await sql`insert into scenario (id, operator_id, name, parts) values (${site}, ${firm}, 'Vague', '[]')`.execute(
      db,
    )
    const run = (number: number, state: string, problem: string | null = null) =>
      sql`insert into scenario_run (id, operator_id, number, state, as_of, asked, weeks, problem)
        values (gen_random_uuid(), ${firm}, ${number}, ${state}, '2026-11-30', '{}', 26, ${problem})`.execute(
        db,
      )
    await expect(run(1, 'made')).rejects.toThrow('scenario_run_result_check')
    await expect(run(1, 'failed')).rejects.toThrow('scenario_run_problem_check')
    await run(1, 'failed', 'no-firm')
    await expect(run(1, 'waiting')).rejects.toThrow('scenario_run_number_key')
    expect(await db.selectFrom('scenarioRun').select('detail').execute()).toEqual([{ detail: '' }])
  })

  test('has collected nothing yet; of what is collected no more is sorted than was weighed, nor given back than recycled', async () => {
    const db = await databaseAfter('20261208_62_create_scenarios')
    await sql`insert into organisation (id, name, roles, structure, siren)
      values (${site}, 'Blanchisserie', '{firm}', 'company', '443061841')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261209_10_create_collections')
    const agree = (id: string, partner: string) =>
      sql`insert into collection_agreement (id, holder_id, partner_id, stream, starts_on, every_weeks, expected_grams)
        values (${id}, ${firm}, ${partner}, 'polyester', '2026-12-07', 4, 40000)`.execute(db)
    await expect(agree(need, firm)).rejects.toThrow('collection_agreement_parties_check')
    await agree(need, site)
    await expect(agree(site, site)).rejects.toThrow('collection_agreement_key')
    const plan = (id: string) =>
      sql`insert into collection_round (id, agreement_id, day) values (${id}, ${need}, '2026-12-07')`.execute(
        db,
      )
    await plan(need)
    await expect(plan(site)).rejects.toThrow('collection_round_planned_key')
    await sql`insert into collected_lot (id, round_id, item, grams) values (${need}, ${need}, 'gown-washable', 9000)`.execute(
      db,
    )
    await expect(db.updateTable('collectedLot').set({ sortedGrams: 9001 }).execute()).rejects.toThrow(
      'collected_lot_sorted_check',
    )
    const recycle = (given: number) =>
      sql`insert into sorted_lot (id, lot_id, outcome, material, grams, day, given_grams, given_on)
        values (gen_random_uuid(), ${need}, 'recycle', 'fibre', 5000, '2026-12-09', ${given}, '2026-12-20')`.execute(
        db,
      )
    await expect(recycle(5001)).rejects.toThrow('sorted_lot_given_check')
    await recycle(4000)
    await db.deleteFrom('collectionAgreement').execute()
    expect(await db.selectFrom('sortedLot').selectAll().execute()).toEqual([])
  })

  test('says of a run made before that its robust answer lays nothing in', async () => {
    const db = await databaseAfter('20261209_10_create_collections')
    const run = (number: number, result: string) =>
      sql`insert into scenario_run (id, operator_id, number, state, as_of, asked, weeks, result)
        values (gen_random_uuid(), ${firm}, ${number}, 'made', '2026-11-30', '{}', 26, ${result})`.execute(db)
    await run(1, '{"results": [], "robust": {"regret": 12, "begun": []}}')
    await run(2, '{"results": [], "robust": null}')
    expect(await migrateToLatest(db)).toContain('20261209_11_lay_in_reserves')
    const runs = await db.selectFrom('scenarioRun').select('result').orderBy('number').execute()
    expect(runs.map(({ result }) => result?.robust)).toEqual([
      { regret: 12, begun: [], reserve: [], bound: null },
      null,
    ])
  })

  test('keeps what was said of lots made under a kind of regime, and lets new ones name a record of the catalogue', async () => {
    const db = await databaseAfter('20261209_11_lay_in_reserves')
    const bringLot = (id: string, number: string, regime: string) =>
      sql`insert into stock_lot (id, organisation_id, item, number, maker, regime)
        values (${id}, ${firm}, 'gown-washable', ${number}, 'Foix', ${regime})`.execute(db)
    await bringLot(need, 'L-1', 'eu-emergency')
    await expect(bringLot(site, 'L-2', 'eu-2020-403')).rejects.toThrow('stock_lot_regime_check')
    await sql`insert into surplus (id, firm_id, operator_id, item, number, quantity, regime)
      values (${need}, ${firm}, ${firm}, 'gown-washable', 'S-1', 5, 'national-derogation')`.execute(db)
    expect(await migrateToLatest(db)).toContain('20261209_20_name_stock_regimes')
    await bringLot(site, 'L-2', 'eu-2020-403')
    await expect(bringLot(firm, 'L-3', '')).rejects.toThrow('stock_lot_regime_check')
    const said = await db.selectFrom('stockLot').select('regime').orderBy('number').execute()
    expect(said).toEqual([{ regime: 'eu-emergency' }, { regime: 'eu-2020-403' }])
    const offered = await db.updateTable('surplus').set({ regime: 'mdr-59' }).returning('number').execute()
    expect(offered).toEqual([{ number: 'S-1' }])
  })
})
