import { m } from '#lib/paraglide/messages.js'

/** What is wrong with one field; `field` is a JSON pointer into the body that was sent, such as `/schedule/0/due`. */
export interface FieldProblem {
  field: string
  message: string
}

/** A refusal of the server (RFC 9457), in the reader's language. Status 0 means that no answer came. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldProblem[]
}

/** A problem, thrown: by `ask`, to be shown by a form, a page or the error page. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry['field'] === 'string' && typeof entry['message'] === 'string'
      ? [{ field: entry['field'], message: entry['message'] }]
      : [],
  )
}

function said(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

/** The problem in a body the server sent with a refusal; what the body leaves out is said by the status. */
export function problemOf(body: unknown, status: number): Problem {
  const told = isRecord(body) ? body : {}
  const errors = fieldProblems(told['errors'])
  return {
    type: said(told['type'], 'about:blank'),
    title: said(told['title'] ?? told['message'], m.problem_refused_title()),
    status,
    detail: said(told['detail'], m.problem_refused_detail({ status })),
    code: said(told['code'], `http_${status}`),
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** The problem of a request that got no answer at all. */
export function unreachable(): Problem {
  return {
    type: 'about:blank',
    title: m.problem_unreachable_title(),
    status: 0,
    detail: m.problem_unreachable_detail(),
    code: 'unreachable',
  }
}

/** Messages by field pointer, the first one where a field has several. */
export function errorsByField(problem: Problem): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const { field, message } of problem.errors ?? []) byField[field] ??= message
  return byField
}
