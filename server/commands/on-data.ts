import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Environment } from '../environment.ts'
import { recordEvent } from '../events.ts'
import { exportData } from './export.ts'
import { checkSearch, rebuildSearch } from './search.ts'
import { checkLog } from './verify-log.ts'

/**
 * What a command answers: lines for a reader, and whether it did what was asked. With a code, the lines are an answer
 * whatever it is, and go to the standard output; without one, those of a command that failed go to the errors.
 */
export interface CommandResult {
  ok: boolean
  lines: string[]
  code?: number
}

/** Under which address and which prefix the data are published. */
export type Publication = Pick<Environment, 'publicUrl' | 'ocidPrefix'>

export type Command = (
  db: Kysely<DB>,
  parameters: string[],
  publication: Publication,
) => Promise<CommandResult>

/** A command by its help; `onDemonstration`: where there are no data, it is run on the demonstration's. */
export interface DataCommand {
  help: string
  run: Command
  onDemonstration?: boolean
}

const done = (...lines: string[]): CommandResult => ({ ok: true, lines })
const failed = (...lines: string[]): CommandResult => ({ ok: false, lines })

async function status(db: Kysely<DB>): Promise<CommandResult> {
  const counts = await db
    .selectNoFrom(eb => [
      eb
        .selectFrom('organisation')
        .select(o => o.fn.countAll<number>().as('n'))
        .as('organisations'),
      eb
        .selectFrom('profile')
        .select(p => p.fn.countAll<number>().as('n'))
        .as('profiles'),
      eb
        .selectFrom('need')
        .select(n => n.fn.countAll<number>().as('n'))
        .where('state', '=', 'published')
        .as('openNeeds'),
      eb
        .selectFrom('match')
        .select(m => m.fn.countAll<number>().as('n'))
        .as('matches'),
      eb
        .selectFrom('event')
        .select(e => e.fn.countAll<number>().as('n'))
        .as('events'),
    ])
    .executeTakeFirstOrThrow()
  return done(...Object.entries(counts).map(([name, count]) => `${name}: ${count ?? 0}`))
}

/** Changes one organisation, named by its SIREN, and writes the event. */
async function changeOrganisation(
  db: Kysely<DB>,
  siren: string | undefined,
  change: 'verify' | 'make-operator',
): Promise<CommandResult> {
  if (siren === undefined) return failed(`Give the SIREN of the organisation: maillage ${change} 123456782`)
  return db.transaction().execute(async trx => {
    const organisation = await trx
      .selectFrom('organisation')
      .select(['id', 'name', 'roles'])
      .where('siren', '=', siren.replaceAll(' ', ''))
      .forUpdate()
      .executeTakeFirst()
    if (!organisation) return failed(`No organisation has the SIREN ${siren}.`)
    const { id, name, roles } = organisation
    await trx
      .updateTable('organisation')
      .set(eb => ({
        status: 'verified' as const,
        version: eb('version', '+', 1),
        ...(change === 'make-operator' && { roles: [...new Set([...roles, 'operator' as const])] }),
      }))
      .where('id', '=', id)
      .execute()
    await recordEvent(trx, {
      actor: null,
      organisationId: id,
      verb: 'organisation.changed',
      subjectKind: 'organisation',
      subjectId: id,
      data: { by: 'command line', change },
    })
    return done(change === 'verify' ? `${name} is verified.` : `${name} is a verified regional operator.`)
  })
}

/** Commands that need the data: run by the server that holds it, or on the database where no server runs. */
export const commands: Record<string, DataCommand> = {
  status: { help: 'counts of what is in the database', run: status },
  verify: {
    help: 'SIREN: mark an organisation as verified',
    run: (db, [siren]) => changeOrganisation(db, siren, 'verify'),
  },
  'make-operator': {
    help: 'SIREN: give an organisation the role of regional operator',
    run: (db, [siren]) => changeOrganisation(db, siren, 'make-operator'),
  },
  export: {
    help: 'ocds | decp [--missing]: print what is public of the purchases here, as OCDS releases or as DECP',
    run: exportData,
    onDemonstration: true,
  },
  'verify-log': {
    help: '[--json] [--known POSITION:DIGEST]: find rows of the log that are not as they were sealed',
    run: checkLog,
  },
  'search-check': {
    help: '[--repair]: compare the search index with the tables, and repair it',
    run: checkSearch,
  },
  'search-rebuild': { help: 'make the search index anew, while it is asked', run: rebuildSearch },
}
