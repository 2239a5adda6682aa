import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
/** Cents of euro, ex tax. */
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 })
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Size = Nullable(Words(40, 1))
/** Cents for so many units, at most a million euro. */
const price = {
  priceCents: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  perQuantity: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1000 }),
}
/** A delivery of a need, and the day agreed for it. */
const meets = { needId: Id, tranche: Day, due: Day }

const PartyInput = Type.Object(
  {
    /** Null for a firm that is not on the platform, which is then named. */
    firmId: Nullable(Id),
    name: Words(200),
    siren: Nullable(Type.String({ pattern: '^[0-9]{9}$' })),
    role: OneOf(['partner', 'subcontractor', 'supplier', 'laboratory']),
    isLead: Type.Boolean(),
    /** Hundredths of a per cent of the holder's part. */
    share: Nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
  },
  closed,
)

/** What is agreed. A framework has prices and maxima, and no deliveries yet; an order says what meets which need. */
export const terms = {
  title: Line(200),
  /** What it is bought for; every need that a line meets is among them. */
  needs: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  form: OneOf(['order', 'framework']),
  starts: Day,
  ends: Nullable(Day),
  /** How call-offs go round among several holders. */
  allocation: Nullable(OneOf(['cascade', 'rota'])),
  minimumCents: Nullable(Cents),
  maximumCents: Nullable(Cents),
  advance: Nullable(Type.Object({ cents: Cents, due: Day }, closed)),
  paymentDays: Type.Integer({ minimum: 0, maximum: 365 }),
  /** Each with its parties: one firm, or a group. Several for a framework alone, in the order of its rule. */
  holders: Type.Array(
    Type.Object({ parties: Type.Array(PartyInput, { minItems: 1, maxItems: 20 }) }, closed),
    {
      minItems: 1,
      maxItems: 10,
    },
  ),
  lines: Type.Array(
    Type.Object(
      {
        /** Place of the holder, and of the party that delivers it among the holder's; null for its lead. */
        holder: Type.Integer({ minimum: 0, maximum: 9 }),
        party: Nullable(Type.Integer({ minimum: 0, maximum: 19 })),
        item: Slug,
        size: Size,
        quantity: Quantity,
        ...price,
        /** Null in a framework. */
        meets: Nullable(Type.Object(meets, closed)),
      },
      closed,
    ),
    { minItems: 1, maxItems: 200 },
  ),
  options: Type.Array(
    Type.Object(
      { line: Type.Integer({ minimum: 0, maximum: 199 }), quantity: Quantity, exerciseBy: Day, ...meets },
      closed,
    ),
    { maxItems: 50 },
  ),
}

/** A contract that its buyer proposes here: bought directly, or quotes asked by a private buyer. */
export const ContractInput = Type.Object(
  {
    ...terms,
    origin: OneOf(['direct', 'private']),
    /** The day until which the holders may answer. */
    answerBy: Day,
  },
  closed,
)
export type ContractInput = Static<typeof ContractInput>
export type Terms = Omit<ContractInput, 'origin' | 'answerBy'>

export const CallOffInput = Type.Object(
  {
    answerBy: Day,
    /** The call-off that was declined, where the next holder is asked for the same. */
    afterId: Nullable(Id),
    lines: Type.Array(Type.Object({ item: Slug, size: Size, quantity: Quantity, ...meets }, closed), {
      minItems: 1,
      maxItems: 100,
    }),
  },
  closed,
)
export type CallOffInput = Static<typeof CallOffInput>

/** The version that was looked at when somebody decided, and why where a reason is due. */
export const DecisionInput = Type.Object({ version: Version, reason: Words(4000) }, closed)
export type DecisionInput = Static<typeof DecisionInput>

const State = OneOf(['proposed', 'in-force', 'completed', 'declined', 'withdrawn', 'terminated'])
const Origin = OneOf(['direct', 'private', 'elsewhere', 'tender'])
const CallOffState = OneOf(['placed', 'accepted', 'declined', 'cancelled'])
const PartyState = OneOf(['asked', 'accepted', 'declined'])

const subject = { id: Id, number: Type.String(), title: Type.String() }

/** A contract in a list. Amounts are null for whoever may not read prices. */
export const ContractLineSchema = Type.Object({
  ...subject,
  side: OneOf(['buyer', 'firm']),
  buyer: Type.Object({ id: Id, name: Type.String() }),
  holders: Type.Array(Type.String()),
  form: OneOf(['order', 'framework']),
  origin: Origin,
  state: State,
  answerBy: Nullable(Day),
  concludedOn: Nullable(Day),
  totalCents: Nullable(Cents),
  maximumCents: Nullable(Cents),
  ordered: Type.Integer(),
  accepted: Type.Integer(),
  nextDue: Nullable(Day),
  /** Whether somebody of the reader's side has to act. */
  waits: Type.Boolean(),
})
export type ContractLine = Static<typeof ContractLineSchema>

