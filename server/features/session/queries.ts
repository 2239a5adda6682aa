import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Static } from 'typebox'
import { recordEvent } from '../../events.ts'
import { languageNamed } from '../../languages.ts'
import type { Person } from '../../plugins/access.ts'
import type { SessionChange, SessionSchema } from './schemas.ts'

type Session = Static<typeof SessionSchema>

/** Organisations a person belongs to, or waits to be let in to, by name. */
export function organisationsOf(db: Kysely<DB>, personId: string): Promise<Session['organisations']> {
  return db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.id', 'organisation.name', 'organisation.roles'])
    .select(['member.role as member', 'member.state', 'organisation.status', 'organisation.demonstration'])
    .where('member.userId', '=', personId)
    .orderBy('organisation.name')
    .orderBy('organisation.id')
    .execute()
}

/** A person as their own session shows them. */
export function viewOf({ id, name, email, emailVerified, language }: Person): NonNullable<Session['user']> {
  return { id, name, email, emailVerified, language: languageNamed(language) }
}

/** Changes a person's name or language and writes the event, which names what changed and not to what. */
export async function changePerson(
  trx: Transaction<DB>,
  person: Person,
  change: Static<typeof SessionChange>,
): Promise<Person> {
  const { name = person.name, language = person.language } = change
  const changed = { name: name.trim(), language }
  await trx
    .updateTable('user')
    .set({ ...changed, updatedAt: new Date() })
    .where('id', '=', person.id)
    .execute()
  await recordEvent(trx, {
    verb: 'person.changed',
    actor: person.id,
    organisationId: null,
    subjectKind: 'person',
    subjectId: person.id,
    data: { changed: Object.keys(change) },
  })
  return { ...person, ...changed }
}
