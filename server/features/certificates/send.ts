import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { announceChange } from '../live/announce.ts'
import { notify } from '../notifications/notify.ts'
import { lockCertificate, type Vetting } from './lock.ts'
import type { DossierInput } from './schemas.ts'

const said = {
  scope: {
    fr: 'Dites quel modèle ou quelle référence a été testé, comme sur le rapport.',
    en: 'Say which model or reference was tested, as in the report.',
  },
  site: { fr: 'Dites quel site est certifié.', en: 'Say which site is certified.' },
  strangeSite: {
    fr: 'Ce site n’est pas un site de votre organisation.',
    en: 'This site is not one of your organisation’s.',
  },
  documents: {
    fr: 'Joignez le certificat ou le rapport : sans document, rien ne peut être vérifié.',
    en: 'Attach the certificate or the report: without a document nothing can be verified.',
  },
} satisfies Record<string, Text>

/** Whether what is sent says enough to be verified. */
async function dossierFaults(
  trx: Transaction<DB>,
  { id, norm, organisationId }: { id: string; norm: string; organisationId: string },
  { scope, siteId, documents }: DossierInput,
  catalogue: Catalogue,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const covers = catalogue.norms.find(one => one.id === norm)?.scope
  if ((covers === 'product-model' || covers === 'complexe') && scope.trim() === '')
    faults.push({ field: '/scope', message: said.scope })
  if (covers === 'site' && siteId === null) faults.push({ field: '/siteId', message: said.site })
  if (siteId !== null) {
    const site = await trx
      .selectFrom('site')
      .select('id')
      .where('id', '=', siteId)
      .where('organisationId', '=', organisationId)
      .executeTakeFirst()
    if (site === undefined) faults.push({ field: '/siteId', message: said.strangeSite })
  }
  const there = await trx
    .selectFrom('document')
    .select('id')
    .where('subjectKind', '=', 'certificate')
    .where('subjectId', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (there === undefined && documents.length === 0)
    faults.push({ field: '/documents', message: said.documents })
  return faults
}

/**
 * A firm sends a certificate to be verified, with its documents, which stay from then on. One that waits may be completed;
 * one that was decided about is sent anew, and what was decided no longer holds.
 */
export async function sendCertificate(
  trx: Transaction<DB>,
  { actor, catalogue, sendJob }: Vetting,
  { organisationId, certificateId }: { organisationId: string; certificateId: string },
  dossier: DossierInput,
): Promise<null | Refusal> {
  const certificate = await lockCertificate(trx, certificateId, organisationId)
  if (certificate === undefined) return { refused: 'not-found' }
  const faults = await dossierFaults(trx, certificate, dossier, catalogue)
  if (faults.length > 0) return invalid(faults)
  const subject = { kind: 'certificate', id: certificateId }
  const refusal = await keepDocuments(trx, { organisationId, ids: dossier.documents, subject })
  if (refusal !== null) return refusal
  await publishDocuments(trx, subject)
  await trx
    .updateTable('certificate')
    .set({
      scope: dossier.scope.trim(),
      siteId: dossier.siteId,
      status: 'declared',
      sentAt: sql<Date>`now()`,
      sentBy: actor,
      checkedAt: null,
      checkedBy: null,
      checkedHow: null,
      checkedReason: null,
      checkedUntil: null,
    })
    .where('id', '=', certificateId)
    .execute()
  const { norm, firm } = certificate
  const position = await recordEvent(trx, {
    verb: 'certificate.sent',
    actor,
    organisationId,
    subjectKind: 'firm',
    subjectId: organisationId,
    data: { certificate: certificateId, norm, documents: dossier.documents },
  })
  if (certificate.status !== 'declared')
    await sendJob(trx, 'match-firm', { firmId: organisationId, position })
  await announceChange(trx, { organisationId, subject: 'profile', id: organisationId })
  const operators = await trx
    .selectFrom('organisation')
    .select('id')
    .where(sql<boolean>`'operator' = any(roles)`)
    .orderBy('id')
    .execute()
  for (const { id } of operators)
    await notify(trx, {
      organisationId: id,
      kind: 'certificate-sent',
      needId: null,
      eventId: position.eventId,
      data: { firm, norm },
    })
  return null
}
