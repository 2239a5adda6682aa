import type { InspectedClass } from '@maillage/db/tables/deliveries.ts'
import { limitingQualities, type LimitingQuality } from '../inspections/isolated-lot.ts'
import { defectClasses, isolatedPlan, lotPlan, type LotPlan } from '../inspections/judge.ts'
import { smallestLot } from '../inspections/sampling-plan.ts'
import type { Aql, InspectionLevel, Severity } from '../inspections/sampling-tables.ts'

/** How the lots of a contract are inspected. */
export interface InspectionTerms {
  level: InspectionLevel
  aql: { major: Aql; minor: Aql }
}

const TIMES = 3

/** Limiting quality of a lot alone of its kind: the first at or above three times the limit of a series. */
export const limitingOf = (aql: Aql): LimitingQuality =>
  limitingQualities.find(quality => quality >= aql * TIMES) ?? 31.5

export type InspectionKind = 'series' | 'isolated' | 'full'

/** One way to inspect a lot: its samples, and by which level, limits and severity; null where there are none. */
export interface Way {
  plan: LotPlan
  level: string | null
  limits: { major: number | null; minor: number | null }
  severity: { major: Severity; minor: Severity } | null
}

/** Piece by piece: nothing nonconforming is accepted but minor defects, which are counted. */
const wholeLot = (lotSize: number): LotPlan => {
  const none = { sampleSize: lotSize, accept: 0, reject: 1 }
  return {
    standard: 'full',
    sampleSize: lotSize,
    classes: {
      critical: none,
      major: none,
      minor: { sampleSize: lotSize, accept: lotSize, reject: lotSize + 1 },
    },
  }
}

/** The ways a lot may be inspected: as one of a series, alone of its kind, or piece by piece. */
export function waysFor(
  lotSize: number,
  { level, aql }: InspectionTerms,
  severity: { major: Severity; minor: Severity },
): Record<InspectionKind, Way | null> {
  const sampled = lotSize >= smallestLot
  const limiting = { major: limitingOf(aql.major), minor: limitingOf(aql.minor) }
  return {
    series: sampled
      ? { plan: lotPlan({ lotSize, level, aql, severity }), level, limits: aql, severity }
      : null,
    isolated: sampled
      ? {
          plan: isolatedPlan(lotSize, limiting),
          level: null,
          limits: limiting,
          severity: null,
        }
      : null,
    full: {
      plan: wholeLot(lotSize),
      level: null,
      limits: { major: null, minor: null },
      severity: null,
    },
  }
}

/** A way as it is shown and kept, class by class. */
export function classesOf({ plan, limits, severity }: Way): Omit<InspectedClass, 'found'>[] {
  return defectClasses.map(name => {
    const { sampleSize, accept, letter } = plan.classes[name]
    const graded = name === 'critical' ? null : name
    return {
      class: name,
      limit: graded && limits[graded],
      severity: graded && (severity?.[graded] ?? null),
      letter: letter ?? null,
      sampleSize,
      accept,
    }
  })
}
