import { api, ask } from '#lib/api/client.ts'
import type { Sent } from '#lib/api/types.ts'

// All of these throw `ApiProblem` where the server refuses.

export const inviteToRound = (tenderId: string, body: Sent<'/api/tenders/{tenderId}/rounds', 'post'>) =>
  ask(api.POST('/api/tenders/{tenderId}/rounds', { params: { path: { tenderId } }, body }))
export const readOwnRounds = (organisationId: string, tenderId: string) =>
  ask(
    api.GET('/api/organisations/{organisationId}/offers/{tenderId}/rounds', {
      params: { path: { organisationId, tenderId } },
    }),
  )
