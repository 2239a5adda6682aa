import type { Need } from '@maillage/matching/demand.ts'
import type { RankOptions } from '@maillage/matching/engine.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Ranker } from './ranker.ts'

/**
 * Ranks as the ranker does, and each question once for each state: what is asked again is answered as before until `state` says
 * otherwise. For questions that pages ask at every read, of a list that hardly changes. Belongs into `revisions.derive`: another
 * catalogue is another ranker. A question that fails is asked anew.
 */
export function keptRankings(ranker: Pick<Ranker, 'rank'>, state: () => string): Pick<Ranker, 'rank'> {
  let kept = { state: '', answers: new Map<string, Promise<Ranking>>() }

  return {
    rank(need: Need, options: RankOptions): Promise<Ranking> {
      const now = state()
      if (kept.state !== now) kept = { state: now, answers: new Map() }
      const { answers } = kept
      const key = JSON.stringify([need, options])
      const before = answers.get(key)
      if (before !== undefined) return before
      const answer = ranker.rank(need, options)
      answers.set(key, answer)
      answer.catch(() => answers.delete(key))
      return answer
    },
  }
}
