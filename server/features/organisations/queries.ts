import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { checkDescription, checkRolesKept, readSiren, wrongSiren } from './policy.ts'
import type { Organisation, OrganisationDraft, OrganisationEdit } from './schemas.ts'

async function readMembers(db: Kysely<DB>, organisationId: string): Promise<Organisation['members']> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select([
      'user.id as user',
      'user.name',
      'user.email',
      'member.role as member',
      'member.state',
      'member.duties',
    ])
    .select('member.createdAt')
    .where('organisationId', '=', organisationId)
    // A key is no person.
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('apiKey').select('apiKey.id').whereRef('apiKey.userId', '=', 'member.userId'))),
    )
    .orderBy('member.createdAt')
    .orderBy('user.id')
    .execute()
  return rows.map(({ createdAt, ...row }) => ({ ...row, since: createdAt.toISOString() }))
}

async function readInvitations(db: Kysely<DB>, organisationId: string): Promise<Organisation['invitations']> {
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'email', 'role as member', 'createdAt', 'expiresAt'])
    .where('organisationId', '=', organisationId)
    .where('acceptedAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ createdAt, expiresAt, ...row }) => ({
    ...row,
    at: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }))
}

/** An organisation with its members and pending invitations, for its members. */
export async function readOrganisation(db: Kysely<DB>, id: string): Promise<Organisation> {
  const row = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'siren', 'roles', 'structure', 'buyerRegime', 'buyerKind', 'status'])
    .select(['demonstration', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, members: await readMembers(db, id), invitations: await readInvitations(db, id) }
}

/** Locks an organisation until the transaction ends: changes of its members come one after the other. */
export function lockOrganisation(trx: Transaction<DB>, id: string) {
  return trx
    .selectFrom('organisation')
    .select(['id', 'name', 'roles', 'structure', 'buyerRegime', 'buyerKind', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

const taken: Refusal = {
  refused: 'siren-taken',
  fields: [
    {
      field: '/siren',
      message: {
        fr: 'Une organisation porte déjà ce SIREN.',
        en: 'An organisation already has this SIREN.',
      },
    },
  ],
}

/** Creates an organisation with its creator as owner. Refuses a wrong description and a SIREN that is taken. */
export async function createOrganisation(
  trx: Transaction<DB>,
  personId: string,
  draft: OrganisationDraft,
): Promise<string | Refusal> {
  const siren = readSiren(draft.siren)
  const faults = [...(siren === undefined ? [wrongSiren] : []), ...checkDescription(draft)]
  if (siren === undefined || faults.length > 0) return invalid(faults)
  const row = await trx
    .insertInto('organisation')
    .values({ ...draft, id: newId(), name: draft.name.trim(), siren })
    .onConflict(conflict => conflict.column('siren').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return taken
  await trx.insertInto('member').values({ organisationId: row.id, userId: personId, role: 'owner' }).execute()
  await recordEvent(trx, {
    verb: 'organisation.created',
    actor: personId,
    organisationId: row.id,
    subjectKind: 'organisation',
    subjectId: row.id,
    data: { siren, roles: draft.roles },
  })
  return row.id
}

/**
 * Changes what an organisation says of itself. Returns the names of the fields that changed. Refuses a stale version
 * with the stored organisation, and a wrong description.
 */
export async function changeOrganisation(
  trx: Transaction<DB>,
  { organisationId, personId, edit }: { organisationId: string; personId: string; edit: OrganisationEdit },
): Promise<string[] | Refusal> {
  const { id, version: stored, ...before } = await lockOrganisation(trx, organisationId)
  if (edit.version !== stored) {
    return { refused: 'stale-version', current: await readOrganisation(trx, organisationId) }
  }
  const { version, roles, ...given } = edit
  // The operator's role is not one's own to give or to drop.
  const givenRoles = roles && [...roles, ...before.roles.filter(role => role === 'operator')]
  const after = { ...before, ...given, roles: givenRoles ?? before.roles }
  after.name = after.name.trim()
  const faults = [...checkDescription(after), ...checkRolesKept(before.roles, after.roles)]
  if (faults.length > 0) return invalid(faults)
  await trx
    .updateTable('organisation')
    .set({ ...after, version: stored + 1 })
    .where('id', '=', id)
    .execute()
  const changed = Object.keys(edit).filter(field => field !== 'version')
  await recordEvent(trx, {
    verb: 'organisation.changed',
    actor: personId,
    organisationId: id,
    subjectKind: 'organisation',
    subjectId: id,
    data: { changed },
  })
  return changed
}
