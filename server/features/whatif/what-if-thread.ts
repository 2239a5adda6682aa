import type { WhatIfProgress } from '@maillage/matching/whatif/what-if.ts'
import { inThread } from '../../threads/in-thread.ts'
import type { WhatIfSays, WhatIfTask } from './what-if-worker.ts'

const entry = new URL('./what-if-worker.ts', import.meta.url)
/** Heap of the thread, in megabytes: a plan for each scenario is kept until the robust one is found. */
const heapMegabytes = 3072

export type WhatIfEnd = Exclude<WhatIfSays, { said: 'progress' }> | { said: 'stopped' }

/**
 * Runs scenarios in a thread of its own. `hear` is told how far it is; aborted, the thread is ended at once and the answer is
 * `stopped`. Rejects where the thread ends by itself.
 */
export const runWhatIf = (
  task: WhatIfTask,
  hear: (progress: WhatIfProgress) => void,
  signal: AbortSignal,
): Promise<WhatIfEnd> =>
  inThread<WhatIfSays, WhatIfEnd>(
    {
      entry,
      task,
      heapMegabytes,
      name: 'the scenarios',
      hear: (message, end) => (message.said === 'progress' ? hear(message.progress) : end(message)),
      stopped: () => ({ said: 'stopped' }),
    },
    signal,
  )
