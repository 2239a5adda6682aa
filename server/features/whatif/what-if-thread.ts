import type { WhatIfProgress } from '@maillage/matching/whatif/what-if.ts'
import { Worker } from 'node:worker_threads'
import type { WhatIfSays, WhatIfTask } from './what-if-worker.ts'

const entry = new URL('./what-if-worker.ts', import.meta.url)
/** Heap of the thread, in megabytes: a plan for each scenario is kept until the robust one is found. */
const heapMegabytes = 3072

export type WhatIfEnd = Exclude<WhatIfSays, { said: 'progress' }> | { said: 'stopped' }

/**
 * Runs scenarios in a thread of its own. `hear` is told how far it is; aborted, the thread is ended at once and the answer is
 * `stopped`. Rejects where the thread ends by itself.
 */
export async function runWhatIf(
  task: WhatIfTask,
  hear: (progress: WhatIfProgress) => void,
  signal: AbortSignal,
): Promise<WhatIfEnd> {
  if (signal.aborted) return { said: 'stopped' }
  const { promise, resolve, reject } = Promise.withResolvers<WhatIfEnd>()
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  const stop = () => resolve({ said: 'stopped' })
  signal.addEventListener('abort', stop, { once: true })
  worker.on('message', (message: WhatIfSays) => {
    if (message.said === 'progress') hear(message.progress)
    else resolve(message)
  })
  worker.on('error', reject)
  worker.on('exit', code => reject(new Error(`The thread of the scenarios ended with exit code ${code}`)))
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
