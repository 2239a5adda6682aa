import { criterionIds } from '@maillage/matching/weights.ts'
import { Type } from 'typebox'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

/** A code and its figures; the sentence is made by the reader's page from the words it shares with the engine. */
export const ReasonSchema = Type.Object({
  code: Type.String(),
  figures: Type.Object({}, { additionalProperties: true }),
})

const operationRef = { item: Type.String(), recipe: Type.String(), operation: Type.String() }

/** What the firm has not declared and an answer rests on; absent where it rests on nothing else. */
export const AssumedSchema = Type.Object({
  /** Machine types its people usually work at. */
  machines: Type.Array(Type.String()),
  /** People to run its machines. */
  people: Type.Boolean(),
})

const EffortSchema = Type.Object({
  days: Type.Number(),
  keuro: Type.Number(),
  trainingDays: Type.Number(),
})

/** How much it counts is its buyer's alone. */
const criterion = { id: Type.Enum([...criterionIds]), value: Type.Number(), reason: ReasonSchema }

const partnership = {
  key: Type.String(),
  item: Type.String(),
  recipe: Type.String(),
  members: Type.Array(
    Type.Object({
      firm: Type.String(),
      role: Type.Enum(['partner', 'supplier', 'laboratory']),
    }),
  ),
  lead: Type.String(),
  manufacturer: Type.String(),
  assignments: Type.Array(
    Type.Object({
      ...operationRef,
      firm: Type.String(),
      peopleFrom: Nullable(Type.String()),
      site: Type.String(),
      process: Type.String(),
      mode: Type.Enum(['direct', 'reoriented']),
      reorientations: Type.Array(Type.String()),
      assumed: Type.Optional(AssumedSchema),
      effort: EffortSchema,
      share: Type.Number(),
      quantity: Type.Number(),
      weeklyUnits: Type.Number(),
      limitedBy: Type.Enum(['machines', 'people']),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  missing: Type.Array(Type.Object({ ...operationRef, processes: Type.Array(Type.String()) })),
  bought: Type.Array(
    Type.Object({
      item: Type.String(),
      quantity: Type.Number(),
      leadDays: Type.Number(),
      dependence: Type.Enum(['low', 'medium', 'high']),
    }),
  ),
  boughtServices: Type.Array(Type.Object({ ...operationRef, process: Type.String() })),
  transports: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Nullable(Type.String()),
      item: Type.String(),
      kilometres: Type.Number(),
    }),
  ),
  deliveries: Type.Array(
    Type.Object({ due: Type.String(), required: Type.Number(), delivered: Type.Number() }),
  ),
  firstDelivery: Nullable(Type.String()),
  lastDelivery: Nullable(Type.String()),
  effort: EffortSchema,
  feasible: Type.Boolean(),
  score: Type.Number(),
}

export const PartnershipSchema = Type.Object({
  ...partnership,
  criteria: Type.Array(Type.Object({ ...criterion, weight: Type.Number() })),
})

/** A firm as a ranking shows it. */
export const FirmCard = Type.Object({
  id: Type.String(),
  name: Type.String(),
  structure: Type.String(),
  verified: Type.Boolean(),
  commune: Type.String(),
  communeName: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
  confirmedAt: Nullable(Type.String()),
})

/** How a firm stands with a need. */
export const FitSchema = Type.Object({
  match: Nullable(
    Type.Object({
      rank: Type.Integer(),
      score: Type.Number(),
      feasible: Type.Boolean(),
      /** Null where every partnership it is part of holds a firm that does not let itself be seen. */
      partnership: Nullable(Type.Object({ ...partnership, criteria: Type.Array(Type.Object(criterion)) })),
    }),
  ),
  /** Why it is in no partnership, where that is known. */
  leftOut: Nullable(ReasonSchema),
  /** Every firm of the partnership, by id. */
  firms: Type.Record(Type.String(), FirmCard),
})

/** How firm the first place of a list is when its weights move: of the partnerships listed, no others. */
const StabilitySchema = Type.Object({
  first: Type.String(),
  others: Type.Integer(),
  movement: Type.Number(),
  verdict: Type.Enum(['solid', 'sensitive', 'fragile']),
  crossings: Type.Array(
    Type.Object({
      criterion: Type.Enum([...criterionIds]),
      direction: Type.Enum(['less', 'more']),
      factor: Type.Number(),
      key: Type.String(),
    }),
  ),
  together: Nullable(Type.Object({ movement: Type.Number(), key: Type.String() })),
})

const PlaceSchema = Type.Object({ rank: Type.Integer(), score: Type.Number(), feasible: Type.Boolean() })

const raise = {
  need: Type.String(),
  firm: Type.String(),
  asOf: Type.String(),
  listed: Type.Integer(),
  now: Nullable(PlaceSchema),
  leftOut: Nullable(ReasonSchema),
  together: Nullable(
    Type.Object({
      partners: Type.Array(Type.String()),
      place: PlaceSchema,
      alone: Nullable(PlaceSchema),
    }),
  ),
  changes: Type.Array(Type.Object({ change: ReasonSchema, place: PlaceSchema })),
  rankings: Type.Integer(),
  whole: Type.Boolean(),
}

/** What would raise a firm in a ranking, as the engine answers it. */
export const BareRaiseSchema = Type.Object(raise)

/** The same with cards of the firms to call, by id. */
export const RaiseSchema = Type.Object({ ...raise, firms: Type.Record(Type.String(), FirmCard) })

export const RankingSchema = Type.Object({
  need: Type.String(),
  asOf: Type.String(),
  catalogueVersion: Type.String(),
  exact: Type.Boolean(),
  candidates: Type.Integer(),
  weights: Type.Record(Type.String(), Type.Number()),
  partnerships: Type.Array(PartnershipSchema),
  knockedOut: Type.Object({
    count: Type.Integer(),
    byReason: Type.Record(Type.String(), Type.Integer()),
    nearest: Type.Array(Type.Object({ firm: Type.String(), reason: ReasonSchema })),
  }),
  /**
   * Firms whose words are near the need while nothing they declare has a part in it, with the words that are; absent where
   * there are none.
   */
  toCheck: Type.Optional(Type.Array(Type.Object({ firm: Type.String(), words: Type.Array(Type.String()) }))),
  /**
   * Whether the words of profiles count in know-how. They do not for a moment after a start or a large import: the ranking
   * is made again as soon as they are read.
   */
  withWords: Type.Boolean(),
  /** Null where no partnership is listed. */
  stability: Nullable(StabilitySchema),
  /** Every firm named above, by id. */
  firms: Type.Record(Type.String(), FirmCard),
})

/** The best partnerships for a need, with what is proven of them. */
export const AssemblySchema = Type.Object({
  /** `limit`: the search stopped at its limit of work; `interrupted`: nobody waited for it any more. */
  status: Type.Enum(['optimal', 'limit', 'interrupted']),
  candidates: Type.Integer(),
  /** No partnership of firms that the reader may see scores more; null where none does everything. */
  bound: Nullable(Type.Number()),
  partnerships: Type.Array(PartnershipSchema),
  /** Every firm named above, by id. */
  firms: Type.Record(Type.String(), FirmCard),
})
