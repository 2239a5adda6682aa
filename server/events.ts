import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'

/** Place of an event in the one order all readers follow. */
export interface Position {
  transactionId: string
  eventId: number
}

/** What happened, in the words of the log. One verb a kind of change. */
export type Happening =
  | { verb: 'organisation.created' | 'organisation.changed'; subjectKind: 'organisation' }
  | {
      verb: `member.${'asked' | 'joined' | 'changed' | 'left' | 'invited' | 'uninvited'}`
      subjectKind: 'organisation'
    }
  | { verb: 'person.changed'; subjectKind: 'person' }
  | { verb: 'profile.saved' | 'profile.confirmed'; subjectKind: 'firm' }
  // Hours taken, or given back. Those that are held are the firm's own secret.
  | { verb: 'hours.held' | 'hours.committed'; subjectKind: 'firm' }
  | { verb: 'procedure.chosen' | 'procedure.approved'; subjectKind: 'procedure' }
  | { verb: 'law.revised'; subjectKind: 'law' }
  | { verb: `document.${'added' | 'removed'}`; subjectKind: 'document' }
  // Whom a buyer asked about a need, and what they said.
  | { verb: `contact.${'asked' | 'reminded' | 'withdrawn' | 'answered'}`; subjectKind: 'need' }
  // What becomes of a contract, by whom, and of its options and call-offs.
  | {
      verb:
        | `contract.${'proposed' | 'accepted' | 'in-force' | 'declined' | 'withdrawn' | 'terminated' | 'completed' | 'paid'}`
        | `call-off.${'placed' | 'accepted' | 'declined' | 'cancelled'}`
        | 'option.exercised'
      subjectKind: 'contract'
    }
  | { verb: 'need.published' | 'need.revised' | 'need.withdrawn'; subjectKind: 'need' }

/**
 * Writes one event in the transaction of the change it tells. Returns its position, which a job carries so that its
 * handler waits until the local engine has seen it.
 */
export async function recordEvent(
  trx: Transaction<DB>,
  event: Happening & {
    actor: string | null
    organisationId: string | null
    subjectId: string
    data?: Record<string, unknown>
  },
): Promise<Position> {
  const { id, transactionId } = await trx
    .insertInto('event')
    .values({ ...event, data: JSON.stringify(event.data ?? {}) })
    .returning(['id', 'transactionId'])
    .executeTakeFirstOrThrow()
  return { transactionId, eventId: id }
}

/** Whether a position is at or after another. */
export function reaches(position: Position, target: Position): boolean {
  const [a, b] = [BigInt(position.transactionId), BigInt(target.transactionId)]
  return a > b || (a === b && position.eventId >= target.eventId)
}
