import { peopleScale } from '../defaults.ts'
import { distressKnownTo, hardestOf, riskKnownTo } from '../distress.ts'
import { type CompiledFirm, inclusiveStructures } from '../firm.ts'
import type { Outcome } from '../outcome.ts'
import type { Viewer } from '../match.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Jobs of a firm: half for people put to work, p ÷ (p + 15) with p its free people; half where it is an inclusive
 * structure (ESAT, EA, SIAE).
 *
 * The operator, and a firm about itself, also see jobs at risk: then 0.3 for people, 0.3 for inclusive work and 0.4 × its
 * share of jobs at risk. Nobody else's answer reads them: where the firm published how hard it is hit, 0.4 × the share of
 * its band closes that much of what it lacks to 1; where it published nothing, nothing moves.
 */
export function jobsOf({ firm, people }: CompiledFirm, viewer: Viewer): number {
  const presence = people / (people + peopleScale)
  const inclusive = inclusiveStructures.has(firm.structure) ? 1 : 0
  const risk = 0.4 * riskKnownTo(viewer, firm)
  if (viewer.kind !== 'other') return 0.3 * presence + 0.3 * inclusive + risk
  const plain = 0.5 * presence + 0.5 * inclusive
  return plain + risk * (1 - plain)
}

/** Jobs: the mean over the work of what the firm that does it is worth. */
export function jobs({ team, worth }: Outcome): Judgement {
  const { viewer } = team.question
  const people = Math.round(team.lines.reduce((sum, { firm }) => sum + firm.people, 0))
  const firms = team.lines.map(({ firm }) => firm.firm)
  const inDistress = firms.flatMap(firm => {
    const distress = distressKnownTo(viewer, firm)
    return distress !== null && distress.jobsAtRisk > 0 ? [{ firm, distress }] : []
  })
  const value = unit(worth.jobs)
  if (inDistress.length > 0) {
    const jobsAtRisk = inDistress.reduce((sum, { distress }) => sum + distress.jobsAtRisk, 0)
    const ids = inDistress.map(({ firm }) => firm.id)
    return { value, reason: () => ({ code: 'jobs.at-risk', figures: { people, jobsAtRisk, firms: ids } }) }
  }
  const hit = hardestOf(firms)
  if (hit !== null) return { value, reason: () => ({ code: 'jobs.hit', figures: { people, ...hit } }) }
  const helped = firms.filter(({ structure }) => inclusiveStructures.has(structure)).map(({ id }) => id)
  if (helped.length > 0)
    return { value, reason: () => ({ code: 'jobs.inclusive', figures: { people, inclusive: helped } }) }
  if (people === 0)
    return { value, reason: () => ({ code: 'jobs.unknown', figures: { firms: firms.length } }) }
  return { value, reason: () => ({ code: 'jobs.people', figures: { people, firms: firms.length } }) }
}
