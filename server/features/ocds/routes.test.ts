import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor } from '../../../tests/support/examples.ts'
import { recordPackageSchema, releasePackageSchema } from '../../../tests/standards/ocds.ts'
import { validatorOf } from '../../../tests/standards/validate.ts'
import { exportData } from '../../commands/export.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { RecordPackage, ReleasePackage } from './schemas.ts'

const faultsOf = validatorOf(releasePackageSchema)
const recordFaultsOf = validatorOf(recordPackageSchema)

describeOnDatabase('purchases as OCDS', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string
  let workshop: string

  const today = parisDate(new Date())
  const get = (path: string) => api.anyone('GET', `/api/ocds/${path}`)
  const releases = async (path = 'releases') => {
    const answer = await get(path)
    expect(answer.statusCode).toBe(200)
    const told = answer.json<ReleasePackage>()
    expect(faultsOf(told)).toEqual([])
    return told.releases
  }
  const need = async () => {
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const { id } = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await buyer.call('PUT', `/api/needs/${id}/procedure`, {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: 500_000,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen: 'without-publicity',
      reason: '',
      grounds: null,
    })
    return (await buyer.call('GET', `/api/needs/${id}`)).json<NeedShown>()
  }
  const lots = [
    { number: 1, title: 'Foix', item: null, family: 'mask-uns', quantity: 2000, reservedFor: ['esat'] },
  ]
  const revise = (id: string, revision: number, reason: string, documents: object[] = []) =>
    sql`insert into tender_revision (tender_id, revision, content, reason, at) values (${id}, ${revision}, ${JSON.stringify(
      {
        title: 'Masques',
        access: 'open',
        description: reason,
        lots,
        documents,
        internal: 'SECRET',
        criteria: [{ kind: 'price', name: 'Prix', weight: 100, how: '' }],
        questionsUntil: `${inDays(5)}T10:00:00.000Z`,
        deadline: `${inDays(9)}T10:00:00.000Z`,
      },
    )}, ${reason}, now() - make_interval(mins => ${60 - revision}))`.execute(bed.db())
  const tender = async (state: string, access: string, owner = hospital) => {
    const id = newId()
    await sql`insert into tender (id, organisation_id, state, access, title, procedure, criteria, revision,
        published_at, questions_until, deadline, public_key, opened_at)
      values (${id}, ${owner}, ${state}, ${access}, 'Masques', 'adapted', '[]', 1, now() - interval '1 hour',
        now() + interval '5 days', now() + interval '9 days', 'key',
        ${state === 'opened' ? new Date() : null})`.execute(bed.db())
    await revise(id, 1, '')
    return id
  }
  const offer = (tenderId: string, state: 'sealed' | 'opened') =>
    bed
      .db()
      .insertInto('offer')
      .values({
        id: newId(),
        tenderId,
        organisationId: workshop,
        groupId: null,
        state,
        digest: 'd'.repeat(64),
        sealed: Buffer.from('SEALED'),
        copy: Buffer.from(''),
        receivedAt: new Date(),
        lateDecision: null,
        lateReason: null,
        content: null,
        openedAt: null,
      })
      .execute()

  beforeAll(async () => {
    api = await openApi(bed.connection(), { publicUrl: 'https://maillage.exemple.fr' })
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(buyer, hospital, 'editor')
  })
  afterAll(() => api.close())

  test('are none while nothing is public, which a package cannot say', async () => {
    expect((await get('releases')).statusCode).toBe(404)
    expect((await get('records')).statusCode).toBe(404)
    await tender('draft', 'open')
    await tender('published', 'invited')
    await tender('published', 'open', workshop)
    expect((await get('releases')).statusCode).toBe(404)
    const { environment } = api.app
    expect(await exportData(bed.db(), ['ocds'], environment)).toMatchObject({ ok: false })
  })

  test('tell a tender and its amendments, and how many have offered once they are opened', async () => {
    const id = await tender('published', 'open')
    const sizes = { id: newId(), name: 'tailles.pdf', mediaType: 'application/pdf' }
    await revise(id, 2, 'Une taille de plus.', [
      { ...sizes, bytes: 12, digest: 'd'.repeat(64), at: inDays(0) },
    ])
    await offer(id, 'sealed')
    const ocid = `ocds-maille-${id}`
    const before = await releases(`releases/${ocid}`)
    expect(before.map(({ tag }) => tag)).toEqual([['tender'], ['tenderAmendment']])
    expect(before[1]?.tender).toMatchObject({
      status: 'active',
      procurementMethod: 'open',
      eligibilityCriteria: 'Lot 1 réservé : ESAT.',
      amendments: [
        { rationale: 'Une taille de plus.', amendsReleaseID: before[0]?.id, releaseID: before[1]?.id },
      ],
    })
    // A file is told of since the amendment that brought it.
    expect(before.map(({ tender: part }) => part?.documents?.map(({ title }) => title))).toEqual([
      ['Masques'],
      ['Masques', 'tailles.pdf'],
    ])
    expect(before[1]?.tender?.documents?.[1]).toMatchObject({
      url: `https://maillage.exemple.fr/api/documents/${sizes.id}`,
      datePublished: before[1]?.date,
    })
    expect(JSON.stringify(before)).not.toMatch(/numberOfTenderers|SEALED|SECRET|Confection/)
    await sql`update tender set state = 'opened', opened_at = now() where id = ${id}`.execute(bed.db())
    await sql`update offer set state = 'opened', opened_at = now(), content = '{}' where tender_id = ${id}`.execute(
      bed.db(),
    )
    const after = await releases(`releases/${ocid}`)
    expect(after.at(-1)).toMatchObject({ tag: ['tenderUpdate'], tender: { numberOfTenderers: 1 } })
    expect(JSON.stringify(after)).not.toContain('Confection')
    // What was published before stays as it was.
    expect(after.slice(0, 2)).toEqual(before)
  })

  test('tell a contract that was made directly, with its holder and what it comes to, and no price', async () => {
    const about = await need()
    const { app } = api
    const concluded = await bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          { actor: null, catalogue: app.catalogue, today, publicUrl: '', sendJob: app.sendJob },
          {
            buyerId: hospital,
            title: 'Masques lavables',
            needs: [about.id],
            form: 'order',
            starts: today,
            ends: null,
            allocation: null,
            minimumCents: null,
            maximumCents: null,
            paymentDays: 30,
            advance: { cents: 10_000, due: today },
            holders: [
              {
                parties: [
                  { firmId: workshop, name: '', siren: null, role: 'partner', isLead: true, share: null },
                  {
                    firmId: null,
                    name: 'Tests SARL',
                    siren: null,
                    role: 'laboratory',
                    isLead: false,
                    share: null,
                  },
                ],
              },
            ],
            lines: about.schedule.map(({ due, quantity }, at) => ({
              holder: 0,
              party: null,
              item: 'mask-uns1-adult',
              size: null,
              quantity,
              priceCents: 150_050 + at,
              perQuantity: 1000,
              meets: { needId: about.id, tranche: due, due },
            })),
            options: [],
            origin: 'direct',
            originId: null,
            concludedOn: today,
            answerBy: null,
            lots: [],
          },
        ),
      )
    if (!('contractId' in concluded)) throw new Error(JSON.stringify(concluded))
    const { contractId } = concluded
    await sql`update contract set advance_paid_on = ${today} where id = ${contractId}`.execute(bed.db())
    const answer = await get(`records/ocds-maille-${contractId}`)
    const record = answer.json<RecordPackage>()
    expect(recordFaultsOf(record)).toEqual([])
    const { compiledRelease } = record.records[0] ?? {}
    expect(compiledRelease).toMatchObject({
      tag: ['compiled'],
      tender: { procurementMethod: 'direct', status: 'complete' },
      awards: [{ value: { amount: 3001.01, currency: 'EUR' }, suppliers: [{ name: 'Confection de Foix' }] }],
      contracts: [
        {
          status: 'active',
          items: [
            { id: 'mask-uns1-adult', quantity: 2000, classification: { scheme: 'CPV', id: '18143000' } },
          ],
          implementation: {
            transactions: [{ value: { amount: 100, currency: 'EUR' } }],
            milestones: [{ status: 'scheduled' }, { status: 'scheduled' }],
          },
        },
      ],
    })
    expect(answer.body).not.toMatch(/1500\.|150050|Tests SARL/)
    expect(compiledRelease?.parties.map(({ roles }) => roles)).toEqual([
      ['buyer', 'procuringEntity', 'payer'],
      ['tenderer', 'supplier', 'payee'],
    ])
  })

  test('are turned over page by page, none twice and none left out, by links', async () => {
    const all = await releases()
    const seen: string[] = []
    let next: string | undefined = 'releases?limit=1'
    while (next !== undefined) {
      const answer = await get(next)
      seen.push(...answer.json<ReleasePackage>().releases.map(({ id }) => id))
      next = /\/api\/ocds\/([^>]+)>; rel="next"/.exec(String(answer.headers['link'] ?? ''))?.[1]
    }
    expect(seen).toEqual(all.map(({ id }) => id))
    expect(new Set(all.map(({ ocid }) => ocid)).size).toBe(2)
    expect((await get('releases?limit=0')).statusCode).toBe(422)
    for (const wrong of ['ocds-maille-x', `ocds-000000-${newId()}`, `ocds-maille-${newId()}`])
      expect((await get(`releases/${wrong}`)).statusCode).toBe(404)
    expect((await get('records')).json<RecordPackage>().records).toHaveLength(2)
  })

  test('are told since an instant: what came to be public of late, and never that somebody offers', async () => {
    const soon = new Date(Date.now() + 3_600_000)
    const since = async () => {
      const answer = await get(`releases?since=${soon.toISOString()}`)
      return answer.statusCode === 404 ? [] : answer.json<ReleasePackage>().releases.map(({ tag }) => tag)
    }
    const happen = (verb: string, id: unknown) =>
      sql`insert into event (verb, subject_kind, subject_id, data, at)
        select ${verb}, subject_kind, id, '{}', ${soon}
        from (select 'contract' as subject_kind, id from contract
          union all select 'tender', id from tender) thing where id = ${id}`.execute(bed.db())
    const contract = await bed.db().selectFrom('contract').select('id').executeTakeFirstOrThrow()
    const open = await bed
      .db()
      .selectFrom('tender')
      .select('id')
      .where('state', '=', 'opened')
      .executeTakeFirstOrThrow()
    expect(await since()).toEqual([])
    await happen('milestone.set', contract.id)
    await happen('tender.question-asked', open.id)
    expect(await since()).toEqual([])
    const [first] = await releases()
    const page = await get('releases?limit=1')
    expect(page.json<ReleasePackage>().releases[0]?.ocid).toBe(first?.ocid)
    await happen('delivery.accepted', contract.id)
    expect(await since()).toEqual([['award', 'contract', 'implementation']])
    // While somebody turns the pages, what changes comes later; nothing is left out.
    await sql`insert into award_notice (id, tender_id, content, published_at)
      values (${newId()}, ${open.id}, '{}', ${new Date(+soon + 1000)})`.execute(bed.db())
    const [, next] = /\/api\/ocds\/([^>]+)>; rel="next"/.exec(String(page.headers['link'])) ?? []
    const rest = (
      await get(`${next?.replace('limit=1', 'limit=9')}&since=2020-01-01T00:00:00Z`)
    ).json<ReleasePackage>()
    expect([...new Set(rest.releases.map(({ ocid }) => ocid))]).toEqual([
      `ocds-maille-${contract.id}`,
      `ocds-maille-${open.id}`,
    ])
    for (const wrong of ['since=yesterday', 'after=yesterday'])
      expect((await get(`releases?${wrong}`)).statusCode).toBe(422)
  })

  test('are printed whole by the command, and those of a suspended buyer by nobody', async () => {
    const { environment } = api.app
    const { lines } = await exportData(bed.db(), ['ocds'], environment)
    const printed: ReleasePackage = JSON.parse(lines.join('\n'))
    expect(faultsOf(printed)).toEqual([])
    expect(printed.releases).toEqual(await releases())
    expect(await exportData(bed.db(), ['everything'], environment)).toMatchObject({ ok: false })
    await sql`update organisation set status = 'suspended' where id = ${hospital}`.execute(bed.db())
    expect((await get('releases')).statusCode).toBe(404)
  })
})
