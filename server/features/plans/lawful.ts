import type { ProcedureKind } from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanDemand } from '@maillage/db/tables/plans.ts'
import type { Kysely } from 'kysely'
import type { LawfulRoute } from './schemas.ts'

const byProcedure: Record<ProcedureKind, LawfulRoute> = {
  'without-publicity': 'direct',
  'imperious-urgency': 'direct',
  adapted: 'tender',
  formal: 'tender',
  quotes: 'private',
}

const NOWHERE = ['00000000-0000-0000-0000-000000000000']
const orNowhere = (ids: readonly string[]) => (ids.length === 0 ? NOWHERE : ids)

/**
 * The way that everybody may know of: a call-off where the firm itself holds a framework in force for the item, or a published
 * tender that asks for it. What a buyer has chosen and not published is not told to a firm.
 */
export async function firmRoute(db: Kysely<DB>, firmId: string, item: string): Promise<LawfulRoute> {
  const held = await db
    .selectFrom('contract')
    .innerJoin('contractParty', 'contractParty.contractId', 'contract.id')
    .innerJoin('contractLine', 'contractLine.contractId', 'contract.id')
    .select('contract.id')
    .where('contractParty.firmId', '=', firmId)
    .where('contractLine.item', '=', item)
    .where('contract.form', '=', 'framework')
    .where('contract.state', '=', 'in-force')
    .executeTakeFirst()
  if (held !== undefined) return 'framework'
  const published = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .select('tender.id')
    .where('tenderLot.item', '=', item)
    .where('tender.state', '=', 'published')
    .where('tender.access', '=', 'open')
    .executeTakeFirst()
  return published === undefined ? 'none' : 'tender'
}

/**
 * By which way each demand may be bought today, as far as one is known: under a framework in force of its buyer that holds the
 * item, by a tender that is under way, by the procedure that its buyer chose, or freely by a private buyer. A plan decides
 * nothing of it.
 */
export async function lawfulRoutesOf(
  db: Kysely<DB>,
  demands: readonly Pick<PlanDemand, 'id' | 'buyerId' | 'needId' | 'item'>[],
): Promise<Map<string, LawfulRoute>> {
  const buyers = [...new Set(demands.map(({ buyerId }) => buyerId))]
  const needs = demands.flatMap(({ needId }) => needId ?? [])
  const frameworks = await db
    .selectFrom('contract')
    .innerJoin('contractLine', 'contractLine.contractId', 'contract.id')
    .select(['contract.buyerId', 'contractLine.item'])
    .distinct()
    .where('contract.buyerId', 'in', orNowhere(buyers))
    .where('contract.form', '=', 'framework')
    .where('contract.state', '=', 'in-force')
    .execute()
  const tenders = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .select('tenderLot.needId')
    .distinct()
    .where('tenderLot.needId', 'in', orNowhere(needs))
    .where('tender.state', 'in', ['published', 'opened', 'negotiating', 'awarded'])
    .execute()
  const procedures = await db
    .selectFrom('procedure')
    .select(['needId', 'chosen'])
    .where('needId', 'in', orNowhere(needs))
    .execute()
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'buyerRegime'])
    .where('id', 'in', orNowhere(buyers))
    .execute()
  const held = new Set(frameworks.map(({ buyerId, item }) => `${buyerId} ${item}`))
  const tendered = new Set(tenders.map(({ needId }) => needId))
  const chosen = new Map(procedures.map(row => [row.needId, row.chosen]))
  const isPrivate = new Set(
    organisations.flatMap(({ id, buyerRegime }) => (buyerRegime === 'private' ? id : [])),
  )
  return new Map(
    demands.map(({ id, buyerId, needId, item }): [string, LawfulRoute] => {
      if (held.has(`${buyerId} ${item}`)) return [id, 'framework']
      if (needId !== null && tendered.has(needId)) return [id, 'tender']
      const procedure = needId === null ? undefined : chosen.get(needId)
      if (procedure !== undefined) return [id, byProcedure[procedure]]
      return [id, isPrivate.has(buyerId) ? 'private' : 'none']
    }),
  )
}
