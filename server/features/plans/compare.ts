import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanTable } from '@maillage/db/tables/plans.ts'
import type { Kysely, Selectable } from 'kysely'
import { planOf } from './read.ts'
import { readLines } from './read-lines.ts'
import type { Compared } from './compare-schemas.ts'
import type { PlanLines } from './schemas.ts'
import { planMondays, sumOf } from './weeks.ts'

type Row = Selectable<PlanTable>
type Kept = NonNullable<Row['result']>
type HoursLine = Pick<PlanLines[number], 'firmId' | 'firm' | 'hours'>
interface Made {
  row: Row
  result: Kept
  lines: PlanLines
}

async function madePlan(db: Kysely<DB>, operatorId: string, planId: string): Promise<Made | undefined> {
  const row = await planOf(db, operatorId, planId)
  if (row === undefined || row.result === null) return undefined
  return { row, result: row.result, lines: await readLines(db, planId, {}) }
}

/** What changed from one plan to another; undefined where either is not there, or was never made. */
export async function comparePlans(
  db: Kysely<DB>,
  operatorId: string,
  beforeId: string,
  afterId: string,
): Promise<Compared | undefined> {
  const before = await madePlan(db, operatorId, beforeId)
  const after = await madePlan(db, operatorId, afterId)
  if (before === undefined || after === undefined) return undefined
  const pair = (of: (made: Made) => number) => ({ before: of(before), after: of(after) })
  const cost = (part: keyof Kept['costs']) => pair(({ result }) => result.costs[part])
  const named = ({ row: { id, number, createdAt } }: Made) => ({
    id,
    number,
    createdAt: createdAt.toISOString(),
  })
  return {
    before: named(before),
    after: named(after),
    costs: {
      work: cost('work'),
      bought: cost('bought'),
      services: cost('services'),
      transport: cost('transport'),
      reorientations: cost('reorientations'),
      holding: cost('holding'),
      lateness: cost('lateness'),
    },
    gap: pair(({ result }) => result.gap),
    items: itemsCompared(before.result, after.result),
    firms: firmsCompared(before.lines, after.lines),
    weeks: weeksCompared(before, after),
  }
}

const differs = ({ before, after }: { before: number; after: number }) => Math.abs(after - before)

/** Every item of either plan, those of which more or less is made first. */
export function itemsCompared(
  before: Pick<Kept, 'supplied'>,
  after: Pick<Kept, 'supplied'>,
): Compared['items'] {
  const keyOf = ({ item, claim }: Kept['supplied'][number]) => `${item} ${claim}`
  const all = new Map([...before.supplied, ...after.supplied].map(one => [keyOf(one), one]))
  const items = [...all].map(([key, { item, claim }]) => {
    const pair = (of: (late: number[], delivered: number[]) => number) => {
      const sum = ({ supplied }: Pick<Kept, 'supplied'>) =>
        sumOf(supplied.filter(one => keyOf(one) === key).map(({ late, delivered }) => of(late, delivered)))
      return { before: sum(before), after: sum(after) }
    }
    const never = (late: number[]) => late[late.length - 1] ?? 0
    return {
      item,
      claim,
      due: pair((late, delivered) => sumOf(delivered) + never(late)),
      made: pair((_, delivered) => sumOf(delivered)),
      lateWeeks: pair(late => sumOf(late)),
      never: pair(never),
    }
  })
  return items.sort((a, b) => differs(b.made) - differs(a.made) || (a.item < b.item ? -1 : 1))
}

/** Every firm that works in either plan, those that work more or less first. */
export function firmsCompared(before: readonly HoursLine[], after: readonly HoursLine[]): Compared['firms'] {
  const names = new Map([...before, ...after].map(({ firmId, firm }) => [firmId, firm]))
  const hours = (lines: readonly HoursLine[], id: string) =>
    sumOf(lines.filter(({ firmId }) => firmId === id).map(line => line.hours))
  return [...names]
    .map(([id, name]) => ({ id, name, hours: { before: hours(before, id), after: hours(after, id) } }))
    .sort((a, b) => differs(b.hours) - differs(a.hours) || (a.name < b.name ? -1 : 1))
}

function weeksCompared(before: Made, after: Made): Compared['weeks'] {
  const byMonday = ({ row, lines }: Made) => {
    const mondays = planMondays(row.asOf, row.asked.weeks)
    return new Map(
      mondays.map((monday, week) => [
        monday,
        sumOf(
          lines.map(({ hours, units }) => {
            const made = sumOf(units)
            return made === 0 ? 0 : (hours * (units[week] ?? 0)) / made
          }),
        ),
      ]),
    )
  }
  const [one, other] = [byMonday(before), byMonday(after)]
  return [...new Set([...one.keys(), ...other.keys()])].sort().map(week => ({
    week,
    hours: { before: one.get(week) ?? 0, after: other.get(week) ?? 0 },
  }))
}
