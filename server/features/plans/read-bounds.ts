/** What became of what an operator bound: what each bound comes to, what cannot be kept together, and what can. */
import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked, PlanTable } from '@maillage/db/tables/plans.ts'
import type { Bound, Limit } from '@maillage/matching/planning/region.ts'
import type { Kysely, Selectable } from 'kysely'
import { lineOfAgreed } from './agreed.ts'
import type { Nearest } from './asked-schemas.ts'
import type { BoundShown, LimitShown, PlanResult } from './schemas.ts'

type Kept = NonNullable<Selectable<PlanTable>['result']>

/** Shares are asked for in tenths of a per cent. */
const SHARE_STEPS = 1000
/** By so much, relative, what is spent may pass what may be: rounding. */
const rounding = 1e-6

export function boundShown(bound: Bound): BoundShown {
  switch (bound.kind) {
    case 'dependence':
    case 'regional':
      return { kind: bound.kind, item: bound.item, asked: bound.share }
    case 'recyclable':
      return { kind: bound.kind, asked: bound.share }
    case 'difficulty':
      return { kind: bound.kind, asked: bound.hours }
  }
}

/** Bounds as the operator reads them, with the values to ask in their place where not all of them can be kept. */
export async function boundsOf(
  db: Kysely<DB>,
  asked: PlanAsked,
  result: Kept,
): Promise<Pick<PlanResult, 'bounds' | 'conflicts' | 'nearest'>> {
  const lines = await agreedLines(db, result)
  const limitShown = (limit: Limit): LimitShown[] => {
    if (limit.kind === 'keuro') return [{ kind: limit.kind, asked: limit.keuro }]
    if (limit.kind !== 'agreed') return [boundShown(limit)]
    const id = lineOfAgreed(limit.id)
    const line = lines.get(id)
    return line === undefined ? [] : [{ kind: limit.kind, ...line, week: limit.id.slice(id.length + 1) }]
  }
  return {
    bounds: result.bounds.map(({ bound, ...value }) => ({ bound: boundShown(bound), ...value })),
    conflicts: result.conflicts.map(({ isProven, between }) => ({
      isProven,
      between: between.flatMap(limitShown),
    })),
    nearest: nearestOf(asked, result),
  }
}

async function agreedLines(db: Kysely<DB>, { conflicts }: Kept) {
  const ids = conflicts.flatMap(({ between }) =>
    between.flatMap(limit => (limit.kind === 'agreed' ? [lineOfAgreed(limit.id)] : [])),
  )
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('planLine')
    .innerJoin('organisation', 'organisation.id', 'planLine.firmId')
    .select(['planLine.id', 'item', 'recipe', 'operation', 'organisation.name as firm'])
    .where('planLine.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...line }) => [id, line]))
}

/** The same bounds with the nearest values in place of those that are not kept, rounded to the side that can be kept. */
function nearestOf({ keuro, bounds }: PlanAsked, { bounds: reached, changes }: Kept): Nearest | null {
  const spent = changes.reduce((sum, { isUnderWay, effort }) => sum + (isUnderWay ? 0 : effort.keuro), 0)
  const isOverspent = keuro !== null && spent > keuro * (1 + rounding)
  if (!isOverspent && reached.every(({ isKept }) => isKept)) return null
  /** What the plan comes to of a bound that it cannot keep; null of any other. */
  const value = (kind: Bound['kind'], item: string | null) =>
    reached.find(
      ({ bound, isKept }) => !isKept && bound.kind === kind && ('item' in bound ? bound.item : null) === item,
    )?.reached ?? null
  const up = (share: number | null) => share && Math.min(1, Math.ceil(share * SHARE_STEPS) / SHARE_STEPS)
  const down = (share: number | null) => share && Math.max(0, Math.floor(share * SHARE_STEPS) / SHARE_STEPS)
  const hours = value('difficulty', null)
  return {
    keuro: isOverspent ? Math.ceil(spent) : keuro,
    bounds: {
      dependence: up(value('dependence', null)) ?? bounds.dependence,
      regional: down(value('regional', null)) ?? bounds.regional,
      recyclable: down(value('recyclable', null)) ?? bounds.recyclable,
      // No work at all for them is no bound.
      difficultyHours: hours === null ? bounds.difficultyHours : Math.floor(hours) || null,
      items: bounds.items.map(({ item, kind, share }) => ({
        item,
        kind,
        share: (kind === 'dependence' ? up : down)(value(kind, item)) ?? share,
      })),
    },
  }
}
