/** What living through a plan comes to, item by item, in figures that a person reads. */
import type { Claim } from '../catalogue.ts'
import type { Terms } from '../planning/model.ts'
import type { Priority } from '../planning/region.ts'
import type { Due, Lived } from './simulate.ts'

/** Those who use an item: how many, counted as what, of which priority, and what all of them use in each week. */
export interface Users {
  item: string
  claim: Claim
  priority: Priority
  /** What is counted: agents, say, or beds. */
  of: string
  people: number
  used: readonly number[]
}

/** Of what stocks are to be built up nobody is short. */
const served = [1, 2] as const satisfies Priority[]
/** Below this share of what has been due until then nothing is called missing. */
const hair = 1e-3

export interface ItemOutcome {
  item: string
  claim: Claim
  /** Units due in all, but for what builds up stocks; and late at the end of each week. */
  due: number
  late: number[]
  /** In stock at the end of each week. */
  stock: number[]
  /** Weeks served whole before the first in which something is missing; null where nothing ever is. */
  cover: number | null
  /** Week in which most is late, and how much. */
  worst: { week: number; units: number }
  /** How many are without in the week in which most are, in all and by what is counted; null where nobody said so. */
  people: number | null
  without: { of: string; people: number }[]
}

export function outcomesOf(
  { articles, orders, calendar }: Terms,
  lived: readonly Lived[],
  due: Due,
  users: readonly Users[],
): ItemOutcome[] {
  const weeks = Array.from({ length: calendar.weeks }, (_, week) => week)
  const asked = new Set(orders.map(({ article }) => article))
  return articles.flatMap(({ number, item, claim }) => {
    const own = lived[number]
    if (own === undefined || !asked.has(number)) return []
    const dueIn = (week: number) =>
      served.reduce((sum, priority) => sum + (due[number]?.[priority][week] ?? 0), 0)
    const late = weeks.map(week => served.reduce((sum, priority) => sum + (own.late[priority][week] ?? 0), 0))
    const units = Math.max(...late)
    return {
      item: item.id,
      claim,
      due: dueIn(calendar.weeks - 1),
      late,
      stock: [...own.stock],
      cover: coverOf(late, dueIn),
      worst: { week: late.indexOf(units), units },
      ...without(
        own,
        users.filter(user => user.item === item.id && user.claim === claim),
      ),
    }
  })
}

/** The first week at whose end something is missing; null where there is none. */
export function coverOf(late: readonly number[], dueIn: (week: number) => number): number | null {
  const first = late.findIndex((units, week) => units >= 0.5 && units > hair * dueIn(week))
  return first === -1 ? null : first
}

/**
 * Of those who use an item, so large a part is without in a week as is late of what they use in it, all of them at most;
 * those who go first are the last to be without.
 */
function without({ late }: Lived, users: readonly Users[]): Pick<ItemOutcome, 'people' | 'without'> {
  if (users.length === 0) return { people: null, without: [] }
  const shareIn = (priority: Priority, week: number) => {
    const used = users.reduce(
      (sum, user) => sum + (user.priority === priority ? (user.used[week] ?? 0) : 0),
      0,
    )
    return used > 0 ? Math.min(1, (late[priority][week] ?? 0) / used) : 0
  }
  const inWeek = (week: number, of: string | null) =>
    users.reduce(
      (sum, user) => (of === null || user.of === of ? sum + user.people * shareIn(user.priority, week) : sum),
      0,
    )
  const byWeek = (users[0]?.used ?? []).map((_, week) => inWeek(week, null))
  const people = Math.max(0, ...byWeek)
  const kinds = [...new Set(users.map(({ of }) => of))].sort()
  return {
    people,
    without: kinds
      .map(of => ({ of, people: inWeek(byWeek.indexOf(people), of) }))
      .filter(each => each.people >= 0.5),
  }
}
