import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'

/** Whether one of some organisations is a side of the contract that a delivery or an approved sample belongs to. */
export async function isPartyTo(
  db: Kysely<DB>,
  table: 'delivery' | 'approvedSample',
  id: string,
  organisations: string[],
): Promise<boolean> {
  if (organisations.length === 0) return false
  const contract = await db
    .selectFrom('contract')
    .leftJoin('contractParty', 'contractParty.contractId', 'contract.id')
    .select('contract.id')
    .where('contract.id', 'in', eb => eb.selectFrom(table).select('contractId').where('id', '=', id))
    .where(eb =>
      eb.or([eb('contract.buyerId', 'in', organisations), eb('contractParty.firmId', 'in', organisations)]),
    )
    .executeTakeFirst()
  return contract !== undefined
}
