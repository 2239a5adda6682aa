import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Queues = Reply<'/api/organisations/{organisationId}/queues', 'get'>
export type How = Sent<'/api/organisations/{organisationId}/queues/organisations/{id}/verify', 'post'>['how']

/** What waits for somebody at the operator. This and what follows throw `ApiProblem` where the server refuses. */
export function readQueues(organisationId: string): Promise<Queues> {
  return ask(api.GET('/api/organisations/{organisationId}/queues', { params: { path: { organisationId } } }))
}

/** Says that an organisation is who it says; returns what waits then, as all that follow. */
export function verifyOrganisation(organisationId: string, id: string, how: How): Promise<Queues> {
  const path = '/api/organisations/{organisationId}/queues/organisations/{id}/verify'
  return ask(api.POST(path, { params: { path: { organisationId, id } }, body: { how } }))
}

export function acceptJoiner(organisationId: string, id: string, userId: string): Promise<Queues> {
  const path = '/api/organisations/{organisationId}/queues/organisations/{id}/joiners/{userId}/accept'
  return ask(api.POST(path, { params: { path: { organisationId, id, userId } } }))
}

export function askToConfirm(organisationId: string, id: string): Promise<Queues> {
  const path = '/api/organisations/{organisationId}/queues/profiles/{id}/ask'
  return ask(api.POST(path, { params: { path: { organisationId, id } } }))
}
