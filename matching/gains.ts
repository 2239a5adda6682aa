/** What shares of work and deliveries bring to the score, in its points. */
import { regionalWeight } from './criteria/sustainability.ts'
import { leadTimeParts, reliabilityOfWork } from './defaults.ts'
import type { Team, TeamRoute } from './team.ts'
import type { ChainOperation } from './unfold.ts'
import { elsewhere, type Worth, worthIds, worthOf } from './worth.ts'

export interface Gains {
  /** Share of the chain's work that an amount of a route's operation is. */
  workOf: (route: TeamRoute) => number
  ofRoute: (route: TeamRoute) => number
  ofStand: (operation: ChainOperation, isMissing: boolean) => number
  ofDelivery: (isComfort: boolean, required: number) => number
}

/** Points of the score for an amount of an operation, over what it is worth when it is done elsewhere. `comfort`: added to sooner. */
export function gainsOf(team: Team, { comfort }: { comfort: number }): Gains {
  const { question, chain } = team
  const { weights } = question
  const points: Record<keyof Worth, number> = {
    knowHow: weights['know-how'],
    proximity: weights.proximity,
    jobs: weights.jobs,
    regional: weights.sustainability * regionalWeight(question),
    reliability: weights.reliability * reliabilityOfWork,
  }
  const perAmount = ({ weight, node }: ChainOperation) => weight / (chain.nodes[node]?.perUnit ?? 1)
  const workOf = ({ line }: TeamRoute) => {
    const operation = chain.operations[line.operation]
    return operation === undefined ? 0 : perAmount(operation)
  }
  return {
    workOf,
    ofRoute(route) {
      const line = team.lines[route.member]
      if (line === undefined) return 0
      const worth = worthOf(question, chain, line, route.line)
      let sum = weights.coverage
      for (const id of worthIds) sum += points[id] * (worth[id] - elsewhere[id])
      return workOf(route) * sum
    },
    ofStand: (operation, isMissing) => (isMissing ? 0 : perAmount(operation) * weights.coverage),
    ofDelivery(isComfort, required) {
      if (isComfort) return leadTimeParts.comfort * weights['lead-time'] + comfort
      return required === 1 ? leadTimeParts.due * weights['lead-time'] : 0
    },
  }
}
