import type { DB } from '@maillage/db/tables/database.ts'
import type { Cadence } from '@maillage/db/tables/facts.ts'
import type { FastifyInstance } from 'fastify'
import { type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { languageNamed } from '../../languages.ts'
import type { Language } from '../../problems/problem.ts'
import { cadenceOf, kindOf, type MailKind } from './kinds.ts'
import { queueMail } from './queue.ts'
import type { Mail } from './words.ts'

/** Somebody who is written to, and how often. */
export interface MailReader {
  userId: string
  organisationId: string
  email: string
  language: Language
  cadence: Cadence
}

/**
 * Who of these organisations is written to of something: the one place that says so. None of one that is suspended, and
 * nobody twice, whichever of them they belong to.
 */
export async function mailReaders(
  db: Kysely<DB>,
  organisations: readonly string[],
  kind: MailKind,
): Promise<MailReader[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .leftJoin('mailPreference', join =>
      join
        .onRef('mailPreference.userId', '=', 'member.userId')
        .onRef('mailPreference.organisationId', '=', 'member.organisationId')
        .on('mailPreference.kind', '=', kind),
    )
    .select(['member.userId', 'member.organisationId', 'member.role'])
    .select(['user.email', 'user.language', 'mailPreference.cadence'])
    .where(sql<boolean>`member.organisation_id = any(${organisations}::uuid[])`)
    .where('member.state', '=', 'active')
    .where('organisation.status', '!=', 'suspended')
    // A key is no person.
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('apiKey').select('apiKey.id').whereRef('apiKey.userId', '=', 'member.userId'))),
    )
    .orderBy('member.userId')
    .orderBy('member.organisationId')
    .execute()
  const readers = rows
    .map(({ userId, organisationId, role, email, language, cadence }) => ({
      userId,
      organisationId,
      email,
      language: languageNamed(language),
      cadence: cadenceOf(kind, role, cadence),
    }))
    .filter(({ cadence }) => cadence !== 'never')
  // The last of a person's organisations counts; the order says which that is.
  return [...new Map(readers.map(reader => [reader.userId, reader])).values()]
}

/**
 * Writes to the members of organisations, each person once, in their language and as often as they want, in the transaction of what
 * it tells: at once, or in the next mail that gathers. Call it as often as there is something to tell; what is usually
 * told once a day is to be told here once a day. `only` names the one member whom it concerns.
 */
export async function writeToMembers(
  trx: Transaction<DB>,
  sendJob: FastifyInstance['sendJob'],
  told: { organisations: readonly string[]; kind: MailKind; only?: string; mail: Mail },
): Promise<void> {
  const { organisations, kind, only, mail } = told
  for (const reader of await mailReaders(trx, organisations, kind)) {
    const { userId, organisationId, email, language, cadence } = reader
    if (only !== undefined && userId !== only) continue
    const member = { organisationId, userId, kind }
    const { subject, body } = mail[language]
    if (cadence === kindOf(kind).usual)
      await queueMail(trx, sendJob, { recipient: email, language, subject, body, member })
    else
      await trx
        .insertInto('mailWaiting')
        .values({ id: newId(), ...member, subject, body })
        .execute()
  }
}
