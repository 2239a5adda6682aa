import type { Api, Call } from './api.ts'

/** What a route that finds things is asked for, by the end of its path. */
export type Questions = Record<string, string>

const nobody = '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7'
const usual: Questions = { towns: '?query=foix' }

/**
 * All that a reader is answered by every route that reads, by what was asked: of each, every combination of the ids that are
 * given for its parameters; an id that nothing has for the others. Throws where a server fails.
 */
export async function everyAnswer(
  api: Api,
  call: Call,
  ids: Record<string, readonly string[]>,
  questions: Questions = {},
): Promise<Map<string, string>> {
  const document = (await api.anyone('GET', '/api/openapi.json')).json<{
    paths: Record<string, Record<string, unknown>>
  }>()
  const fill = (path: string): string[] => {
    const name = /\{(\w+)\}/.exec(path)?.[1]
    if (name === undefined) return [path]
    return (ids[name] ?? [nobody]).flatMap(id => fill(path.replace(`{${name}}`, id)))
  }
  const answers = new Map<string, string>()
  for (const [path, methods] of Object.entries(document.paths)) {
    if (!('get' in methods)) continue
    for (const filled of fill(path)) {
      const asked = `${filled}${{ ...usual, ...questions }[path.split('/').at(-1) ?? ''] ?? ''}`
      const answer = await call('GET', asked)
      if (answer.statusCode >= 500) throw new Error(`${asked} is answered by ${answer.statusCode}`)
      // A refusal says which request it refuses, of which there is one.
      answers.set(asked, answer.body.replace(/"instance":"[^"]*"/, '"instance":""'))
    }
  }
  return answers
}
