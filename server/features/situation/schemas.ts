import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, Slug } from '../../schemas.ts'

/** Tables of the region that no page of their own exports. */
export const regionTables = [
  'firms',
  'needs',
  'products',
  'gaps',
  'autonomy',
  'demand',
  'investments',
  'late',
] as const
export const RegionTableQuery = Type.Object({ table: OneOf(regionTables) })

const Share = Type.Number({ minimum: 0, maximum: 1 })

/** Where the region stands this week. Nothing in it names a firm in difficulty: a paper is handed on. */
export const SituationSchema = Type.Object({
  asOf: Day,
  /** The seven days before: what came in, and what was decided. */
  since: Day,
  region: Type.String(),
  needs: Type.Object({
    open: Type.Integer(),
    unmet: Type.Integer(),
    /** Of those that nobody could meet as things stand, the first due first. */
    list: Type.Array(
      Type.Object({
        id: Id,
        item: Nullable(Slug),
        family: Nullable(Slug),
        quantity: Type.Integer(),
        buyer: Type.String(),
      }),
    ),
  }),
  /** The operator's own stocks, those that last least first. */
  stocks: Type.Array(
    Type.Object({
      item: Slug,
      there: Type.Integer(),
      days: Nullable(Type.Integer()),
      target: Nullable(Type.Integer()),
      stockOutOn: Nullable(Day),
      state: OneOf(['out', 'low', 'enough', 'unknown']),
    }),
  ),
  /** The least autonomous first. */
  autonomy: Type.Array(
    Type.Object({ item: Slug, today: Share, after: Share, alone: Share, missing: Type.Integer() }),
  ),
  plan: Nullable(
    Type.Object({
      number: Type.Integer(),
      publishedOn: Day,
      proposals: Type.Object({
        waiting: Type.Integer(),
        accepted: Type.Integer(),
        refused: Type.Integer(),
      }),
    }),
  ),
  deliveries: Type.Object({
    accepted: Type.Integer(),
    cents: Type.Number(),
    late: Type.Array(
      Type.Object({
        contract: Type.String(),
        item: Nullable(Slug),
        quantity: Type.Integer(),
        due: Day,
        firm: Nullable(Type.String()),
      }),
    ),
  }),
  work: Type.Object({
    jobsAhead: Type.Number(),
    hoursAhead: Type.Number(),
    firms: Type.Integer(),
    /** Firms whose coming weeks are thin from now on. */
    thin: Type.Integer(),
    difficulty: Type.Integer(),
    withoutWork: Type.Integer(),
  }),
  waiting: Type.Object({
    organisations: Type.Integer(),
    joiners: Type.Integer(),
    certificates: Type.Integer(),
    reports: Type.Integer(),
    profiles: Type.Integer(),
  }),
})
export type Situation = Static<typeof SituationSchema>
