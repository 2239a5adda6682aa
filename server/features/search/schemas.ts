import { type Static, Type } from 'typebox'
import { Day, Nullable, OneOf, Slug, TextSchema, Words } from '../../schemas.ts'
import { documentKinds } from '../../search/document.ts'

/** From where to where in a text. */
const Marks = Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }))
const Kind = OneOf(documentKinds)
const Values = Type.Optional(Type.Array(Slug, { maxItems: 50 }))

/** What is looked for and how it is narrowed. The address of a page of results holds all of it. */
export const SearchQuery = Type.Object({
  q: Type.Optional(Words(600)),
  /** The last word may not be finished: it is looked for as a beginning too. */
  typing: Type.Optional(Type.Boolean({ default: false })),
  kind: Type.Optional(Type.Array(Kind, { maxItems: 4 })),
  process: Values,
  now: Values,
  reoriented: Values,
  material: Values,
  certificate: Values,
  /** Certificates that the operator has verified. */
  verified: Values,
  department: Values,
  family: Values,
  /** Around a point, up to so many kilometres as the crow flies; all three or none. */
  latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  kilometres: Type.Optional(Type.Number({ minimum: 1, maximum: 2000 })),
  /** Only firms that could make, by themselves, so many units a week (one at least) of this family of products… */
  make: Type.Optional(Slug),
  weekly: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  /** …from this day on, a reorientation begun today included; today otherwise. Members of an organisation alone ask so. */
  by: Type.Optional(Day),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  /** Also counts the answers, by kind and by facet. */
  counts: Type.Optional(Type.Boolean({ default: false })),
})

const HitSchema = Type.Object({
  kind: Kind,
  id: Type.String(),
  score: Type.Number(),
  title: TextSchema,
  titleMarks: Type.Object({ fr: Marks, en: Marks }),
  text: Type.String(),
  textMarks: Marks,
  place: Nullable(
    Type.Object({
      name: Type.String(),
      latitude: Type.Number(),
      longitude: Type.Number(),
      commune: Type.String(),
      department: Type.String(),
    }),
  ),
  /** Things of the catalogue that were asked for and that it has; `possible`: only after a reorientation. */
  matched: Type.Array(Type.Object({ kind: Type.String(), id: Type.String(), possible: Type.Boolean() })),
  /** Families that a firm could make by itself as it stands, and after a reorientation within reach. */
  now: Type.Array(Type.String()),
  reoriented: Type.Array(Type.String()),
  /** Units a week of the family asked for: now, from next week, and so on; the last goes on. Null where none is asked for. */
  capacity: Nullable(Type.Array(Type.Integer())),
  need: Nullable(Type.Object({ quantity: Type.Integer(), due: Nullable(Day) })),
  /** It has all of what is counted; the others are wider, and not counted. */
  whole: Type.Boolean(),
  /** Of one's own organisation. */
  own: Type.Boolean(),
})

const Count = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))

const Facets = Type.Object({
  process: Count,
  now: Count,
  reoriented: Count,
  material: Count,
  certificate: Count,
  verified: Count,
  department: Count,
  family: Count,
})

export const SearchResults = Type.Object({
  hits: Type.Array(HitSchema),
  /** How the question was understood: words, and the things of the catalogue that they mean. */
  understood: Type.Array(Type.Object({ typed: Type.String(), meant: Type.Array(TextSchema) })),
  corrected: Type.Array(Type.Object({ typed: Type.String(), meant: Type.String() })),
  /** Words that nothing found has. */
  left: Type.Array(Type.String()),
  counts: Nullable(
    Type.Object({
      /** Very many answer: the figures are about right, from a part of them. */
      estimated: Type.Boolean(),
      kinds: Type.Object({
        firm: Type.Integer(),
        need: Type.Integer(),
        product: Type.Integer(),
        machine: Type.Integer(),
      }),
      facets: Facets,
      /** How many firms make at least so much a week of the family asked for, by then; empty where none is asked for. */
      weekly: Type.Array(Type.Object({ least: Type.Integer(), count: Type.Integer() })),
    }),
  ),
  /** The search server is away and the database answered in its place: fewer errors of typing are forgiven. */
  degraded: Type.Boolean(),
})

export type SearchQuery = Static<typeof SearchQuery>
export type SearchResults = Static<typeof SearchResults>
