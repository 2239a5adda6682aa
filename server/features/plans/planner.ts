import { Worker } from 'node:worker_threads'
import type { PlannerSays, PlannerTask } from './planner-worker.ts'

const entry = new URL('./planner-worker.ts', import.meta.url)
/** Heap of the thread, in megabytes: the programmes of 500 needs and 2,000 firms take it; HiGHS has memory of its own. */
const heapMegabytes = 3072

export type PlannerEnd = Exclude<PlannerSays, { said: 'progress' }> | { said: 'stopped' }

/**
 * Makes a plan in a thread of its own, so that nobody waits for it who asks for anything else. `hear` is told how far it is;
 * aborted, the thread is ended at once and the answer is `stopped`. Rejects where the thread ends by itself.
 */
export async function runPlanner(
  task: PlannerTask,
  hear: (progress: Extract<PlannerSays, { said: 'progress' }>['progress']) => void,
  signal: AbortSignal,
): Promise<PlannerEnd> {
  if (signal.aborted) return { said: 'stopped' }
  const { promise, resolve, reject } = Promise.withResolvers<PlannerEnd>()
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  const stop = () => resolve({ said: 'stopped' })
  signal.addEventListener('abort', stop, { once: true })
  worker.on('message', (message: PlannerSays) => {
    if (message.said === 'progress') hear(message.progress)
    else resolve(message)
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
