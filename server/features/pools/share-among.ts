import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Cover } from '../contracts/coverage.ts'
import type { Terms } from '../contracts/schemas.ts'
import { type BoughtTogether, poolOfNeed } from './pooled.ts'
import { beyondPool, said } from './said.ts'
import { roomOf, type Share, shareOut, sumOf } from './split.ts'

/** Terms of a contract whose lines for a pool are its members', each for its own need. */
export interface Shared {
  terms: Pick<Terms, 'needs' | 'lines'>
  /** For each line, the one of the terms as they were written that it comes from. */
  from: number[]
  /** Needs of the pool's members, which their coordinator buys. */
  ofMembers: ReadonlySet<string>
  /** Pools whose coverage the contract takes over. */
  lots: string[]
  /** What of the pools is bought by no contract yet, and stays theirs to buy. */
  rest: Cover[]
}

const idsOf = ({ shares }: BoughtTogether) => shares.map(({ needId }) => needId)

/** What contracts on a pool's need, and their call-offs, cover of its members' needs already. */
async function coveredOf(trx: Transaction<DB>, pooledNeedId: string, pool: BoughtTogether) {
  return trx
    .selectFrom('coverage')
    .leftJoin('callOff', 'callOff.id', 'coverage.causeId')
    .innerJoin('contractNeed', join =>
      join
        .on(eb =>
          eb('contractNeed.contractId', '=', eb.fn.coalesce('callOff.contractId', 'coverage.causeId')),
        )
        .on('contractNeed.needId', '=', pooledNeedId),
    )
    .select(['coverage.needId', 'tranche as due', 'size', 'quantity'])
    .where(sql<boolean>`coverage.need_id = any(${idsOf(pool)}::uuid[])`)
    .execute()
}

const roomAt = ({ lines }: Share, size: string | null, due: string) =>
  sumOf(lines.filter(line => line.size === size && line.due === due))

/**
 * Shares the terms of a contract out among the members of the pools that its needs are bought for: a line that meets a delivery
 * of the whole becomes one for each member that asks for some of it, which meets that member's own need. Nothing is lost or
 * doubled: the parts of a line are the line. Terms without a pool come back as they are.
 */
export async function shareAmong(trx: Transaction<DB>, terms: Terms): Promise<Shared | Refusal> {
  const found = await Promise.all(terms.needs.map(needId => poolOfNeed(trx, needId)))
  const pools = new Map(
    terms.needs.flatMap((needId, at) => (found[at] ? [[needId, found[at]] as const] : [])),
  )
  if (pools.size === 0)
    return {
      terms,
      from: [...terms.lines.keys()],
      ofMembers: new Set(),
      lots: [],
      rest: [],
    }
  if (terms.options.length > 0) return invalid([{ field: '/options', message: said.noOptions }])
  const wrongForm = [...pools.values()].find(({ pool }) => pool.purchase !== terms.form)
  if (wrongForm !== undefined) return invalid([{ field: '/form', message: said[wrongForm.pool.purchase] }])
  const rooms = new Map<string, Share[]>()
  for (const [needId, pool] of pools)
    rooms.set(needId, roomOf(pool.shares, await coveredOf(trx, needId, pool)))
  const lines = linesOf(terms, rooms)
  if (isRefusal(lines)) return lines
  const all = [...pools.values()]
  const ofMembers = new Set(all.flatMap(idsOf))
  return {
    terms: { needs: [...terms.needs, ...ofMembers], lines: lines.map(({ line }) => line) },
    from: lines.map(({ from }) => from),
    ofMembers,
    lots: all.map(({ pool }) => pool.id),
    // A framework is ordered from when its members call off: until then nothing of it is.
    rest:
      terms.form === 'framework'
        ? []
        : [...pools].flatMap(([needId, { pool }]) => asCovers(rooms.get(needId) ?? [], pool.id)),
  }
}

/** Shares as what a pool covers of its members' needs while no contract does. */
export function asCovers(shares: readonly Share[], poolId: string): Cover[] {
  return shares.flatMap(({ needId, lines }) =>
    lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ size, due, quantity }) => ({
        needId,
        tranche: due,
        size,
        quantity,
        route: 'tender',
        cause: 'lot',
        causeId: poolId,
      })),
  )
}

/** Terms' lines shared out. What the shares have room for is taken by them: afterwards it is what is left to buy. */
function linesOf({ form, lines }: Terms, rooms: ReadonlyMap<string, Share[]>) {
  const faults: Fault[] = []
  const shared = lines.flatMap((line, from) => {
    const { meets, size, quantity } = line
    const shares = meets === null || form === 'framework' ? undefined : rooms.get(meets.needId)
    if (meets === null || shares === undefined) return [{ line, from }]
    const room = shares.map(share => roomAt(share, size, meets.tranche))
    const left = room.reduce((sum, one) => sum + one, 0)
    if (quantity > left) {
      faults.push({ field: `/lines/${from}/quantity`, message: beyondPool(left) })
      return []
    }
    return shareOut(quantity, room).flatMap((part, at) => {
      const share = shares[at]
      if (part === 0 || share === undefined) return []
      takeFrom(share, size, meets.tranche, part)
      return [{ line: { ...line, quantity: part, meets: { ...meets, needId: share.needId } }, from }]
    })
  })
  return faults.length > 0 ? invalid(faults) : shared
}

/** Takes a quantity off what a share has room for, so that the next line finds the rest. */
function takeFrom(share: Share, size: string | null, due: string, quantity: number): void {
  let left = quantity
  share.lines = share.lines.map(line => {
    if (line.size !== size || line.due !== due) return line
    const taken = Math.min(left, line.quantity)
    left -= taken
    return { ...line, quantity: line.quantity - taken }
  })
}
