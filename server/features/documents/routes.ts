import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isCode } from '../../environment.ts'
import { member, personOf, signedIn } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { readerOf } from '../search/queries.ts'
import { documentFor } from './access.ts'
import { attachment } from './attachment.ts'
import { removeDocument } from './keep.ts'
import { DOCUMENT_BYTES, DocumentSchema } from './schemas.ts'
import { checkDocument, storeDocument } from './store.ts'

const tags = ['documents']
const DocumentPath = Type.Object({ documentId: Id })
const DOCUMENTS_A_MINUTE = 60

/** Documents: sent one by one, taken along by what they belong to, and read by whom their subject lets in. */
export const documentRoutes: FastifyPluginAsyncTypebox = async app => {
  await app.register(multipart, {
    limits: { fileSize: DOCUMENT_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  })

  app.post(
    '/api/organisations/:organisationId/documents',
    {
      config: perMinute(DOCUMENTS_A_MINUTE),
      schema: {
        tags,
        summary: 'Send a document: PDF, PNG, JPEG, DOCX, XLSX, CSV or text',
        description:
          'One file of a form (multipart/form-data), in the field `file`; 20 MB at most, judged by its content. It waits a day to be taken along with what it belongs to.',
        params: OrganisationPath,
        body: {
          content: {
            'multipart/form-data': { schema: Type.Unsafe<unknown>({ description: 'The file, as `file`' }) },
          },
        },
        response: { 201: DocumentSchema, ...refusals },
      },
      // Nobody who is not signed in has twenty megabytes taken in.
      onRequest: signedIn,
      preHandler: member('editor'),
      errorHandler(error, _request, reply) {
        if (isCode(error, 'FST_REQ_FILE_TOO_LARGE')) void reply.refuse('document-too-large')
        else if (error.statusCode !== undefined && error.statusCode < 500)
          void reply.refuse('document-missing')
        else throw error
      },
    },
    async (request, reply) => {
      const part = request.isMultipart() ? await request.file() : undefined
      if (part === undefined) return reply.refuse('document-missing')
      const file = { name: part.filename, bytes: await part.toBuffer() }
      const checked = await checkDocument(app.reader, file)
      if (isRefusal(checked)) return reply.refuse(checked)
      const stored = await storeDocument(app, {
        organisationId: request.params.organisationId,
        actor: personOf(request).id,
        bytes: file.bytes,
        ...checked,
      })
      return isRefusal(stored) ? reply.refuse(stored) : reply.code(201).send(stored)
    },
  )

  app.get(
    '/api/documents/:documentId',
    {
      schema: {
        tags,
        summary: 'The bytes of a document, for whom its subject lets read it',
        params: DocumentPath,
        response: {
          200: {
            description: 'The file',
            content: { 'application/octet-stream': { schema: Type.Unsafe<unknown>({}) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const personId = request.person?.id ?? null
      const reader = { personId, ...(await readerOf(app.db, personId)) }
      const document = await documentFor(app.db, reader, request.params.documentId)
      if (document === undefined) return reply.refuse('not-found')
      const bytes = await app.files.read(document.id)
      return reply
        .header('content-disposition', attachment(document.name))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .type(document.mediaType)
        .send(Buffer.from(bytes))
    },
  )

  app.delete(
    '/api/documents/:documentId',
    {
      schema: {
        tags,
        summary: 'Let go of a document of one’s own; what was published stays',
        params: DocumentPath,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { id: actor } = personOf(request)
      const organisations = await editedBy(actor)
      const refusal = await app.db
        .transaction()
        .execute(trx => removeDocument(trx, { actor, id: request.params.documentId, organisations }))
      return refusal ? reply.refuse(refusal) : reply.code(204).send(null)
    },
  )

  /** Organisations that a person may change things of. */
  async function editedBy(userId: string): Promise<string[]> {
    const rows = await app.db
      .selectFrom('member')
      .select('organisationId')
      .where('userId', '=', userId)
      .where('state', '=', 'active')
      .where('role', 'in', ['owner', 'editor'])
      .execute()
    return rows.map(({ organisationId }) => organisationId)
  }
}
