import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Language } from '../../problems/problem.ts'

/** What a mail says, in one language. */
export interface MailText {
  subject: string
  body: string
}

/** For which member of which organisation a mail is, and what of; `all` where it gathers several kinds. */
export interface MailMember {
  organisationId: string
  userId: string
  kind: string
}

/**
 * Writes a mail and asks for its delivery, in the transaction of the change it tells: a rollback sends nothing. To write
 * to members of an organisation, use `writeToMembers`.
 */
export async function queueMail(
  trx: Transaction<DB>,
  sendJob: FastifyInstance['sendJob'],
  mail: MailText & { recipient: string; language?: Language; member?: MailMember },
): Promise<void> {
  const id = newId()
  const { recipient, subject, body, language = 'fr', member } = mail
  const { kind = null, organisationId = null, userId = null } = member ?? {}
  await trx
    .insertInto('mail')
    .values({ id, recipient, subject, body, language, kind, organisationId, userId, sentAt: null })
    .execute()
  await sendJob(trx, 'send-mail', { mailId: id })
}
