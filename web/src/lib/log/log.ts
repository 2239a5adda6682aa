import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { language } from '#lib/language.svelte.ts'

export type Log = Reply<'/api/log/{kind}/{subjectId}', 'get'>
export type LogLine = Log['lines'][number]

const KINDS = ['need', 'tender', 'contract'] as const
type Kind = (typeof KINDS)[number]

/** What has a log. */
export interface LogSubject {
  kind: Kind
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
  const kind = KINDS.find(each => each === params.kind)
  return kind ? { kind, subjectId: params.subjectId } : null
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
