import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type ProblemCode, problemKinds } from './codes.ts'

/** A field that was refused: JSON pointer of the field, and the sentence for its reader. */
export const FieldError = Type.Object({ field: Type.String(), message: Type.String() })

/** Body of every refusal (RFC 9457). `current` is the stored version where a stale one was sent. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  instance: Type.String(),
  errors: Type.Optional(Type.Array(FieldError)),
  current: Type.Optional(Type.Unknown()),
})

/** An expected refusal, returned by queries and policies for the route to answer. */
export interface Refusal {
  refused: ProblemCode
  /** Fields at fault, each with its sentence in both languages. */
  fields?: { field: string; message: Text }[]
  /** The stored version, for `stale-version`. */
  current?: unknown
}

export type Language = 'fr' | 'en'

/** Language of the reader: the one asked for by the browser or the interface, French otherwise. */
export function languageOf(request: FastifyRequest): Language {
  const accepted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map(part => part.trim().slice(0, 2).toLowerCase())
  return accepted.find((code): code is Language => code === 'fr' || code === 'en') ?? 'fr'
}

/** The one place that writes problem bodies. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const kind = problemKinds[refusal.refused]
  const language = languageOf(request)
  return reply
    .code(kind.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/problems/${refusal.refused}`,
      title: kind.title[language],
      status: kind.status,
      detail: kind.detail[language],
      code: refusal.refused,
      instance: request.id,
      ...(refusal.fields && {
        errors: refusal.fields.map(({ field, message }) => ({ field, message: message[language] })),
      }),
      ...(refusal.current !== undefined && { current: refusal.current }),
    })
}

/** Whether a result is a refusal. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result
}

const problemResponse = { content: { 'application/problem+json': { schema: Problem } } }

/** The refusals every route may answer, for its `response` schema. */
export const refusals = { '4xx': { description: 'Refused, with the reason', ...problemResponse } } as const
