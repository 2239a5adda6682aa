import type { Reply } from '#lib/api/types.ts'

/** What an organisation is told; `seq` numbers them by organisation. Its words are made from `kind` and `data`. */
export type Notification = Reply<
  '/api/organisations/{organisationId}/notifications',
  'get'
>['notifications'][number]

/** What an open page may show, and that changes under it. */
export type Subject =
  | 'ranking'
  | 'profile'
  | 'need'
  | 'thread'
  | 'tender'
  | 'contract'
  | 'stock'
  | 'plan'
  | 'scenario'
  | 'pool'
  | 'region'

export type LiveMessage =
  | { type: 'notification'; notification: Notification }
  | { type: 'changed'; subject: Subject; id: string }
  | { type: 'ready'; seq: number }

/** Whether a frame that came over the socket is a message we know; others are of a newer server and passed over. */
export function isLiveMessage(value: unknown): value is LiveMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  if (value.type === 'notification') {
    return 'notification' in value && typeof value.notification === 'object' && value.notification !== null
  }
  if (value.type === 'changed') return 'subject' in value && 'id' in value
  return value.type === 'ready' && 'seq' in value
}
