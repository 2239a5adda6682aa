import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanTable } from '@maillage/db/tables/plans.ts'
import type { Kysely, Selectable } from 'kysely'
import type { ExplanationShown } from './explanation-schemas.ts'
import { departmentName, namesOf, siteNames } from './names.ts'
import { boundShown } from './read-bounds.ts'
import { planMondays } from './weeks.ts'

/** Why a plan is so, with names; null where nobody reckoned it. For its operator alone. */
export async function readExplanation(
  db: Kysely<DB>,
  { explanation, asOf, asked }: Pick<Selectable<PlanTable>, 'explanation' | 'asOf' | 'asked'>,
): Promise<ExplanationShown> {
  if (explanation === null) return null
  const { reasons, bottlenecks, bounds } = explanation
  const ids = [
    ...reasons.flatMap(({ firm, next }) => (next === null ? [firm] : [firm, next.firm])),
    ...bottlenecks.map(({ firm }) => firm),
  ]
  const firms = await namesOf(db, ids)
  const sites = await siteNames(db, ids)
  const nameOf = (firm: string) => firms.get(firm) ?? ''
  const mondays = planMondays(asOf, asked.weeks)
  return {
    reasons: reasons.map(({ firm, site, next, ...reason }) => ({
      ...reason,
      firmId: firm,
      firm: nameOf(firm),
      site: sites.get(site) ?? '',
      next: next && { ...next, firm: nameOf(next.firm) },
    })),
    bottlenecks: bottlenecks.map(({ firm, department, weeks, ...bottleneck }) => ({
      ...bottleneck,
      firm: nameOf(firm),
      department: departmentName(department),
      weeks: weeks.map(({ week, centsPerHour }) => ({ week: mondays[week] ?? asOf, centsPerHour })),
    })),
    bounds: bounds.flatMap(({ limit, ...rest }) =>
      limit.kind === 'agreed' || limit.kind === 'keuro' ? [] : [{ bound: boundShown(limit), ...rest }],
    ),
  }
}
