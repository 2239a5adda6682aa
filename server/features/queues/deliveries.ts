import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { risksByContract } from '../deliveries/follow.ts'

/** Deliveries of contracts in force that are late or will be, the one due first first. `today` is an ISO date. */
export async function lateDeliveries(db: Kysely<DB>, catalogue: Catalogue, today: string) {
  const contracts = await db
    .selectFrom('contract')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .select(['contract.id', 'contract.number', 'contract.title', 'contract.buyerId', 'organisation.name'])
    .where('contract.state', '=', 'in-force')
    .orderBy('contract.id')
    .execute()
  const contractIds = contracts.map(({ id }) => id)
  const risks = await risksByContract(db, catalogue, contractIds, today)
  const subjects = [...risks.values()].flat().map(({ subjectId }) => subjectId)
  if (subjects.length === 0) return []
  const lines = await db
    .selectFrom('orderLine')
    .innerJoin('contractParty', 'contractParty.id', 'orderLine.partyId')
    .select(['orderLine.id', 'orderLine.item', 'contractParty.firmId', 'contractParty.name'])
    .where('orderLine.id', 'in', subjects)
    .execute()
  const milestones = await db
    .selectFrom('milestone')
    .innerJoin('contractParty', 'contractParty.id', 'milestone.partyId')
    .select(['milestone.id', 'contractParty.firmId', 'contractParty.name'])
    .where('milestone.id', 'in', subjects)
    .execute()
  const made = new Map(
    [...lines, ...milestones.map(one => ({ ...one, item: null }))].map(one => [one.id, one]),
  )
  return contracts
    .flatMap(({ id, number, title, buyerId, name }) =>
      (risks.get(id) ?? []).map(({ kind, subjectId, due, quantity, weekly }) => {
        const by = made.get(subjectId)
        return {
          contract: { id, number, title },
          buyer: { id: buyerId, name },
          firm: by === undefined || by.firmId === null ? null : { id: by.firmId, name: by.name },
          kind,
          item: by?.item ?? null,
          due,
          quantity,
          weekly,
        }
      }),
    )
    .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}
