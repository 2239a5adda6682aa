import fp from 'fastify-plugin'
import { isCode } from '../environment.ts'
import { type Refusal, sendRefusal } from '../problems/problem.ts'
import { fieldErrors } from '../problems/validation-messages.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Answers an expected refusal in the reader's language. */
    refuse(refusal: Refusal | Refusal['refused']): FastifyReply
  }
}

const byFrameworkCode: Record<string, Refusal['refused']> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_UNDER_PRESSURE: 'unavailable',
}

/** Errors and refusals as problem bodies; the text of a surprise stays in the log. */
export const problems = fp(
  async app => {
    app.decorateReply('refuse', function (refusal) {
      return sendRefusal(this.request, this, typeof refusal === 'string' ? { refused: refusal } : refusal)
    })

    app.setErrorHandler<Error & { validation?: Parameters<typeof fieldErrors>[0]; statusCode?: number }>(
      (error, request, reply) => {
        if (error.validation) {
          return reply.refuse({ refused: 'invalid-input', fields: fieldErrors(error.validation) })
        }
        const known = Object.entries(byFrameworkCode).find(([code]) => isCode(error, code))
        if (known) return reply.refuse(known[1])
        if (error.statusCode === 429) return reply.refuse('too-many-requests')
        request.log.error({ err: error }, 'a request failed unexpectedly')
        return reply.refuse('unexpected')
      },
    )
  },
  { name: 'problems' },
)
