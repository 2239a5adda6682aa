import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { digestOf, type EventText } from './link.ts'
import {
  type ChainEnd,
  readEnd,
  readLinks,
  readStrayPseudonyms,
  readTail,
  readUnsealed,
  type StoredLink,
} from './stored-log.ts'

/** Each thing that may be wrong with a row of the log, in words for whoever keeps the server. */
export const faultWords = {
  removed: 'the event was removed',
  altered: 'the event or its seal is not what was sealed',
  rewritten: 'the next link was sealed after another one: this one, or one before it, was written anew',
  reordered: 'it stands after one that came later',
  unsealed: 'it stands in the middle of the log without a seal: it was inserted, or its seal was removed',
  'seal-removed': 'this place of the chain is empty: its seal was removed',
  end: 'the chain does not end where the last sealing left it: links were removed or added at its end',
  known: 'the chain does not hold the digest that was kept elsewhere for this place',
  pseudonym: 'this pseudonym was given to somebody else',
} as const

/** What is wrong with a row, and which: its place in the chain, its event, and what that is about while it is there. */
export interface LogFault {
  kind: keyof typeof faultWords
  position: number | null
  event: number | null
  about: string | null
}

export interface LogReport {
  /** Links that were checked. */
  sealed: number
  /** Events that wait for their seal after the end of the chain, and when the first of them was written. */
  tail: { events: number; since: string | null }
  /** Where the chain ends: kept elsewhere, it tells later whether everything up to it is still the same. */
  head: { position: number; digest: string }
  faults: LogFault[]
}

/** A digest of the chain that was kept elsewhere. */
export interface KnownLink {
  position: number
  digest: string
}

const start: ChainEnd = { position: 0, digest: '0'.repeat(64), eventId: 0, transactionId: '0' }

const aboutOf = ({ at, verb, subjectKind, subjectId }: EventText) =>
  `${at} ${verb} ${subjectKind} ${subjectId}`

/**
 * Goes through the whole log, link by link, and names each row that is not as it was sealed. Writes nothing. The
 * transaction is to read one state of the database throughout (repeatable read), or what is sealed meanwhile would look
 * added.
 */
export async function verifyLog(trx: Transaction<DB>, known: KnownLink[] = []): Promise<LogReport> {
  const faults: LogFault[] = []
  const tell = (kind: LogFault['kind'], named: Partial<LogFault>) =>
    faults.push({ kind, position: null, event: null, about: null, ...named })
  const end = await readEnd(trx)
  const kept = new Map(known.map(({ position, digest }) => [position, digest]))

  let sealed = 0
  let place = 0
  let before: StoredLink | undefined
  let beforeIsSound = true
  for await (const link of readLinks(trx)) {
    const row = nameOf(link)
    const follows = link.position === place + 1
    for (let empty = place + 1; empty < link.position; empty++) tell('seal-removed', { position: empty })
    const { event } = link
    const isSound = event !== undefined && digestOf(link, event) === link.digest
    if (event === undefined) tell('removed', row)
    else if (!isSound) tell('altered', row)
    if (follows && beforeIsSound && link.previous !== (before?.digest ?? start.digest))
      tell('rewritten', before ? nameOf(before) : row)
    if (event && before?.event && isBefore(event, before.event)) tell('reordered', row)
    if (kept.has(link.position) && kept.get(link.position) !== link.digest) tell('known', row)
    kept.delete(link.position)
    sealed += 1
    place = link.position
    before = link
    // What follows a link whose event is gone is judged by the digest that the link still holds.
    beforeIsSound = isSound || event === undefined
  }

  for (const position of kept.keys()) tell('known', { position })
  for (let empty = place + 1; empty <= (end?.position ?? 0); empty++)
    tell('seal-removed', { position: empty })
  if (!end || (place >= end.position && !endsAt(end, before)))
    tell('end', before ? nameOf(before) : { position: place })
  for (const event of await readUnsealed(trx, end ?? start))
    tell('unsealed', { event: event.id, about: aboutOf(event) })
  for (const about of await readStrayPseudonyms(trx)) tell('pseudonym', { about })
  const { position, digest } = end ?? start
  return { sealed, tail: await readTail(trx, end ?? start), head: { position, digest }, faults }
}

function nameOf({ position, eventId, event }: StoredLink): Partial<LogFault> {
  return { position, event: eventId, about: event ? aboutOf(event) : null }
}

function isBefore(event: EventText, other: EventText): boolean {
  const [a, b] = [BigInt(event.transactionId), BigInt(other.transactionId)]
  return a < b || (a === b && event.id < other.id)
}

/** Whether the last link is the one that the last sealing ended with. */
function endsAt(end: ChainEnd, last: StoredLink | undefined): boolean {
  if (last === undefined) return end.position === 0 && end.digest === start.digest && end.eventId === 0
  return (
    last.position === end.position &&
    last.digest === end.digest &&
    last.eventId === end.eventId &&
    (last.event === undefined || last.event.transactionId === end.transactionId)
  )
}
