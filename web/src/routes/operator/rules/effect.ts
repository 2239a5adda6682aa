import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'
import { kindName, publicityName } from '#lib/procedure/words.ts'

type Path = '/api/organisations/{organisationId}/law-effect'
export type LawEffect = Reply<Path, 'post'>
type Revised = Sent<Path, 'post'>

/** What revisions would change of what is going on; throws `ApiProblem` where they are refused. */
export function readEffect(organisationId: string, revised: Partial<Revised>): Promise<LawEffect> {
  return ask(
    api.POST('/api/organisations/{organisationId}/law-effect', {
      params: { path: { organisationId } },
      body: { rules: [], limits: [], ...revised },
    }),
  )
}

/** What a purchase follows, in one line. */
export function routeLine(route: LawEffect['routes'][number]['before']): string {
  if (route === null) return m.effect_no_rule()
  const { procedure, publicity, leastAnswerDays, standstillDays } = route
  return [
    kindName(procedure),
    ...(publicity === 'none' ? [] : [m.effect_publicity({ what: publicityName(publicity) })]),
    ...(leastAnswerDays === null ? [] : [m.effect_answer({ count: leastAnswerDays })]),
    ...(standstillDays === null ? [] : [m.effect_standstill({ count: standstillDays })]),
  ].join(', ')
}
