import type { Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Coverage: share of the work of the chain, at the depth asked for, that members or services do. A service bought (a
 * laboratory test) covers its operation; an input bought although the buyer wished it made in the region covers none.
 */
export function coverage({ work }: Outcome): Judgement {
  const { operations, covered, missing, services, boughtInstead } = work
  const value = unit(work.coveredWeight)
  if (missing.length > 0) {
    const processes = missing.map(({ reference }) => reference.operation.methods[0]?.process ?? '')
    return {
      value,
      reason: () => ({
        code: 'coverage.partial',
        figures: { covered, operations, missing: [...new Set(processes)] },
      }),
    }
  }
  if (boughtInstead.length > 0) {
    const items = boughtInstead.map(({ id }) => id)
    return {
      value,
      reason: () => ({ code: 'coverage.bought-instead', figures: { covered, operations, items } }),
    }
  }
  if (services.length > 0) {
    const processes = services.flatMap(({ operation: { reference } }) => reference.service?.process ?? [])
    return {
      value,
      reason: () => ({
        code: 'coverage.with-services',
        figures: { operations, services: [...new Set(processes)] },
      }),
    }
  }
  return { value, reason: () => ({ code: 'coverage.whole', figures: { operations } }) }
}
