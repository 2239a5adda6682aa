/** Which reorientations to begin now, not knowing which scenario comes: those that are regretted least in the worst of them. */
import type { Made } from '../planning/plan.ts'
import type { Decided } from '../planning/solving.ts'
import { livedIn } from './lived.ts'
import type { Lived } from './simulate.ts'

/** The plan as it is comes first, then one made for each scenario. */
export interface Robust {
  decided: Decided
  /** By plan: cents in each with these reorientations and all else adapted, what lateness counts among them. */
  cents: number[]
  /** By plan: what it would cost with the best reorientations that were tried. */
  best: number[]
  /** By plan: with the reorientations of the plan as it is. */
  kept: number[]
  /** Most cents that these may cost more than the best in any scenario; and those of the plan as it is. */
  regret: number
  keptRegret: number
  lived: Lived[][]
}

/**
 * Tried are the reorientations of each plan and all of them together, as far as the money goes; what is made each week adapts
 * to what comes. Minimax regret over scenarios (P. Kouvelis and G. Yu, Robust Discrete Optimization, 1997), with whole
 * crafts, as the first step of planning has them. Null where it is interrupted. `tell` hears how many programmes are solved, of
 * how many.
 */
export async function robustOf(
  plans: readonly [Made, ...Made[]],
  tell: (done: number, all: number) => void,
): Promise<Robust | null> {
  const tries = triesOf(plans)
  const costs: { cents: number[]; lived: Lived[][] }[] = []
  for (const decided of tries) {
    const own: (typeof costs)[number] = { cents: [], lived: [] }
    for (const { crafts, solving, terms } of plans) {
      const answer = await solving.attempt(crafts.model, decided, crafts.solution.basis)
      if (answer.status === 'interrupted') return null
      const isMade = answer.status === 'optimal'
      own.cents.push(isMade ? -answer.objective : Infinity)
      own.lived.push(isMade ? livedIn(terms, crafts.model, answer.values) : [])
      tell(costs.length * plans.length + own.cents.length, tries.length * plans.length)
    }
    costs.push(own)
  }
  const best = plans.map((_, at) => Math.min(...costs.map(({ cents }) => cents[at] ?? Infinity)))
  const regretOf = ({ cents }: { cents: number[] }) =>
    Math.max(0, ...cents.map((own, at) => (best[at] === Infinity ? 0 : own - (best[at] ?? 0))))
  const regrets = costs.map(regretOf)
  const regret = Math.min(...regrets)
  const at = regrets.findIndex(each => each <= regret * (1 + 1e-9))
  const [decided, found, kept] = [tries[at], costs[at], costs[0]]
  if (decided === undefined || found === undefined || kept === undefined)
    throw new Error('No reorientations were tried')
  return {
    decided,
    cents: found.cents,
    best,
    kept: kept.cents,
    regret,
    keptRegret: regrets[0] ?? 0,
    lived: found.lived,
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
