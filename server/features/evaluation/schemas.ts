import { questionKinds, verdicts } from '@maillage/db/tables/evaluations.ts'
import { criterionKinds } from '@maillage/db/tables/tenders.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, Slug, Words } from '../../schemas.ts'
import { CandidacyRejection, CandidacySchema, OwnCandidacySchema } from '../candidacies/schemas.ts'
import { NegotiationSchema } from '../negotiation/schemas.ts'
import { OpenedOfferSchema } from '../openings/schemas.ts'
import { MissingSchema, TenderSchema, TenderStateSchema, Version } from '../tenders/schemas.ts'

const closed = { additionalProperties: false } as const
const LotNumber = Type.Integer({ minimum: 1, maximum: 50 })
const Verdict = OneOf(verdicts)
const Reason = Words(4000, 1)
/** Out of 100, to the hundredth. */
const Mark = Type.Number({ minimum: 0, maximum: 100 })

/** What an offer is for a lot. A reason is due for each verdict but `regular`; `pending` takes a verdict back. */
export const JudgementInput = Type.Object(
  { verdict: OneOf(['pending', ...verdicts]), reason: Words(4000) },
  closed,
)
export type JudgementInput = Static<typeof JudgementInput>

/** Marks by the place of their criterion; the price is marked by its formula. Each takes the place of the one before. */
export const MarksInput = Type.Object(
  {
    marks: Type.Array(
      Type.Object(
        {
          criterion: Type.Integer({ minimum: 0, maximum: 11 }),
          mark: Type.Integer({ minimum: 0, maximum: 100 }),
          justification: Words(4000),
        },
        closed,
      ),
      { minItems: 1, maxItems: 12 },
    ),
  },
  closed,
)
export type MarksInput = Static<typeof MarksInput>

/** When samples came, and how the wear test went: a score for each question of the lot, null where it was not tried. */
export const SampleInput = Type.Object(
  {
    receivedOn: Nullable(Day),
    scores: Type.Array(Nullable(Type.Integer({ minimum: 1, maximum: 5 })), { maxItems: 20 }),
    remarks: Words(4000),
  },
  closed,
)
export type SampleInput = Static<typeof SampleInput>

/** What a bidder is asked in writing, and by which day it answers. */
export const OfferQuestionInput = Type.Object({ text: Reason, due: Day }, closed)
export type OfferQuestionInput = Static<typeof OfferQuestionInput>
export const QuestionAnswerInput = Type.Object({ answer: Words(20_000, 1) }, closed)

/** One offer for each lot that has a regular one, and why it is chosen, in words that the others are told. */
export const AwardInput = Type.Object(
  {
    version: Version,
    lots: Type.Array(Type.Object({ number: LotNumber, offerId: Id, reason: Reason }, closed), {
      maxItems: 50,
    }),
  },
  closed,
)
export type AwardInput = Static<typeof AwardInput>

export const UnsuccessfulInput = Type.Object({ version: Version, reason: Reason }, closed)
export type UnsuccessfulInput = Static<typeof UnsuccessfulInput>

/** What contracts need beside the offers: when they start, when one pays, and the item of a lot that asked for a family. */
export const ConclusionInput = Type.Object(
  {
    version: Version,
    starts: Day,
    paymentDays: Type.Integer({ minimum: 0, maximum: 365 }),
    items: Type.Array(Type.Object({ number: LotNumber, item: Slug }, closed), { maxItems: 50 }),
  },
  closed,
)
export type ConclusionInput = Static<typeof ConclusionInput>

/** How one criterion counts: mark × weight ÷ 100 is its points. */
const CriterionMarkSchema = Type.Object({
  kind: OneOf(criterionKinds),
  name: Type.String(),
  weight: Type.Integer(),
  /** Null where it is not marked yet. The price's is 100 × the lowest regular price ÷ this price. */
  mark: Nullable(Mark),
  points: Nullable(Type.Number()),
  justification: Type.String(),
})
export type CriterionMark = Static<typeof CriterionMarkSchema>

const questioned = {
  text: Type.String(),
  due: Day,
  askedAt: Instant,
  answer: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
}

const EvaluatedOfferSchema = Type.Object({
  offerId: Id,
  bidder: Type.Object({ id: Id, name: Type.String() }),
  /** Who answers together; null for a firm alone. */
  group: OpenedOfferSchema.properties.group,
  /** Cents ex tax of the whole lot. */
  cents: Type.Integer(),
  /** 1, or the round of negotiation that it was made for. */
  round: Type.Integer(),
  /** What its bidder offered for the lot before, the last round first. */
  earlier: Type.Array(Type.Object({ round: Type.Integer(), cents: Type.Integer() })),
  /** What is said on each criterion, in their order. */
  answers: Type.Array(Type.String()),
  /** What is known of its samples; null where nobody has said anything of them. */
  sample: Nullable(
    Type.Object({
      sentOn: Nullable(Day),
      note: Type.String(),
      receivedOn: Nullable(Day),
      scores: Type.Array(Nullable(Type.Integer())),
      remarks: Type.String(),
    }),
  ),
  /** What its candidacy is held to be; of one that is set aside the offer is neither marked nor ranked. */
  candidacy: CandidacySchema.properties.verdict,
  verdict: Nullable(Verdict),
  reason: Type.String(),
  /** Per cent below the average of the other offers, where that looks abnormally low: a flag, no verdict. */
  looksLow: Nullable(Type.Integer()),
  question: Nullable(Type.Object(questioned)),
  /** It was asked to complete its offer for the lot (R2152-2). */
  completion: Nullable(Type.Object(questioned)),
  /** Whether it may be rejected as abnormally low: asked in writing, and answered or the day has passed. */
  mayRejectAsLow: Type.Boolean(),
  marks: Type.Array(CriterionMarkSchema),
  /** Points out of 100, once every regular offer for the lot is marked; null for one that is not regular. */
  total: Nullable(Type.Number()),
  rank: Nullable(Type.Integer()),
  isTied: Type.Boolean(),
})
export type EvaluatedOffer = Static<typeof EvaluatedOfferSchema>

