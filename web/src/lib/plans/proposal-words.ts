import { m } from '#lib/paraglide/messages.js'
import type { PlanResult } from './plans.ts'
import type { Proposal } from './proposals.ts'

/** What became of a proposal, and the tone it is shown in. */
export function proposalState(state: Proposal['state']): {
  tone: 'neutral' | 'lead' | 'good' | 'wrong' | 'wait'
  text: string
} {
  return {
    proposed: { tone: 'wait' as const, text: m.plan_proposal_proposed() },
    accepted: { tone: 'good' as const, text: m.plan_proposal_accepted() },
    adjusted: { tone: 'good' as const, text: m.plan_proposal_adjusted() },
    refused: { tone: 'wrong' as const, text: m.plan_proposal_refused() },
    left: { tone: 'wrong' as const, text: m.plan_proposal_left() },
    withdrawn: { tone: 'neutral' as const, text: m.plan_proposal_withdrawn() },
    lapsed: { tone: 'neutral' as const, text: m.plan_proposal_lapsed() },
  }[state]
}

export function lapsedReason(why: PlanResult['lapsed'][number]['why']): string {
  return {
    'firm-left': m.plan_lapsed_firm_left,
    'cannot-do': m.plan_lapsed_cannot_do,
    refused: m.plan_lapsed_refused,
    'out-of-reach': m.plan_lapsed_out_of_reach,
  }[why]()
}
