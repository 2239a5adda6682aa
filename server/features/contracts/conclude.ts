import type { ContractOrigin } from '@maillage/db/tables/contracts.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { madeBy, takeFor } from './capacity.ts'
import { shareAmong } from '../pools/share-among.ts'
import { checkTerms, type Context } from './check.ts'
import { type Cover, cover, lockNeeds } from './coverage.ts'
import { store, type Written, writeRows } from './rows.ts'
import { mayConclude } from './origin.ts'
import { said } from './said.ts'
import type { Terms } from './schemas.ts'
import { nameOf, recordContract, type Trading, tellSides } from './tell.ts'

/** A contract to conclude: what is agreed, where it comes from, and whether it stands or is still to be answered. */
export interface Conclusion extends Terms {
  buyerId: string
  origin: ContractOrigin
  /** The procedure run elsewhere or the tender; null for `direct` and `private`, which the need's procedure says. */
  originId: string | null
  /** The day it was signed, where it stands already; null where its holders are asked here until `answerBy`. */
  concludedOn: string | null
  answerBy: string | null
  /** Lots whose coverage of the needs it takes over. */
  lots: string[]
}

async function contextOf(
  trx: Transaction<DB>,
  { catalogue }: Trading,
  { buyerId, needs, holders }: Conclusion,
): Promise<Omit<Context, 'ofMembers'>> {
  const firmIds = holders.flatMap(({ parties }) => parties.flatMap(({ firmId }) => firmId ?? []))
  const needRows = await trx
    .selectFrom('need')
    .select(['id', 'organisationId', 'item', 'family'])
    .where('id', 'in', needs)
    .execute()
  const firmRows =
    firmIds.length === 0
      ? []
      : await trx
          .selectFrom('organisation')
          .select(['id', 'name', 'roles', 'status'])
          .where('id', 'in', firmIds)
          .where(sql<boolean>`roles && '{firm,laboratory}'::text[]`)
          .execute()
  return {
    buyerId,
    known: knownIn(catalogue),
    needs: new Map(needRows.map(({ id, ...need }) => [id, need])),
    firms: new Map(firmRows.map(({ id, ...firm }) => [id, firm])),
  }
}

function answerFaults({ concludedOn, answerBy }: Conclusion, today: string): Fault[] {
  if (concludedOn === null)
    return answerBy === null || answerBy <= today ? [{ field: '/answerBy', message: said.answerPast }] : []
  return concludedOn > today ? [{ field: '/concludedOn', message: said.concludedLater }] : []
}

/** What an order covers of its needs: each line, as a proposal already, so that nothing is promised twice. */
const coveredBy = ({ contract: { id, origin: route }, orderLines }: Written): Cover[] =>
  orderLines.map(({ needId, tranche, size, quantity }) => ({
    needId,
    tranche,
    size: size ?? null,
    quantity,
    route,
    cause: 'contract',
    causeId: id,
  }))

const firmsOf = ({ parties }: Written) => parties.flatMap(({ firmId }) => firmId ?? [])

/**
 * Concludes a contract, whatever it comes from: the one way in. Stores it with its parties, lines and options, covers its
 * needs (never above what they ask for), takes the hours of whoever delivers (`held` while they are asked, `committed`
 * once it stands), and tells every side. Returns its id, or every fault with the field it is about: nothing is written before
 * all is found right.
 *
 * Call it inside the transaction of what leads to it (an award, an import). Locks: the needs, in the order of their ids.
 */
export async function concludeContract(
  trx: Transaction<DB>,
  trading: Trading,
  conclusion: Conclusion,
): Promise<{ contractId: string } | Refusal> {
  const { buyerId, needs, lots, concludedOn, answerBy, starts, title } = conclusion
  await lockNeeds(trx, needs)
  // What is bought for a pool is each member's own from here on.
  const shared = await shareAmong(trx, conclusion)
  if (isRefusal(shared)) return shared
  const whole = { ...conclusion, ...shared.terms }
  await lockNeeds(trx, whole.needs)
  const context = { ...(await contextOf(trx, trading, whole)), ofMembers: shared.ofMembers }
  const asWritten = ({ field, message }: Fault): Fault => ({
    field: field.replace(/^\/lines\/(\d+)/, (_, at: string) => `/lines/${shared.from[Number(at)] ?? at}`),
    message,
  })
  const faults = [...checkTerms(whole, context).map(asWritten), ...answerFaults(conclusion, trading.today)]
  if (faults.length > 0) return invalid(faults)
  const origin = await mayConclude(trx, conclusion)
  if ('refused' in origin) return origin

  const written = writeRows({ ...whole, originId: origin.originId }, trading, context)
  const id = written.contract.id
  const covers = coveredBy(written)
  const fieldOf = (at: number) => (at < covers.length ? written.fieldOf(shared.from[at] ?? at) : '/lines')
  const refusal = await cover(trx, [...covers, ...shared.rest], fieldOf, [...lots, ...shared.lots])
  if (refusal !== null) return refusal
  const number = await store(trx, written, trading.today)
  const heldUntil = concludedOn === null ? answerBy : null
  const cause = { cause: 'contract' as const, causeId: id }
  await takeFor(trx, trading, cause, {
    ordered: madeBy(written.orderLines, written.parties),
    from: starts,
    heldUntil,
  })

  const told = { id, buyerId, number, title }
  const happened = concludedOn === null ? 'proposed' : 'in-force'
  const eventId = await recordContract(trx, trading, told, `contract.${happened}`, {
    by: buyerId,
    data: { origin: conclusion.origin, totalCents: written.contract.totalCents, needs },
  })
  const members = [...context.needs.values()]
    .map(({ organisationId }) => organisationId)
    .filter(organisationId => organisationId !== buyerId)
  await tellSides(trx, trading, { ...told, members }, [...firmsOf(written), ...members], eventId, {
    happened,
    by: await nameOf(trx, buyerId),
  })
  return { contractId: id }
}
