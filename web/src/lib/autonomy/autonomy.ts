import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { Scenario } from '#lib/demand/demand.ts'

const ALL = '/api/organisations/{organisationId}/autonomy'
const ONE = '/api/organisations/{organisationId}/autonomy/{item}'

export type RegionAutonomy = Reply<typeof ALL, 'get'>
export type AutonomyLine = RegionAutonomy['items'][number]
export type ItemAutonomy = Reply<typeof ONE, 'get'>
export type Link = ItemAutonomy['links'][number]
export type Shares = AutonomyLine['alone']

// Both throw `ApiProblem` where the server refuses.

export const readAutonomy = (organisationId: string, scenario: Scenario) =>
  ask(api.GET(ALL, { params: { path: { organisationId }, query: { scenario } } }))
export const readItemAutonomy = (organisationId: string, item: string, scenario: Scenario) =>
  ask(api.GET(ONE, { params: { path: { organisationId, item }, query: { scenario } } }))
