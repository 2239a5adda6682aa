import { api, ask } from '#lib/api/client.ts'

/** What a firm has taken of its hours, by its contracts and its sealed offers: its own to read. Throws `ApiProblem` where the server refuses. */
export const readHours = (organisationId: string) =>
  ask(api.GET('/api/organisations/{organisationId}/hours', { params: { path: { organisationId } } }))
