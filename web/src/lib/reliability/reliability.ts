import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Told = Reply<'/api/firms/{firmId}/reliability', 'get'>
export type Own = Reply<'/api/organisations/{organisationId}/reliability', 'get'>
export type Part = NonNullable<Own['firm']>
export type Fact = Part['facts'][number]
export type FactReport = Reply<'/api/organisations/{organisationId}/fact-reports', 'get'>[number]
export type Decision = Sent<'/api/organisations/{organisationId}/fact-reports/{reportId}', 'put'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })

/** What a firm has kept, for buyers. This and what follows throw `ApiProblem` where the server refuses. */
export function readFirmTold(firmId: string): Promise<Told> {
  return ask(api.GET('/api/firms/{firmId}/reliability', { params: { path: { firmId } } }))
}

/** How a buyer has treated those who answered it, for firms. */
export function readBuyerTold(buyerId: string): Promise<Told> {
  return ask(api.GET('/api/buyers/{buyerId}/reliability', { params: { path: { buyerId } } }))
}

/** What one’s own organisation has kept, with the facts. */
export function readOwn(organisationId: string): Promise<Own> {
  return ask(api.GET('/api/organisations/{organisationId}/reliability', of(organisationId)))
}

export function reportFact(organisationId: string, fact: string, reason: string): Promise<Own> {
  const path = '/api/organisations/{organisationId}/reliability/reports'
  return ask(api.POST(path, { ...of(organisationId), body: { fact, reason } }))
}

/** Facts that were disputed, for the operator. */
export function readFactReports(organisationId: string): Promise<FactReport[]> {
  return ask(api.GET('/api/organisations/{organisationId}/fact-reports', of(organisationId)))
}

export function decideFactReport(
  organisationId: string,
  reportId: string,
  body: Decision,
): Promise<FactReport[]> {
  const params = { path: { organisationId, reportId } }
  return ask(api.PUT('/api/organisations/{organisationId}/fact-reports/{reportId}', { params, body }))
}
