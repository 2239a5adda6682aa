import { type Static, Type } from 'typebox'
import { kinds } from '@maillage/db/catalogue/kinds.ts'
import { Id, TextSchema } from '../../schemas.ts'
import { ComparedSchema } from '../plans/compare-schemas.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

export const KindSchema = Type.Enum([...kinds])
const Slug = Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$' })

export const ChangePath = Type.Object({ organisationId: Id, changeId: Id })
export const ChangeRecordPath = Type.Object({
  organisationId: Id,
  changeId: Id,
  kind: KindSchema,
  slug: Slug,
})
export const RecordsPath = Type.Object({ organisationId: Id, kind: KindSchema })
export const RecordPath = Type.Object({ organisationId: Id, kind: KindSchema, slug: Slug })

const Title = Type.String({ minLength: 1, maxLength: 120 })
const Reason = Type.String({ maxLength: 2000 })

export const BeginInput = Type.Object({
  title: Title,
  reason: Reason,
  /** Another change, whose records the draft begins with. */
  from: nullable(Id),
})
export const DescribeInput = Type.Object({ version: Type.Integer(), title: Title, reason: Reason })
export const ActivateInput = Type.Object({ version: Type.Integer() })

/** A record as the data files of the catalogue hold it; its shape hangs on its kind. */
const Content = Type.Unknown()

export const RecordInput = Type.Object({
  /** The revision that was looked at; 0 for a new record. */
  revision: Type.Integer({ minimum: 0 }),
  /** Taken out of use: of recipes, reorientations and rules. */
  removed: Type.Boolean(),
  content: Content,
})

const Origin = Type.Union([Type.Literal('shipped'), Type.Literal('operator')])

export const RecordLineSchema = Type.Object({
  slug: Type.String(),
  revision: Type.Integer(),
  origin: Origin,
  removed: Type.Boolean(),
  /** A newer version of the catalogue ships another record than the operator's. */
  shipped: Type.Boolean(),
  content: Content,
})

export const RecordShownSchema = Type.Object({
  slug: Type.String(),
  revision: Type.Integer(),
  origin: Origin,
  removed: Type.Boolean(),
  content: Content,
  /** What ships by now, where that is another thing than what the operator made of it. */
  shipped: Content,
  uses: Type.Array(Type.Object({ what: TextSchema, count: Type.Integer() })),
  past: Type.Array(
    Type.Object({
      revision: Type.Integer(),
      origin: Origin,
      removed: Type.Boolean(),
      content: Content,
      from: Type.String(),
      number: nullable(Type.Integer()),
      title: nullable(Type.String()),
    }),
  ),
})

const Place = Type.Object({
  /** Partnerships among the first ten that can deliver all of it, in time. */
  feasible: Type.Integer(),
  /** Score of the first, in [0, 1]; null where nobody is ranked. */
  best: nullable(Type.Number()),
  /** Names of the firms of the first. */
  first: Type.Array(Type.String()),
})
const looked = { looked: Type.Integer(), all: Type.Integer(), changed: Type.Integer() }

export const CatalogueEffectSchema = Type.Object({
  needs: Type.Object({
    ...looked,
    /** Those whose ranking changes most. */
    named: Type.Array(
      Type.Object({
        id: Type.String(),
        item: nullable(Type.String()),
        family: nullable(Type.String()),
        quantity: Type.Integer(),
        buyer: Type.String(),
        before: Place,
        after: Place,
        entered: Type.Integer(),
        left: Type.Integer(),
      }),
    ),
  }),
  firms: Type.Object({
    ...looked,
    named: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        gained: Type.Array(Type.String()),
        lost: Type.Array(Type.String()),
        sooner: Type.Array(Type.String()),
        later: Type.Array(Type.String()),
      }),
    ),
  }),
  plans: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.Integer(),
      lines: Type.Integer(),
      firms: Type.Integer(),
    }),
  ),
})

const change = {
  id: Type.String(),
  title: Type.String(),
  reason: Type.String(),
  state: Type.Union([Type.Literal('draft'), Type.Literal('active'), Type.Literal('undone')]),
  number: nullable(Type.Integer()),
  version: Type.Integer(),
  records: Type.Integer(),
  createdAt: Type.String(),
  createdBy: nullable(Type.String()),
  activatedAt: nullable(Type.String()),
  activatedBy: nullable(Type.String()),
  undoneAt: nullable(Type.String()),
  undoneBy: nullable(Type.String()),
}

export const ChangeSchema = Type.Object(change)

export const ChangeShownSchema = Type.Object({
  ...change,
  lines: Type.Array(
    Type.Object({
      kind: KindSchema,
      slug: Type.String(),
      removed: Type.Boolean(),
      content: Content,
      /** As it was; null where the change adds it. */
      before: Content,
      revision: Type.Integer(),
      movedOn: Type.Boolean(),
    }),
  ),
  /** Why it cannot come into force yet: pointers such as `/records/items/mask/grams/value`. */
  faults: Type.Array(Type.Object({ field: Type.String(), message: TextSchema })),
})

export type ChangeShown = Static<typeof ChangeShownSchema>
export type CatalogueEffect = Static<typeof CatalogueEffectSchema>

const Pair = Type.Object({ before: Type.Number(), after: Type.Number() })

/** The last plan asked for, made anew by the catalogue in force and by that of a draft; `plan`: null where none was ever made. */
export const PlanEffectSchema = Type.Object({
  plan: nullable(Type.Object({ id: Type.String(), number: Type.Integer() })),
  /** Why one of the two could not be made. */
  problem: nullable(
    Type.Enum(['no-demand', 'no-firm', 'no-solution', 'time-limit', 'failed-check', 'error']),
  ),
  compared: nullable(
    Type.Object({
      /** Cents, all that would be paid. */
      cost: Pair,
      /** Cents that lateness counts, by the weights that the plan was asked with. */
      lateness: Pair,
      /** Share by which a plan may be dearer than the best there is. */
      gap: Pair,
      ...Type.Pick(ComparedSchema, ['items', 'firms']).properties,
    }),
  ),
})
export type PlanEffect = Static<typeof PlanEffectSchema>
