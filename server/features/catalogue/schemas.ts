import { Type } from 'typebox'
import { TextSchema } from '../../schemas.ts'

const named = {
  id: Type.String(),
  name: TextSchema,
  synonyms: Type.Object({ fr: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
}

export const ClaimSchema = Type.Union([
  Type.Literal('protects-patient'),
  Type.Literal('protects-wearer'),
  Type.Literal('none'),
])

/** The catalogue as forms and pages need it: what there is to choose from, and the words for every id. */
export const CatalogueSummary = Type.Object({
  version: Type.String(),
  families: Type.Array(Type.Object(named)),
  materialFamilies: Type.Array(Type.Object(named)),
  items: Type.Array(
    Type.Object({
      ...named,
      kind: Type.Union([Type.Literal('product'), Type.Literal('component'), Type.Literal('material')]),
      family: Type.Union([Type.String(), Type.Null()]),
      unit: Type.String(),
      sizes: Type.Array(Type.String()),
      packagings: Type.Array(Type.Object({ id: Type.String(), name: TextSchema, count: Type.Number() })),
      recyclable: Type.String(),
      historic: Type.Boolean(),
      /** True where it can be bought ready-made outside the region. */
      outside: Type.Boolean(),
      washes: Type.Union([Type.Number(), Type.Null()]),
      compliance: Type.Array(
        Type.Object({
          claim: ClaimSchema,
          regulation: TextSchema,
          norms: Type.Array(Type.String()),
          attestation: Type.String(),
        }),
      ),
    }),
  ),
  processes: Type.Array(Type.Object({ ...named, stage: Type.String() })),
  machineTypes: Type.Array(Type.Object({ ...named, processes: Type.Array(Type.String()) })),
  trades: Type.Array(Type.Object(named)),
  norms: Type.Array(
    Type.Object({
      ...named,
      scope: Type.String(),
      editions: Type.Array(Type.Object({ edition: Type.String(), status: Type.String() })),
      /** Who tests or certifies, how long it takes in calendar days, and what it costs in thousands of euro. */
      who: TextSchema,
      days: Type.Number(),
      keuro: Type.Number(),
    }),
  ),
  /** The steps of each recipe and what they consume: enough to draw the work, without its minutes. */
  recipes: Type.Array(
    Type.Object({
      id: Type.String(),
      item: Type.String(),
      name: TextSchema,
      operations: Type.Array(
        Type.Object({
          id: Type.String(),
          name: TextSchema,
          after: Type.Array(Type.String()),
          inputs: Type.Array(Type.Object({ item: Type.String() })),
        }),
      ),
    }),
  ),
  reorientations: Type.Array(
    Type.Object({
      id: Type.String(),
      name: TextSchema,
      /** What one takes: calendar days, thousands of euro, days of training a person. */
      days: Type.Number(),
      keuro: Type.Number(),
      trainingDays: Type.Number(),
    }),
  ),
  rules: Type.Array(Type.Object({ id: Type.String(), text: TextSchema })),
  /** Emergency regimes, in force, ended or only a basis in law (`from`: null), with the products they are about. */
  regimes: Type.Array(
    Type.Object({
      id: Type.String(),
      name: TextSchema,
      kind: Type.Union([Type.Literal('eu-emergency'), Type.Literal('national-derogation')]),
      from: Type.Union([Type.String(), Type.Null()]),
      until: Type.Union([Type.String(), Type.Null()]),
      /** Those of its families included. */
      items: Type.Array(Type.String()),
      changes: Type.Array(
        Type.Object({
          claim: ClaimSchema,
          norms: Type.Union([Type.Array(Type.String()), Type.Null()]),
          attestation: Type.Union([
            Type.Literal('self'),
            Type.Literal('report'),
            Type.Literal('notified-body'),
            Type.Literal('authority'),
          ]),
          days: Type.Number(),
          keuro: Type.Number(),
        }),
      ),
      afterwards: Type.Union([
        Type.Object({
          claims: Type.Array(ClaimSchema),
          until: Type.Union([Type.String(), Type.Null()]),
        }),
        Type.Null(),
      ]),
      note: TextSchema,
      /** Web address; null where it is estimated. */
      source: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})
