import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { type Break, breaksBetween } from '../availability/beats.ts'

/** A break so many hours before a deadline may have kept a diligent bidder from answering. */
const LAST_HOURS = 4
const HOUR_MILLISECONDS = 3_600_000

/** Breaks of the platform in the last hours before a deadline: each is a reason to extend it before the opening. */
export function breaksBefore(db: Kysely<DB>, deadline: Date): Promise<Break[]> {
  return breaksBetween(db, new Date(deadline.getTime() - LAST_HOURS * HOUR_MILLISECONDS), deadline)
}

/**
 * Whether an offer that came after the deadline is kept, sealed, for the buyer to decide: it began to arrive before the
 * deadline, or the platform was not there in the last hours. A buyer who cannot show that the platform worked may not
 * refuse a diligent bidder (Conseil d’État, 23 September 2021, no. 449250).
 */
export async function isKeptLate(db: Kysely<DB>, deadline: Date, firstByteAt: Date): Promise<boolean> {
  return firstByteAt < deadline || (await breaksBefore(db, deadline)).length > 0
}
