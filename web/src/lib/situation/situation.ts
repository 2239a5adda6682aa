import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'

const SITUATION = '/api/organisations/{organisationId}/situation'
const STATE = '/api/organisations/{organisationId}/public-figures'

export type Situation = Reply<typeof SITUATION, 'get'>
export type PublicFigures = Reply<'/api/open-data/figures', 'get'>
export type Figures = NonNullable<PublicFigures['figures']>
export type FiguresState = Reply<typeof STATE, 'get'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })

// All throw `ApiProblem` where the server refuses.

export const readSituation = (organisationId: string): Promise<Situation> =>
  ask(api.GET(SITUATION, of(organisationId)))
export const readFiguresState = (organisationId: string): Promise<FiguresState> =>
  ask(api.GET(STATE, of(organisationId)))
export const decideFigures = (organisationId: string, shown: boolean): Promise<FiguresState> =>
  ask(api.PUT(STATE, { ...of(organisationId), body: { shown } }))
/** What everybody reads; null where the operator does not show it. */
export const readFigures = (): Promise<PublicFigures> => ask(api.GET('/api/open-data/figures'))
