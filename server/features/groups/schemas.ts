import { candidacyGrounds } from '@maillage/db/tables/candidacies.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, TextSchema, Words } from '../../schemas.ts'
import { MissingSchema, TenderStateSchema, Version } from '../tenders/schemas.ts'
import { OfferContentSchema } from '../offers/schemas.ts'

const closed = { additionalProperties: false } as const

export const groupForms = ['conjoint', 'conjoint-liable-lead', 'solidaire'] as const
export const groupRoles = ['partner', 'subcontractor', 'supplier', 'laboratory'] as const

/** The whole of a lot, in hundredths of a per cent. */
export const WHOLE = 10_000

const part = {
  lot: Type.Integer({ minimum: 1, maximum: 50 }),
  /** Hundredths of a per cent of the lot, of partners and subcontractors; the others have none. */
  share: Nullable(Type.Integer({ minimum: 1, maximum: WHOLE })),
  /** What it does, in words. */
  work: Words(400),
}

const MemberInput = Type.Object(
  {
    organisationId: Id,
    role: OneOf(groupRoles),
    parts: Type.Array(Type.Object(part, closed), { maxItems: 50 }),
  },
  closed,
)

const composition = {
  form: OneOf(groupForms),
  /** Whether a partner sees its own price of the offer or all of it; all of it where each answers for the whole. */
  shows: OneOf(['own', 'whole']),
  members: Type.Array(MemberInput, { minItems: 1, maxItems: 20 }),
}

/** Who answers together, as which kind of group, and who makes what. Its lead is the firm that sends it. */
export const CompositionSchema = Type.Object(composition, closed)
export type Composition = Static<typeof CompositionSchema>

export const GroupChangeInput = Type.Object({ version: Version, ...composition }, closed)
export type GroupChange = Static<typeof GroupChangeInput>

/** Consent to one version of the composition. The code opens the partner's own copy of the price; due from partners. */
export const ConsentInput = Type.Object({ version: Version, code: Nullable(Words(200, 8)) }, closed)
export const DeclineInput = Type.Object({ reason: Words(1000, 1) }, closed)
export const DissolutionInput = Type.Object({ version: Version }, closed)
/** The code by which a lead opens the prices that its partners send. */
export const LeadCodeInput = Type.Object({ code: Words(200, 8) }, closed)

const asked = {
  /** What it asks for its part of each lot that it makes, in cents ex tax. */
  lots: Type.Array(
    Type.Object(
      {
        number: Type.Integer({ minimum: 1, maximum: 50 }),
        cents: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
      },
      closed,
    ),
    { minItems: 1, maxItems: 50 },
  ),
  /** What the price rests on, in words. */
  note: Words(4000),
}

/** What a partner asks for its part of a composition, which it seals to its lead. */
export const AskedPriceInput = Type.Object({ version: Version, ...asked }, closed)
export type AskedPriceInput = Static<typeof AskedPriceInput>

export const AskedPriceSchema = Type.Object(asked)
export type AskedPrice = Static<typeof AskedPriceSchema>

/** What a partner has asked, as its lead opens it. */
export const PartnerPriceSchema = Type.Object({
  organisation: Type.Object({ id: Id, name: Type.String() }),
  sentAt: Instant,
  ...asked,
})
export type PartnerPrice = Static<typeof PartnerPriceSchema>

export const CodeInput = Type.Object({ code: Words(200, 1) }, closed)

const GroupMemberSchema = Type.Object({
  organisation: Type.Object({ id: Id, name: Type.String() }),
  role: OneOf(groupRoles),
  isLead: Type.Boolean(),
  state: OneOf(['invited', 'consented', 'declined']),
  /** Who said so for it, and when. */
  answeredBy: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
  reason: Nullable(Type.String()),
  parts: Type.Array(Type.Object(part)),
})
export type GroupMember = Static<typeof GroupMemberSchema>

export const ReplacementInput = Type.Object({ organisationId: Id }, closed)

const Named = Type.Object({ id: Id, name: Type.String() })

/** A member that its buyer wants replaced (L2141-13), as a partner of the group sees it. */
export const ReplacementSchema = Type.Object({
  leaving: Named,
  /** Who is proposed in its place so far. */
  by: Nullable(Named),
  /** Why, for the lead and whoever is to leave. */
  ground: Nullable(OneOf(candidacyGrounds)),
  text: Nullable(Type.String()),
  due: Day,
  /** Who has still to consent. */
  waitsFor: Type.Array(Named),
  /** What of the price whoever is proposed takes over, in cents ex tax: for itself and the lead. */
  price: Type.Array(Type.Object({ lot: Type.Integer(), cents: Type.Integer() })),
  mayPropose: Type.Boolean(),
  mayConsent: Type.Boolean(),
})
export type ReplacementShown = Static<typeof ReplacementSchema>

/** A group as one of its members sees it. Whoever is no partner, or no longer is one, sees its own line and the lead's name. */
export const GroupSchema = Type.Object({
  id: Id,
  tender: Type.Object({
    id: Id,
    title: Type.String(),
    state: TenderStateSchema,
    deadline: Nullable(Instant),
  }),
  lead: Type.Object({ id: Id, name: Type.String() }),
  form: OneOf(groupForms),
  shows: OneOf(['own', 'whole']),
  state: OneOf(['forming', 'dissolved']),
  version: Version,
  createdAt: Instant,
  /** What the lead may do for the others, and who answers for whom: part of what they consent to. */
  power: TextSchema,
  members: Type.Array(GroupMemberSchema),
  /** The reader's own line in it. */
  own: GroupMemberSchema,
  /** Whether its composition may still change: until the deadline. */
  mayChange: Type.Boolean(),
  /** Whether its reader has chosen the code of its copy. */
  hasCode: Type.Boolean(),
  /** Whether the lead has chosen the code that opens what partners ask: until then they send no price. */
  leadHasCode: Type.Boolean(),
  /** Whether its partners may send prices now: until the deadline, and while a round is open. */
  mayPrice: Type.Boolean(),
  /** Prices sent under seal that its reader may know of: the lead of all, a partner of its own. */
  prices: Type.Array(
    Type.Object({
      organisationId: Id,
      sentAt: Instant,
      /** SHA-256 of what is sealed for the lead. */
      digest: Type.String(),
    }),
  ),
  /** Whether its reader has a copy of the price to open with its code. */
  hasPrice: Type.Boolean(),
  /** Groups and offers of its own that the reader has in this tender besides: told to it alone. */
  besides: Type.Integer(),
  replacement: Nullable(ReplacementSchema),
  /** What stands between the group and its offer. */
  missing: Type.Array(MissingSchema),
})
export type GroupShown = Static<typeof GroupSchema>

/** What a partner sees of the price in the sealed offer: its own part, and the rest where the group shows all. */
export const PriceCopySchema = Type.Object({
  parts: Type.Array(Type.Object({ lot: Type.Integer(), cents: Type.Integer() })),
  whole: Nullable(OfferContentSchema),
})
export type PriceCopy = Static<typeof PriceCopySchema>

/** A partnership that the engine finds for a lot and that holds the firm, as the composition it would make. */
export const ProposalSchema = Type.Object({
  lot: Type.Integer(),
  /** Whether it makes the whole quantity on time. */
  feasible: Type.Boolean(),
  names: Type.Record(Id, Type.String()),
  composition: CompositionSchema,
})
export type Proposal = Static<typeof ProposalSchema>

export const CandidateSchema = Type.Object({
  id: Id,
  name: Type.String(),
  communeName: Type.String(),
})
export type Candidate = Static<typeof CandidateSchema>
