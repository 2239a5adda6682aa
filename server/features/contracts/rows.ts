import type {
  ContractLineTable,
  ContractOptionTable,
  ContractPartyTable,
  ContractTable,
  OrderLineTable,
} from '@maillage/db/tables/contracts.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Insertable, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Context } from './check.ts'
import type { Conclusion } from './conclude.ts'
import type { Trading } from './tell.ts'
import { sumCents, totalCents } from './totals.ts'

/** A contract as it goes into the tables, but for its number. */
export interface Written {
  contract: Omit<Insertable<ContractTable>, 'number'>
  needs: string[]
  parties: Insertable<ContractPartyTable>[]
  lines: Insertable<ContractLineTable>[]
  options: Insertable<ContractOptionTable>[]
  orderLines: Insertable<OrderLineTable>[]
  /** The field of what was sent that an order line comes from. */
  fieldOf: (at: number) => string
}

/** Rows of terms that were checked. Throws where they were not. */
export function writeRows(conclusion: Conclusion, { actor }: Trading, { known, firms }: Context): Written {
  const { form, concludedOn, advance } = conclusion
  const contractId = newId()
  const stands = concludedOn !== null
  const parties = conclusion.holders.flatMap((holder, at) =>
    holder.parties.map(({ firmId, name, ...party }, position) => ({
      ...party,
      id: newId(),
      contractId,
      holder: at + 1,
      position,
      firmId,
      name: (firmId === null ? undefined : firms.get(firmId)?.name) ?? name.trim(),
      state:
        stands || party.role !== 'partner' || firmId === null ? ('accepted' as const) : ('asked' as const),
      answeredBy: null,
      answeredAt: null,
    })),
  )
  const lines = conclusion.lines.map(
    ({ holder, party, item, size, quantity, priceCents, perQuantity }, position) => ({
      id: newId(),
      contractId,
      holder: holder + 1,
      position,
      partyId: there(
        parties.find(
          one => one.holder === holder + 1 && (party === null ? one.isLead : one.position === party),
        ),
      ).id,
      item,
      size,
      quantity,
      unit: there(known.items.get(item)).unit,
      priceCents,
      perQuantity,
      totalCents: totalCents(quantity, priceCents, perQuantity),
    }),
  )
  const orderLines = conclusion.lines.flatMap(({ meets }, at) => {
    if (meets === null) return []
    const { id: lineId, partyId, item, size, quantity, unit, totalCents: cents } = there(lines[at])
    const ordered = { lineId, partyId, item, size, quantity, unit, totalCents: cents, ...meets }
    return [{ id: newId(), contractId, callOffId: null, optionId: null, ...ordered }]
  })
  const options = conclusion.options.map(({ line: at, ...option }) => {
    const line = there(lines[at])
    const cents = totalCents(option.quantity, line.priceCents, line.perQuantity)
    const unexercised = { exercisedBy: null, exercisedAt: null }
    return { id: newId(), contractId, lineId: line.id, totalCents: cents, ...option, ...unexercised }
  })
  const { buyerId, title, origin, originId, allocation, minimumCents, maximumCents } = conclusion
  return {
    contract: {
      id: contractId,
      buyerId,
      title,
      form,
      origin,
      originId,
      allocation,
      minimumCents,
      maximumCents,
      state: stands ? 'in-force' : 'proposed',
      starts: conclusion.starts,
      ends: conclusion.ends,
      answerBy: stands ? null : conclusion.answerBy,
      concludedOn,
      totalCents: sumCents(orderLines),
      advanceCents: advance?.cents ?? null,
      advanceDue: advance?.due ?? null,
      advancePaidOn: null,
      paymentDays: conclusion.paymentDays,
      writtenBy: actor,
      endedOn: null,
    },
    needs: conclusion.needs,
    parties,
    lines,
    options,
    orderLines,
    fieldOf: at => `/lines/${at}`,
  }
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('these terms were not checked')
  return value
}

/**
 * The buyer's next number of the year, « 2026-001 »: two contracts that it writes at once wait for each other here, and
 * none is skipped.
 */
async function nextNumber(trx: Transaction<DB>, buyerId: string, today: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('contract-number'), hashtext(${buyerId}))`.execute(trx)
  const year = today.slice(0, 4)
  const { count } = await trx
    .selectFrom('contract')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('buyerId', '=', buyerId)
    .where('number', 'like', `${year}-%`)
    .executeTakeFirstOrThrow()
  return `${year}-${String(count + 1).padStart(3, '0')}`
}

/** Stores a contract that was found right. Returns its number. */
export async function store(trx: Transaction<DB>, written: Written, today: string): Promise<string> {
  const { contract, needs, parties, lines, options, orderLines } = written
  const number = await nextNumber(trx, contract.buyerId, today)
  await trx
    .insertInto('contract')
    .values({ ...contract, number })
    .execute()
  await trx
    .insertInto('contractNeed')
    .values(needs.map(needId => ({ contractId: contract.id, needId })))
    .execute()
  await trx.insertInto('contractParty').values(parties).execute()
  await trx.insertInto('contractLine').values(lines).execute()
  if (options.length > 0) await trx.insertInto('contractOption').values(options).execute()
  if (orderLines.length > 0) await trx.insertInto('orderLine').values(orderLines).execute()
  return number
}
