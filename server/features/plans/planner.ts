import type { Explanation } from '@maillage/matching/planning/explanation.ts'
import { inThread } from '../../threads/in-thread.ts'
import type { PlannerSays, PlannerTask } from './planner-worker.ts'

const entry = new URL('./planner-worker.ts', import.meta.url)
/** Heap of the thread, in megabytes: the programmes of 500 needs and 2,000 firms take it; HiGHS has memory of its own. */
const heapMegabytes = 3072

type Says<What extends PlannerSays['said']> = Extract<PlannerSays, { said: What }>

export type PlannerProgress = Says<'progress'>['progress']

/** `explanation`: null where none was asked for, it was stopped, or failed (`unexplained` says how), once the plan itself was there. */
export type PlannerEnd =
  | (Says<'plan'> & { explanation: Explanation | null; unexplained: string | null })
  | Says<'problem'>
  | { said: 'stopped' }

/**
 * Makes a plan in a thread of its own, so that nobody waits for it who asks for anything else. `hear` is told how far it is;
 * aborted, the thread is ended at once and the answer is `stopped`, or the plan where it was there already. Rejects where the
 * thread ends by itself.
 */
export function runPlanner(
  task: PlannerTask,
  hear: (progress: PlannerProgress) => void,
  signal: AbortSignal,
): Promise<PlannerEnd> {
  let made: Says<'plan'> | null = null
  const withPlan = (
    explanation: Explanation | null,
    other: PlannerEnd,
    unexplained: string | null = null,
  ): PlannerEnd => (made === null ? other : { ...made, explanation, unexplained })
  const stopped = () => withPlan(null, { said: 'stopped' })
  return inThread<PlannerSays, PlannerEnd>(
    {
      entry,
      task,
      heapMegabytes,
      name: 'the planner',
      hear(message, end) {
        switch (message.said) {
          case 'progress':
            return hear(message.progress)
          case 'plan':
            made = message
            return message.faults.length > 0 || !task.explained ? end(stopped()) : undefined
          case 'explained':
            return end(withPlan(message.explanation, { said: 'stopped' }))
          case 'problem':
            return end(withPlan(null, message, message.detail))
        }
      },
      stopped,
    },
    signal,
  )
}
