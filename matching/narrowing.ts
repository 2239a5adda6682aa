/**
 * A part of the search over fewer candidates: what its programme takes for granted is then what these few can keep, and it is
 * smaller.
 */
import { type Field, fieldOf, type Ground, quickerThan } from './field.ts'
import type { Line } from './line.ts'
import { everySet, type Relaxed, type Warm } from './master.ts'
import type { Part } from './pool.ts'

export interface Node extends Part {
  field: Field
  bound: number
  /** A set of this part that scores no more is done as well by a part of it. */
  floor: number
  warm: Warm | null
  /** All sets of its field, not yet split. */
  isWhole: boolean
  /** What its field is to become before it is looked at: fewer lines, or one more group. */
  narrower: Narrower | null
}

interface Narrower {
  lines: Line[]
  groups: Line[][]
  /** Whom its programme begins with. */
  near: Line[]
}

/** A node over the field that it asks for; null where that has no set. */
export function narrowed(ground: Ground, node: Node): Node | null {
  if (node.narrower === null) return node
  const { lines, groups, near } = node.narrower
  const field = fieldOf(ground, lines, groups, near)
  if (field === null) return null
  const { state, counts } = everySet(field.master.frame)
  node.field.lines.forEach((line, at) => {
    const place = field.place.get(line)
    if (node.state[at] === 1 && place !== undefined) state[place] = 1
  })
  const before = new Map(node.field.master.frame.counts.map(({ key }, at) => [key, node.counts[at]]))
  field.master.frame.counts.forEach(({ key }, at) => {
    const [own, known] = [counts[at], before.get(key)]
    if (own === undefined || known === undefined) return
    counts[at] = { lower: Math.max(own.lower, known.lower), upper: Math.min(own.upper, known.upper) }
  })
  return { ...node, field, state, counts, warm: null, isWhole: false, narrower: null }
}

/** Of so many lines fewer are no relief. */
const few = 12

/**
 * The same sets over fewer lines, where most of a field are out. And where a set falls short of what its programme says since that
 * takes somebody quicker for granted: the sets without any of those, and those with one. Null where neither is so.
 */
export function narrowings(node: Node, { shares }: Relaxed, short: Line[] | null): Node[] | null {
  const { field, state } = node
  const { groups } = field
  const lines = field.lines.filter((_, at) => state[at] !== -1)
  const near = field.lines.filter((_, at) => (shares.get(at) ?? 0) > 0 || state[at] === 1)
  const quicker = short === null ? [] : quickerThan(field, short).filter(line => lines.includes(line))
  const isNew = !groups.some(
    group => group.length === quicker.length && quicker.every(line => group.includes(line)),
  )
  if (quicker.length > 0 && isNew) {
    const others = lines.filter(line => !quicker.includes(line))
    const isOpen = quicker.every(line => state[field.place.get(line) ?? -1] !== 1)
    const some = { lines, groups: [...groups, quicker], near: [...near, ...quicker.slice(0, 3)] }
    const none = { lines: others, groups, near: near.filter(line => others.includes(line)) }
    return [{ ...node, narrower: some }, ...(isOpen ? [{ ...node, narrower: none }] : [])]
  }
  const isMostlyOut = field.lines.length > few && lines.length * 2 < field.lines.length
  return isMostlyOut ? [{ ...node, narrower: { lines, groups, near } }] : null
}
