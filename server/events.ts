import type { DB } from '@maillage/db/tables/database.ts'
import { type ExpressionBuilder, sql, type Transaction } from 'kysely'

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
  | { verb: 'key.created' | 'key.revoked'; subjectKind: 'organisation' }
  | {
      verb: `webhook.${'created' | 'changed' | 'renewed' | 'removed' | 'failed'}`
      subjectKind: 'organisation'
    }
  | { verb: 'person.changed'; subjectKind: 'person' }
  | { verb: `profile.${'saved' | 'confirmed' | 'confirmation-asked'}`; subjectKind: 'firm' }
  // A certificate: sent to be verified, decided about, over, or no longer held as verified.
  | { verb: `certificate.${'sent' | 'verified' | 'refused' | 'expired' | 'lapsed'}`; subjectKind: 'firm' }
  // Hours taken, or given back. Those that are held are the firm's own secret.
  | { verb: 'hours.held' | 'hours.committed'; subjectKind: 'firm' }
  // What others may be told of a firm's record has changed.
  | { verb: 'reliability.counted'; subjectKind: 'firm' }
  // A firm declares what it invests in making something else: which item, and no figure.
  | { verb: `investment.${'declared' | 'changed' | 'removed'}`; subjectKind: 'investment' }
  // Whether everybody may read the region's figures.
  | { verb: 'figures.shown' | 'figures.hidden'; subjectKind: 'organisation' }
  // An imported article that the region could make: kept as it is known, or taken off the list; no figure.
  | { verb: `relocation.${'kept' | 'removed'}`; subjectKind: 'relocation' }
  // What becomes of a collection of used articles; never how much.
  | {
      verb: `collection.${'proposed' | 'agreed' | 'refused' | 'withdrawn' | 'ended' | 'moved' | 'cancelled' | 'weighed' | 'sorted' | 'unsorted' | 'given'}`
      subjectKind: 'collection'
    }
  // What becomes of depots and what they hold; never how much.
  | {
      verb: `depot.${'opened' | 'changed'}` | `stock.${'moved' | 'reversed' | 'counted'}`
      subjectKind: 'depot'
    }
  // What an organisation uses of an item: said, or forgotten; never how much.
  | { verb: 'consumption.said' | 'consumption.forgotten'; subjectKind: 'organisation' }
  | { verb: 'demand-scenario.changed'; subjectKind: 'organisation' }
  // What becomes of a plan of the region; nothing of what it says.
  | {
      verb: `plan.${'asked' | 'made' | 'failed' | 'cancelled' | 'archived' | 'restored' | 'published' | 'withdrawn'}`
      subjectKind: 'plan'
    }
  // What becomes of scenarios and their runs; nothing of what they say.
  | { verb: `scenario.${'saved' | 'archived' | 'restored'}`; subjectKind: 'scenario' }
  | { verb: `scenario-run.${'asked' | 'made' | 'failed' | 'cancelled'}`; subjectKind: 'scenario-run' }
  // What a firm answers to what a plan proposes to it; never how much, nor why.
  | { verb: 'plan-proposal.answered'; subjectKind: 'plan-proposal' }
  | { verb: 'stock-lot.corrected'; subjectKind: 'stock-lot' }
  | { verb: 'stock-target.set'; subjectKind: 'organisation' }
  // What a firm has left: offered, and what the operator says to it.
  | { verb: `surplus.${'offered' | 'taken' | 'refused' | 'withdrawn'}`; subjectKind: 'surplus' }
  // An organisation holds a fact about it to be wrong; the operator decides.
  | { verb: `reliability.${'reported' | 'left-out' | 'kept'}`; subjectKind: 'organisation' }
  | { verb: 'procedure.chosen' | 'procedure.approved'; subjectKind: 'procedure' }
  | { verb: 'law.revised'; subjectKind: 'law' }
  // A change of the catalogue comes into force, or is taken back: every server follows it.
  | { verb: 'catalogue.revised' | 'catalogue.restored'; subjectKind: 'catalogue' }
  | { verb: `document.${'added' | 'removed'}`; subjectKind: 'document' }
  // Who wrote to whom, and never what.
  | { verb: `message.${'sent' | 'reported' | 'hidden' | 'left'}`; subjectKind: 'thread' }
  // Whom a buyer asked about a need, and what they said.
  | { verb: `contact.${'asked' | 'reminded' | 'withdrawn' | 'answered'}`; subjectKind: 'need' }
  // What becomes of a contract, by whom, and of its options and call-offs.
  | {
      verb:
        | `contract.${'proposed' | 'accepted' | 'in-force' | 'declined' | 'withdrawn' | 'terminated' | 'completed' | 'paid'}`
        | `call-off.${'placed' | 'accepted' | 'declined' | 'cancelled'}`
        | 'option.exercised'
        | `delivery.${'announced' | 'cancelled' | 'received' | 'accepted' | 'rejected' | 'sorted' | 'returned' | 'paid'}`
        | `milestone.${'set' | 'reached' | 'removed'}`
        | 'sample.approved'
        | 'essential-data.published'
        | 'inspection.resumed'
      subjectKind: 'contract'
    }
  | {
      verb: `tender.${'published' | 'amended' | 'question-asked' | 'question-answered' | 'cancelled' | 'relaunched' | 'late-offer-decided' | 'key-given' | 'opened' | 'judged' | 'marked' | 'sample-recorded' | 'price-questioned' | 'price-answered' | 'award-noticed' | 'round-invited' | 'round-extended' | 'round-opened' | 'candidacy-judged' | 'candidacy-asked' | 'candidacy-answered' | 'completion-asked' | 'completion-answered' | 'awarded' | 'declared-unsuccessful' | 'concluded'}`
      subjectKind: 'tender'
    }
  // Of whoever offers, and of nobody else before the opening.
  | { verb: 'offer.sealed' | 'offer.received-late' | 'offer.withdrawn'; subjectKind: 'offer' }
  // Of the members of a group, and of nobody else before the opening.
  | {
      verb: `group.${'formed' | 'changed' | 'consented' | 'declined' | 'left' | 'dissolved' | 'price-awaited' | 'price-sent' | 'replacement-proposed' | 'replacement-agreed' | 'replacement-declined' | 'member-replaced'}`
      subjectKind: 'group'
    }
  // Of whoever did it in a pool of buyers.
  | {
      verb: `pool.${'proposed' | 'opened' | 'changed' | 'invited' | 'joined' | 'signed' | 'left' | 'fixed' | 'reopened' | 'dissolved'}`
      subjectKind: 'pool'
    }
  // A procedure that the buyer runs elsewhere: kept, and awarded.
  | { verb: 'external-procedure.kept' | 'external-procedure.awarded'; subjectKind: 'need' }
  | { verb: 'need.published' | 'need.revised' | 'need.withdrawn'; subjectKind: 'need' }

