import { ApiProblem, type Problem } from '#lib/api/problem.ts'
import { session } from '#lib/session.svelte.ts'

/** Pages are drawn in the browser: the server sends one document for all of them. */
export const ssr = false

/** Who is here. Where the server does not answer, the layout says so in place of the page. */
export async function load({ depends }): Promise<{ problem: Problem | null }> {
  depends('app:session')
  try {
    await session.load()
    return { problem: null }
  } catch (cause) {
    if (cause instanceof ApiProblem) return { problem: cause.problem }
    throw cause
  }
}
