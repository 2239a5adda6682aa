/** How well a firm answers a query, from what it is: its park, people, proofs and place. No word of it is looked at. */
import type { Firm } from '@maillage/matching/supply.ts'
import type { DocumentMaker } from '@maillage/server/search/firm-document.ts'
import type { Wants } from './queries.ts'

/** What the generator knows of a firm. */
export interface Truth {
  id: string
  kind: string
  machines: ReadonlySet<string>
  trades: ReadonlySet<string>
  materials: ReadonlySet<string>
  now: ReadonlySet<string>
  reoriented: ReadonlySet<string>
  /** Proofs held, and whether somebody has verified them. */
  norms: ReadonlyMap<string, boolean>
  communes: ReadonlySet<string>
  departments: ReadonlySet<string>
}

export function truthOf(firm: Firm, kind: string, makeable: DocumentMaker['makeable']): Truth {
  const { now, reoriented } = makeable(firm)
  const held = firm.certificates.filter(({ status }) => status === 'verified' || status === 'declared')
  const norms = new Map<string, boolean>()
  for (const { norm, status } of held) norms.set(norm, norms.get(norm) === true || status === 'verified')
  return {
    id: firm.id,
    kind,
    machines: new Set(firm.sites.flatMap(({ machines }) => machines.map(({ type }) => type))),
    trades: new Set(firm.sites.flatMap(({ workforce }) => workforce.map(({ trade }) => trade))),
    materials: new Set(firm.workedMaterials),
    now,
    reoriented,
    norms,
    communes: new Set(firm.sites.map(({ place }) => place.commune)),
    departments: new Set(firm.sites.map(({ place }) => place.department)),
  }
}

const has = (own: ReadonlySet<string>, any: string[]) => any.some(id => own.has(id))

/** Each thing that is wanted, in [0, 1]. */
function parts(truth: Truth, { machines, trades, materials, products, norm, kinds }: Wants): number[] {
  return [
    ...(machines ? [has(truth.machines, machines) ? 1 : 0] : []),
    ...(trades ? [has(truth.trades, trades) ? 1 : 0] : []),
    ...(materials ? [has(truth.materials, materials) ? 1 : 0] : []),
    ...(products ? [has(truth.now, products) ? 1 : has(truth.reoriented, products) ? 0.4 : 0] : []),
    ...(norm === undefined ? [] : [truth.norms.has(norm) ? 1 : 0]),
    ...(kinds ? [kinds.includes(truth.kind) ? 1 : 0] : []),
  ]
}

/** Where it is wanted: 1; in the department of the commune that is wanted: 0.5. `departmentOf` a commune. */
function nearness(truth: Truth, { department, commune }: Wants): number {
  if (commune !== undefined) {
    if (truth.communes.has(commune)) return 1
    return truth.departments.has(departmentOf(commune)) ? 0.5 : 0
  }
  return department === undefined || truth.departments.has(department) ? 1 : 0
}

const departmentOf = (commune: string) => commune.slice(0, commune.startsWith('97') ? 3 : 2)

/**
 * 3: has all that is wanted, where it is wanted; 2: all of it, in the department; 1: all of it elsewhere, or the greater
 * part of it there; 0: neither.
 */
export function gradeOf(truth: Truth, wants: Wants): 0 | 1 | 2 | 3 {
  const wanted = parts(truth, wants)
  const what = wanted.reduce((sum, part) => sum + part, 0) / Math.max(1, wanted.length)
  const where = nearness(truth, wants)
  if (what === 1) return where === 1 ? 3 : where > 0 ? 2 : 1
  return what >= 0.4 && where > 0 ? 1 : 0
}

/** Gain that comes at a place of a list, the first being 0. */
const gainAt = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2)

/** Normalised discounted cumulative gain of the first ten, against the best list there could be. */
export function ndcgAt10(grades: number[], ideal: number[]): number {
  const sum = (list: number[]) =>
    list.slice(0, 10).reduce((total, grade, place) => total + gainAt(grade, place), 0)
  const best = sum([...ideal].sort((a, b) => b - a))
  return best === 0 ? 0 : sum(grades) / best
}

/** Share of what should be found (grade 2 or 3, ten at most) that is among the first ten. */
export function recallAt10(grades: number[], ideal: number[]): number {
  const wanted = Math.min(10, ideal.filter(grade => grade >= 2).length)
  return wanted === 0 ? 1 : Math.min(1, grades.slice(0, 10).filter(grade => grade >= 2).length / wanted)
}
