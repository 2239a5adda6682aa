import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { Scenario } from '#lib/demand/demand.ts'

const ALL = '/api/organisations/{organisationId}/region-capacity'
const ONE = '/api/organisations/{organisationId}/capacity/{item}'

export type RegionCapacity = Reply<typeof ALL, 'get'>
export type CapacityLine = RegionCapacity['items'][number]
export type ItemCapacity = Reply<typeof ONE, 'get'>

// Both throw `ApiProblem` where the server refuses.

export const readRegionCapacity = (organisationId: string, scenario: Scenario): Promise<RegionCapacity> =>
  ask(api.GET(ALL, { params: { path: { organisationId }, query: { scenario } } }))

export const readItemCapacity = (organisationId: string, item: string): Promise<ItemCapacity> =>
  ask(api.GET(ONE, { params: { path: { organisationId, item } } }))
