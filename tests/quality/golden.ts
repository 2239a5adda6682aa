/**
 * The shape of the golden set: what a firm has, and what a person of the trade would expect of it. Grades were written
 * before the engine was asked, and judge the trade, not the engine:
 * 3 makes it now with what it has · 2 could, after a modest change or by cutting and sewing a bought tested stack; or
 * makes its main material · 1 with partners for a step, or after a heavy change · 0 no, which is all that is not named.
 */
import { firm, site } from '@maillage/matching/testing/examples.ts'
import type { Firm } from '@maillage/matching/supply.ts'

export type Grade = 0 | 1 | 2 | 3

/** Products by how they suit a firm; what is not named is graded 0. */
export interface Graded {
  makes?: string[]
  couldMake?: string[]
  withPartners?: string[]
}

export interface Profile {
  id: string
  /** What the firm says of itself, retold. Machines and counts it does not give are what its trade would have. */
  says: string
  /** Where a real firm says so, before 2020; null for an invented one. */
  source: string | null
  machines: Record<string, number>
  people: Record<string, number>
  materials: string[]
  /** Says too little for anybody to be sure: trades or materials, and no machine. */
  littleSaid?: true
  differs?: Partial<Firm>
  cleanRoom?: boolean
  grades: Graded
  /** What a person of the trade may judge otherwise. */
  uncertain?: string
}

export const barrierMasks = ['mask-uns1-adult', 'mask-uns1-child']
export const surgicalMasks = ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR']
export const respirators = ['ffp2', 'ffp3']
export const washableGowns = ['gown-washable', 'gown-polycotton']

/** The firm as the engine takes it. */
export function firmOf({ id, says, machines, people, materials, differs, cleanRoom = false }: Profile): Firm {
  const premises = [site(machines, people, { cleanRoom })]
  return firm(id, premises, { activity: says, workedMaterials: materials, ...differs })
}

/** The grade of each product, or firm, that is not 0. */
export function gradesOf({ makes = [], couldMake = [], withPartners = [] }: Graded): Map<string, Grade> {
  const graded = (ids: string[], grade: Grade) => ids.map(id => [id, grade] as const)
  return new Map([...graded(withPartners, 1), ...graded(couldMake, 2), ...graded(makes, 3)])
}

export const classes = ['makes now', 'could make', 'mixed', 'cold start', 'nothing'] as const
export type ProfileClass = (typeof classes)[number]

/** What is to be found: what it makes, what it could, both; for a firm that says little, or can make none of it. */
export function classOf({ littleSaid, grades }: Profile): ProfileClass {
  const has = (list: string[] = []) => list.length > 0
  if (littleSaid) return 'cold start'
  if (has(grades.makes)) return has(grades.couldMake) ? 'mixed' : 'makes now'
  return has(grades.couldMake) || has(grades.withPartners) ? 'could make' : 'nothing'
}
