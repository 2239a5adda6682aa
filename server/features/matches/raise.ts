import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { type Raise, raising, type RaiseOptions } from '@maillage/matching/explain/raise.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Follower } from '../../engine/follower.ts'
import { giveTurn } from './give-turn.ts'

/** Where the engine changes while it is asked, the question is put again this often. */
const MOST_ROUNDS = 3

type Refused = 'not-found' | 'unavailable'

interface Asked {
  needId: string
  firmId: string
  options: RaiseOptions
  /** Whether the one who asked has gone. */
  isGone: () => boolean
}

/**
 * Asks what would raise a firm without holding up the server: one question at a time, and between any two rankings
 * everybody else has their turn. Refuses where firm or need is not there (any more), where nobody waits for the answer any
 * more, and where changes kept coming in between, so that no answer would be of one state.
 */
export function askRaises(engine: Engine, catalogue: Catalogue, follower: Follower) {
  let last: Promise<unknown> = Promise.resolve()

  /** What a ranking comes to, to tell whether anything has changed. */
  function list(need: Need, { viewer, textHits = [] }: RaiseOptions): string {
    const { partnerships } = engine.rank(need, { viewer, textHits, limit: Infinity })
    return JSON.stringify(partnerships.map(({ key, score }) => [key, score]))
  }

  async function ask({ needId, firmId, options, isGone }: Asked): Promise<Raise | Refused> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const [need, firm] = [engine.need(needId), engine.firm(firmId)]
      if (need === undefined || firm === undefined) return 'not-found'
      const { eventId } = follower.position()
      const { asOf } = engine
      const before = list(need, options)
      const steps = raising(engine, catalogue, need, firm, options)
      let step = steps.next()
      while (step.done !== true) {
        await giveTurn()
        if (isGone()) return 'unavailable'
        step = steps.next()
      }
      const isAsBefore =
        isDeepStrictEqual(engine.firm(firmId), firm) && engine.need(needId) === need && engine.asOf === asOf
      // Most of what happens meanwhile is about others.
      const isSettled =
        isAsBefore && (follower.position().eventId === eventId || list(need, options) === before)
      if (isSettled) return step.value
    }
    return 'unavailable'
  }

  return (asked: Asked) => {
    const answer = last.then(() => ask(asked))
    last = answer.catch(() => null)
    return answer
  }
}
