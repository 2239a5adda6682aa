import { peopleScale } from '../defaults.ts'
import { inclusiveStructures } from '../firm.ts'
import type { Outcome } from '../outcome.ts'
import type { Viewer } from '../match.ts'
import type { Distress, Firm } from '../supply.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Jobs: half for people put to work, p ÷ (p + 15) with p the free people of the members; half for the share of the work
 * done by inclusive structures (ESAT, EA, SIAE).
 *
 * The operator, and a firm about itself, also see jobs at risk: then 0.3 for people, 0.3 for inclusive work and 0.4 for
 * the share of the work done by firms in distress, each by its share of jobs at risk. Nobody else's answer reads them.
 */
export function jobs(outcome: Outcome): Judgement {
  const { team } = outcome
  const { viewer } = team.question
  const shares = workShares(outcome)
  const people = Math.round(team.lines.reduce((sum, { firm }) => sum + firm.people, 0))
  const presence = people / (people + peopleScale)
  const firms = team.lines.map(({ firm }) => firm.firm)
  const inclusiveShare = firms.reduce(
    (sum, firm, member) => sum + (inclusiveStructures.has(firm.structure) ? (shares[member] ?? 0) : 0),
    0,
  )
  const inDistress = firms.flatMap((firm, member) => {
    const distress = visibleDistress(firm, viewer)
    return distress !== null && distress.jobsAtRisk > 0
      ? [{ firm, distress, share: shares[member] ?? 0 }]
      : []
  })
  const reads = viewer.kind !== 'other'
  const atRisk = inDistress.reduce((sum, { distress, share }) => sum + share * riskOf(distress), 0)
  const value = unit(
    reads ? 0.3 * presence + 0.3 * inclusiveShare + 0.4 * atRisk : 0.5 * presence + 0.5 * inclusiveShare,
  )
  if (inDistress.length > 0) {
    const jobsAtRisk = inDistress.reduce((sum, { distress }) => sum + distress.jobsAtRisk, 0)
    const ids = inDistress.map(({ firm }) => firm.id)
    return { value, reason: () => ({ code: 'jobs.at-risk', figures: { people, jobsAtRisk, firms: ids } }) }
  }
  const helped = firms.filter(({ structure }) => inclusiveStructures.has(structure)).map(({ id }) => id)
  if (helped.length > 0)
    return { value, reason: () => ({ code: 'jobs.inclusive', figures: { people, inclusive: helped } }) }
  if (people === 0)
    return { value, reason: () => ({ code: 'jobs.unknown', figures: { firms: firms.length } }) }
  return { value, reason: () => ({ code: 'jobs.people', figures: { people, firms: firms.length } }) }
}

/** The operator sees every firm's distress, a firm its own; nobody else sees any. */
function visibleDistress(firm: Firm, viewer: Viewer): Distress | null {
  if (viewer.kind === 'operator') return firm.distress
  return viewer.kind === 'self' && viewer.firm === firm.id ? firm.distress : null
}

function riskOf({ jobs, jobsAtRisk }: Distress): number {
  return unit(jobsAtRisk / Math.max(1, jobs))
}

/** Share of all labour minutes that each member does. */
export function workShares({ team, work }: Outcome): number[] {
  const minutes = team.lines.map(() => 0)
  let whole = 0
  for (const { route, units } of work.worked) {
    const labour = units * route.line.labourMinutes
    minutes[route.member] = (minutes[route.member] ?? 0) + labour
    whole += labour
  }
  return minutes.map(own => (whole === 0 ? 1 / minutes.length : own / whole))
}
