import { scenarioKeys } from '@maillage/matching/consumption/forecast.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, OrganisationPath, Slug } from '../../schemas.ts'

export const ScenarioQuery = Type.Object({ scenario: Type.Optional(OneOf(scenarioKeys)) })
export const ItemPath = Type.Object({ ...OrganisationPath.properties, item: Slug })

const Share = Type.Number({ minimum: 0, maximum: 1 })
const SharesSchema = Type.Object({
  today: Share,
  after: Share,
  byWeek: Type.Array(Share),
  daysUntil: Nullable(Type.Integer()),
  from: Nullable(Day),
})

const line = {
  item: Slug,
  /** Units needed in a week, the mean of those looked at; and what that rests on. */
  weekly: Type.Number(),
  basis: OneOf(['declared', 'needs']),
  withMarket: SharesSchema,
  alone: SharesSchema,
}

export const AutonomyLineSchema = Type.Object({
  ...line,
  /** Operations of its strongest chain that nobody does, even after reorientations. */
  missing: Type.Integer(),
  /** Firms without which less of the need is made. */
  fragile: Type.Integer(),
})

export const RegionAutonomySchema = Type.Object({
  scenario: OneOf(scenarioKeys),
  asOf: Day,
  /** Mondays of the weeks that are looked at. */
  weeks: Type.Array(Day),
  items: Type.Array(AutonomyLineSchema),
})
export type RegionAutonomy = Static<typeof RegionAutonomySchema>

const FirmNamed = Type.Object({ id: Id, name: Type.String() })

export const ItemAutonomySchema = Type.Object({
  ...line,
  scenario: OneOf(scenarioKeys),
  asOf: Day,
  weeks: Type.Array(Day),
  /** Units needed in the last week looked at, which strengths stand beside. */
  need: Type.Number(),
  links: Type.Array(
    Type.Object({
      item: Slug,
      recipe: Slug,
      operation: Slug,
      service: Type.Boolean(),
      today: Type.Number(),
      after: Type.Number(),
      makers: Type.Array(Type.Object({ firm: FirmNamed, today: Type.Number(), after: Type.Number() })),
    }),
  ),
  stages: Type.Array(
    Type.Object({
      item: Slug,
      recipe: Slug,
      depth: Type.Integer(),
      into: Nullable(Type.Integer()),
      links: Type.Array(Type.Integer()),
    }),
  ),
  outside: Type.Array(
    Type.Object({
      item: Slug,
      into: Type.Object({ item: Slug, operation: Slug }),
      dependence: Nullable(OneOf(['low', 'medium', 'high'])),
      leadDays: Nullable(Type.Number()),
      makeable: Type.Boolean(),
    }),
  ),
  fragile: Type.Array(Type.Object({ firm: FirmNamed, left: Share })),
})
export type ItemAutonomy = Static<typeof ItemAutonomySchema>
