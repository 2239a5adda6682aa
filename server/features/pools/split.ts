import type { ShareLine } from '@maillage/db/tables/pools.ts'

/** A member's need, and what it takes at most of each size on each day. */
export interface Share {
  needId: string
  lines: readonly ShareLine[]
}

const keyOf = ({ size, due }: Pick<ShareLine, 'size' | 'due'>) => `${due} ${size ?? ''}`

/** By day; sizes stay as they came, which is the order of the product's. */
const byDay = (one: ShareLine, other: ShareLine) => (one.due === other.due ? 0 : one.due < other.due ? -1 : 1)

/** How many pieces lines come to. */
export const sumOf = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** What all shares come to, size by size and day by day: the lines of the one lot that is bought for them. */
export function addUp(shares: readonly Pick<Share, 'lines'>[]): ShareLine[] {
  const sums = new Map<string, ShareLine>()
  for (const line of shares.flatMap(({ lines }) => lines)) {
    const { size, due, quantity } = line
    const sum = sums.get(keyOf(line))
    sums.set(keyOf(line), { size, due, quantity: (sum?.quantity ?? 0) + quantity })
  }
  return [...sums.values()].toSorted(byDay)
}

/** What a framework prices: each size once, until its last day. */
export function bySize(lines: readonly ShareLine[]): ShareLine[] {
  const last = lines.reduce((day, { due }) => (due > day ? due : day), '')
  return addUp([{ lines: lines.map(line => ({ ...line, due: last })) }])
}

/**
 * Shares a quantity out among whoever has room for it, in proportion to that room, in whole pieces: largest remainder, ties
 * to whoever comes first. All of it where there is room for all of it, and nobody gets more than there is room for.
 */
export function shareOut(quantity: number, rooms: readonly number[]): number[] {
  const total = rooms.reduce((sum, room) => sum + room, 0)
  const wanted = Math.min(quantity, total)
  if (wanted === 0) return rooms.map(() => 0)
  // Exact: neither a quantity nor a room is above a thousand million, so the product stays within a bigint's exactness.
  const exact = rooms.map(room => BigInt(room) * BigInt(wanted))
  const whole = exact.map(share => Number(share / BigInt(total)))
  let rest = wanted - whole.reduce((sum, share) => sum + share, 0)
  const order = exact
    .map((share, at) => ({ at, remainder: share % BigInt(total) }))
    .toSorted((one, other) => Number(other.remainder - one.remainder) || one.at - other.at)
  for (const { at } of order) {
    if (rest === 0) break
    const share = whole[at] ?? 0
    if (share >= (rooms[at] ?? 0)) continue
    whole[at] = share + 1
    rest--
  }
  return whole
}

/** What shares still have room for, once what covers them is taken off, line by line. */
export function roomOf(
  shares: readonly Share[],
  covered: readonly (ShareLine & { needId: string })[],
): Share[] {
  return shares.map(({ needId, lines }) => {
    const taken = covered.filter(row => row.needId === needId)
    return {
      needId,
      lines: lines.map(line => ({
        ...line,
        quantity: Math.max(0, line.quantity - sumOf(taken.filter(row => keyOf(row) === keyOf(line)))),
      })),
    }
  })
}
