import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, Words } from '../../schemas.ts'
import { DocumentIds, DocumentSchema } from '../documents/schemas.ts'

const closed = { additionalProperties: false } as const

/** A certificate or test report with all that stands behind it: for its firm and the operator. */
export const CertificateSchema = Type.Object({
  id: Id,
  norm: Slug,
  edition: Nullable(Type.String()),
  item: Nullable(Slug),
  number: Nullable(Type.String()),
  validUntil: Nullable(Day),
  status: OneOf(['declared', 'verified', 'refused', 'expired']),
  /** The model, the reference or the quality system that it covers. */
  scope: Type.String(),
  site: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** When its firm sent it to the operator; it waits for an answer while it is declared. */
  sentAt: Nullable(Instant),
  /** What the operator decided: how it was checked, by whom, and the last day that it holds. */
  check: Nullable(
    Type.Object({
      at: Instant,
      by: Nullable(Type.String()),
      how: Type.String(),
      reason: Nullable(Type.String()),
      until: Nullable(Day),
    }),
  ),
  documents: Type.Array(DocumentSchema),
})
export type CertificateShown = Static<typeof CertificateSchema>

/** What a firm sends to have a certificate verified: what it covers, and the documents that are not with it yet. */
export const DossierInput = Type.Object(
  { scope: Words(300), siteId: Nullable(Id), documents: DocumentIds },
  closed,
)
export type DossierInput = Static<typeof DossierInput>

/** A certificate in the queue of the operator. */
export const QueuedSchema = Type.Object({
  firm: Type.Object({ id: Id, name: Type.String() }),
  certificate: CertificateSchema,
})
export type Queued = Static<typeof QueuedSchema>

export const DecisionInput = Type.Object(
  {
    /** Of the certificate that was looked at: one that was sent again since is not decided about unseen. */
    sentAt: Instant,
    decision: OneOf(['verified', 'refused']),
    how: Line(500),
    /** Due with a refusal, and with nothing else. */
    reason: Nullable(Line(1000)),
    /** Due with a verification: the last day that it holds. */
    until: Nullable(Day),
  },
  closed,
)
export type DecisionInput = Static<typeof DecisionInput>
