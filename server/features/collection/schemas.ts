import { agreementStates, roundStates } from '@maillage/db/tables/collections.ts'
import { outcomes } from '@maillage/matching/recycling/balance.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Line, Nullable, OneOf, OrganisationPath, Slug, TextSchema, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
/** Kilograms, to the gram: the least is one gram, the most what a lorry carries. */
const Kg = Type.Number({ minimum: 0.001, maximum: 40_000 })

export const AgreementPath = Type.Object({ ...OrganisationPath.properties, agreementId: Id })
export const RoundPath = Type.Object({ ...OrganisationPath.properties, roundId: Id })
export const LotPath = Type.Object({ ...OrganisationPath.properties, lotId: Id })
export const SortedPath = Type.Object({ ...OrganisationPath.properties, sortedId: Id })
export const StreamQuery = Type.Object({ stream: Slug })

export const regionalTables = ['items', 'materials', 'departments', 'deposits', 'agreements'] as const
export const SpanQuery = Type.Object({
  weeks: Type.Optional(Type.Integer({ minimum: 13, maximum: 52, multipleOf: 13 })),
})
export const RegionalTableQuery = Type.Object({ ...SpanQuery.properties, table: OneOf(regionalTables) })

export const ProposalInput = Type.Object(
  {
    partnerId: Id,
    stream: Slug,
    startsOn: Day,
    everyWeeks: Type.Integer({ minimum: 1, maximum: 52 }),
    /** What the holder expects to hand over each time. */
    expectedKg: Kg,
    note: Words(1000),
    /** The holder says that nothing that carries an infection is handed over. */
    notInfectious: Type.Boolean(),
  },
  closed,
)
export type ProposalInput = Static<typeof ProposalInput>

export const AnswerInput = Type.Object(
  { answer: OneOf(['agreed', 'refused'] as const), reason: Words(500) },
  closed,
)
export type AnswerInput = Static<typeof AnswerInput>

export const ReasonInput = Type.Object({ reason: Line(500) }, closed)
export const RoundInput = Type.Object({ day: Day }, closed)

export const WeighingInput = Type.Object(
  {
    day: Day,
    lots: Type.Array(Type.Object({ item: Slug, kg: Kg }, closed), { minItems: 1, maxItems: 30 }),
  },
  closed,
)
export type WeighingInput = Static<typeof WeighingInput>

export const SortingInput = Type.Object(
  { outcome: OneOf(outcomes), kg: Kg, day: Day, note: Words(500) },
  closed,
)
export type SortingInput = Static<typeof SortingInput>

/** The material made of what was recycled, weighed; null takes back what was said. */
export const GivenInput = Type.Object(
  {
    given: Nullable(
      Type.Object({ kg: Type.Number({ minimum: 0, maximum: 40_000 }), day: Day, to: Line(200) }, closed),
    ),
  },
  closed,
)
export type GivenInput = Static<typeof GivenInput>

/** Kilograms: collected = reused + recycled + disposed + toSort, and recycled = given + lost + toMake. */
export const BalanceSchema = Type.Object({
  collected: Type.Number(),
  reused: Type.Number(),
  recycled: Type.Number(),
  disposed: Type.Number(),
  toSort: Type.Number(),
  given: Type.Number(),
  lost: Type.Number(),
  toMake: Type.Number(),
})
export type BalanceShown = Static<typeof BalanceSchema>

const Party = Type.Object({ id: Id, name: Type.String() })

const SortedSchema = Type.Object({
  id: Id,
  outcome: OneOf(outcomes),
  material: Nullable(Slug),
  kg: Type.Number(),
  day: Day,
  note: Type.String(),
  given: Nullable(Type.Object({ kg: Type.Number(), day: Day, to: Type.String() })),
})
const LotSchema = Type.Object({
  id: Id,
  item: Slug,
  kg: Type.Number(),
  leftKg: Type.Number(),
  sorted: Type.Array(SortedSchema),
})
const RoundSchema = Type.Object({
  id: Id,
  day: Day,
  state: OneOf(roundStates),
  /** Planned for a day that has passed. */
  isLate: Type.Boolean(),
  reason: Type.String(),
  lots: Type.Array(LotSchema),
})
const AgreementSchema = Type.Object({
  id: Id,
  /** As what the reader's organisation is party to it. */
  side: OneOf(['holder', 'partner'] as const),
  holder: Party,
  partner: Party,
  stream: Slug,
  startsOn: Day,
  everyWeeks: Type.Integer(),
  expectedKg: Type.Number(),
  note: Type.String(),
  state: OneOf(agreementStates),
  reason: Type.String(),
  balance: BalanceSchema,
  /** The last first. */
  rounds: Type.Array(RoundSchema),
})
export type AgreementShown = Static<typeof AgreementSchema>

