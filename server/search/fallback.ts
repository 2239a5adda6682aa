import type { TextSearch } from './text-search.ts'

/** After it has failed, an index is left alone so long: nobody waits for it again and again. */
const restMilliseconds = 10_000

/**
 * Asks the first index and, where it does not answer, the second, whose answer then says that it is `degraded`. `tell`
 * hears of each failure.
 */
export function withFallback(
  first: TextSearch,
  second: TextSearch,
  tell: (error: unknown) => void,
  now: () => number = Date.now,
): TextSearch {
  let restUntil = 0
  async function ask<Answer>(question: (search: TextSearch) => Promise<Answer>): Promise<Answer> {
    if (now() >= restUntil) {
      try {
        return await question(first)
      } catch (error) {
        restUntil = now() + restMilliseconds
        tell(error)
      }
    }
    return { ...(await question(second)), degraded: true }
  }
  return {
    search: question => ask(search => search.search(question)),
    count: question => ask(search => search.count(question)),
  }
}
