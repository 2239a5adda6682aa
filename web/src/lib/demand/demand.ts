import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Consumption = Reply<'/api/organisations/{organisationId}/consumption', 'get'>
export type Said = Consumption['items'][number]
export type Rate = Consumption['rates'][number]
export type Scenario = Consumption['scenario']
export type Regional = Reply<'/api/organisations/{organisationId}/regional-demand', 'get'>
export type RegionalItem = Regional['items'][number]
export type ForecastWeek = Said['weeks'][number]
export type Part = Regional['scenarios'][number]['parts'][number]
export type Written = Sent<'/api/organisations/{organisationId}/consumption/{item}', 'put'>
type TableRead = Reply<'/api/organisations/{organisationId}/consumption-table', 'post'>

export const scenarios = ['calm', 'wave', 'surge'] as const

/** The scenario that an address names; calm where it names none. */
export const scenarioIn = (query: URLSearchParams): Scenario =>
  scenarios.find(one => one === query.get('scenario')) ?? 'calm'

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = '/api/organisations/{organisationId}/consumption/{item}' as const

/** What one uses and will use. This and what follows throw `ApiProblem` where the server refuses. */
export const readConsumption = (organisationId: string, scenario: Scenario): Promise<Consumption> =>
  ask(
    api.GET('/api/organisations/{organisationId}/consumption', {
      params: { path: { organisationId }, query: { scenario } },
    }),
  )

export async function sayConsumption(organisationId: string, item: string, body: Written): Promise<void> {
  await ask(api.PUT(one, { params: { path: { organisationId, item } }, body }))
}

export async function forgetConsumption(organisationId: string, item: string): Promise<void> {
  await ask(api.DELETE(one, { params: { path: { organisationId, item } } }))
}

/** Reads a table of weeks, and keeps it where one confirms and nothing is at fault. */
export const sendTable = (organisationId: string, csv: string, confirm: boolean): Promise<TableRead> =>
  ask(
    api.POST('/api/organisations/{organisationId}/consumption-table', {
      ...of(organisationId),
      body: { csv, confirm },
    }),
  )

export const readRegional = (organisationId: string, scenario: Scenario): Promise<Regional> =>
  ask(
    api.GET('/api/organisations/{organisationId}/regional-demand', {
      params: { path: { organisationId }, query: { scenario } },
    }),
  )

export const changeScenario = (organisationId: string, key: Scenario, parts: Part[]): Promise<Regional> =>
  ask(
    api.PUT('/api/organisations/{organisationId}/demand-scenarios/{key}', {
      params: { path: { organisationId, key } },
      body: { parts },
    }),
  )
