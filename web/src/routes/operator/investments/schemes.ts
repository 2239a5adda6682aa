import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

type Path = '/api/organisations/{organisationId}/funding-schemes'
export type SchemeLine = Reply<'/api/funding-schemes', 'get'>[number]
export type RevisedScheme = Sent<Path, 'put'>['schemes'][number]
export type FundingEffect = Reply<'/api/organisations/{organisationId}/funding-effect', 'post'>[number]

const by = (organisationId: string) => ({ params: { path: { organisationId } } })

/** The schemes of the table, in its order. This and what follows throw `ApiProblem` where the server refuses. */
export const readSchemes = (): Promise<SchemeLine[]> => ask(api.GET('/api/funding-schemes'))

export function reviseScheme(organisationId: string, scheme: RevisedScheme): Promise<SchemeLine[]> {
  const body = { schemes: [scheme] }
  return ask(api.PUT('/api/organisations/{organisationId}/funding-schemes', { ...by(organisationId), body }))
}

/** What revising a scheme would mean for the reorientations that count on it. */
export async function readFundingEffect(
  organisationId: string,
  scheme: RevisedScheme,
): Promise<FundingEffect | null> {
  const [effect = null] = await ask(
    api.POST('/api/organisations/{organisationId}/funding-effect', {
      ...by(organisationId),
      body: { schemes: [scheme] },
    }),
  )
  return effect
}

/** A scheme as it is sent: without what the table adds to it. */
export function sentOf({ origin: _origin, shipped: _shipped, ...scheme }: SchemeLine): RevisedScheme {
  return scheme
}

/** A scheme that nobody has written yet. */
export function newScheme(day: string): RevisedScheme {
  const none = { fr: '', en: '' }
  return {
    id: '',
    name: none,
    provider: none,
    pays: none,
    conditions: none,
    from: day,
    until: null,
    article: '',
    source: { title: '', address: '', readOn: day },
    revision: 0,
  }
}