/** A need of a pool's member that a contract is concluded for. */
export const ContractPointSchema = Type.Object({
  needId: Id,
  organisation: Type.Object({ id: Id, name: Type.String() }),
  isMine: Type.Boolean(),
  communeName: Type.String(),
  address: Type.String(),
  /** What its member takes at least and at most, of all its needs. */
  minimum: Type.Integer(),
  maximum: Type.Integer(),
  /** What of this need is there to be ordered. */
  lines: Type.Array(Type.Object({ size: Size, due: Day, quantity: Type.Integer() })),
  pays: OneOf(['each', 'coordinator']),
  orders: OneOf(['each', 'coordinator']),
})

export const ContractSchema = Type.Object({
  ...subject,
  version: Version,
  side: OneOf(['buyer', 'firm']),
  /** Whether the reader's organisation is a partner that has to answer. */
  mayAnswer: Type.Boolean(),
  buyer: Type.Object({ id: Id, name: Type.String() }),
  /** Whether the reader's organisation is the buyer who concluded it, and not one that it is concluded for. */
  mayDecide: Type.Boolean(),
  /** Of a pool: the buyers that it is concluded for, with where each is delivered. */
  members: Type.Array(ContractPointSchema),
  form: OneOf(['order', 'framework']),
  origin: Origin,
  originId: Nullable(Id),
  needs: Type.Array(Id),
  state: State,
  allocation: Nullable(OneOf(['cascade', 'rota'])),
  minimumCents: Nullable(Cents),
  maximumCents: Nullable(Cents),
  starts: Day,
  ends: Nullable(Day),
  answerBy: Nullable(Day),
  concludedOn: Nullable(Day),
  endedOn: Nullable(Day),
  totalCents: Nullable(Cents),
  /** Of a framework: what was called off and stands. */
  calledOffCents: Nullable(Cents),
  advance: Nullable(Type.Object({ cents: Cents, due: Day, paidOn: Nullable(Day) })),
  paymentDays: Type.Integer(),
  reason: Type.String(),
  writtenBy: Nullable(Type.String()),
  writtenAt: Instant,
  parties: Type.Array(
    Type.Object({
      id: Id,
      holder: Type.Integer(),
      firmId: Nullable(Id),
      name: Type.String(),
      siren: Nullable(Type.String()),
      role: OneOf(['partner', 'subcontractor', 'supplier', 'laboratory']),
      isLead: Type.Boolean(),
      share: Nullable(Type.Integer()),
      state: PartyState,
      answeredAt: Nullable(Instant),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      id: Id,
      holder: Type.Integer(),
      partyId: Id,
      item: Slug,
      size: Size,
      quantity: Type.Integer(),
      unit: Type.String(),
      priceCents: Nullable(Cents),
      perQuantity: Type.Integer(),
      totalCents: Nullable(Cents),
    }),
  ),
  options: Type.Array(
    Type.Object({
      id: Id,
      lineId: Id,
      ...meets,
      quantity: Type.Integer(),
      totalCents: Nullable(Cents),
      exerciseBy: Day,
      exercisedAt: Nullable(Instant),
    }),
  ),
  callOffs: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      holder: Type.Integer(),
      afterId: Nullable(Id),
      state: CallOffState,
      totalCents: Nullable(Cents),
      answerBy: Day,
      reason: Type.String(),
      placedAt: Instant,
      answeredAt: Nullable(Instant),
      /** Whether the reader's organisation may accept or decline it. */
      mayAnswer: Type.Boolean(),
    }),
  ),
  orderLines: Type.Array(
    Type.Object({
      id: Id,
      lineId: Id,
      partyId: Id,
      callOffId: Nullable(Id),
      optionId: Nullable(Id),
      ...meets,
      item: Slug,
      size: Size,
      quantity: Type.Integer(),
      unit: Type.String(),
      totalCents: Nullable(Cents),
      /** Whether it stands: its contract or call-off is accepted and was not ended. */
      firm: Type.Boolean(),
    }),
  ),
})
export type ContractShown = Static<typeof ContractSchema>

/** How a need's quantity is met, delivery by delivery. */
export const CoverageSchema = Type.Object({
  state: OneOf(['open', 'partly-covered', 'covered']),
  asked: Type.Integer(),
  covered: Type.Integer(),
  tranches: Type.Array(Type.Object({ due: Day, asked: Type.Integer(), covered: Type.Integer() })),
  rows: Type.Array(
    Type.Object({
      tranche: Day,
      size: Size,
      quantity: Type.Integer(),
      route: OneOf(['direct', 'private', 'elsewhere', 'tender', 'framework', 'plan']),
      cause: OneOf(['lot', 'call-off', 'contract', 'plan-line']),
      causeId: Id,
      /** The contract that it is, or was called off from. */
      contract: Nullable(Type.Object(subject)),
    }),
  ),
})
export type CoverageShown = Static<typeof CoverageSchema>
