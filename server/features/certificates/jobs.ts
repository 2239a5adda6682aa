import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { announceChange } from '../live/announce.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { certificateEnds } from './mail.ts'

/** A firm is told so many days before a certificate ends: a test and its report take about sixty. */
const TOLD_BEFORE = [7, 30, 60]
const EVERY_MORNING = '20 6 * * *'

type Watching = Pick<FastifyInstance, 'db' | 'sendJob' | 'catalogue' | 'environment'>

/** Which of the times to tell is due, so many days before the end; the nearest one, null while none is. */
export function dueOf(daysLeft: number): number | null {
  return daysLeft < 0 ? null : (TOLD_BEFORE.find(days => daysLeft <= days) ?? null)
}

const DAY_MILLISECONDS = 86_400_000
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS)

/** Firms with a certificate that is near its end, past it, or whose verification is; in the order of their ids. */
async function firmsToWatch({ db }: Watching, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('certificate')
    .innerJoin('organisation', 'organisation.id', 'certificate.organisationId')
    .select('certificate.organisationId as id')
    .distinct()
    .where('organisation.status', '!=', 'suspended')
    .where('certificate.status', 'in', ['declared', 'verified'])
    .where(
      sql<boolean>`(valid_until <= ${today}::date + ${Math.max(...TOLD_BEFORE)}::integer or checked_until < ${today}::date)`,
    )
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Tells a firm what ends, each time once; what is over is so from now on, and what was decided about it too. */
async function watchFirm(
  trx: Transaction<DB>,
  app: Watching,
  organisationId: string,
  today: string,
): Promise<void> {
  await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .execute()
  const certificates = await trx
    .selectFrom('certificate')
    .select(['id', 'norm', 'validUntil', 'status', 'checkedUntil'])
    .where('organisationId', '=', organisationId)
    .where('status', 'in', ['declared', 'verified'])
    .orderBy('position')
    .execute()
  for (const certificate of certificates) {
    const { id, norm, validUntil, status, checkedUntil } = certificate
    if (validUntil !== null && validUntil < today) await endCertificate(trx, app, organisationId, certificate)
    else if (status === 'verified' && checkedUntil !== null && checkedUntil < today)
      await lapse(trx, app, organisationId, certificate)
    const days = validUntil === null ? null : dueOf(daysBetween(today, validUntil))
    if (validUntil === null || days === null || !(await isNew(trx, id, validUntil, days))) continue
    await notify(trx, {
      organisationId,
      kind: 'certificate-ends',
      needId: null,
      eventId: null,
      data: { norm, validUntil, days },
    })
    const name = app.catalogue.norms.find(one => one.id === norm)?.name ?? { fr: norm, en: norm }
    const link = `${app.environment.publicUrl}/firm/profile/certificates`
    const mail = certificateEnds({ name, validUntil, days, link })
    const organisations = [organisationId]
    await writeToMembers(trx, app.sendJob, { organisations, kind: 'certificates', mail })
  }
}

/** Notes that a firm is told of an end, and of the times before that nobody was there to tell. False where it was. */
async function isNew(
  trx: Transaction<DB>,
  certificateId: string,
  validUntil: string,
  days: number,
): Promise<boolean> {
  const told = await trx
    .insertInto('certificateTold')
    .values(TOLD_BEFORE.filter(one => one >= days).map(one => ({ certificateId, validUntil, days: one })))
    .onConflict(conflict => conflict.doNothing())
    .returning('days')
    .execute()
  return told.some(row => row.days === days)
}

type Held = { id: string; norm: string }

async function endCertificate(
  trx: Transaction<DB>,
  app: Watching,
  firm: string,
  { id, norm }: Held,
): Promise<void> {
  await trx.updateTable('certificate').set({ status: 'expired' }).where('id', '=', id).execute()
  await recordAndMatch(trx, app, firm, 'certificate.expired', { id, norm })
}

/** The certificate is still valid, but what was decided about it holds no longer: it is declared again. */
async function lapse(trx: Transaction<DB>, app: Watching, firm: string, { id, norm }: Held): Promise<void> {
  await trx
    .updateTable('certificate')
    .set({
      status: 'declared',
      sentAt: null,
      sentBy: null,
      checkedAt: null,
      checkedBy: null,
      checkedHow: null,
      checkedReason: null,
      checkedUntil: null,
    })
    .where('id', '=', id)
    .execute()
  const eventId = await recordAndMatch(trx, app, firm, 'certificate.lapsed', { id, norm })
  await notify(trx, {
    organisationId: firm,
    kind: 'certificate-lapsed',
    needId: null,
    eventId,
    data: { norm },
  })
}

async function recordAndMatch(
  trx: Transaction<DB>,
  app: Watching,
  firm: string,
  verb: 'certificate.expired' | 'certificate.lapsed',
  { id, norm }: Held,
): Promise<number> {
  const position = await recordEvent(trx, {
    verb,
    actor: null,
    organisationId: firm,
    subjectKind: 'firm',
    subjectId: firm,
    data: { certificate: id, norm },
  })
  await app.sendJob(trx, 'match-firm', { firmId: firm, position })
  await announceChange(trx, { organisationId: firm, subject: 'profile', id: firm })
  return position.eventId
}

/** Looks at the end of every certificate, one firm a transaction. `today` is an ISO date. */
export async function watchCertificates(app: Watching, today: string): Promise<void> {
  for (const firm of await firmsToWatch(app, today))
    await app.db.transaction().execute(trx => watchFirm(trx, app, firm, today))
}

/** Watches the end of certificates every morning. */
export const certificateJobs = fp(
  async app => {
    await app.handleJobs('watch-certificates', () => watchCertificates(app, parisDate(new Date())))
    await app.scheduleJob('watch-certificates', EVERY_MORNING)
  },
  { name: 'certificate-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
