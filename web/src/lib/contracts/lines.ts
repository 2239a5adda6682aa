import type { Proposal } from './contracts.ts'

type Line = Proposal['lines'][number]

/** What of a need decides its lines. */
interface Asked {
  id: string
  sizes: { size: string; quantity: number }[]
  schedule: { due: string; quantity: number }[]
}

/** The price is that of a thousand. */
export const PER = 1000

/**
 * One line for each delivery of a need, or for each size of each: sizes fill the deliveries one after the other, so that both
 * sums come out.
 */
export function linesOf({ id, sizes, schedule }: Asked, item: string, priceCents: number): Line[] {
  const line = (due: string, size: string | null, quantity: number): Line => ({
    holder: 0,
    party: null,
    item,
    size,
    quantity,
    priceCents,
    perQuantity: PER,
    meets: { needId: id, tranche: due, due },
  })
  if (sizes.length === 0) return schedule.map(({ due, quantity }) => line(due, null, quantity))
  const left = sizes.map(one => ({ ...one }))
  return schedule.flatMap(({ due, quantity }) => {
    let room = quantity
    const lines: Line[] = []
    for (const one of left) {
      const taken = Math.min(room, one.quantity)
      if (taken > 0) lines.push(line(due, one.size, taken))
      one.quantity -= taken
      room -= taken
    }
    return lines
  })
}

/** What lines come to in cents, each rounded half up once as the server does. */
export const mostCents = (lines: readonly Line[]): number =>
  lines.reduce((sum, { quantity, priceCents }) => sum + Math.round((quantity * priceCents) / PER), 0)

type Option = Proposal['options'][number]

/**
 * Lines of which only a part is firm, in per cent: of each, one piece at least; the rest as options that the buyer may
 * exercise until a day. What is firm and what is optional make what was asked.
 */
export function withOptions(
  whole: readonly Line[],
  firmPercent: number,
  exerciseBy: string,
): { lines: Line[]; options: Option[] } {
  const lines = whole.map(line => ({
    ...line,
    quantity: Math.max(1, Math.round((line.quantity * firmPercent) / 100)),
  }))
  const options = whole.flatMap(({ quantity, meets }, at): Option[] => {
    const rest = quantity - (lines[at]?.quantity ?? 0)
    return rest === 0 || !meets ? [] : [{ line: at, quantity: rest, exerciseBy, ...meets }]
  })
  return { lines, options }
}

/**
 * Lines of a framework: what each holder may be ordered of each size at most, at its own price. The most of all is shared among
 * the sizes as the need shares them, each rounded up.
 */
export function frameworkLines(
  { sizes, schedule }: Asked,
  item: string,
  pricesCents: readonly number[],
  most: number,
): Line[] {
  const whole = schedule.reduce((sum, { quantity }) => sum + quantity, 0)
  const asked = sizes.length === 0 ? [{ size: null, quantity: whole }] : sizes
  return pricesCents.flatMap((priceCents, holder) =>
    asked.map(({ size, quantity }) => ({
      holder,
      party: null,
      item,
      size,
      quantity: Math.ceil((quantity * most) / whole),
      priceCents,
      perQuantity: PER,
      meets: null,
    })),
  )
}
