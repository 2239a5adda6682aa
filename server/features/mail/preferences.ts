import type { DB } from '@maillage/db/tables/database.ts'
import type { Cadence } from '@maillage/db/tables/facts.ts'
import type { OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { Kysely, Transaction } from 'kysely'
import { isBelow, type Membership } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { cadenceOf, choicesFor, kindOf, type MailKind, mailKindNames } from './kinds.ts'
import type { Preference } from './schemas.ts'
import type { WayOut } from './way-out.ts'

const concerns = (kind: MailKind, roles: OrganisationRole[]) =>
  kindOf(kind).roles.some(role => roles.includes(role))

/** What a member of an organisation may be written of, how often they are, and what they may choose. */
export async function readPreferences(
  db: Kysely<DB>,
  userId: string,
  { organisationId, role, roles }: Membership,
): Promise<Preference[]> {
  const rows = await db
    .selectFrom('mailPreference')
    .select(['kind', 'cadence'])
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .execute()
  const chosen = new Map(rows.map(({ kind, cadence }) => [kind, cadence]))
  return mailKindNames
    .filter(kind => concerns(kind, roles) && (kindOf(kind).optional || !isBelow(role, 'editor')))
    .map(kind => ({
      kind,
      name: kindOf(kind).name,
      cadence: cadenceOf(kind, role, chosen.get(kind) ?? null),
      choices: choicesFor(kind),
    }))
}

/** Stores what a member chose for one kind. Refuses what may not be chosen for it. */
export async function choose(
  trx: Transaction<DB>,
  member: { organisationId: string; userId: string },
  kind: MailKind,
  cadence: Cadence,
): Promise<Refusal | null> {
  if (!choicesFor(kind).includes(cadence)) {
    const message = kindOf(kind).optional
      ? { fr: 'Ceci ne s’envoie pas aussi souvent.', en: 'This is not sent that often.' }
      : {
          fr: 'Ceci part aussitôt vers tous, comme la loi le demande.',
          en: 'This leaves for all at once, as the law asks.',
        }
    return invalid([{ field: '/cadence', message }])
  }
  await trx
    .insertInto('mailPreference')
    .values({ ...member, kind, cadence })
    .onConflict(conflict => conflict.columns(['organisationId', 'userId', 'kind']).doUpdateSet({ cadence }))
    .execute()
  return null
}

/** What a way out leads out of, for whoever holds it: the organisation's name and the kinds. Null once they have left. */
export async function readWayOutFor(
  db: Kysely<DB>,
  { organisationId, userId, kind }: WayOut,
): Promise<{ organisation: string; kinds: MailKind[]; left: boolean } | null> {
  const member = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.name', 'organisation.roles', 'member.role'])
    .where('member.organisationId', '=', organisationId)
    .where('member.userId', '=', userId)
    .executeTakeFirst()
  if (!member) return null
  const kinds = mailKindNames.filter(
    each => kindOf(each).optional && (kind === 'all' ? concerns(each, member.roles) : each === kind),
  )
  const rows = await db
    .selectFrom('mailPreference')
    .select('kind')
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .where('cadence', '=', 'never')
    .execute()
  const never = new Set(rows.map(row => row.kind))
  return { organisation: member.name, kinds, left: kinds.every(each => never.has(each)) }
}

/** Takes a member off what a way out leads out of. Done again it changes nothing. Returns whether there is such a member. */
export async function leave(trx: Transaction<DB>, wayOut: WayOut): Promise<boolean> {
  const found = await readWayOutFor(trx, wayOut)
  if (!found) return false
  const { organisationId, userId } = wayOut
  for (const kind of found.kinds) await choose(trx, { organisationId, userId }, kind, 'never')
  return true
}
