import type { Explanation } from '@maillage/matching/planning/explanation.ts'
import { Worker } from 'node:worker_threads'
import type { PlannerSays, PlannerTask } from './planner-worker.ts'

const entry = new URL('./planner-worker.ts', import.meta.url)
/** Heap of the thread, in megabytes: the programmes of 500 needs and 2,000 firms take it; HiGHS has memory of its own. */
const heapMegabytes = 3072

type Says<What extends PlannerSays['said']> = Extract<PlannerSays, { said: What }>

/** `explanation`: null where it was stopped, or failed (`unexplained` says how), once the plan itself was there. */
export type PlannerEnd =
  | (Says<'plan'> & { explanation: Explanation | null; unexplained: string | null })
  | Says<'problem'>
  | { said: 'stopped' }

/**
 * Makes a plan in a thread of its own, so that nobody waits for it who asks for anything else. `hear` is told how far it is;
 * aborted, the thread is ended at once and the answer is `stopped`, or the plan where it was there already. Rejects where the
 * thread ends by itself.
 */
export async function runPlanner(
  task: PlannerTask,
  hear: (progress: Says<'progress'>['progress']) => void,
  signal: AbortSignal,
): Promise<PlannerEnd> {
  if (signal.aborted) return { said: 'stopped' }
  const { promise, resolve, reject } = Promise.withResolvers<PlannerEnd>()
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  let made: Says<'plan'> | null = null
  const end = (explanation: Explanation | null, other: PlannerEnd, unexplained: string | null = null) =>
    resolve(made === null ? other : { ...made, explanation, unexplained })
  const stop = () => end(null, { said: 'stopped' })
  signal.addEventListener('abort', stop, { once: true })
  worker.on('message', (message: PlannerSays) => {
    switch (message.said) {
      case 'progress':
        return hear(message.progress)
      case 'plan':
        made = message
        return message.faults.length > 0 ? stop() : undefined
      case 'explained':
        return end(message.explanation, { said: 'stopped' })
      case 'problem':
        return end(null, message, message.detail)
    }
  })
  worker.on('error', reject)
  worker.on('exit', code => reject(new Error(`The thread of the planner ended with exit code ${code}`)))
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
