import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const Documents = Type.Array(Id, { maxItems: 20, uniqueItems: true })
export const milestoneKinds = [
  'materials-in',
  'sample-ready',
  'first-pieces',
  'half-made',
  'all-made',
  'other',
] as const
const Kind = OneOf(['series', 'isolated', 'full'])

export const AnnounceInput = Type.Object(
  {
    orderLineId: Id,
    batch: Line(100),
    quantity: Quantity,
    plannedOn: Day,
    /** The delivery that went back and that this one replaces. */
    replacesId: Nullable(Id),
    /** What its maker declares of it: norms, model, tests. Empty where nothing is. */
    conformity: Words(4000),
    documents: Documents,
  },
  closed,
)
export type AnnounceInput = Static<typeof AnnounceInput>

export const ReceiveInput = Type.Object({ receivedOn: Day, received: Quantity }, closed)
export type ReceiveInput = Static<typeof ReceiveInput>

export const InspectInput = Type.Object(
  {
    /** By sampling as one lot of a series or alone of its kind, or piece by piece. */
    kind: Kind,
    found: Type.Object({ critical: Count, major: Count, minor: Count }, closed),
    /** Null where the line has no approved sample. */
    conformsToSample: Nullable(Type.Boolean()),
    note: Words(4000),
    documents: Documents,
  },
  closed,
)
export type InspectInput = Static<typeof InspectInput>

export const SortInput = Type.Object({ removed: Count, note: Words(4000) }, closed)
export type SortInput = Static<typeof SortInput>

export const SampleInput = Type.Object(
  { lineId: Id, description: Line(2000), approvedOn: Day, documents: Documents },
  closed,
)
export type SampleInput = Static<typeof SampleInput>

export const MilestoneInput = Type.Object(
  { partyId: Id, kind: OneOf(milestoneKinds), note: Words(400), due: Day },
  closed,
)
export type MilestoneInput = Static<typeof MilestoneInput>

const DocumentLine = Type.Object({ id: Id, name: Type.String() })
const ClassSchema = Type.Object({
  class: OneOf(['critical', 'major', 'minor']),
  limit: Nullable(Type.Number()),
  severity: Nullable(OneOf(['normal', 'tightened', 'reduced'])),
  letter: Nullable(Type.String()),
  sampleSize: Type.Integer(),
  accept: Type.Integer(),
  found: Type.Integer(),
})

const PlanSchema = Type.Object({
  sampleSize: Type.Integer(),
  classes: Type.Array(Type.Omit(ClassSchema, ['found'])),
})

const DeliverySchema = Type.Object({
  id: Id,
  orderLineId: Id,
  partyId: Id,
  number: Type.Integer(),
  batch: Type.String(),
  quantity: Type.Integer(),
  plannedOn: Day,
  state: OneOf(['announced', 'received', 'accepted', 'rejected', 'returned', 'cancelled']),
  presentation: Type.Integer(),
  receivedOn: Nullable(Day),
  received: Nullable(Type.Integer()),
  removed: Type.Integer(),
  /** What its maker says of the sorting; empty where it was not sorted. */
  sortingNote: Type.String(),
  decidedOn: Nullable(Day),
  replacesId: Nullable(Id),
  conformity: Type.String(),
  declaredBy: Nullable(Type.String()),
  paymentDue: Nullable(Day),
  paidOn: Nullable(Day),
  documents: Type.Array(DocumentLine),
  /** Of each time it was presented. */
  inspections: Type.Array(
    Type.Object({
      presentation: Type.Integer(),
      kind: Kind,
      edition: Nullable(Type.String()),
      level: Nullable(Type.String()),
      lotSize: Type.Integer(),
      sampleSize: Type.Integer(),
      classes: Type.Array(ClassSchema),
      conformsToSample: Nullable(Type.Boolean()),
      verdict: OneOf(['accepted', 'refused']),
      note: Type.String(),
      at: Instant,
    }),
  ),
  /** Samples to draw now, each way it may be inspected; null where it is not to be inspected. */
  plans: Nullable(
    Type.Object({ series: Nullable(PlanSchema), isolated: Nullable(PlanSchema), full: PlanSchema }),
  ),
})
export type DeliveryShown = Static<typeof DeliverySchema>

export const riskKinds = ['overdue', 'milestone-missed', 'announced-late', 'rate-above-capacity'] as const
const RiskSchema = Type.Object({
  kind: OneOf(riskKinds),
  /** The order line or the milestone. */
  subjectId: Id,
  due: Day,
  /** Pieces that are late, or missing beyond what can be made in time. */
  quantity: Type.Integer(),
  /** What would be needed each week, and what can be made; null where it is not about that. */
  weekly: Nullable(Type.Object({ needed: Type.Integer(), possible: Type.Integer() })),
})
export type Risk = Static<typeof RiskSchema>

export const DeliveriesSchema = Type.Object({
  deliveries: Type.Array(DeliverySchema),
  milestones: Type.Array(
    Type.Object({
      id: Id,
      partyId: Id,
      kind: OneOf(milestoneKinds),
      note: Type.String(),
      due: Day,
      reachedOn: Nullable(Day),
    }),
  ),
  samples: Type.Array(
    Type.Object({
      id: Id,
      lineId: Id,
      description: Type.String(),
      approvedOn: Day,
      documents: Type.Array(DocumentLine),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      orderLineId: Id,
      item: Slug,
      /** Ordered, taken up by deliveries that stand, and accepted. */
      ordered: Type.Integer(),
      takenUp: Type.Integer(),
      accepted: Type.Integer(),
      /** Whether lots of its maker were refused so often that none is to be presented until the buyer agrees. */
      discontinued: Type.Boolean(),
      /** Parties that may announce for it, where the reader's organisation does. */
      mayAnnounce: Type.Boolean(),
    }),
  ),
  risks: Type.Array(RiskSchema),
})
export type DeliveriesShown = Static<typeof DeliveriesSchema>
