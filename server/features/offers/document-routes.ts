import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isCode } from '../../environment.ts'
import { member, personOf, signedIn } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { attachment } from '../documents/attachment.ts'
import { DOCUMENT_BYTES } from '../documents/schemas.ts'
import { checkDocument } from '../documents/store.ts'
import { memberOfTender } from '../tenders/policy.ts'
import { biddersOf } from './bidders.ts'
import { keepSealed, readDocument } from './documents.ts'
import { UploadedDocumentSchema } from './schemas.ts'

const tags = ['offers']
const DOCUMENTS_A_MINUTE = 60

/** Documents that go with sealed offers: encrypted as they arrive, read by the buyer once the offers are opened. */
export const offerDocumentRoutes: FastifyPluginAsyncTypebox = async app => {
  await app.register(multipart, {
    limits: { fileSize: DOCUMENT_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  })

  app.post(
    '/api/organisations/:organisationId/offers/:tenderId/documents',
    {
      config: perMinute(DOCUMENTS_A_MINUTE),
      schema: {
        tags,
        summary: 'Send a document to seal with an offer: PDF, PNG, JPEG, DOCX, XLSX, CSV or text',
        description:
          'One file of a form (multipart/form-data), in the field `file`; 20 MB at most, judged by its content. It is encrypted under the key that is answered, once: the offer takes both along, within a day.',
        params: Type.Object({ organisationId: Id, tenderId: Id }),
        body: {
          content: {
            'multipart/form-data': { schema: Type.Unsafe<unknown>({ description: 'The file, as `file`' }) },
          },
        },
        response: { 201: UploadedDocumentSchema, ...refusals },
      },
      // Nobody who is not signed in has twenty megabytes taken in.
      onRequest: signedIn,
      preHandler: member('editor', 'firm'),
      errorHandler(error, _request, reply) {
        if (isCode(error, 'FST_REQ_FILE_TOO_LARGE')) void reply.refuse('document-too-large')
        else if (error.statusCode !== undefined && error.statusCode < 500)
          void reply.refuse('document-missing')
        else throw error
      },
    },
    async (request, reply) => {
      const { organisationId, tenderId } = request.params
      const bidders = await biddersOf(app.db, { tenderId, organisationId, groupId: null })
      if (isRefusal(bidders)) return reply.refuse(bidders)
      const tender = await app.db
        .selectFrom('tender')
        .select('state')
        .where('id', '=', tenderId)
        .executeTakeFirst()
      if (tender === undefined || tender.state === 'draft') return reply.refuse('not-found')
      if (tender.state !== 'published') return reply.refuse('wrong-state')
      const part = request.isMultipart() ? await request.file() : undefined
      if (part === undefined) return reply.refuse('document-missing')
      const bytes = await part.toBuffer()
      const checked = await checkDocument(app.reader, { name: part.filename, bytes })
      if (isRefusal(checked)) return reply.refuse(checked)
      const owner = { tenderId, organisationId, actor: personOf(request).id }
      const kept = await keepSealed(app, owner, { ...checked, bytes })
      return isRefusal(kept) ? reply.refuse(kept) : reply.code(201).send(kept)
    },
  )

  app.get(
    '/api/tenders/:tenderId/offers/:offerId/documents/:documentId',
    {
      schema: {
        tags,
        summary: 'The bytes of a document of an opened offer, for its buyer and for nobody else',
        params: Type.Object({ tenderId: Id, offerId: Id, documentId: Id }),
        response: {
          200: {
            description: 'The file',
            content: { 'application/octet-stream': { schema: Type.Unsafe<unknown>({}) } },
          },
          ...refusals,
        },
      },
      preHandler: memberOfTender('viewer'),
    },
    async (request, reply) => {
      const document = await readDocument(app, request.params)
      if (document === undefined) return reply.refuse('not-found')
      return reply
        .header('content-disposition', attachment(document.name))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .type(document.mediaType)
        .send(document.bytes)
    },
  )
}
