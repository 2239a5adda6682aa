import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

const ALL = '/api/organisations/{organisationId}/scenarios'
const RUNS = '/api/organisations/{organisationId}/scenario-runs'

export type Scenarios = Reply<typeof ALL, 'get'>
export type Scenario = Scenarios['scenarios'][number]
export type Part = Scenario['parts'][number]
export type ScenarioInput = Sent<typeof ALL, 'post'>
export type RunList = Reply<typeof RUNS, 'get'>
export type RunInput = Sent<typeof RUNS, 'post'>
export type Run = Reply<`${typeof RUNS}/{runId}`, 'get'>
export type RunResult = NonNullable<Run['result']>
export type ScenarioResult = RunResult['results'][number]
export type Outcome = ScenarioResult['items'][number]
export type Band = ScenarioResult['spread'][number]['stock'][number]

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const scenarioAt = (organisationId: string, scenarioId: string) => ({
  params: { path: { organisationId, scenarioId } },
})
const runAt = (organisationId: string, runId: string) => ({ params: { path: { organisationId, runId } } })

// All throw `ApiProblem` where the server refuses.

export const readScenarios = (organisationId: string): Promise<Scenarios> =>
  ask(api.GET(ALL, of(organisationId)))

export const addScenario = (organisationId: string, body: ScenarioInput): Promise<Scenarios> =>
  ask(api.POST(ALL, { ...of(organisationId), body }))

export const changeScenario = (
  organisationId: string,
  scenarioId: string,
  body: ScenarioInput,
): Promise<Scenarios> =>
  ask(api.PUT(`${ALL}/{scenarioId}`, { ...scenarioAt(organisationId, scenarioId), body }))

export const archiveScenario = (
  organisationId: string,
  scenarioId: string,
  archived: boolean,
): Promise<Scenarios> =>
  ask(
    api.PUT(`${ALL}/{scenarioId}/archive`, { ...scenarioAt(organisationId, scenarioId), body: { archived } }),
  )

export const readRuns = (organisationId: string): Promise<RunList> => ask(api.GET(RUNS, of(organisationId)))

export const askRun = (organisationId: string, body: RunInput): Promise<Run> =>
  ask(api.POST(RUNS, { ...of(organisationId), body }))

export const readRun = (organisationId: string, runId: string): Promise<Run> =>
  ask(api.GET(`${RUNS}/{runId}`, runAt(organisationId, runId)))

export const cancelRun = (organisationId: string, runId: string): Promise<Run> =>
  ask(api.POST(`${RUNS}/{runId}/cancel`, runAt(organisationId, runId)))
