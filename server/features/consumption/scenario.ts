import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import {
  type Part,
  type ScenarioKey,
  scenarioKeys,
  shippedScenarios,
} from '@maillage/matching/consumption/forecast.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'

export interface Scenario {
  key: ScenarioKey
  /** Whether an operator has changed what ships. */
  own: boolean
  parts: Part[]
}

/** The region's scenarios: as its operator has changed them, otherwise as they ship. */
export async function scenariosOf(db: Kysely<DB>): Promise<Scenario[]> {
  const rows = await db
    .selectFrom('demandScenario')
    .innerJoin('organisation', 'organisation.id', 'demandScenario.operatorId')
    .select(['demandScenario.key', 'demandScenario.parts'])
    .orderBy('organisation.createdAt', 'desc')
    .execute()
  return scenarioKeys.map(key => {
    const own = rows.findLast(row => row.key === key)
    return { key, own: own !== undefined, parts: own?.parts ?? shippedScenarios[key] }
  })
}

/** An operator changes a scenario; without parts everything stays as it is now. */
export async function changeScenario(
  trx: Transaction<DB>,
  { actor, organisationId, catalogue }: { actor: string; organisationId: string; catalogue: Catalogue },
  key: ScenarioKey,
  parts: Part[],
): Promise<Refusal | null> {
  const known = new Set(catalogue.families.map(({ id }) => id))
  const faults = parts.flatMap(({ families }, at): Fault[] =>
    (families ?? []).flatMap((family, index) =>
      known.has(family) ? [] : [{ field: `/parts/${at}/families/${index}`, message: sentences.unknown }],
    ),
  )
  if (faults.length > 0) return invalid(faults)
  await trx
    .insertInto('demandScenario')
    .values({ operatorId: organisationId, key, parts: JSON.stringify(parts) })
    .onConflict(conflict =>
      conflict
        .columns(['operatorId', 'key'])
        .doUpdateSet({ parts: JSON.stringify(parts), updatedAt: sql<Date>`now()` }),
    )
    .execute()
  await recordEvent(trx, {
    verb: 'demand-scenario.changed',
    actor,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { key },
  })
  return null
}
