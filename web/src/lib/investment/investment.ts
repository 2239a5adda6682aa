import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Investments = Reply<'/api/organisations/{organisationId}/investments', 'get'>
export type Investment = Investments['investments'][number]
export type Scheme = Investments['schemes'][number]
export type Month = Investment['byMonth'][number]
export type ByProduct = Reply<'/api/organisations/{organisationId}/investments-by-product', 'get'>[number]
export type Written = Sent<'/api/organisations/{organisationId}/investments', 'post'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = '/api/organisations/{organisationId}/investments/{investmentId}' as const

/** What one's firm invests. This and what follows throw `ApiProblem` where the server refuses. */
export function readInvestments(organisationId: string): Promise<Investments> {
  return ask(api.GET('/api/organisations/{organisationId}/investments', of(organisationId)))
}

/** Declares one, or changes the one of this id and version. */
export function saveInvestment(
  organisationId: string,
  body: Written,
  stored: Pick<Investment, 'id' | 'version'> | null,
): Promise<Investments> {
  if (stored === null)
    return ask(api.POST('/api/organisations/{organisationId}/investments', { ...of(organisationId), body }))
  const params = { path: { organisationId, investmentId: stored.id } }
  return ask(api.PUT(one, { params, body: { ...body, version: stored.version } }))
}

export function removeInvestment(organisationId: string, investmentId: string): Promise<Investments> {
  return ask(api.DELETE(one, { params: { path: { organisationId, investmentId } } }))
}

/** What the region's firms prepare, for the operator. */
export function readByProduct(organisationId: string): Promise<ByProduct[]> {
  return ask(api.GET('/api/organisations/{organisationId}/investments-by-product', of(organisationId)))
}
