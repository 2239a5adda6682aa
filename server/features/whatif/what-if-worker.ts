/** The thread that scenarios are run in: it answers and ends. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { compileReference } from '@maillage/matching/reference.ts'
import {
  whatIf,
  type WhatIf,
  type WhatIfAsked,
  type WhatIfProgress,
} from '@maillage/matching/whatif/what-if.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { createHighsHere } from '../../solver/highs-here.ts'
import { rounded } from './rounded.ts'

/** What the thread begins with. */
export interface WhatIfTask {
  catalogue: Catalogue
  asked: WhatIfAsked
}

export type WhatIfSays =
  | { said: 'progress'; progress: WhatIfProgress }
  | { said: 'result'; result: WhatIf }
  | { said: 'problem'; problem: 'no-solution' | 'error'; detail: string }

/** Milliseconds between two words of how far it is. */
const PAUSE = 300

const port = parentPort
if (port === null) throw new Error('Scenarios have to be run in a thread')
const { catalogue, asked }: WhatIfTask = workerData
const say = (message: WhatIfSays) => port.postMessage(message)

let last = 0
try {
  const result = await whatIf(compileReference(catalogue), asked, {
    solver: createHighsHere(),
    tell: progress => {
      if (performance.now() - last < PAUSE) return
      last = performance.now()
      say({ said: 'progress', progress })
    },
  })
  if (result === null) throw new Error('Nobody interrupted it')
  say({ said: 'result', result: rounded(result) })
} catch (error) {
  const detail = error instanceof Error ? error.message : String(error)
  // What the engine says of a programme that nothing solves; all else is a surprise.
  say({ said: 'problem', problem: /is infeasible/.test(detail) ? 'no-solution' : 'error', detail })
}
