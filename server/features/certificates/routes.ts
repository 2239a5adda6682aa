import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, onDuty, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { decideCertificate } from './decide.ts'
import type { Vetting } from './lock.ts'
import { listCertificates, listQueue } from './read.ts'
import { CertificateSchema, DecisionInput, DossierInput, QueuedSchema } from './schemas.ts'
import { sendCertificate } from './send.ts'

const tags = ['certificates']
const CertificatePath = Type.Object({ ...OrganisationPath.properties, certificateId: Id })
const QueueSchema = Type.Object({ waiting: Type.Array(QueuedSchema), decided: Type.Array(QueuedSchema) })

/** Certificates and test reports, verified once for all buyers. What they say is stated in the firm's profile. */
export const certificateRoutes: FastifyPluginAsyncTypebox = async app => {
  const vettingBy = (request: FastifyRequest): Vetting => ({
    actor: personOf(request).id,
    catalogue: app.catalogue,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })

  app.get(
    '/api/organisations/:organisationId/certificates',
    {
      schema: {
        tags,
        summary: 'The certificates of a firm, with their documents and what was decided about them',
        params: OrganisationPath,
        response: { 200: Type.Array(CertificateSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => listCertificates(app.db, request.params.organisationId),
  )

  app.put(
    '/api/organisations/:organisationId/certificates/:certificateId',
    {
      schema: {
        tags,
        summary: 'Send a certificate to the operator to be verified, with its documents',
        description: 'Documents sent before stay with it. What was decided before no longer holds.',
        params: CertificatePath,
        body: DossierInput,
        response: { 200: Type.Array(CertificateSchema), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => sendCertificate(trx, vettingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : listCertificates(app.db, request.params.organisationId)
    },
  )

  app.get(
    '/api/organisations/:organisationId/certificate-queue',
    {
      schema: {
        tags,
        summary: 'Certificates that wait for the operator, and those it decided about last',
        params: OrganisationPath,
        response: { 200: QueueSchema, ...refusals },
      },
      preHandler: onDuty('verifier'),
    },
    async () => listQueue(app.db),
  )

  app.put(
    '/api/organisations/:organisationId/certificate-queue/:certificateId',
    {
      schema: {
        tags,
        summary: 'Verify a certificate, or refuse it with a reason; its firm is told',
        params: CertificatePath,
        body: DecisionInput,
        response: { 200: QueueSchema, ...refusals },
      },
      preHandler: onDuty('verifier'),
    },
    async (request, reply) => {
      const { certificateId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => decideCertificate(trx, vettingBy(request), certificateId, request.body))
      return refusal ? reply.refuse(refusal) : listQueue(app.db)
    },
  )
}
