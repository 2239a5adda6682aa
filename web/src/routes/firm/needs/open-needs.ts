import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { Filters } from './filters.ts'

type Page = Reply<'/api/organisations/{organisationId}/open-needs', 'get'>
export type OpenNeed = Page['needs'][number]

const AT_A_TIME = 20

/** One page of the open needs that answer the filters, after the cursor of the page before. Throws `ApiProblem`. */
export function readOpenNeeds(
  organisationId: string,
  filters: Filters,
  { after, limit = AT_A_TIME }: { after?: string; limit?: number } = {},
): Promise<Page> {
  const { scope, words, family, sort } = filters
  return ask(
    api.GET('/api/organisations/{organisationId}/open-needs', {
      params: {
        path: { organisationId },
        query: {
          onlyMatching: scope === 'mine',
          sort,
          limit,
          ...(words.trim() === '' ? {} : { query: words.trim() }),
          ...(family === null ? {} : { family }),
          ...(after === undefined ? {} : { after }),
        },
      },
    }),
  )
}
