/** A plan with its explanation, for the operator. */
import type { Reference } from '../reference.ts'
import { bottlenecksOf, boundPrices } from './bottlenecks.ts'
import type { Explanation } from './explanation.ts'
import { type Made, makePlan, type PlanOptions } from './plan.ts'
import { reasonsOf } from './reasons.ts'
import type { Plan, RegionAsked } from './region.ts'

/** How many bottlenecks are solved again, unless asked otherwise. */
const usualBottlenecks = 5

/**
 * Why a plan is so. `bottlenecks`: how many are solved again. Null where it is interrupted.
 */
export async function explanationOf(made: Made, bottlenecks = usualBottlenecks): Promise<Explanation | null> {
  const binding = await bottlenecksOf(made, bottlenecks)
  const bounds = binding && (await boundPrices(made))
  return binding && bounds && { reasons: reasonsOf(made), bottlenecks: binding, bounds }
}

/** The same plan as `planRegion`, with its explanation. Throws a RangeError where the question is malformed. */
export async function explainRegion(
  reference: Reference,
  asked: RegionAsked,
  { bottlenecks, ...options }: PlanOptions & { bottlenecks?: number },
): Promise<{ plan: Plan; explanation: Explanation } | null> {
  const made = await makePlan(reference, asked, options)
  const explanation = made && (await explanationOf(made, bottlenecks))
  return made && explanation && { plan: made.plan, explanation }
}
