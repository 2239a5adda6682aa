/**
 * How hard a firm is hit, as each viewer may know it: its figures for the operator and for the firm itself; for anybody
 * else the band it chose to publish, and nothing where it published none.
 */
import type { Viewer } from './match.ts'
import type { Distress, DistressBand, Firm } from './supply.ts'

/**
 * Bands of activity lost: from how many percent, and the share of jobs taken as at risk for whoever knows the band alone.
 * Estimated: no source fixes such bands.
 */
export const distressBands: Record<DistressBand, { fromPercent: number; jobsAtRisk: number }> = {
  low: { fromPercent: 0, jobsAtRisk: 0.1 },
  medium: { fromPercent: 20, jobsAtRisk: 0.25 },
  high: { fromPercent: 50, jobsAtRisk: 0.5 },
}

/** The band that a share of activity lost, in percent, falls in. */
export function distressBandOf(activityLostPercent: number): DistressBand {
  if (activityLostPercent >= distressBands.high.fromPercent) return 'high'
  return activityLostPercent >= distressBands.medium.fromPercent ? 'medium' : 'low'
}

/** The figures, for whoever may know them: the operator every firm's, a firm its own. Null for anybody else. */
export function distressKnownTo(viewer: Viewer, firm: Firm): Distress | null {
  if (viewer.kind === 'operator') return firm.distress
  return viewer.kind === 'self' && viewer.firm === firm.id ? firm.distress : null
}

/** Share of a firm's jobs that are at risk, in [0, 1], as this viewer may know it: 0 where it may know nothing. */
export function riskKnownTo(viewer: Viewer, firm: Firm): number {
  const figures = distressKnownTo(viewer, firm)
  if (figures !== null) return Math.min(1, figures.jobsAtRisk / Math.max(1, figures.jobs))
  return firm.distressBand === null ? 0 : distressBands[firm.distressBand].jobsAtRisk
}

/** The hardest band that any of these firms published, and which of them; null where none did. */
export function hardestOf(firms: Firm[]): { band: DistressBand; firms: string[] } | null {
  const bands: DistressBand[] = ['high', 'medium', 'low']
  const band = bands.find(each => firms.some(({ distressBand }) => distressBand === each))
  if (band === undefined) return null
  return { band, firms: firms.filter(({ distressBand }) => distressBand === band).map(({ id }) => id) }
}
