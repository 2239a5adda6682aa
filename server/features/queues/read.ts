import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { type Kysely, sql } from 'kysely'
import { freshDays } from '../../search/firm-document.ts'
import { lateCollections } from './collections.ts'
import { lateDeliveries } from './deliveries.ts'
import { refusedProposals } from './refused.ts'
import type { Queues } from './schemas.ts'

/** Its owners have so many days to answer somebody who asks to join; then the operator may. */
export const OWNERS_ANSWER_DAYS = 7
const MOST = 100

export interface Reading {
  db: Kysely<DB>
  engine: Pick<Engine, 'needsCalling'>
  catalogue: Catalogue
  operatorId: string
  /** ISO date. */
  today: string
}

/** What waits for somebody at the operator, at most a hundred of each kind. */
export async function readQueues({ db, engine, catalogue, operatorId, today }: Reading): Promise<Queues> {
  return {
    asOf: today,
    organisations: await unverified(db),
    joiners: await unanswered(db),
    certificates: await certificatesWaiting(db),
    reports: await reportsWaiting(db),
    profiles: await staleProfiles(db, engine),
    proposals: (await refusedProposals(db, operatorId)).slice(0, MOST),
    collections: (await lateCollections(db, today)).slice(0, MOST),
    deliveries: (await lateDeliveries(db, catalogue, today)).slice(0, MOST),
  }
}

async function unverified(db: Kysely<DB>): Promise<Queues['organisations']> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'siren', 'roles', 'createdAt'])
    .where('status', '=', 'unverified')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map(row => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Who waits longer to join than the owners have to answer. */
export const selectUnanswered = (db: Kysely<DB>) =>
  db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .innerJoin('user', 'user.id', 'member.userId')
    .where('member.state', '=', 'waiting')
    .where(sql<boolean>`member.created_at < now() - make_interval(days => ${OWNERS_ANSWER_DAYS})`)

async function unanswered(db: Kysely<DB>): Promise<Queues['joiners']> {
  const rows = await selectUnanswered(db)
    .select(['organisation.id', 'organisation.name', 'member.createdAt'])
    .select(['user.id as userId', 'user.name as userName', 'user.email'])
    .orderBy('member.createdAt')
    .orderBy('user.id')
    .limit(MOST)
    .execute()
  return rows.map(({ id, name, createdAt, userId, userName, email }) => ({
    organisation: { id, name },
    person: { id: userId, name: userName, email },
    askedAt: createdAt.toISOString(),
  }))
}

async function certificatesWaiting(db: Kysely<DB>): Promise<Queues['certificates']> {
  const row = await db
    .selectFrom('certificate')
    .innerJoin('organisation', 'organisation.id', 'certificate.organisationId')
    .select(eb => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('sentAt').as('since')])
    .where('organisation.status', '!=', 'suspended')
    .where('sentAt', 'is not', null)
    .where('checkedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return { waiting: row.waiting, since: row.since?.toISOString() ?? null }
}

async function reportsWaiting(db: Kysely<DB>): Promise<Queues['reports']> {
  const row = await db
    .selectFrom(eb =>
      eb
        .selectFrom('messageReport')
        .select('at')
        .where('settledAt', 'is', null)
        .unionAll(eb.selectFrom('factReport').select('at').where('decision', 'is', null))
        .as('report'),
    )
    .select(eb => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('at').as('since')])
    .executeTakeFirstOrThrow()
  return { waiting: row.waiting, since: row.since?.toISOString() ?? null }
}

/** Firms that have a profile which nobody has confirmed for long. */
export const selectStale = (db: Kysely<DB>) =>
  db
    .selectFrom('profile')
    .innerJoin('organisation', 'organisation.id', 'profile.organisationId')
    .where('organisation.status', '!=', 'suspended')
    .where(sql<boolean>`(confirmed_at is null or confirmed_at < now() - make_interval(days => ${freshDays}))`)

async function staleProfiles(db: Kysely<DB>, engine: Reading['engine']): Promise<Queues['profiles']> {
  const rows = await selectStale(db)
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('event')
          .select(event => event.fn.max('event.at').as('askedAt'))
          .where('event.subjectKind', '=', 'firm')
          .whereRef('event.subjectId', '=', 'organisation.id')
          .where('event.verb', '=', 'profile.confirmation-asked')
          .as('asked'),
      join => join.onTrue(),
    )
    .select(['organisation.id', 'organisation.name', 'profile.confirmedAt', 'asked.askedAt'])
    .orderBy('organisation.id')
    .execute()
  return rows
    .map(({ id, name, confirmedAt, askedAt }) => ({
      id,
      name,
      confirmedAt: confirmedAt?.toISOString() ?? null,
      needs: engine.needsCalling(id).length,
      askedAt: askedAt?.toISOString() ?? null,
    }))
    .sort((one, other) => other.needs - one.needs)
    .slice(0, MOST)
}
