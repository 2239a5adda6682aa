import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'

const ALL = '/api/organisations/{organisationId}/territory'
const FIRM = '/api/organisations/{organisationId}/territory/firms/{firmId}'
const OWN = '/api/organisations/{organisationId}/order-book'

export type Territory = Reply<typeof ALL, 'get'>
export type DepartmentKept = Territory['departments'][number]
export type FirmKept = Territory['firms'][number]
export type OrderBook = Reply<typeof OWN, 'get'>

/** How far one may look back, in weeks. */
export const spans = [13, 26, 52] as const
const USUAL = 26

/** The time looked back on, as the address says it. */
export const spanIn = (query: URLSearchParams): number =>
  spans.find(weeks => String(weeks) === query.get('weeks')) ?? USUAL

// All throw `ApiProblem` where the server refuses.

export const readTerritory = (organisationId: string, weeks: number) =>
  ask(api.GET(ALL, { params: { path: { organisationId }, query: { weeks } } }))
/** How a firm's order book holds, for the operator. */
export const readFirmBook = (organisationId: string, firmId: string) =>
  ask(api.GET(FIRM, { params: { path: { organisationId, firmId } } }))
/** One's own. */
export const readOwnBook = (organisationId: string) =>
  ask(api.GET(OWN, { params: { path: { organisationId } } }))
