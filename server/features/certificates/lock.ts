import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { lockFirm } from '../profile/save.ts'

/** What a change of a certificate needs beside its rows. */
export interface Vetting {
  actor: string
  catalogue: Catalogue
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

/** A firm's certificate, held until the transaction ends; its firm first, as whoever saves a profile does. */
export async function lockCertificate(trx: Transaction<DB>, id: string, organisationId?: string) {
  const owner = await trx
    .selectFrom('certificate')
    .select('organisationId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (owner === undefined || (organisationId !== undefined && owner.organisationId !== organisationId))
    return undefined
  await lockFirm(trx, owner.organisationId)
  return trx
    .selectFrom('certificate')
    .innerJoin('organisation', 'organisation.id', 'certificate.organisationId')
    .selectAll('certificate')
    .select('organisation.name as firm')
    .where('certificate.id', '=', id)
    .executeTakeFirst()
}
