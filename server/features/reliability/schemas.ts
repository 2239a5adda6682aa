import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, Slug, Words } from '../../schemas.ts'
import { buyerKinds, firmKinds } from './tally.ts'

const closed = { additionalProperties: false } as const
const Kind = OneOf([...firmKinds, ...buyerKinds])
const TallySchema = Type.Object({ kept: Type.Integer(), of: Type.Integer() })
const Days = Nullable(Type.Integer())

/** A figure that others read: null where too little stands behind it, which says nothing for or against. */
const ToldFigure = Type.Object({
  kind: Kind,
  tally: Nullable(TallySchema),
  /** Half took no longer. */
  medianDays: Days,
})

/** What others read of a firm, or of a buyer; never a score. */
export const ToldSchema = Type.Object({
  months: Type.Integer(),
  figures: Type.Array(ToldFigure),
  /** Days in which a buyer's contracts say that it pays, half of them no more; of so many contracts. */
  declared: Nullable(Type.Object({ days: Type.Integer(), contracts: Type.Integer() })),
})
export type Told = Static<typeof ToldSchema>

const FactSchema = Type.Object({
  key: Type.String(),
  kind: Kind,
  day: Day,
  kept: Type.Boolean(),
  with: Nullable(Type.Object({ id: Id, name: Type.String() })),
  about: Type.Object({
    kind: OneOf(['contract', 'need', 'tender']),
    id: Id,
    title: Type.String(),
    item: Nullable(Slug),
    family: Nullable(Slug),
  }),
  days: Days,
  report: Nullable(
    Type.Object({
      reason: Type.String(),
      at: Instant,
      decision: Nullable(OneOf(['left-out', 'kept'])),
      said: Type.String(),
    }),
  ),
})

const PartSchema = Type.Object({
  figures: Type.Array(
    Type.Object({
      kind: Kind,
      tally: TallySchema,
      medianDays: Days,
      /** Whether others read it. */
      told: Type.Boolean(),
    }),
  ),
  /** What the figures are counted from, the latest first. */
  facts: Type.Array(FactSchema),
})
export type Part = Static<typeof PartSchema>

/** What an organisation reads of its own record, as a firm and as a buyer. */
export const OwnSchema = Type.Object({
  months: Type.Integer(),
  /** Others read a figure once so many facts, with so many others, stand behind it. */
  leastFacts: Type.Integer(),
  leastOthers: Type.Integer(),
  firm: Nullable(PartSchema),
  buyer: Nullable(PartSchema),
  declared: ToldSchema.properties.declared,
})
export type Own = Static<typeof OwnSchema>

export const ReportInput = Type.Object({ fact: Words(200, 1), reason: Words(2000, 1) }, closed)
export type ReportInput = Static<typeof ReportInput>

export const DecisionInput = Type.Object(
  { decision: OneOf(['left-out', 'kept']), said: Words(2000, 1) },
  closed,
)
export type DecisionInput = Static<typeof DecisionInput>

/** A fact that its organisation holds to be wrong, as the operator reads it. */
export const ReportSchema = Type.Object({
  id: Id,
  organisation: Type.Object({ id: Id, name: Type.String() }),
  /** Null where the fact has gone since: too old, or no longer so. */
  fact: Nullable(Type.Omit(FactSchema, ['report'])),
  reason: Type.String(),
  at: Instant,
  decision: Nullable(OneOf(['left-out', 'kept'])),
  said: Type.String(),
})
export type FactReport = Static<typeof ReportSchema>
