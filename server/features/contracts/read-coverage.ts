import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { poolOfNeed } from '../pools/pooled.ts'
import type { CoverageShown } from './schemas.ts'

/** How far a need is met: derived from what covers it, never stored. */
export const coverageState = (asked: number, covered: number): CoverageShown['state'] =>
  covered === 0 ? 'open' : covered < asked ? 'partly-covered' : 'covered'

const sumOf = (rows: readonly { quantity: number }[]) => rows.reduce((sum, { quantity }) => sum + quantity, 0)

/** What covers a need, delivery by delivery, with the contracts that do. */
export async function readCoverage(db: Kysely<DB>, needId: string): Promise<CoverageShown> {
  const tranches = await db
    .selectFrom('needTranche')
    .select(['due', 'quantity'])
    .where('needId', '=', needId)
    .orderBy('due')
    .execute()
  // What is bought for a pool covers its members' needs, each its own.
  const whole = await poolOfNeed(db, needId)
  const needIds = whole === null ? [needId] : whole.shares.map(share => share.needId)
  const rows = await db
    .selectFrom('coverage')
    .leftJoin('callOff', 'callOff.id', 'coverage.causeId')
    .leftJoin('contract', join =>
      join.on(eb => eb('contract.id', '=', eb.fn.coalesce('callOff.contractId', 'coverage.causeId'))),
    )
    .select(['tranche', 'size', 'quantity', 'route', 'cause', 'causeId'])
    .select(['contract.id', 'contract.number', 'contract.title'])
    .where('needId', 'in', needIds)
    .$if(whole !== null, query =>
      query.where('contract.id', 'in', eb =>
        eb.selectFrom('contractNeed').select('contractId').where('contractNeed.needId', '=', needId),
      ),
    )
    .orderBy('tranche')
    .orderBy('coverage.id')
    .execute()
  const asked = sumOf(tranches)
  const covered = sumOf(rows)
  return {
    state: coverageState(asked, covered),
    asked,
    covered,
    tranches: tranches.map(({ due, quantity }) => ({
      due,
      asked: quantity,
      covered: sumOf(rows.filter(({ tranche }) => tranche === due)),
    })),
    rows: rows.map(({ id, number, title, ...row }) => ({
      ...row,
      contract: id === null || number === null || title === null ? null : { id, number, title },
    })),
  }
}
