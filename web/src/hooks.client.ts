import type { HandleClientError } from '@sveltejs/kit/hooks'
import { ApiProblem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the error page shows: the server's own words where it refused, and nothing technical otherwise. */
export const handleError: HandleClientError = ({ error, kind }) => {
  if (error instanceof ApiProblem) {
    const { problem } = error
    return { status: problem.status === 0 ? 503 : problem.status, message: problem.title, problem }
  }
  if (kind === 'unknown') console.error(error)
  return kind === 'unknown' ? { status: 500, message: m.error_title() } : undefined
}
