/** HiGHS in the thread that asks: for programmes of milliseconds, where that thread has nothing else to do meanwhile. */
import type { Solver } from '@maillage/matching/solver.ts'
import loadHighs from 'highs'
import type { Highs, Model } from 'highs/legacy-types'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { answerTo } from './highs-programme.ts'

/**
 * Nothing crosses to another thread, which takes as long as a small programme. Between two programmes whatever else waits
 * has its turn; one that is under way is ended, whoever gives up.
 */
export function createHighsHere(): Solver {
  let loading: Promise<[Highs, Model]> | null = null
  return {
    async solve(programme, options = {}) {
      const {
        start = null,
        basis = null,
        inPlace = null,
        primal = false,
        smaller = false,
        gap = 0,
        iterations = Infinity,
        nodes = Infinity,
        signal,
        watch,
      } = options
      const [highs, model] = await (loading ??= load())
      await othersTurn()
      if (signal?.aborted === true) return { status: 'interrupted' }
      return answerTo(
        highs,
        model,
        { programme, start, basis, inPlace, primal, smaller, gap, iterations, nodes },
        watch,
      )
    },
  }
}

/** One model takes one programme after the other: to make it anew would take two thirds as long as to pass one. */
async function load(): Promise<[Highs, Model]> {
  const highs = await loadHighs()
  return [highs, highs.createModel()]
}
