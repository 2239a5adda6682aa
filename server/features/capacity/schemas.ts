import { scenarioKeys } from '@maillage/matching/consumption/forecast.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, OrganisationPath, Slug } from '../../schemas.ts'

export const ScenarioQuery = Type.Object({ scenario: Type.Optional(OneOf(scenarioKeys)) })
export const ItemPath = Type.Object({ ...OrganisationPath.properties, item: Slug })

const week = {
  need: Type.Number(),
  /** Agreed to by firms that convert nothing to it. */
  committed: Type.Number(),
  done: Type.Number(),
  begun: Type.Number(),
  planned: Type.Number(),
}

/** Another item that is asked for or short, and firms that convert and could make it. */
const Use = Type.Object({
  item: Slug,
  /** Units a week that are needed and that nobody has agreed to make. */
  lacking: Type.Number(),
  /** Open needs that ask for it, and how much in all. */
  needs: Type.Integer(),
  quantity: Type.Number(),
  /** Units a week that the work which is too much would make of it; null where the catalogue does not say. */
  weekly: Nullable(Type.Number()),
  firms: Type.Integer(),
  /** Those of them that let the operator read their names. */
  named: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** Whether some firm could as it stands. */
  now: Type.Boolean(),
})

export const RegionCapacitySchema = Type.Object({
  scenario: OneOf(scenarioKeys),
  /** Mondays. */
  weeks: Type.Array(Day),
  items: Type.Array(
    Type.Object({
      item: Slug,
      alarm: OneOf(['over', 'near', 'none']),
      byWeek: Type.Array(Type.Object(week)),
      /** In a week, from the first on in which a conversion makes anything; null where none does in time. */
      mean: Nullable(
        Type.Object({
          ...week,
          /** Needed where there is no crisis. */
          lasting: Type.Number(),
          beyond: Type.Number(),
          /** Weeks in which even with what is planned less is made than is needed. */
          short: Type.Integer(),
        }),
      ),
      /** Units a week that all firms would make as they stand, if they made nothing else. */
      standing: Type.Number(),
      /** Units firmly ordered in the weeks looked at. */
      ordered: Type.Number(),
      conversions: Type.Integer(),
      uses: Type.Array(Use),
    }),
  ),
})
export type RegionCapacity = Static<typeof RegionCapacitySchema>

/** What anybody who converts may know: sums in rough figures, null where they would tell of one. */
export const ItemCapacitySchema = Type.Object({
  item: Slug,
  /** Units a week. */
  need: Nullable(Type.Number()),
  standing: Nullable(Type.Number()),
  /** By others, that are done, under way or planned. */
  converting: Nullable(Type.Number()),
  /** Products that this firm could make and that open needs ask for, the most asked for first. */
  uses: Type.Array(Type.Object({ item: Slug, needs: Type.Integer(), now: Type.Boolean() })),
})
export type ItemCapacity = Static<typeof ItemCapacitySchema>
