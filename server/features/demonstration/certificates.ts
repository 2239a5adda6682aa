import type { CertificateTable } from '@maillage/db/tables/supply.ts'
import type { FastifyInstance } from 'fastify'
import type { Updateable } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { isRefusal } from '../../problems/problem.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { storeDocument } from '../documents/store.ts'

const DAY_MILLISECONDS = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MILLISECONDS)

const noCheck = {
  checkedAt: null,
  checkedBy: null,
  checkedHow: null,
  checkedReason: null,
  checkedUntil: null,
}

/** What an invented verifier has decided, and about which of the certificates that firms hold besides their first. */
const besides = [
  { status: 'declared', ...noCheck },
  {
    status: 'refused',
    ...noCheck,
    checkedAt: inDays(-6),
    checkedHow: 'Lecture du document',
    checkedReason:
      'Le certificat joint est celui du site de Castres : envoyez celui du site qui fabrique, ou corrigez le site.',
  },
  { status: 'expired', ...noCheck, validUntil: parisDate(inDays(-12)) },
  { status: 'declared', ...noCheck, validUntil: parisDate(inDays(25)) },
] as const satisfies Updateable<CertificateTable>[]

/**
 * Gives certificates of the demonstration their documents, in each state: the firm's own is verified, others wait, were
 * refused, are over, or end soon. Nobody is told: it happened before.
 */
export async function showCertificates(app: FastifyInstance, siren: string): Promise<void> {
  const held = await app.db
    .selectFrom('certificate')
    .innerJoin('organisation', 'organisation.id', 'certificate.organisationId')
    .select(['certificate.id', 'certificate.organisationId', 'certificate.norm', 'certificate.position'])
    .select('organisation.siren')
    .where('organisation.demonstration', '=', true)
    .orderBy('organisation.siren')
    .orderBy('certificate.position')
    .execute()
  const first = held.find(certificate => certificate.siren === siren && certificate.position === 0)
  if (first !== undefined)
    await show(app, first, {
      status: 'verified',
      ...noCheck,
      checkedAt: inDays(-30),
      checkedHow: 'Registre de l’organisme certificateur, consulté en ligne',
      checkedUntil: parisDate(inDays(330)),
    })
  const others = held.filter(({ position }) => position === 1)
  for (const [index, state] of besides.entries()) {
    const certificate = others[index]
    if (certificate !== undefined) await show(app, certificate, state)
  }
}

async function show(
  app: FastifyInstance,
  { id, organisationId, norm }: { id: string; organisationId: string; norm: string },
  state: Updateable<CertificateTable>,
): Promise<void> {
  const name = app.catalogue.norms.find(one => one.id === norm)?.name.fr ?? norm
  const stored = await storeDocument(app, {
    organisationId,
    actor: null,
    name: `certificat-${norm}.txt`,
    mediaType: 'text/plain',
    bytes: Buffer.from(`${name}\n\nDocument inventé pour la démonstration : il ne certifie rien.\n`),
  })
  if (isRefusal(stored)) return
  await app.db.transaction().execute(async trx => {
    const subject = { kind: 'certificate', id }
    await keepDocuments(trx, { organisationId, ids: [stored.id], subject })
    await publishDocuments(trx, subject)
    await trx
      .updateTable('certificate')
      .set({ scope: 'Ensemble du site', sentAt: inDays(-40), ...state })
      .where('id', '=', id)
      .execute()
  })
}
