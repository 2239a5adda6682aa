import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, OneOf } from '../../schemas.ts'
import { fieldsOf } from './fields.ts'

/** Most rows of a table. */
export const MOST_ROWS = 10_000
/** Rows that are checked at once: a step of the progress, and what one cancels between. */
export const CHUNK_ROWS = 1000
/** Most bytes of a table. */
export const TABLE_BYTES = 10_000_000

export const TableKind = OneOf(['machines', 'needs'])
const FieldName = OneOf([...new Set([...fieldsOf.machines, ...fieldsOf.needs])])

/** A table on its way in. */
export const ImportSchema = Type.Object({
  id: Id,
  kind: TableKind,
  /** The columns of the file, with some of what they hold. */
  columns: Type.Array(Type.Object({ heading: Type.String(), samples: Type.Array(Type.String()) })),
  /** Fields that a column may hold. */
  fields: Type.Array(Type.Object({ field: FieldName, heading: Type.String(), required: Type.Boolean() })),
  /** The column of each field, from 0. */
  mapping: Type.Record(Type.String(), Type.Integer()),
  rows: Type.Integer(),
  /** Rows looked at so far with this mapping. */
  checked: Type.Integer(),
  /** Cells that are wrong, the first of them named. */
  wrong: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      /** Line of the file, from 1. */
      line: Type.Integer(),
      /** Heading of the column; null for a fault of the whole line, or where the table has no such column. */
      heading: Nullable(Type.String()),
      message: Type.String(),
    }),
  ),
  /** The first rows as they are understood, by field. */
  preview: Type.Array(Type.Record(Type.String(), Type.String())),
})
export type ImportShown = Static<typeof ImportSchema>

export const MappingInput = Type.Object(
  { mapping: Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 200 })) },
  { additionalProperties: false },
)

/** What became of a table: its id takes it back. */
export const AppliedSchema = Type.Object({
  id: Id,
  kind: TableKind,
  /** Needs made as drafts, or lines of machines and people now in the profile. */
  count: Type.Integer(),
})

/** Tables taken in the last month, the last one first. */
export const AppliedListSchema = Type.Array(
  Type.Object({
    id: Id,
    /** Needs made as drafts, or lines of machines and people. */
    count: Type.Integer(),
    at: Instant,
    undone: Type.Boolean(),
    /** How many of them would go: 0 where they have been changed or published since. */
    undoable: Type.Integer(),
  }),
)

export const UndoneSchema = Type.Object({
  kind: TableKind,
  /** Drafts that went; for a machine park 0, whose profile is as before. */
  removed: Type.Integer(),
  /** Needs that stay, since they were changed or published. */
  kept: Type.Integer(),
})
