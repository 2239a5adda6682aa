import type { ContractLineTable, OrderLineTable } from '@maillage/db/tables/contracts.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Insertable, Selectable, Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Contract } from './lock.ts'
import { overMaximum, said } from './said.ts'
import type { CallOffInput } from './schemas.ts'
import type { Trading } from './tell.ts'
import { sumCents, totalCents } from './totals.ts'

type Priced = Omit<Insertable<OrderLineTable>, 'id' | 'contractId' | 'callOffId' | 'optionId' | 'size'> & {
  size: string | null
}

/** What of a framework stands: order lines of call-offs that are placed or accepted. */
export function standing(trx: Transaction<DB>, contractId: string) {
  return trx
    .selectFrom('orderLine')
    .innerJoin('callOff', 'callOff.id', 'orderLine.callOffId')
    .select(['orderLine.lineId', 'orderLine.quantity', 'orderLine.totalCents'])
    .where('orderLine.contractId', '=', contractId)
    .where('callOff.state', 'in', ['placed', 'accepted'])
    .execute()
}

/** The holder's line for an item: that of the size, or one for every size. */
const lineFor = (lines: readonly Selectable<ContractLineTable>[], item: string, size: string | null) =>
  lines.find(line => line.item === item && line.size === size) ??
  lines.find(line => line.item === item && line.size === null)

/**
 * Prices a call-off by its holder's lines. Refused, line by line, where there is no price, beyond a line's maximum, for a
 * need that the framework is not for; and as a whole beyond the framework's maximum.
 */
export async function priceCallOff(
  trx: Transaction<DB>,
  { catalogue, today }: Trading,
  contract: Contract,
  holder: number,
  asked: CallOffInput['lines'],
): Promise<Priced[] | Refusal> {
  const lines = await trx
    .selectFrom('contractLine')
    .selectAll()
    .where('contractId', '=', contract.id)
    .where('holder', '=', holder)
    .execute()
  const needs = await trx
    .selectFrom('contractNeed')
    .innerJoin('need', 'need.id', 'contractNeed.needId')
    .select(['need.id', 'need.item', 'need.family'])
    .where('contractId', '=', contract.id)
    .execute()
  const known = knownIn(catalogue)
  const stands = await standing(trx, contract.id)
  const left = new Map(lines.map(({ id, quantity }) => [id, quantity]))
  const take = (lineId: string, quantity: number) => left.set(lineId, (left.get(lineId) ?? 0) - quantity)
  for (const { lineId, quantity } of stands) if (left.has(lineId)) take(lineId, quantity)

  const faults: Fault[] = []
  const priced = asked.flatMap(({ item, size, quantity, needId, tranche, due }, at): Priced[] => {
    const fault = (field: string, message: Fault['message']): Priced[] => {
      faults.push({ field: `/lines/${at}/${field}`, message })
      return []
    }
    const line = lineFor(lines, item, size)
    const need = needs.find(({ id }) => id === needId)
    const found = known.items.get(item)
    if (line === undefined || found === undefined) return fault('item', said.notPriced)
    if (size !== null && !found.sizes.includes(size)) return fault('size', said.noSuchSize)
    if (need === undefined) return fault('needId', said.notAmongNeeds)
    const suits = need.item === null ? found.family === need.family : need.item === item
    if (!suits) return fault('needId', said.otherItem)
    if (due <= today) return fault('due', said.duePast)
    take(line.id, quantity)
    if ((left.get(line.id) ?? 0) < 0) return fault('quantity', said.overLine)
    const cents = totalCents(quantity, line.priceCents, line.perQuantity)
    const meets = { needId, tranche, due }
    const { id: lineId, partyId, unit } = line
    return [{ lineId, partyId, ...meets, item, size, quantity, unit, totalCents: cents }]
  })
  if (faults.length > 0) return invalid(faults)
  const comesTo = sumCents(priced)
  const rest = (contract.maximumCents ?? 0) - sumCents(stands)
  return comesTo > rest ? invalid([{ field: '/lines', message: overMaximum(comesTo, rest) }]) : priced
}
