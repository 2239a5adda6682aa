import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import type { Plan } from './plans.ts'

export type Proposal = Reply<'/api/organisations/{organisationId}/plans/{planId}/proposals', 'get'>[number]
export type FirmProposals = Reply<'/api/organisations/{organisationId}/plan-proposals', 'get'>
export type FirmProposal = FirmProposals['proposals'][number]
export type Answer = Sent<'/api/organisations/{organisationId}/plan-proposals/{proposalId}/answer', 'post'>

const one = '/api/organisations/{organisationId}/plans/{planId}' as const
const at = (organisationId: string, planId: string) => ({ params: { path: { organisationId, planId } } })

/** This and what follows throw `ApiProblem` where the server refuses. */
export const publishPlan = (
  organisationId: string,
  planId: string,
  body: Sent<'/api/organisations/{organisationId}/plans/{planId}/publish', 'post'>,
): Promise<Plan> => ask(api.POST(`${one}/publish`, { ...at(organisationId, planId), body }))

export const withdrawPlan = (organisationId: string, planId: string): Promise<Plan> =>
  ask(api.POST(`${one}/withdraw`, at(organisationId, planId)))

export const readProposals = (organisationId: string, planId: string): Promise<Proposal[]> =>
  ask(api.GET(`${one}/proposals`, at(organisationId, planId)))

export const readFirmProposals = (organisationId: string): Promise<FirmProposals> =>
  ask(api.GET('/api/organisations/{organisationId}/plan-proposals', { params: { path: { organisationId } } }))

export const answerProposal = (
  organisationId: string,
  proposalId: string,
  body: Answer,
): Promise<FirmProposals> =>
  ask(
    api.POST('/api/organisations/{organisationId}/plan-proposals/{proposalId}/answer', {
      params: { path: { organisationId, proposalId } },
      body,
    }),
  )
