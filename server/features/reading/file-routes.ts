import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isCode } from '../../environment.ts'
import { member, signedIn } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { FILE_BYTES, FileTextSchema } from './schemas.ts'

const FILES_A_MINUTE = 30

/** Files are sent as they are; what they are called is not asked, since it says nothing. */
export const fileRoutes: FastifyPluginAsyncTypebox = async app => {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: FILE_BYTES },
    (_request, body, done) => done(null, body),
  )

  app.post(
    '/api/organisations/:organisationId/reading/files',
    {
      config: perMinute(FILES_A_MINUTE),
      schema: {
        tags: ['reading'],
        summary: 'The text of a file: PDF, DOCX, XLSX, mail, web page or plain text',
        description: 'Judged by its content. At most 10 MB. Nothing is stored.',
        params: OrganisationPath,
        body: {
          content: {
            'application/octet-stream': { schema: Type.Unsafe<Buffer>({ description: 'The file' }) },
          },
        },
        response: { 200: FileTextSchema, ...refusals },
      },
      // Nobody who is not signed in has ten megabytes taken in.
      onRequest: signedIn,
      preHandler: member('viewer'),
      errorHandler(error, _request, reply) {
        if (!isCode(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) throw error
        void reply.refuse('file-too-large')
      },
    },
    async (request, reply) => {
      const { body } = request
      if (!Buffer.isBuffer(body) || body.length === 0) return reply.refuse('file-without-text')
      const read = await app.reader.file(body)
      return isRefusal(read) ? reply.refuse(read) : read
    },
  )
}
