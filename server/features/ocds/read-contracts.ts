import type { DB } from '@maillage/db/tables/database.ts'
import type { Unit } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import type { ContractFacts, Goods, Named } from './facts.ts'

export type GoodsNamed = (row: { item: string; unit: Unit; quantity: number }) => Goods

/** A contract with the process it belongs to. */
export interface OfProcess {
  processId: string
  buyerId: string
  needProcedureId: string | null
  contract: ContractFacts
}

const processId = sql<string>`case when contract.origin in ('tender', 'elsewhere') then contract.origin_id else contract.id end`

/** Contracts of some processes that stand or stood, with what was ordered, accepted and paid. */
export async function readContractFacts(
  db: Kysely<DB>,
  processes: readonly string[],
  goods: GoodsNamed,
): Promise<OfProcess[]> {
  const contracts = await db
    .selectFrom('contract')
    .selectAll('contract')
    .select(processId.as('processId'))
    .where(sql<boolean>`${processId} = any(${processes}::uuid[])`)
    .where('contract.state', 'in', ['in-force', 'completed', 'terminated'])
    .orderBy('concludedOn')
    .orderBy('number')
    .execute()
  const ids = contracts.map(({ id }) => id)
  if (ids.length === 0) return []
  const parties = await db
    .selectFrom('contractParty')
    .leftJoin('organisation', 'organisation.id', 'contractParty.firmId')
    .select(['contractParty.id', 'contractId', 'contractParty.name', 'role', 'state'])
    .select(eb => eb.fn.coalesce('organisation.siren', 'contractParty.siren').as('siren'))
    .where('contractId', 'in', ids)
    .orderBy('holder')
    .orderBy('isLead', 'desc')
    .orderBy('position')
    .execute()
  const lines = await db
    .selectFrom('contractLine')
    .select(['contractId', 'item', 'unit', 'quantity', 'priceCents', 'perQuantity'])
    .where('contractId', 'in', ids)
    .orderBy('position')
    .execute()
  const callOffs = await db
    .selectFrom('callOff')
    .select(['contractId', 'id', 'number', 'answeredAt', 'totalCents as cents'])
    .where('contractId', 'in', ids)
    .where('state', '=', 'accepted')
    .orderBy('number')
    .execute()
  const ordered = await db
    .selectFrom('orderLine')
    .leftJoin('contractOption', 'contractOption.id', 'orderLine.optionId')
    .select(['orderLine.contractId', 'orderLine.id', 'orderLine.item', 'orderLine.unit'])
    .select(['orderLine.quantity', 'orderLine.due', 'orderLine.callOffId', 'orderLine.totalCents as cents'])
    .select('contractOption.exercisedAt')
    .where('orderLine.contractId', 'in', ids)
    .orderBy('orderLine.due')
    .orderBy('orderLine.id')
    .execute()
  const delivered = await db
    .selectFrom('delivery')
    .select(['contractId', 'id', 'orderLineId', 'partyId', 'quantity', 'received', 'removed'])
    .select(['decidedOn', 'paidOn'])
    .where('contractId', 'in', ids)
    .where('state', '=', 'accepted')
    .orderBy('decidedOn')
    .orderBy('number')
    .execute()

  const named = new Map(parties.map(({ id, name, siren }): [string, Named] => [id, { name, siren }]))
  const orderLines = new Map(ordered.map(line => [line.id, line]))
  const standing = new Set(callOffs.map(({ id }) => id))
  return contracts.map(row => {
    const { id, buyerId, concludedOn, advanceCents, advancePaidOn } = row
    if (concludedOn === null) throw new Error(`contract ${id} stands without a day`)
    const own = lines.filter(({ contractId }) => contractId === id)
    const prices = new Set(
      own.map(({ item, priceCents, perQuantity }) => `${item} ${priceCents / perQuantity}`),
    )
    return {
      processId: row.processId,
      buyerId,
      needProcedureId: row.origin === 'direct' ? row.originId : null,
      contract: {
        id,
        title: row.title,
        form: row.form,
        concludedOn,
        endedOn: row.endedOn,
        starts: row.starts,
        ends: row.ends,
        cents: row.totalCents,
        maximumCents: row.maximumCents,
        advance:
          advanceCents === null || advancePaidOn === null
            ? null
            : { cents: advanceCents, paidOn: advancePaidOn },
        suppliers: parties
          .filter(party => party.contractId === id && party.role === 'partner' && party.state === 'accepted')
          .map(({ name, siren }) => ({ name, siren })),
        lines: own.map(goods),
        onePrice: prices.size === 1,
        callOffs: callOffs.flatMap(({ contractId, answeredAt, ...callOff }) =>
          contractId === id && answeredAt !== null ? [{ ...callOff, acceptedAt: answeredAt }] : [],
        ),
        ordered: ordered
          .filter(line => line.contractId === id && (line.callOffId === null || standing.has(line.callOffId)))
          .map(({ due, callOffId, cents, exercisedAt, ...line }) => ({
            ...goods(line),
            id: line.id,
            due,
            callOffId,
            cents,
            exercisedAt,
          })),
        delivered: delivered.flatMap(({ contractId, decidedOn, received, removed, ...delivery }) => {
          const line = orderLines.get(delivery.orderLineId)
          const payee = named.get(delivery.partyId)
          if (contractId !== id || decidedOn === null || !line || !payee) return []
          const quantity = (received ?? delivery.quantity) - removed
          return [
            {
              id: delivery.id,
              orderLineId: line.id,
              quantity,
              acceptedOn: decidedOn,
              paidOn: delivery.paidOn,
              cents: Math.round((line.cents * quantity) / line.quantity),
              payee,
            },
          ]
        }),
      },
    }
  })
}
