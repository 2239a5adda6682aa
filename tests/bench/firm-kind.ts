import type { Firm } from '@maillage/matching/supply.ts'

/** Machine type, machines for each person of the firm, usual hours a week; how often it has any, always unless said. */
export type Machines = readonly [type: string, perPerson: number, hours: number, chance?: number]

/** Trade, share of the people; how often it has any, always unless said. */
export type People = readonly [trade: string, share: number, chance?: number]

/** Norm, item (null for a system or a site), and how often it is held. */
export type Proof = readonly [norm: string, item: string | null, chance: number]

/** A kind of firm with its usual park. */
export interface FirmKind {
  id: string
  /** How common it is beside the others. */
  share: number
  /** First word of its name, and what it does. */
  name: string
  activity: string
  /** People: the median, and the deviation of the logarithm. */
  size: readonly [median: number, sigma: number]
  machines: readonly Machines[]
  people: readonly People[]
  /** Material families: every firm works the first, most of them more. */
  materials: readonly string[]
  structure?: Firm['structure']
  proofs?: readonly Proof[]
  /** How often it has a clean room. */
  cleanRoom?: number
}
