import { api, ask } from '#lib/api/client.ts'

// Both throw `ApiProblem` where the server refuses.

export const readAwardNotice = (tenderId: string) =>
  ask(api.GET('/api/tenders/{tenderId}/award-notice', { params: { path: { tenderId } } }))
export const publishAwardNotice = (tenderId: string, body: { version: number; appeals: string }) =>
  ask(api.POST('/api/tenders/{tenderId}/award-notice', { params: { path: { tenderId } }, body }))
