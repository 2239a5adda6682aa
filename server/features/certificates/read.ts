import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { documentsBySubject } from '../documents/keep.ts'
import type { CertificateShown, Queued } from './schemas.ts'

const LATEST_DECIDED = 50

const selectCertificates = (db: Kysely<DB>) =>
  db
    .selectFrom('certificate')
    .innerJoin('organisation', 'organisation.id', 'certificate.organisationId')
    .leftJoin('site', 'site.id', 'certificate.siteId')
    .leftJoin('user as checker', 'checker.id', 'certificate.checkedBy')
    .selectAll('certificate')
    .select(['organisation.name as firm', 'site.name as siteName', 'checker.name as checker'])

type Row = Awaited<ReturnType<ReturnType<typeof selectCertificates>['execute']>>[number]

function shown(row: Row, documents: CertificateShown['documents']): CertificateShown {
  const { id, norm, edition, item, number, validUntil, status, scope, siteId, siteName } = row
  const { checkedAt, checkedHow } = row
  return {
    id,
    norm,
    edition,
    item,
    number,
    validUntil,
    status,
    scope,
    site: siteId === null ? null : { id: siteId, name: siteName ?? '' },
    sentAt: row.sentAt?.toISOString() ?? null,
    check:
      checkedAt === null || checkedHow === null
        ? null
        : {
            at: checkedAt.toISOString(),
            by: row.checker,
            how: checkedHow,
            reason: row.checkedReason,
            until: row.checkedUntil,
          },
    documents,
  }
}

async function withDocuments(
  db: Kysely<DB>,
  rows: Row[],
): Promise<{ row: Row; certificate: CertificateShown }[]> {
  const documents = await documentsBySubject(
    db,
    'certificate',
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({ row, certificate: shown(row, documents.get(row.id) ?? []) }))
}

/** The certificates of a firm with what stands behind each, in the firm's own order. */
export async function listCertificates(db: Kysely<DB>, organisationId: string): Promise<CertificateShown[]> {
  const rows = await selectCertificates(db)
    .where('certificate.organisationId', '=', organisationId)
    .orderBy('certificate.position')
    .execute()
  return (await withDocuments(db, rows)).map(({ certificate }) => certificate)
}

/** What waits for the operator, the first sent first; then what was decided, the last first. */
export async function listQueue(db: Kysely<DB>): Promise<{ waiting: Queued[]; decided: Queued[] }> {
  const sent = selectCertificates(db)
    .where('certificate.sentAt', 'is not', null)
    .where('organisation.status', '!=', 'suspended')
  const waiting = await sent
    .where('certificate.status', '=', 'declared')
    .where('certificate.checkedAt', 'is', null)
    .orderBy('certificate.sentAt')
    .orderBy('certificate.id')
    .execute()
  const decided = await sent
    .where('certificate.checkedAt', 'is not', null)
    .orderBy(sql`certificate.checked_at`, 'desc')
    .orderBy('certificate.id')
    .limit(LATEST_DECIDED)
    .execute()
  const entries = async (rows: Row[]) =>
    (await withDocuments(db, rows)).map(({ row, certificate }) => ({
      firm: { id: row.organisationId, name: row.firm },
      certificate,
    }))
  return { waiting: await entries(waiting), decided: await entries(decided) }
}
