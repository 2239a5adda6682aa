/** Whether a machine is wide, fine and strong enough for a piece of work, where its owner says what it is. */
import type { ReferenceOperation } from './reference.ts'
import type { MachineAttributes } from './supply.ts'

/** Of machines whose owner says nothing more than their type. */
export const nothingSaid: MachineAttributes = Object.freeze({})

const names = ['widthCm', 'gauge', 'leastGramsPerM2', 'mostGramsPerM2'] as const

/** The same attributes, in the order in which equal ones are written alike. */
export function inFixedOrder(said: MachineAttributes | undefined): MachineAttributes {
  if (said === undefined) return nothingSaid
  const ordered: MachineAttributes = {}
  for (const name of names) {
    const value = said[name]
    if (value !== undefined) ordered[name] = value
  }
  return ordered
}

/** What a machine lacks: what it has, and what the work takes at least, or at most. Centimetres, needles an inch, g/m². */
export interface Shortfall {
  machineType: string
  attribute: 'width' | 'gauge' | 'weight'
  has: number
  least: number | null
  most: number | null
}

/**
 * What keeps a machine of these attributes from an operation; null where nothing does. What its owner does not say is
 * taken to be as its type usually is.
 */
export function shortfallOf(
  machineType: string,
  { widthCm, gauge, leastGramsPerM2, mostGramsPerM2 }: MachineAttributes,
  { operation: { limits }, gramsPerM2 }: ReferenceOperation,
): Shortfall | null {
  const short = (attribute: Shortfall['attribute'], has: number, least: number | null, most: number | null) =>
    (least !== null && has < least) || (most !== null && has > most)
      ? { machineType, attribute, has, least, most }
      : null
  return (
    (widthCm !== undefined && limits?.widthCm ? short('width', widthCm, limits.widthCm.value, null) : null) ??
    (gauge !== undefined && limits?.gauge
      ? short('gauge', gauge, limits.gauge.coarsest.value, limits.gauge.finest.value)
      : null) ??
    (mostGramsPerM2 !== undefined && gramsPerM2 !== null
      ? short('weight', mostGramsPerM2, gramsPerM2, null)
      : null) ??
    (leastGramsPerM2 !== undefined && gramsPerM2 !== null
      ? short('weight', leastGramsPerM2, null, gramsPerM2)
      : null)
  )
}
