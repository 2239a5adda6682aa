import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { language } from '#lib/language.svelte.ts'

export type Log = Reply<'/api/log/{kind}/{subjectId}', 'get'>
export type LogLine = Log['lines'][number]

/** What has a log. */
export interface LogSubject {
  kind: 'need'
  subjectId: string
}

/** Which lines are shown; empty where it does not matter. */
export interface LogFilters {
  verb: string
  from: string
  to: string
}

/** The filters of an address. */
export function filtersIn(query: { get(name: string): string | null }): LogFilters {
  return { verb: query.get('verb') ?? '', from: query.get('from') ?? '', to: query.get('to') ?? '' }
}

/** The subject of an address, or null where there is no such kind of thing. */
export function subjectIn(params: { kind: string; subjectId: string }): LogSubject | null {
  return params.kind === 'need' ? { kind: params.kind, subjectId: params.subjectId } : null
}

function queryOf({ verb, from, to }: LogFilters) {
  return { ...(verb && { verb: [verb] }), ...(from && { from }), ...(to && { to }) }
}

/** One page of a log, the last change first. Throws `ApiProblem`. */
export function readLog(subject: LogSubject, filters: LogFilters, after: number | null): Promise<Log> {
  const query = { ...queryOf(filters), ...(after !== null && { after }) }
  return ask(api.GET('/api/log/{kind}/{subjectId}', { params: { path: { ...subject }, query } }))
}

/** The address of a log as a file. */
export function exportHref({ kind, subjectId }: LogSubject, filters: LogFilters, format: 'csv' | 'json') {
  const given = Object.entries(filters).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...given, ['format', format], ['language', language()]])
  return `/api/log/${kind}/${subjectId}/export?${query}`
}