export const EvaluationSchema = Type.Object({
  tenderId: Id,
  title: Type.String(),
  state: TenderStateSchema,
  version: Version,
  standstillDays: Nullable(Type.Integer()),
  awardedAt: Nullable(Instant),
  /** First day on which contracts may be concluded. */
  signableFrom: Nullable(Day),
  mayConclude: Type.Boolean(),
  /** Whether candidacies are judged apart from offers. */
  judgesCandidacies: Type.Boolean(),
  candidacies: Type.Array(CandidacySchema),
  negotiation: NegotiationSchema,
  lots: Type.Array(
    Type.Object({
      number: LotNumber,
      title: Type.String(),
      item: Nullable(Slug),
      family: Nullable(Slug),
      lowestCents: Nullable(Type.Integer()),
      sampleCount: Type.Integer(),
      sampleDue: Nullable(Day),
      sampleQuestions: Type.Array(Type.String()),
      /** Ranked ones first, then the others in the order they came. */
      offers: Type.Array(EvaluatedOfferSchema),
      award: Nullable(
        Type.Object({ offerId: Nullable(Id), reason: Type.String(), contractId: Nullable(Id) }),
      ),
    }),
  ),
  /** What stands between the evaluation and the award. */
  missing: Type.Array(MissingSchema),
})
export type EvaluationShown = Static<typeof EvaluationSchema>
export type EvaluatedLot = EvaluationShown['lots'][number]

const LetterText = Type.Object({ subject: Type.String(), body: Type.String() })

/** What a bidder is told of the decision: its own marks, and of the winner its name, total and why it was chosen. */
export const LetterContentSchema = Type.Object({
  lots: Type.Array(
    Type.Object({
      number: LotNumber,
      title: Type.String(),
      outcome: OneOf(['won', 'lost', 'rejected']),
      /** Why its candidacy was set aside. Letters of an earlier time have none. */
      candidacy: Type.Optional(Type.Array(CandidacyRejection)),
      cents: Type.Integer(),
      verdict: Nullable(Verdict),
      reason: Type.String(),
      marks: Type.Array(CriterionMarkSchema),
      total: Nullable(Type.Number()),
      rank: Nullable(Type.Integer()),
      ranked: Type.Integer(),
      winner: Nullable(
        Type.Object({ name: Type.String(), total: Nullable(Type.Number()), reason: Type.String() }),
      ),
    }),
  ),
  /** Why the whole tender came to nothing. */
  unsuccessful: Nullable(Type.String()),
  signableFrom: Nullable(Day),
  text: Type.Object({ fr: LetterText, en: LetterText }),
})
export type LetterContent = Static<typeof LetterContentSchema>

/** What a bidder reads of the evaluation: what it was asked of its own offers, and its own letter once it is sent. */
export const OwnDecisionSchema = Type.Object({
  questions: Type.Array(
    Type.Object({
      offerId: Id,
      lot: LotNumber,
      lotTitle: Type.String(),
      kind: OneOf(questionKinds),
      ...questioned,
      mayAnswer: Type.Boolean(),
    }),
  ),
  candidacies: Type.Array(OwnCandidacySchema),
  letters: Type.Array(Type.Object({ offerId: Id, sentAt: Instant, content: LetterContentSchema })),
  /** Whether it and the buyer may write to each other: once an offer of its own was opened. */
  mayWrite: Type.Boolean(),
})
export type OwnDecision = Static<typeof OwnDecisionSchema>

/** All that was done with a tender, for whoever has to account for it. */
export const ReportSchema = Type.Object({
  madeAt: Instant,
  tender: TenderSchema,
  /** What was decided on each offer that came late, and what became of it. */
  offers: Type.Array(
    Type.Object({
      id: Id,
      bidder: Type.String(),
      round: Type.Integer(),
      state: OneOf(['sealed', 'late', 'withdrawn', 'opened', 'replaced', 'refused']),
      receivedAt: Instant,
      digest: Type.String(),
      lateDecision: Nullable(OneOf(['accepted', 'refused'])),
      lateReason: Nullable(Type.String()),
    }),
  ),
  evaluation: EvaluationSchema,
  letters: Type.Array(
    Type.Object({ offerId: Id, bidder: Type.String(), sentAt: Instant, content: LetterContentSchema }),
  ),
  /** The log, each line with its digest in the chain once it is sealed; people by their pseudonyms. */
  events: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Instant,
      verb: Type.String(),
      actor: Nullable(Id),
      data: Type.Record(Type.String(), Type.Unknown()),
      digest: Nullable(Type.String()),
    }),
  ),
})
export type ReportShown = Static<typeof ReportSchema>
