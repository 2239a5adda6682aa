import type { PoolTable, ShareLine } from '@maillage/db/tables/pools.ts'
import type { Fault } from '../../problems/faults.ts'
import { aboveMaximum, aboveNeed, said } from './said.ts'
import type { ShareInput } from './schemas.ts'
import { sumOf } from './split.ts'

/** A need as what may be brought of it is judged: what it asks for, less what covers it already. */
export interface Bringable {
  item: string | null
  /** Whether firms answer it in a tender already. */
  tendered: boolean
  /** The pool it is in; null where it is in none. */
  poolId: string | null
  /** What is left by day, and by size where sizes matter. */
  tranches: ReadonlyMap<string, number>
  sizes: ReadonlyMap<string, number>
}

interface Judged {
  pool: { id: string; item: string; purchase: PoolTable['purchase'] }
  /** The organisation's own needs, by their ids. */
  needs: ReadonlyMap<string, Bringable>
  today: string
}

function lineFaults(lines: readonly ShareLine[], need: Bringable, path: string, today: string): Fault[] {
  const left = new Map([...need.tranches].map(([due, quantity]) => [`due ${due}`, quantity]))
  for (const [size, quantity] of need.sizes) left.set(`size ${size}`, quantity)
  const seen = new Set<string>()
  return lines.flatMap(({ size, due, quantity }, at): Fault[] => {
    const fault = (field: string, message: Fault['message']) => [{ field: `${path}/${at}/${field}`, message }]
    const key = `${due} ${size ?? ''}`
    if (seen.has(key)) return fault('size', said.twice)
    seen.add(key)
    if (!need.tranches.has(due)) return fault('due', said.noTranche)
    if (due <= today) return fault('due', said.past)
    if (size === null && need.sizes.size > 0) return fault('size', said.sizeDue)
    if (size !== null && !need.sizes.has(size)) return fault('size', said.noSize)
    const ofDay = left.get(`due ${due}`) ?? 0
    const ofSize = size === null ? quantity : (left.get(`size ${size}`) ?? 0)
    left.set(`due ${due}`, ofDay - quantity)
    if (size !== null) left.set(`size ${size}`, ofSize - quantity)
    const room = Math.min(ofDay, size === null ? ofDay : ofSize)
    return quantity > room ? fault('quantity', aboveNeed(Math.max(0, room))) : []
  })
}

/** Why a need may not be brought into a pool; null where it may. */
function needFault(need: Bringable | undefined, { pool }: Judged): Fault['message'] | null {
  if (need === undefined) return said.notYours
  if (need.item !== pool.item) return said.otherItem
  if (need.poolId !== null && need.poolId !== pool.id) return said.elsewhere
  return need.tendered ? said.tendered : null
}

/** What is wrong with what a member brings: every fault at once, each by its field. */
export function shareFaults(share: Pick<ShareInput, 'minimum' | 'needs'>, judged: Judged): Fault[] {
  const maximum = sumOf(share.needs.flatMap(({ lines }) => lines))
  const twice = share.needs.flatMap(({ needId }, at) =>
    share.needs.findIndex(one => one.needId === needId) < at
      ? [{ field: `/needs/${at}/needId`, message: said.elsewhere }]
      : [],
  )
  const ofNeeds = share.needs.flatMap(({ needId, lines }, at): Fault[] => {
    const need = judged.needs.get(needId)
    const message = needFault(need, judged)
    if (message !== null) return [{ field: `/needs/${at}/needId`, message }]
    return need === undefined ? [] : lineFaults(lines, need, `/needs/${at}/lines`, judged.today)
  })
  return [
    ...twice,
    ...ofNeeds,
    ...(share.minimum > maximum ? [{ field: '/minimum', message: aboveMaximum(maximum) }] : []),
  ]
}
