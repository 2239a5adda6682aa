import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { refusals } from '../../problems/problem.ts'
import { Id, Instant } from '../../schemas.ts'
import { compose } from './compose.ts'

const LATEST = 50

const MailSchema = Type.Object({
  id: Id,
  to: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  at: Instant,
})

/**
 * The mail of a demonstration, which leaves for nowhere: anyone reads it, links included. It does not exist elsewhere,
 * nor where mail is delivered.
 */
export const outboxRoutes: FastifyPluginAsyncTypebox = async app => {
  const { demonstration, smtpUrl } = app.environment

  app.get(
    '/api/outbox',
    {
      schema: {
        tags: ['demonstration'],
        summary: 'Mail that a demonstration would have sent, newest first',
        response: { 200: Type.Object({ mails: Type.Array(MailSchema) }), ...refusals },
      },
    },
    async (_request, reply) => {
      if (!demonstration || smtpUrl !== undefined) return reply.refuse('not-found')
      const rows = await app.db
        .selectFrom('mail')
        .select(['id', 'recipient', 'subject', 'body', 'language', 'kind', 'organisationId', 'userId', 'at'])
        .where('sentAt', 'is', null)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(LATEST)
        .execute()
      return {
        mails: rows.map(mail => ({
          id: mail.id,
          to: mail.recipient,
          subject: mail.subject,
          text: compose(mail, app.environment).text,
          at: mail.at.toISOString(),
        })),
      }
    },
  )
}
