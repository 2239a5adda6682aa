import createClient from 'openapi-fetch'
import { language } from '#lib/language.svelte.ts'
import { ApiProblem, problemOf, unreachable } from './problem.ts'
import { tellCatalogueVersion } from './catalogue-version.ts'
import { fetchSignedIn } from './reauthentication.svelte.ts'
import type { paths } from './schema.d.ts'

/** The server, typed by its OpenAPI document. Use it through `ask`, which throws what the server refuses. */
export const api = createClient<paths>({ credentials: 'include', fetch: fetchSignedIn })

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', language())
    return request
  },
  onResponse({ response }) {
    tellCatalogueVersion(response)
  },
})

type Answer<Data> =
  | { data: Data; error?: never; response: Response }
  | { data?: never; error: unknown; response: Response }

/**
 * The data of an answer: `await ask(api.GET('/api/needs/{id}', { params: { path: { id } } }))`.
 * Throws `ApiProblem` where the server refused, or did not answer.
 */
export async function ask<Data>(pending: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>
  try {
    answer = await pending
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof SyntaxError) throw new ApiProblem(unreachable())
    throw cause
  }
  if ('data' in answer && answer.response.ok) return answer.data
  throw new ApiProblem(problemOf(answer.error, answer.response.status))
}

/** Asks a path that the OpenAPI document leaves to a library (the routes of accounts). Throws `ApiProblem`. */
export async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json', 'accept-language': language() },
      body: JSON.stringify(body),
    })
  } catch (cause) {
    if (cause instanceof TypeError) throw new ApiProblem(unreachable())
    throw cause
  }
  const text = await response.text()
  const told: unknown = text === '' ? null : parse(text)
  if (response.ok) return told
  throw new ApiProblem(problemOf(told, response.status))
}

/** A body that should be JSON; a proxy's page of HTML is not, and says nothing to the reader. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
