/** What would raise a firm, in the ranker's thread: between two rankings others that ask it have their turn. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { type Raise, raising, type RaiseOptions } from '@maillage/matching/explain/raise.ts'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Reader } from '../features/matches/policy.ts'
import { isWhollyShown } from '../features/matches/show.ts'

/** Who may name which partners, and whether only those partnerships count in the list. */
export type RaiseAsked = Omit<RaiseOptions, 'listed' | 'visible'> &
  Pick<Reader, 'sees'> & { listsShown: boolean }

export type RaiseRefused = 'not-found' | 'unavailable'

/** Where the engine changes while it is asked, the question is put again this often. */
const mostRounds = 3

export interface RaiseQuestion {
  need: Need
  firm: string
  options: RaiseAsked
  /** How many changes the engine has been told of so far. */
  changes: () => number
  signal: AbortSignal
}

/**
 * Refuses where the firm is not there (any more), where nobody waits for the answer any more, and where changes kept coming
 * in between, so that no answer would be of one state.
 */
export async function raiseAside(
  engine: Engine,
  catalogue: Catalogue,
  { need, firm: id, options, changes, signal }: RaiseQuestion,
): Promise<Raise | RaiseRefused> {
  const { sees, listsShown, ...asked } = options
  const shown: RaiseOptions['visible'] = partnership => isWhollyShown({ sees }, engine, partnership)
  for (let round = 0; round < mostRounds; round++) {
    const before = changes()
    const firm = engine.firm(id)
    if (firm === undefined) return 'not-found'
    const steps = raising(engine, catalogue, need, firm, {
      ...asked,
      visible: shown,
      ...(listsShown && { listed: shown }),
    })
    let step = steps.next()
    while (step.done !== true && changes() === before) {
      await othersTurn()
      if (signal.aborted) return 'unavailable'
      step = steps.next()
    }
    if (step.done === true && changes() === before) return step.value
  }
  return 'unavailable'
}
