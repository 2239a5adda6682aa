import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { OwnNeedLine } from '#lib/need/need.ts'

export type OwnNeedPage = Reply<'/api/organisations/{organisationId}/needs', 'get'>

const MOST = 100

interface Asked {
  /** Null for all of them. */
  state: OwnNeedLine['state'] | null
  words?: string
  after?: string
  limit?: number
}

/** One page of an organisation's own needs, the last written first. Throws `ApiProblem`. */
export function readOwnNeeds(
  organisationId: string,
  { state, words = '', after, limit = 20 }: Asked,
): Promise<OwnNeedPage> {
  return ask(
    api.GET('/api/organisations/{organisationId}/needs', {
      params: {
        path: { organisationId },
        query: {
          limit,
          ...(state === null ? {} : { state: [state] }),
          ...(words.trim() === '' ? {} : { query: words.trim() }),
          ...(after === undefined ? {} : { after }),
        },
      },
    }),
  )
}

/** All of them, however many there are. Throws `ApiProblem`. */
export async function readAllOwnNeeds(
  organisationId: string,
  asked: Pick<Asked, 'state' | 'words'>,
): Promise<OwnNeedLine[]> {
  const needs: OwnNeedLine[] = []
  let after: string | null = null
  do {
    const page: OwnNeedPage = await readOwnNeeds(organisationId, {
      ...asked,
      limit: MOST,
      ...(after === null ? {} : { after }),
    })
    needs.push(...page.needs)
    after = page.next
  } while (after !== null)
  return needs
}
