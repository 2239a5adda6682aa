import type { DB } from '@maillage/db/tables/database.ts'
import type { Part } from '@maillage/matching/whatif/scenario.ts'
import { usualUncertainty } from '@maillage/matching/whatif/spread.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { askRun } from '../features/whatif/ask.ts'
import { addScenario } from '../features/whatif/save.ts'
import { parisDate } from '../paris-date.ts'
import { well } from './demonstration-story.ts'

/** Few, so that it is there soon. */
const [RAN, RUNS] = [2, 60]
/** Whoever looks around first does not wait for it. */
const AFTER_SECONDS = 20
const FOR_GOOD = 104

const scenarios: [name: string, parts: Part[]][] = [
  [
    'Vague d’hiver : quatre fois plus de FFP2',
    [{ kind: 'demand', item: 'ffp2', factor: 4, from: 4, weeks: 8 }],
  ],
  [
    'Frontières fermées au polypropylène et au complexe des surblouses',
    [
      { kind: 'border', item: 'granulate-polypropylene-meltblown', from: 16, weeks: 10 },
      { kind: 'border', item: 'laminate-polyethylene', from: 16, weeks: 10 },
    ],
  ],
  [
    'Le plus grand atelier de couture brûle pendant une vague',
    [
      { kind: 'largest', process: 'sew', from: 4, weeks: FOR_GOOD },
      { kind: 'demand', item: null, factor: 2, from: 4, weeks: 8 },
    ],
  ],
]

/**
 * Scenarios of the invented operator, kept by the same functions as anybody's. Two are run behind, once the server is at work.
 */
export async function imagineScenarios(
  { catalogue, region, sendJob }: Pick<FastifyInstance, 'catalogue' | 'region' | 'sendJob'>,
  trx: Transaction<DB>,
  operatorId: string,
): Promise<void> {
  const saving = { actor: null, operatorId, catalogue, departments: region.departments }
  const ids: string[] = []
  for (const [name, parts] of scenarios)
    ids.push(well(await addScenario(trx, saving, { version: null, name, parts })))
  const today = parisDate(new Date())
  const body = {
    planId: null,
    scenarioIds: ids.slice(0, RAN),
    runs: RUNS,
    seed: 1,
    uncertainty: usualUncertainty,
  }
  well(
    await askRun(
      trx,
      { actor: null, operatorId, catalogue, today, sendJob, afterSeconds: AFTER_SECONDS },
      body,
    ),
  )
}
