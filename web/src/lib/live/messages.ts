import type { Text } from '@maillage/matching/catalogue.ts'

/** What an organisation is told; `seq` numbers them without gap, by organisation. */
export interface Notification {
  seq: number
  kind: string
  title: Text
  body: Text
  /** Where to see it in the interface; null where there is nothing to see. */
  link: string | null
  need: string | null
  at: string
  read: boolean
}

export type Subject = 'need' | 'match' | 'profile'

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
  return value.type === 'ready' && 'seq' in value && typeof value.seq === 'number'
}
