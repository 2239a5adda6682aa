import { BuyingLimitSchema, BuyingRuleSchema, procedureKinds, urgencies } from '@maillage/db/law/schema.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
/** Cents of euro, ex tax. */
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 })
const SomeCents = Type.Integer({ minimum: 1, maximum: 100_000_000_000_000 })
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Kind = OneOf(procedureKinds)
const Authority = OneOf(['central', 'other'])
const UrgencySchema = OneOf(urgencies)
const Form = OneOf(['order', 'framework'])

/** A rule with the revision of it that is in force. */
export const RuleSchema = Type.Object({
  ...BuyingRuleSchema.properties,
  revision: Version,
  origin: OneOf(['shipped', 'operator']),
})

/** What a purchase is, as far as the law asks. */
const purchase = {
  authority: Authority,
  urgency: UrgencySchema,
  /** This need alone. */
  needCents: SomeCents,
  /** Needs bought alike within the months that the law counts, each with the amount it counts with. */
  alike: Type.Array(Type.Object({ needId: Id, cents: SomeCents }, closed), { maxItems: 200 }),
  /** What is alike and bought elsewhere. */
  elsewhereCents: Cents,
}

export const PurchaseInput = Type.Object(purchase, closed)
export type PurchaseInput = Static<typeof PurchaseInput>

const Grounds = Type.Object(
  { event: Words(4000), unforeseeable: Words(4000), link: Words(4000), limits: Words(4000) },
  closed,
)

export const ProcedureInput = Type.Object(
  {
    /** The version of the stored procedure that was looked at; null where there was none. */
    version: Nullable(Version),
    ...purchase,
    form: Form,
    frameworkMonths: Nullable(Type.Integer({ minimum: 1, maximum: 240 })),
    chosen: Kind,
    reason: Words(4000),
    /** Why it cannot wait; for an imperious urgency alone. */
    grounds: Nullable(Grounds),
  },
  closed,
)
export type ProcedureInput = Static<typeof ProcedureInput>

/** What the rules in force say of a purchase. */
export const ProposalSchema = Type.Object({
  begins: Day,
  totalCents: Cents,
  /** Null where the table has no rule for it, or several. */
  rule: Nullable(RuleSchema),
  /** Rules that are all about it: the table contradicts itself there. */
  several: Type.Array(RuleSchema),
  /** The ways that may be taken, the proposed one first. */
  lawful: Type.Array(Kind),
  /** Months from which a framework needs a reason; null where the table has no figure. */
  frameworkMonths: Nullable(Type.Integer()),
})
export type ProposalShown = Static<typeof ProposalSchema>

const Person = Nullable(Type.Object({ id: Id, name: Type.String() }))

export const ProcedureSchema = Type.Object({
  id: Id,
  version: Version,
  regime: OneOf(['public', 'private']),
  ...purchase,
  totalCents: Cents,
  begins: Day,
  form: Form,
  frameworkMonths: Nullable(Type.Integer()),
  /** The rule as it was when the choice was made. */
  rule: RuleSchema,
  proposed: Kind,
  chosen: Kind,
  reason: Type.String(),
  grounds: Nullable(Grounds),
  decidedBy: Person,
  decidedAt: Instant,
  approvedBy: Person,
  approvedAt: Nullable(Instant),
  /** Whether the need was revised since. */
  needRevised: Type.Boolean(),
})
export type ProcedureShown = Static<typeof ProcedureSchema>

/** A need of the same buyer that may be alike. */
const AlikeSchema = Type.Object({
  needId: Id,
  item: Nullable(Slug),
  family: Nullable(Slug),
  quantity: Type.Integer(),
  state: OneOf(['draft', 'published', 'withdrawn']),
  /** What its own procedure was judged by; null where it has none. */
  cents: Nullable(Cents),
})

export const ProcedurePage = Type.Object({
  regime: OneOf(['public', 'private']),
  stored: Nullable(ProcedureSchema),
  /** What today's rules say of the stored estimate. */
  now: Nullable(ProposalSchema),
  alike: Type.Array(AlikeSchema),
  /** Within how many months what is alike counts; null where the table has no figure. */
  alikeMonths: Nullable(Type.Integer()),
  /** The engine's estimate of the need by the best partnerships, lowest and highest; null before there is one. */
  estimate: Nullable(Type.Object({ lowCents: Cents, highCents: Cents })),
  /** The tender that the need is bought by; null where there is none. */
  tenderId: Nullable(Id),
})
export type ProcedurePage = Static<typeof ProcedurePage>

/** A rule in the table, with what an upgrade ships to one that the operator has revised. */
export const RuleLine = Type.Object({ ...RuleSchema.properties, shipped: Nullable(BuyingRuleSchema) })

/** A figure as the table shows it. */
export const LimitLine = Type.Object({
  ...BuyingLimitSchema.properties,
  revision: Version,
  origin: OneOf(['shipped', 'operator']),
  shipped: Nullable(BuyingLimitSchema),
})

/** The revision that was looked at; 0 for what is new. */
const LookedAt = Type.Integer({ minimum: 0, maximum: 2_147_483_646 })
const RevisedRule = Type.Object({ ...BuyingRuleSchema.properties, revision: LookedAt }, closed)
const RevisedLimit = Type.Object({ ...BuyingLimitSchema.properties, revision: LookedAt }, closed)

export const LimitsInput = Type.Object(
  { limits: Type.Array(RevisedLimit, { minItems: 1, maxItems: 100 }) },
  closed,
)

/** Revisions whose effect is asked for; nothing is stored. */
export const LawEffectInput = Type.Object(
  {
    rules: Type.Array(RevisedRule, { maxItems: 100 }),
    limits: Type.Array(RevisedLimit, { maxItems: 100 }),
  },
  closed,
)

const { procedure, publicity, leastAnswerDays, standstillDays } = BuyingRuleSchema.properties
/** What a purchase follows; null where the table has no rule for it, or several. */
const Route = Nullable(Type.Object({ procedure, publicity, leastAnswerDays, standstillDays }))

/** What revisions of the law would change of what is going on. */
export const LawEffectSchema = Type.Object({
  /** The first day from today on that the revised table says something else of; null where there is none. */
  day: Nullable(Day),
  routes: Type.Array(
    Type.Object({
      before: Route,
      after: Route,
      /** Needs whose procedure was chosen and whose consultation has not begun. */
      needs: Type.Integer(),
      /** Those of them whose chosen procedure would be allowed no more. */
      unlawful: Type.Integer(),
    }),
  ),
  /** Frameworks that would need a reason for their length and have none. */
  frameworks: Type.Integer(),
  /** Tenders in preparation that would have too few criteria on the environment. */
  criteria: Type.Integer(),
  /** Award notices that would be due by another day; null where none is due. */
  notices: Type.Array(
    Type.Object({
      tenderId: Id,
      title: Type.String(),
      buyer: Type.String(),
      before: Nullable(Day),
      after: Nullable(Day),
    }),
  ),
})
export type LawEffect = Static<typeof LawEffectSchema>

/** Who revised what of the law, and when. */
export const LawRevisionSchema = Type.Object({
  at: Instant,
  /** Null where the person has left. */
  by: Nullable(Type.String()),
  organisation: Type.String(),
  records: Type.Array(Type.Object({ id: Type.String(), revision: Type.Integer() })),
})

/** Revisions that are stored together: moving a threshold changes the rule below it and the one above it. */
export const RulesInput = Type.Object(
  { rules: Type.Array(RevisedRule, { minItems: 1, maxItems: 100 }) },
  closed,
)
export type RulesInput = Static<typeof RulesInput>
