import { edition as isolatedEdition, isolatedLotPlan, type LimitingQuality } from './isolated-lot.ts'
import { acceptOneStepStricter, type SamplingPlan, samplingPlan } from './sampling-plan.ts'
import { type Aql, edition, type InspectionLevel, type Severity } from './sampling-tables.ts'
import type { InspectedLot } from './switching.ts'

/**
 * Defects by what they do: critical ones may hurt whoever uses the product, major ones keep it from serving, minor ones do
 * not. An item counts once, by its worst defect.
 */
export const defectClasses = ['critical', 'major', 'minor'] as const
export type DefectClass = (typeof defectClasses)[number]

/** What a contract says of how its lots are inspected, and how severely the next one is. */
export interface LotInspection {
  lotSize: number
  level: InspectionLevel
  aql: { major: Aql; minor: Aql }
  severity: { major: Severity; minor: Severity }
}

/** A plan of a series has the letter of its sample size; that of a lot alone has none. */
export type ClassPlan = Omit<SamplingPlan, 'letter'> & Partial<Pick<SamplingPlan, 'letter'>>

/** How many items to draw, and what is allowed of each class. */
export interface LotPlan {
  /** The standard that it is of, with its edition. */
  standard: string
  /** The largest sample of any class: items to draw. */
  sampleSize: number
  /** Each class is judged on the first items of the draw, as many as its own sample has. */
  classes: Record<DefectClass, ClassPlan>
}

/** Nonconforming items found of each class, each among the first items drawn that are its sample. */
export type Found = Record<DefectClass, number>

/** Why: within what is allowed, beyond it, or a critical defect, of which none is. */
export interface JudgementReason {
  code: 'within' | 'beyond' | 'critical-found'
  class: DefectClass
  found: number
  sampleSize: number
  accept: number
}

export interface Judgement {
  verdict: 'accepted' | 'refused'
  /** One for each class, the most serious first. */
  reasons: JudgementReason[]
}

/** Samples of a lot by class of defects. Of critical ones none is allowed, in all that is drawn for the others. */
export function lotPlan({ lotSize, level, aql, severity }: LotInspection): LotPlan {
  const of = (name: 'major' | 'minor') =>
    samplingPlan({ lotSize, level, severity: severity[name], aql: aql[name] })
  return drawnFor(edition, of('major'), of('minor'))
}

/** The same for a lot that is alone of its kind, by the quality that is hardly ever to be accepted. */
export function isolatedPlan(lotSize: number, limiting: { major: LimitingQuality; minor: LimitingQuality }) {
  const of = (name: 'major' | 'minor') => isolatedLotPlan(lotSize, limiting[name])
  return drawnFor(isolatedEdition, of('major'), of('minor'))
}

function drawnFor(standard: string, major: ClassPlan, minor: ClassPlan): LotPlan {
  const sampleSize = Math.max(major.sampleSize, minor.sampleSize)
  return { standard, sampleSize, classes: { critical: { sampleSize, accept: 0, reject: 1 }, major, minor } }
}

/**
 * Verdict on a lot. It is refused where any class is. Throws a RangeError for a count that is no count, or above what was
 * drawn.
 */
export function judge({ classes }: LotPlan, found: Found): Judgement {
  const reasons = defectClasses.map((name): JudgementReason => {
    const { sampleSize, accept } = classes[name]
    const count = found[name]
    if (!Number.isInteger(count) || count < 0 || count > sampleSize)
      throw new RangeError(`${name}: ${count} nonconforming items in a sample of ${sampleSize}`)
    const code = count <= accept ? 'within' : name === 'critical' ? 'critical-found' : 'beyond'
    return { code, class: name, found: count, sampleSize, accept }
  })
  return { verdict: reasons.every(({ code }) => code === 'within') ? 'accepted' : 'refused', reasons }
}

/** What the switching rules want to know of a class of a lot that was judged (`afterLot`). */
export function inspectedLot(
  { classes }: LotPlan,
  found: Found,
  name: 'major' | 'minor',
  aql: Aql,
): InspectedLot {
  const { accept, letter } = classes[name]
  const stricter = letter === undefined ? null : acceptOneStepStricter({ letter, accept }, aql)
  return {
    accepted: found[name] <= accept,
    accept,
    acceptedStricter: stricter === null ? null : found[name] <= stricter,
  }
}