const EndOfLifeSchema = {
  kgAWeek: Nullable(Type.Number()),
  basis: OneOf(['fleet', 'use', 'delivered', 'unknown'] as const),
  weeksLeft: Nullable(Type.Integer()),
}
const ArticleSchema = Type.Object({
  item: Slug,
  /** Units delivered and accepted over a year. */
  delivered: Type.Number(),
  ...EndOfLifeSchema,
  /** The stream it is collected into; null where none takes it, with the reason. */
  stream: Nullable(Slug),
  why: TextSchema,
})
export type ArticleShown = Static<typeof ArticleSchema>

const StreamSchema = Type.Object({
  id: Slug,
  name: TextSchema,
  material: Slug,
  /** The products that are collected into it. */
  items: Type.Array(Slug),
})
const LawSchema = Type.Array(
  Type.Object({
    id: Slug,
    since: Day,
    text: TextSchema,
    source: Type.Object({ title: Type.String(), address: Type.String(), readOn: Day }),
  }),
)

export const CollectionSchema = Type.Object({
  asOf: Day,
  mayWrite: Type.Boolean(),
  /** What the organisation has in use that will be used articles one day. */
  articles: Type.Array(ArticleSchema),
  agreements: Type.Array(AgreementSchema),
  /** What became of what it handed over, and of what it collected. */
  held: BalanceSchema,
  taken: BalanceSchema,
  streams: Type.Array(StreamSchema),
  law: LawSchema,
})
export type CollectionShown = Static<typeof CollectionSchema>

export const PartnersSchema = Type.Object({
  partners: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      operations: Type.Array(
        Type.Object({ operation: Slug, mode: OneOf(['direct', 'reoriented'] as const) }),
      ),
    }),
  ),
  recipe: Nullable(Slug),
  /** Operations that nobody was found for. */
  missing: Type.Array(Slug),
})
export type PartnersShown = Static<typeof PartnersSchema>

export const RegionalSchema = Type.Object({
  asOf: Day,
  weeks: Type.Integer(),
  from: Day,
  /** Kilograms that were delivered and accepted in the same time. */
  deliveredKg: Type.Number(),
  total: BalanceSchema,
  items: Type.Array(Type.Object({ item: Slug, deliveredKg: Type.Number(), ...BalanceSchema.properties })),
  materials: Type.Array(
    Type.Object({
      material: Slug,
      recycled: Type.Number(),
      given: Type.Number(),
      lost: Type.Number(),
      toMake: Type.Number(),
    }),
  ),
  departments: Type.Array(
    Type.Object({
      department: Type.String(),
      name: Type.String(),
      holders: Type.Integer(),
      ...BalanceSchema.properties,
    }),
  ),
  deposits: Type.Array(
    Type.Object({
      item: Slug,
      stream: Nullable(Slug),
      why: TextSchema,
      holders: Type.Integer(),
      /** Kilograms a week that come to their end, of those that say; of these, where a collection is agreed. */
      kgAWeek: Type.Number(),
      agreedKgAWeek: Type.Number(),
      /** Holders of whom nobody knows when. */
      unknown: Type.Integer(),
    }),
  ),
  agreements: Type.Array(
    Type.Object({
      id: Id,
      holder: Party,
      partner: Party,
      stream: Slug,
      state: OneOf(agreementStates),
      everyWeeks: Type.Integer(),
      nextOn: Nullable(Day),
      isLate: Type.Boolean(),
      ...BalanceSchema.properties,
    }),
  ),
  streams: Type.Array(StreamSchema),
  law: LawSchema,
})
export type RegionalShown = Static<typeof RegionalSchema>
