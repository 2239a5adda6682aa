import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'

export type Wait = Reply<'/api/organisations/{organisationId}/waiting', 'get'>[number]

/** What waits for an organisation around tenders. Throws `ApiProblem` where the server refuses. */
export const readWaits = (organisationId: string): Promise<Wait[]> =>
  ask(api.GET('/api/organisations/{organisationId}/waiting', { params: { path: { organisationId } } }))
