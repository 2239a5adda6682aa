import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, TextSchema } from '../../schemas.ts'
import { subjectKinds } from './subjects.ts'

export const LogPath = Type.Object({ kind: OneOf(subjectKinds), subjectId: Id })

const filters = {
  /** Only these kinds of change. */
  verb: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 30 })),
  /** From this day on, and up to this day included, in France. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
}

export const LogQuery = Type.Object({
  ...filters,
  after: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
})

export const ExportQuery = Type.Object({
  ...filters,
  format: OneOf(['csv', 'json']),
  language: Type.Optional(OneOf(['fr', 'en'])),
})

export type LogFilters = Pick<Static<typeof LogQuery>, keyof typeof filters>

/** One change: who, when, and what, in both languages. */
export const LogLineSchema = Type.Object({
  id: Type.Integer(),
  at: Instant,
  verb: Type.String(),
  /** Who acted, by pseudonym; null for the system. Named while not erased, and in their own organisation's log. */
  actor: Nullable(Type.Object({ id: Id, name: Nullable(Type.String()) })),
  organisation: Nullable(Type.Object({ id: Id, name: Type.String() })),
  what: TextSchema,
  /** What it was before and is now, a line each. */
  changes: Type.Array(TextSchema),
  /** Its place in the sealed chain; null for some seconds after it was written. */
  seal: Nullable(Type.Integer()),
})
export type LogLine = Static<typeof LogLineSchema>

export const LogSchema = Type.Object({
  /** What the log is of, and whose it is; whether the reader is one of them. */
  title: TextSchema,
  organisation: Type.Object({ id: Id, name: Type.String() }),
  own: Type.Boolean(),
  lines: Type.Array(LogLineSchema),
  next: Nullable(Type.Integer()),
  /** The kinds of change there are in this log, to choose from. */
  verbs: Type.Array(Type.Object({ verb: Type.String(), label: TextSchema })),
})

/** A line with all that its seal was made of: whoever has it can compute the digest again. */
export const LogExportSchema = Type.Object({
  subject: LogPath,
  exportedAt: Instant,
  /** Where the chain ended then: kept, it tells later whether the log is still the same. */
  head: Type.Object({ position: Type.Integer(), digest: Type.String() }),
  lines: Type.Array(
    Type.Interface([Type.Omit(LogLineSchema, ['seal'])], {
      seal: Nullable(
        Type.Object({
          position: Type.Integer(),
          previous: Type.String(),
          digest: Type.String(),
          /** What the digest is the SHA-256 of; null for readers outside the organisation. */
          form: Nullable(Type.String()),
        }),
      ),
    }),
  ),
})
export type LogExport = Static<typeof LogExportSchema>
