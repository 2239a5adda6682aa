import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import type { Reply } from '#lib/api/types.ts'
import { toasts } from '#lib/toasts.svelte.ts'
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

/** A list that grows at its end. */
export class NeedList {
  needs = $state.raw<OpenNeed[]>([])
  next = $state.raw<string | null>(null)
  busy = $state(false)
  readonly #read: (after: string) => Promise<Page>

  constructor(first: Page, read: (after: string) => Promise<Page>) {
    this.needs = first.needs
    this.next = first.next
    this.#read = read
  }

  /** Adds the next page; a refusal is told, and the list stays as it is. */
  async more(): Promise<void> {
    if (this.next === null || this.busy) return
    this.busy = true
    try {
      const page = await this.#read(this.next)
      this.needs = [...this.needs, ...page.needs]
      this.next = page.next
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      toasts.show(cause.problem.title, 'wrong')
    } finally {
      this.busy = false
    }
  }
}
