import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { KeyInput, KeyShown } from './schemas.ts'
import { type Scope, writes } from './scopes.ts'
import { digestOf, newSecret, prefixOf } from './secret.ts'

/** Most keys that work at once for an organisation. */
const MOST_KEYS = 20

/** Keys of an organisation, the latest first, those that were revoked included. Their secrets are nowhere. */
export async function listKeys(db: Kysely<DB>, organisationId: string): Promise<KeyShown[]> {
  const rows = await db
    .selectFrom('apiKey')
    .leftJoin('user', 'user.id', 'apiKey.createdBy')
    .select(['apiKey.id', 'apiKey.name', 'apiKey.prefix', 'apiKey.scopes', 'apiKey.createdAt'])
    .select(['apiKey.lastUsedAt', 'apiKey.revokedAt', 'user.name as createdBy'])
    .where('apiKey.organisationId', '=', organisationId)
    .orderBy('apiKey.createdAt', 'desc')
    .orderBy('apiKey.id')
    .limit(200)
    .execute()
  return rows.map(({ createdAt, lastUsedAt, revokedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }))
}

interface KeyChange {
  organisationId: string
  personId: string
}

/** Makes a key with the member behind it. Returns its secret, which is shown this once; refuses one key too many. */
export async function createKey(
  trx: Transaction<DB>,
  { organisationId, personId }: KeyChange,
  { name, scopes }: KeyInput,
): Promise<{ id: string; secret: string } | Refusal> {
  await trx.selectFrom('organisation').select('id').where('id', '=', organisationId).forUpdate().execute()
  const { working } = await trx
    .selectFrom('apiKey')
    .select(key => key.fn.countAll<number>().as('working'))
    .where('organisationId', '=', organisationId)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (working >= MOST_KEYS) return { refused: 'too-many-keys' }
  const [id, userId, secret] = [newId(), newId(), newSecret()]
  await trx
    .insertInto('user')
    // An address that can belong to nobody (RFC 2606): no mail goes there, and nobody signs up with it.
    .values({ id: userId, name: name.trim(), email: `${userId}@key.invalid`, image: null })
    .execute()
  const role = writes(scopes) ? 'editor' : 'viewer'
  await trx.insertInto('member').values({ organisationId, userId, role }).execute()
  const digest = digestOf(secret)
  const prefix = prefixOf(secret)
  const kept = { id, organisationId, userId, name: name.trim(), digest, prefix, scopes, createdBy: personId }
  await trx
    .insertInto('apiKey')
    .values({ ...kept, lastUsedAt: null, revokedAt: null })
    .execute()
  await tell(trx, 'key.created', { organisationId, personId }, { key: id, scopes })
  return { id, secret }
}

/** Revokes a key: from the next request on it opens nothing. One that is revoked already stays so. */
export async function revokeKey(
  trx: Transaction<DB>,
  change: KeyChange,
  keyId: string,
): Promise<Refusal | null> {
  const { organisationId } = change
  const key = await trx
    .selectFrom('apiKey')
    .select(['userId', 'revokedAt'])
    .where('id', '=', keyId)
    .where('organisationId', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
  if (!key) return { refused: 'not-found' }
  if (key.revokedAt !== null) return null
  await trx.updateTable('apiKey').set({ revokedAt: new Date() }).where('id', '=', keyId).execute()
  await trx
    .deleteFrom('member')
    .where('organisationId', '=', organisationId)
    .where('userId', '=', key.userId)
    .execute()
  await tell(trx, 'key.revoked', change, { key: keyId })
  return null
}

function tell(
  trx: Transaction<DB>,
  verb: 'key.created' | 'key.revoked',
  { organisationId, personId }: KeyChange,
  data: { key: string; scopes?: Scope[] },
) {
  return recordEvent(trx, {
    verb,
    actor: personId,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data,
  })
}
