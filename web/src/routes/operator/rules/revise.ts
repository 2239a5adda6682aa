import { api, ask } from '#lib/api/client.ts'
import type { Limit, Rule } from '#lib/procedure/procedure.ts'
import type { RevisedLimit } from './limits.ts'
import type { RevisedRule } from './rules.ts'

/** Stores revisions together; throws `ApiProblem` where one overlaps another rule or was revised since. */
export function reviseRules(organisationId: string, rules: RevisedRule[]): Promise<Rule[]> {
  return ask(
    api.PUT('/api/organisations/{organisationId}/buying-rules', {
      params: { path: { organisationId } },
      body: { rules },
    }),
  )
}

/** Stores revisions of figures together; throws `ApiProblem` where one is nonsense or was revised since. */
export function reviseLimits(organisationId: string, limits: RevisedLimit[]): Promise<Limit[]> {
  return ask(
    api.PUT('/api/organisations/{organisationId}/buying-limits', {
      params: { path: { organisationId } },
      body: { limits },
    }),
  )
}
