import { api, ask } from '#lib/api/client.ts'
import type { Rule } from '#lib/procedure/procedure.ts'
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
