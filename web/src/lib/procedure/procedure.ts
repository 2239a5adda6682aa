import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type ProcedurePage = Reply<'/api/needs/{needId}/procedure', 'get'>
export type Procedure = Reply<'/api/needs/{needId}/procedure', 'put'>
export type Proposal = Reply<'/api/needs/{needId}/procedure/propose', 'post'>
export type Purchase = Sent<'/api/needs/{needId}/procedure/propose', 'post'>
export type Choice = Sent<'/api/needs/{needId}/procedure', 'put'>
export type Rule = Reply<'/api/buying-rules', 'get'>[number]
export type Limit = Reply<'/api/buying-limits', 'get'>[number]
export type LawRevision = Reply<'/api/organisations/{organisationId}/law-revisions', 'get'>[number]
export type ProcedureKind = Choice['chosen']
export type Urgency = Choice['urgency']

const at = (needId: string) => ({ params: { path: { needId } } })

/** What is known of how a need is bought. This and what follows throw `ApiProblem` where the server refuses. */
export function readProcedure(needId: string): Promise<ProcedurePage> {
  return ask(api.GET('/api/needs/{needId}/procedure', at(needId)))
}

/** What today's rules say of a purchase; nothing is stored. */
export function proposeProcedure(needId: string, body: Purchase): Promise<Proposal> {
  return ask(api.POST('/api/needs/{needId}/procedure/propose', { ...at(needId), body }))
}

export function chooseProcedure(needId: string, body: Choice): Promise<Procedure> {
  return ask(api.PUT('/api/needs/{needId}/procedure', { ...at(needId), body }))
}

export function approveProcedure(needId: string, version: number): Promise<Procedure> {
  return ask(api.POST('/api/needs/{needId}/procedure/approve', { ...at(needId), body: { version } }))
}

/** Other figures of the law, in the order of the table. */
export function readLimits(): Promise<Limit[]> {
  return ask(api.GET('/api/buying-limits'))
}

/** Who revised what of the law: for the operator alone. */
export function readRevisions(organisationId: string): Promise<LawRevision[]> {
  return ask(
    api.GET('/api/organisations/{organisationId}/law-revisions', { params: { path: { organisationId } } }),
  )
}

/** The rules by which a procedure is proposed, in the order of the table. */
export function readRules(): Promise<Rule[]> {
  return ask(api.GET('/api/buying-rules'))
}
