import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, OneOf } from '../../schemas.ts'
import { groupNames } from './groups.ts'

const closed = { additionalProperties: false } as const
const Groups = Type.Array(OneOf(groupNames), {
  minItems: 1,
  maxItems: groupNames.length,
  uniqueItems: true,
})
const Url = Type.String({ minLength: 1, maxLength: 1000, pattern: '^[^\\s\\u0000]+$' })

export const WebhookInput = Type.Object({ url: Url, groups: Groups }, closed)
export type WebhookInput = Static<typeof WebhookInput>

export const WebhookChange = Type.Object({ url: Url, groups: Groups, isOn: Type.Boolean() }, closed)
export type WebhookChange = Static<typeof WebhookChange>

export const WebhookSchema = Type.Object({
  id: Id,
  url: Type.String(),
  groups: Type.Array(Type.String()),
  /** `failed`: switched off by the server, after many failures. */
  state: OneOf(['on', 'off', 'failed']),
  /** Until when the secret before the last is valid too. */
  previousUntil: Nullable(Instant),
  /** Failed attempts in a row, and since when. */
  failures: Type.Integer(),
  failingSince: Nullable(Instant),
  createdBy: Nullable(Type.String()),
  createdAt: Instant,
})
export type WebhookShown = Static<typeof WebhookSchema>

/** A target that was just made, or whose secret was renewed: the secret is shown this once. */
export const NewWebhookSchema = Type.Object({ id: Id, secret: Type.String() })

export const WebhookPath = Type.Object({ organisationId: Id, webhookId: Id })
export const DeliveryPath = Type.Object({ organisationId: Id, webhookId: Id, deliveryId: Id })

const AttemptSchema = Type.Object({
  at: Instant,
  milliseconds: Type.Integer(),
  /** What the target answered; null where it did not, and `failure` says why. */
  status: Nullable(Type.Integer()),
  failure: Nullable(OneOf(['unresolved', 'private-address', 'unreachable', 'timeout', 'secret-unreadable'])),
  excerpt: Type.String(),
})

export const DeliverySchema = Type.Object({
  /** The header `webhook-id`, the same at every attempt. */
  id: Id,
  sequence: Type.Integer(),
  type: Type.String(),
  body: Type.String(),
  state: OneOf(['waiting', 'delivered', 'given-up']),
  /** When it is tried next, while it waits. */
  dueAt: Nullable(Instant),
  at: Instant,
  attempts: Type.Array(AttemptSchema),
})
export type DeliveryShown = Static<typeof DeliverySchema>

export const DeliveriesQuery = Type.Object({
  /** Deliveries before this one of the sequence. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
})

export const ReplayInput = Type.Object({ from: Instant, until: Instant }, closed)
export type ReplayInput = Static<typeof ReplayInput>
export const ReplayedSchema = Type.Object({ replayed: Type.Integer() })
