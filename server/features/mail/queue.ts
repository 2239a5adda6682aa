import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'

/** What a mail says, in one language. */
export interface MailText {
  subject: string
  body: string
}

/** Writes a mail and asks for its delivery, in the transaction of the change it tells: a rollback sends nothing. */
export async function queueMail(
  trx: Transaction<DB>,
  sendJob: FastifyInstance['sendJob'],
  mail: MailText & { recipient: string },
): Promise<void> {
  const id = newId()
  const { recipient, subject, body } = mail
  await trx.insertInto('mail').values({ id, recipient, subject, body, sentAt: null }).execute()
  await sendJob(trx, 'send-mail', { mailId: id })
}
