import fp from 'fastify-plugin'
import { createTransport } from 'nodemailer'
import { compose } from './compose.ts'

/** A mail server that does not answer holds up the other mails no longer than this. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * Delivers queued mail through SMTP_URL. Without one, mail stays where it is, which the demonstration shows as its
 * outbox. A server that dies between delivery and its note of it delivers again, under the same Message-ID.
 */
export const mailJobs = fp(
  async app => {
    const { smtpUrl, mailFrom, publicUrl, production, demonstration } = app.environment
    if (smtpUrl === undefined) {
      if (production && !demonstration) app.log.warn('SMTP_URL is not set: no mail leaves this server')
      await app.handleJobs('send-mail', async () => {})
      return
    }
    const transport = createTransport({ url: smtpUrl, ...patience })
    app.addHook('onClose', async () => transport.close())

    await app.handleJobs('send-mail', async ({ mailId }) => {
      const mail = await app.db
        .selectFrom('mail')
        .select(['recipient', 'subject', 'body', 'language', 'kind', 'organisationId', 'userId'])
        .where('id', '=', mailId)
        .where('sentAt', 'is', null)
        .executeTakeFirst()
      if (!mail) return
      await transport.sendMail({
        from: mailFrom,
        to: mail.recipient,
        subject: mail.subject,
        ...compose(mail, app.environment),
        messageId: `<${mailId}@${new URL(publicUrl).hostname}>`,
      })
      // A delivered text is not kept: its links open accounts and organisations.
      await app.db
        .updateTable('mail')
        .set({ sentAt: new Date(), body: '' })
        .where('id', '=', mailId)
        .execute()
    })
  },
  { name: 'mail-jobs', dependencies: ['environment', 'database', 'jobs'] },
)
