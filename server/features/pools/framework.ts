import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Terms } from '../contracts/schemas.ts'
import { totalCents } from '../contracts/totals.ts'
import { poolOfNeed } from './pooled.ts'

/** The last day of so many months from a day on. */
function lastDay(starts: string, months: number): string {
  const [year = 0, month = 1, day = 1] = starts.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, day - 1)).toISOString().slice(0, 10)
}

/**
 * The terms of a lot's contract as the members of its pool agreed: where they call off what they need, a framework over the
 * months that the procedure was chosen for, at most at what all lines come to. Other terms come back as they are.
 */
export async function asAgreed(db: Kysely<DB>, needId: string, terms: Terms): Promise<Terms> {
  const whole = await poolOfNeed(db, needId)
  if (whole?.pool.purchase !== 'framework') return terms
  const { frameworkMonths } = await db
    .selectFrom('procedure')
    .select('frameworkMonths')
    .where('needId', '=', needId)
    .executeTakeFirstOrThrow()
  if (frameworkMonths === null) throw new Error(`the pool of need ${needId} is a framework without months`)
  const maximumCents = terms.lines.reduce(
    (sum, { quantity, priceCents, perQuantity }) => sum + totalCents(quantity, priceCents, perQuantity),
    0,
  )
  return {
    ...terms,
    form: 'framework',
    ends: lastDay(terms.starts, frameworkMonths),
    maximumCents,
    lines: terms.lines.map(line => ({ ...line, meets: null })),
  }
}
