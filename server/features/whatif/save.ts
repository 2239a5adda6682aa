import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { knownIn } from '../catalogue/known.ts'
import type { ScenarioActor } from './ask.ts'
import type { ScenarioBody } from './schemas.ts'

const said = {
  firm: {
    fr: 'Cette entreprise n’est pas dans la région : choisissez-en une autre.',
    en: 'This firm is not in the region: choose another.',
  },
  department: {
    fr: 'Ce département n’est pas dans la région : choisissez-en un autre.',
    en: 'This department is not in the region: choose another.',
  },
}

type Saving = ScenarioActor & { catalogue: Catalogue; departments: readonly string[] }

/** What parts name has to be there. */
async function faultsOf(
  trx: Transaction<DB>,
  { catalogue, departments }: Saving,
  { parts }: ScenarioBody,
): Promise<Fault[]> {
  const { items } = knownIn(catalogue)
  const ids = parts.flatMap(part => (part.kind === 'firm' ? [part.firm] : []))
  const firms = new Set(
    ids.length === 0
      ? []
      : (
          await trx
            .selectFrom('organisation')
            .select('id')
            .where('id', 'in', ids)
            .where(sql<boolean>`'firm' = any(roles)`)
            .execute()
        ).map(({ id }) => id),
  )
  return parts.flatMap((part, at): Fault[] => {
    const fault = (field: string, message: Fault['message']) => [{ field: `/parts/${at}/${field}`, message }]
    if ('item' in part && part.item !== null && !items.has(part.item)) return fault('item', sentences.unknown)
    if (part.kind === 'regime' && part.regime && !catalogue.regimes.some(({ id }) => id === part.regime))
      return fault('regime', sentences.unknown)
    if (part.kind === 'largest' && !catalogue.processes.some(({ id }) => id === part.process))
      return fault('process', sentences.unknown)
    if (part.kind === 'firm' && !firms.has(part.firm)) return fault('firm', said.firm)
    if (part.kind === 'lockdown' && !departments.includes(part.department))
      return fault('department', said.department)
    return []
  })
}

/** Keeps a new scenario. Returns its id. */
export async function addScenario(
  trx: Transaction<DB>,
  saving: Saving,
  body: ScenarioBody,
): Promise<string | Refusal> {
  const faults = await faultsOf(trx, saving, body)
  if (faults.length > 0) return invalid(faults)
  const id = newId()
  await trx
    .insertInto('scenario')
    .values({ id, operatorId: saving.operatorId, name: body.name.trim(), parts: JSON.stringify(body.parts) })
    .execute()
  await tell(trx, saving, id, 'saved')
  return id
}

/** Changes a scenario; runs keep it as it was. */
export async function changeScenario(
  trx: Transaction<DB>,
  saving: Saving,
  scenarioId: string,
  body: ScenarioBody,
): Promise<Refusal | null> {
  const row = await held(trx, saving, scenarioId)
  if (row === undefined) return { refused: 'not-found' }
  if (row.version !== body.version) return { refused: 'stale-version' }
  const faults = await faultsOf(trx, saving, body)
  if (faults.length > 0) return invalid(faults)
  await trx
    .updateTable('scenario')
    .set({
      name: body.name.trim(),
      parts: JSON.stringify(body.parts),
      version: row.version + 1,
      updatedAt: sql<Date>`now()`,
    })
    .where('id', '=', scenarioId)
    .execute()
  await tell(trx, saving, scenarioId, 'saved')
  return null
}

/** Puts a scenario aside, or takes it back. */
export async function archiveScenario(
  trx: Transaction<DB>,
  by: ScenarioActor,
  scenarioId: string,
  archived: boolean,
): Promise<Refusal | null> {
  const row = await held(trx, by, scenarioId)
  if (row === undefined) return { refused: 'not-found' }
  if ((row.archivedAt !== null) === archived) return null
  await trx
    .updateTable('scenario')
    .set({ archivedAt: archived ? sql<Date>`now()` : null })
    .where('id', '=', scenarioId)
    .execute()
  await tell(trx, by, scenarioId, archived ? 'archived' : 'restored')
  return null
}

const held = (trx: Transaction<DB>, { operatorId }: ScenarioActor, scenarioId: string) =>
  trx
    .selectFrom('scenario')
    .select(['version', 'archivedAt'])
    .where('id', '=', scenarioId)
    .where('operatorId', '=', operatorId)
    .forNoKeyUpdate()
    .executeTakeFirst()

async function tell(
  trx: Transaction<DB>,
  { actor, operatorId }: ScenarioActor,
  scenarioId: string,
  what: 'saved' | 'archived' | 'restored',
): Promise<void> {
  await recordEvent(trx, {
    verb: `scenario.${what}`,
    actor,
    organisationId: operatorId,
    subjectKind: 'scenario',
    subjectId: scenarioId,
  })
  await announceChange(trx, { organisationId: operatorId, subject: 'scenario', id: scenarioId })
}
