import type { DB } from '@maillage/db/tables/database.ts'
import { hashPassword } from '@maillage/server/features/auth/password.ts'
import { newId } from '@maillage/server/ids.ts'
import type { Kysely } from 'kysely'

const password = 'un fil, plusieurs mains'
/** Deriving it takes a while: once is enough. */
let hashed: Promise<string> | undefined

const noTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
}

/** Somebody with a confirmed address and a password, who belongs nowhere yet. */
export async function createAccount(
  db: Kysely<DB>,
  name: string,
): Promise<{ id: string; email: string; password: string }> {
  const id = newId()
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id}@exemple.fr`
  hashed ??= hashPassword(password)
  const account = { id: newId(), accountId: id, providerId: 'credential', userId: id, password: await hashed }
  await db.insertInto('user').values({ id, name, email, emailVerified: true, image: null }).execute()
  await db
    .insertInto('account')
    .values({ ...noTokens, ...account })
    .execute()
  return { id, email, password }
}
