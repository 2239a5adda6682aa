/** The thread that one plan is made, checked and explained in: it answers and ends. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { explanationOf } from '@maillage/matching/planning/explain.ts'
import type { Explanation } from '@maillage/matching/planning/explanation.ts'
import { makePlan } from '@maillage/matching/planning/plan.ts'
import type { PlanProgress } from '@maillage/matching/planning/solving.ts'
import type { Plan, RegionAsked } from '@maillage/matching/planning/region.ts'
import { verifyPlan } from '@maillage/matching/planning/verify.ts'
import { compileReference } from '@maillage/matching/reference.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { createHighsHere } from '../../solver/highs-here.ts'
import { linesOf, type PlannedLine } from './lines.ts'

/** What the thread begins with. */
export interface PlannerTask {
  catalogue: Catalogue
  region: RegionAsked
  /** Whether it says why the plan is so, once it is made. */
  explained: boolean
}

export type PlannerSays =
  | { said: 'progress'; progress: PlanProgress }
  /** `faults`: what the check found; a plan with any is not to be trusted. */
  | { said: 'plan'; plan: Omit<Plan, 'works'>; lines: PlannedLine[]; faults: string[] }
  /** Why it is so, after a plan without faults. */
  | { said: 'explained'; explanation: Explanation }
  | { said: 'problem'; problem: 'no-solution' | 'error'; detail: string }

const port = parentPort
if (port === null) throw new Error('The planner has to be started as a thread')
const { catalogue, region, explained }: PlannerTask = workerData
const say = (message: PlannerSays) => port.postMessage(message)

try {
  const reference = compileReference(catalogue)
  const made = await makePlan(reference, region, {
    solver: createHighsHere(),
    say: progress => say({ said: 'progress', progress }),
  })
  if (made === null) throw new Error('Nobody interrupted it')
  const { works, ...plan } = made.plan
  const faults = verifyPlan(reference, region, made.plan)
  say({ said: 'plan', plan, lines: linesOf(reference, region, works), faults })
  if (explained && faults.length === 0) {
    const explanation = await explanationOf(made)
    if (explanation === null) throw new Error('Nobody interrupted it')
    say({ said: 'explained', explanation })
  }
} catch (error) {
  const detail = error instanceof Error ? error.message : String(error)
  // What the engine says of a programme that nothing solves; all else is a surprise.
  const problem = /is infeasible/.test(detail) ? 'no-solution' : 'error'
  say({ said: 'problem', problem, detail })
}
