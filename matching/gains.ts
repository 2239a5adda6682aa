/** What shares of work and deliveries bring to the score, in its points. */
import { leadTimeParts } from './defaults.ts'
import type { Team, TeamRoute } from './team.ts'
import type { ChainOperation } from './unfold.ts'
import { worthOf } from './worth.ts'

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
      return workOf(route) * worthOf(question, chain, line, route.line).points
    },
    ofStand: (operation, isMissing) => (isMissing ? 0 : perAmount(operation) * weights.coverage),
    ofDelivery(isComfort, required) {
      if (isComfort) return leadTimeParts.comfort * weights['lead-time'] + comfort
      return required === 1 ? leadTimeParts.due * weights['lead-time'] : 0
    },
  }
}
