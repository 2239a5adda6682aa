import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Slug } from '../../schemas.ts'
import { Claim, PlanPath } from './schemas.ts'

export const ComparePath = Type.Object({ ...PlanPath.properties, otherId: Id })

const Pair = Type.Object({ before: Type.Number(), after: Type.Number() })
export const ComparedSchema = Type.Object({
  before: Type.Object({ id: Id, number: Type.Integer(), createdAt: Instant }),
  after: Type.Object({ id: Id, number: Type.Integer(), createdAt: Instant }),
  costs: Type.Object({
    work: Pair,
    bought: Pair,
    services: Pair,
    transport: Pair,
    reorientations: Pair,
    holding: Pair,
    lateness: Pair,
  }),
  gap: Pair,
  /** Handed over, late by weeks (units times weeks), and never there; those that differ first. */
  items: Type.Array(
    Type.Object({ item: Slug, claim: Claim, due: Pair, made: Pair, lateWeeks: Pair, never: Pair }),
  ),
  firms: Type.Array(Type.Object({ id: Id, name: Type.String(), hours: Pair })),
  /** Hours worked in each calendar week of either. */
  weeks: Type.Array(Type.Object({ week: Day, hours: Pair })),
})
export type Compared = Static<typeof ComparedSchema>
