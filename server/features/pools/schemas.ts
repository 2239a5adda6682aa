import { poolDoers, poolForms } from '@maillage/db/law/schema.ts'
import { poolStates } from '@maillage/db/tables/pools.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, TextSchema, Words } from '../../schemas.ts'
import { poolVerbs } from './life-cycle.ts'

const closed = { additionalProperties: false } as const
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Cents = Type.Integer({ minimum: 1, maximum: 100_000_000_000_000 })
const Doer = OneOf(poolDoers)
const Size = Nullable(Words(40, 1))

/** The agreement of a pool as its coordinator writes it. */
const terms = {
  title: Line(200),
  legalForm: OneOf(poolForms),
  purchase: OneOf(['order', 'framework']),
  pays: Doer,
  /** Who orders, receives and inspects. */
  orders: Doer,
  text: Words(20_000),
  access: OneOf(['open', 'invited']),
  joinBy: Day,
}
export const PoolInput = Type.Object({ item: Slug, ...terms }, closed)
export type PoolInput = Static<typeof PoolInput>
export const ProposalInput = Type.Object(
  {
    coordinatorId: Id,
    invited: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
    ...PoolInput.properties,
  },
  closed,
)
export type ProposalInput = Static<typeof ProposalInput>
export const TermsInput = Type.Object({ version: Version, ...terms }, closed)
export type TermsInput = Static<typeof TermsInput>

const ShareLineSchema = Type.Object({ size: Size, due: Day, quantity: Quantity }, closed)
export const ShareInput = Type.Object(
  {
    minimum: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    estimateCents: Nullable(Cents),
    /** Each with the point it is delivered to; what their lines come to is the member's maximum. */
    needs: Type.Array(
      Type.Object(
        {
          needId: Id,
          address: Line(500),
          lines: Type.Array(ShareLineSchema, { minItems: 1, maxItems: 300 }),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
  },
  closed,
)
export type ShareInput = Static<typeof ShareInput>

export const VersionInput = Type.Object({ version: Version }, closed)
export const InviteInput = Type.Object({ organisationId: Id }, closed)
export const ReasonInput = Type.Object({ reason: Words(2000, 1) }, closed)
export const DemandInput = Type.Object(
  { item: Slug, weeks: Type.Integer({ minimum: 1, maximum: 26 }), due: Day, commune: Words(5, 1) },
  closed,
)
export type DemandInput = Static<typeof DemandInput>

const Named = Type.Object({ id: Id, name: Type.String() })
export const FormSchema = Type.Object({
  form: terms.legalForm,
  name: TextSchema,
  article: Type.String(),
  meaning: TextSchema,
  pays: Type.Array(Doer),
  orders: Type.Array(Doer),
  source: Type.Object({ title: Type.String(), address: Type.String(), readOn: Day }),
})
export type FormShown = Static<typeof FormSchema>

const delivered = {
  /** What was ordered for it, and of that accepted at its points. */
  ordered: Type.Integer(),
  accepted: Type.Integer(),
}

export const PoolMemberSchema = Type.Object({
  organisation: Type.Object({ id: Id, name: Type.String(), kind: Nullable(Type.String()) }),
  state: OneOf(['invited', 'joined', 'left']),
  minimum: Type.Integer(),
  maximum: Type.Integer(),
  needs: Type.Array(
    Type.Object({
      needId: Id,
      commune: Type.String(),
      communeName: Type.String(),
      address: Type.String(),
      lines: Type.Array(ShareLineSchema),
      ...delivered,
    }),
  ),
  signedVersion: Nullable(Version),
  signedAt: Nullable(Instant),
  reason: Type.String(),
  ...delivered,
})
export type PoolMember = Static<typeof PoolMemberSchema>

const line = {
  id: Id,
  item: Slug,
  title: Type.String(),
  legalForm: terms.legalForm,
  purchase: terms.purchase,
  coordinator: Named,
  /** The operator that proposed it. */
  proposedBy: Nullable(Type.String()),
  joinBy: Day,
  state: OneOf(poolStates),
  members: Type.Integer(),
  /** As what the reader is in it. */
  reading: OneOf(['coordinator', 'member', 'invited', 'visitor', 'operator']),
  /** Whether the reader's organisation has to sign or to answer. */
  waits: Type.Boolean(),
}
export const PoolLineSchema = Type.Object(line)
export type PoolLine = Static<typeof PoolLineSchema>

export const PoolSchema = Type.Object({
  ...line,
  ...terms,
  version: Version,
  rule: FormSchema,
  /** Empty for whoever only looks for a pool to join. */
  members: Type.Array(PoolMemberSchema),
  minimum: Type.Integer(),
  maximum: Type.Integer(),
  lines: Type.Array(ShareLineSchema),
  /** What the members estimate together; for the coordinator alone. */
  estimateCents: Nullable(Cents),
  /** What the reader's organisation has estimated itself. */
  ownEstimateCents: Nullable(Cents),
  need: Nullable(Id),
  tender: Nullable(Type.Object({ id: Id, title: Type.String(), state: Type.String() })),
  contracts: Type.Array(
    Type.Object({ id: Id, number: Type.String(), title: Type.String(), state: Type.String() }),
  ),
  /** What the reader's organisation may do now. */
  may: Type.Array(OneOf(poolVerbs)),
  /** What stands between it and its quantities being fixed; for the coordinator. */
  missing: Type.Array(TextSchema),
})
export type PoolShown = Static<typeof PoolSchema>

/** A need that may be brought into a pool: what it still asks for, size by size and day by day. */
export const BroughtSchema = Type.Object({
  needId: Id,
  item: Slug,
  quantity: Quantity,
  commune: Type.String(),
  communeName: Type.String(),
  published: Type.Boolean(),
  lines: Type.Array(ShareLineSchema),
})
export type Brought = Static<typeof BroughtSchema>

export const CandidateSchema = Type.Object({
  organisation: Type.Object({ id: Id, name: Type.String(), kind: Nullable(Type.String()) }),
  /** What it asks for, in a need that anybody may read. */
  need: Nullable(Type.Object({ quantity: Quantity, communeName: Type.String(), nextDue: Nullable(Day) })),
  /** What it says that it uses in a week, for the operator alone. */
  weekly: Nullable(Type.Number()),
})
export type Candidate = Static<typeof CandidateSchema>

export const PoolsSchema = Type.Object({
  own: Type.Array(PoolLineSchema),
  open: Type.Array(PoolLineSchema),
  forms: Type.Array(FormSchema),
  needs: Type.Array(BroughtSchema),
  /** Products the organisation says that it uses, and what it will use of them in 26 calm weeks. */
  demand: Type.Array(Type.Object({ item: Slug, weekly: Type.Number(), total: Type.Number() })),
  /** Other buyers that ask for what the organisation asks for or uses, by product. */
  alike: Type.Array(Type.Object({ item: Slug, others: Type.Array(CandidateSchema) })),
})
export type PoolsShown = Static<typeof PoolsSchema>

export const RegionPoolsSchema = Type.Object({
  pools: Type.Array(PoolLineSchema),
  forms: Type.Array(FormSchema),
  /** Products that several buyers ask for or use, by themselves: what a pool could be proposed on. */
  alike: Type.Array(Type.Object({ item: Slug, others: Type.Array(CandidateSchema) })),
})
export type RegionPools = Static<typeof RegionPoolsSchema>
