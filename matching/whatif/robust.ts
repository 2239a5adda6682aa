/**
 * What to begin and to lay in now, not knowing which scenario comes: the reorientations and the reserve that are regretted least
 * in the worst of them.
 */
import type { Made } from '../planning/plan.ts'
import type { Decided, SolveWith } from '../planning/solving.ts'
import {
  type Begun,
  bestReserve,
  knowingReserve,
  lackingOf,
  regretOf,
  type Reserve,
  tryReserve,
  type Tried,
} from './reserve.ts'

/** The plan as it is comes first, then one made for each scenario. */
export interface Robust extends Tried {
  decided: Decided
  /** By plan: what it would cost with the best reorientations that were tried, and the best reserve for it alone. */
  best: number[]
  /** By plan: with the reorientations of the plan as it is, and no reserve. */
  kept: number[]
  /** Most cents that this may cost more than the best in any scenario; and what the plan as it is may. */
  regret: number
  keptRegret: number
  /** With the reorientations that were tried no reserve is regretted less. */
  bound: number
}

export interface RobustAsked extends Pick<SolveWith, 'solver' | 'signal'> {
  /** Hears how many sets of reorientations are looked at, of how many. */
  tell: (done: number, all: number) => void
}

/**
 * Tried are the reorientations of each plan and all of them together, as far as the money goes, each with the reserve that goes
 * with it best; what is made each week adapts to what comes. Minimax regret over scenarios (P. Kouvelis and G. Yu, Robust Discrete
 * Optimization, 1997), with whole crafts, as the first step of planning has them. Null where it is interrupted.
 */
export async function robustOf(
  plans: readonly [Made, ...Made[]],
  { tell, ...asked }: RobustAsked,
): Promise<Robust | null> {
  const tries = triesOf(plans)
  const best = plans.map(() => Infinity)
  const nothing: Reserve = new Map(plans[0].terms.articles.map(({ number }) => [number, 0]))
  const sets: (Begun & { without: Tried })[] = []
  for (const decided of tries) {
    const without = await tryReserve(plans, { decided, lacking: [] }, nothing)
    if (without === null) return null
    const lacking = without.lived.map(lackingOf)
    for (const [at, made] of plans.entries()) {
      const known = await knowingReserve(made, decided, lacking[at] ?? nothing)
      if (known === null) return null
      best[at] = Math.min(best[at] ?? Infinity, known)
    }
    sets.push({ decided, lacking, without })
    tell(sets.length, 2 * tries.length)
  }
  const [asItIs] = sets
  if (asItIs === undefined) throw new Error('No reorientations were tried')
  const withRegret = sets.map(set => ({ ...set, regret: regretOf(set.without, best) }))
  let found: { decided: Decided; tried: Tried; regret: number } | null = null
  let bound = Infinity
  for (const [at, { decided, lacking, without }] of withRegret
    .sort((a, b) => a.regret - b.regret)
    .entries()) {
    const enough = found?.regret ?? Infinity
    const own = await bestReserve(plans, { decided, lacking }, without, { ...asked, best, enough })
    if (own === null) return null
    const regret = regretOf(own.tried, best)
    if (regret < enough) found = { decided, tried: own.tried, regret }
    bound = Math.min(bound, own.bound)
    tell(sets.length + at + 1, 2 * tries.length)
  }
  const { decided, tried, regret } = found ?? {
    decided: asItIs.decided,
    tried: asItIs.without,
    regret: Infinity,
  }
  const keptRegret = regretOf(asItIs.without, best)
  return {
    ...tried,
    decided,
    best,
    kept: asItIs.without.cents,
    regret,
    keptRegret,
    bound: Math.min(bound, regret),
  }
}

/** Sets of reorientations, each once; those of the plan as it is first. */
function triesOf(plans: readonly [Made, ...Made[]]): Decided[] {
  const [{ terms }] = plans
  const all = new Set(plans.flatMap(({ decided }) => [...decided]))
  const keuro = [...all].reduce((sum, number) => {
    const move = terms.supply.moves[number]
    return move === undefined || move.isUnderWay ? sum : sum + move.effort.keuro
  }, 0)
  const tries = [...plans.map(({ decided }) => decided), ...(keuro <= terms.keuro ? [all] : [])]
  const keyOf = (decided: Decided) => [...decided].sort((a, b) => a - b).join()
  return [...new Map(tries.toReversed().map(each => [keyOf(each), each])).values()].toReversed()
}
