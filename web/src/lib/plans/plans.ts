import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type PlanList = Reply<'/api/organisations/{organisationId}/plans', 'get'>
export type PlanHead = PlanList['plans'][number]
export type Plan = Reply<'/api/organisations/{organisationId}/plans/{planId}', 'get'>
export type PlanResult = NonNullable<Plan['result']>
export type ItemPlan = PlanResult['items'][number]
export type PlanLine = Reply<'/api/organisations/{organisationId}/plans/{planId}/lines', 'get'>[number]
export type Explanation = Reply<'/api/organisations/{organisationId}/plans/{planId}/explanation', 'get'>
export type Explained = NonNullable<Explanation>
export type Compared = Reply<
  '/api/organisations/{organisationId}/plans/{planId}/compared-with/{otherId}',
  'get'
>
export type PlanAsked = Sent<'/api/organisations/{organisationId}/plans', 'post'>

const one = '/api/organisations/{organisationId}/plans/{planId}' as const
const at = (organisationId: string, planId: string) => ({ params: { path: { organisationId, planId } } })

/** Weeks that a plan may be made for. */
export const horizons = [13, 26, 52] as const

/** This and what follows throw `ApiProblem` where the server refuses. */
export const readPlans = (organisationId: string): Promise<PlanList> =>
  ask(api.GET('/api/organisations/{organisationId}/plans', { params: { path: { organisationId } } }))

export const askPlan = (organisationId: string, body: PlanAsked): Promise<Plan> =>
  ask(api.POST('/api/organisations/{organisationId}/plans', { params: { path: { organisationId } }, body }))

export const readPlan = (organisationId: string, planId: string): Promise<Plan> =>
  ask(api.GET(one, at(organisationId, planId)))

export const readLines = (
  organisationId: string,
  planId: string,
  query: { firm?: string; item?: string },
): Promise<PlanLine[]> =>
  ask(api.GET(`${one}/lines`, { params: { path: { organisationId, planId }, query } }))

/** Why a plan is so; null where nobody reckoned it. */
export const readExplanation = (organisationId: string, planId: string): Promise<Explanation> =>
  ask(api.GET(`${one}/explanation`, at(organisationId, planId)))

export const cancelPlan = (organisationId: string, planId: string): Promise<Plan> =>
  ask(api.POST(`${one}/cancel`, at(organisationId, planId)))

export const archivePlan = (organisationId: string, planId: string, archived: boolean): Promise<Plan> =>
  ask(api.PUT(`${one}/archive`, { ...at(organisationId, planId), body: { archived } }))

export const comparePlans = (organisationId: string, planId: string, otherId: string): Promise<Compared> =>
  ask(api.GET(`${one}/compared-with/{otherId}`, { params: { path: { organisationId, planId, otherId } } }))