/** Every verb there is. */
export type Verb = Happening['verb']

/**
 * Writes one event in the transaction of the change it tells. Returns its position, which a job carries so that its
 * handler waits until the local engine has seen it. People are given by the ids of their accounts (`actor`, the subject
 * where it is a person, and `people`, who go into the data by name) and written as pseudonyms: the row is sealed, so
 * `data` may hold nothing that one may ask to have erased, such as texts, names or addresses.
 */
export async function recordEvent(
  trx: Transaction<DB>,
  happened: Happening & {
    actor: string | null
    organisationId: string | null
    subjectId: string
    data?: Record<string, unknown>
    people?: Record<string, string>
  },
): Promise<Position> {
  const { actor, subjectId, data = {}, people, ...event } = happened
  const named = people === undefined ? {} : await pseudonymsOf(trx, people)
  const { id, transactionId } = await trx
    .insertInto('event')
    .values(eb => ({
      ...event,
      actor: actor === null ? null : pseudonym(eb, actor),
      subjectId: event.subjectKind === 'person' ? sql<string>`${pseudonym(eb, subjectId)}` : subjectId,
      data: JSON.stringify({ ...data, ...named }),
    }))
    .returning(['id', 'transactionId'])
    .executeTakeFirstOrThrow()
  return { transactionId, eventId: id }
}

function pseudonym(eb: ExpressionBuilder<DB, 'event'>, userId: string) {
  return eb.selectFrom('pseudonym').select('pseudonym.id').where('pseudonym.userId', '=', userId)
}

async function pseudonymsOf(
  trx: Transaction<DB>,
  people: Record<string, string>,
): Promise<Record<string, string>> {
  const rows = await trx
    .selectFrom('pseudonym')
    .select(['id', 'userId'])
    .where('userId', 'in', Object.values(people))
    .execute()
  const byUser = new Map(rows.map(({ id, userId }) => [userId, id]))
  return Object.fromEntries(
    Object.entries(people).flatMap(([name, userId]) => {
      const found = byUser.get(userId)
      return found === undefined ? [] : [[name, found]]
    }),
  )
}

/** Whether a position is at or after another. */
export function reaches(position: Position, target: Position): boolean {
  const [a, b] = [BigInt(position.transactionId), BigInt(target.transactionId)]
  return a > b || (a === b && position.eventId >= target.eventId)
}
