/** Whether a region converts too much to one item: what is agreed, converted, under way and planned beside what is needed. */

export const stances = ['done', 'begun', 'planned'] as const
export type Stance = (typeof stances)[number]

/** A conversion: so many units a week, from a week on, for so many weeks. Weeks are counted from 0. */
export interface Conversion {
  stance: Stance
  weekly: number
  from: number
  weeks: number
}

export interface CapacityAsked {
  /** Units needed in each week, crisis and all. */
  need: readonly number[]
  /** Units needed in each week where there is no crisis: what lasts after it. */
  lasting: readonly number[]
  /** Units of each week that firms which convert nothing to the item have agreed to make. */
  committed: readonly number[]
  conversions: readonly Conversion[]
}

export interface CapacityWeek {
  need: number
  committed: number
  done: number
  begun: number
  planned: number
}

/** `over`: what is agreed, converted and under way is too much of what lasts; `near`: it is with what is planned. */
export type Alarm = 'over' | 'near' | 'none'

export interface Overcapacity {
  weeks: CapacityWeek[]
  alarm: Alarm
  /**
   * From the first week with a conversion on, in the mean of a week; null where no conversion makes anything in time.
   * `beyond`: what is planned with it, above what lasts. `short`: weeks in which even so less is made than is needed.
   */
  mean: (CapacityWeek & { lasting: number; beyond: number; short: number }) | null
}

/** So much more than is needed is a reserve and no excess: the operator's usual choice, an estimate. */
const reserve = 0.1

/**
 * From the first week on in which a conversion makes anything, all weeks together: too much is more than a tenth beyond what
 * lasts. Machines that could make the item and have not been converted to it count nothing: they are at work on something else.
 */
export function overcapacityOf({ need, lasting, committed, conversions }: CapacityAsked): Overcapacity {
  const at = (stance: Stance, week: number) =>
    conversions.reduce(
      (sum, one) =>
        one.stance === stance && week >= one.from && week < one.from + one.weeks ? sum + one.weekly : sum,
      0,
    )
  const weeks = need.map((units, week): CapacityWeek => ({
    need: units,
    committed: committed[week] ?? 0,
    done: at('done', week),
    begun: at('begun', week),
    planned: at('planned', week),
  }))
  const first = Math.max(0, Math.min(Infinity, ...conversions.map(({ from }) => from)))
  const looked = weeks.slice(Math.min(first, weeks.length))
  if (looked.length === 0) return { weeks, alarm: 'none', mean: null }
  const meanOf = (figure: keyof CapacityWeek) => meanBy(looked, week => week[figure])
  const mean = {
    need: meanOf('need'),
    committed: meanOf('committed'),
    done: meanOf('done'),
    begun: meanOf('begun'),
    planned: meanOf('planned'),
    lasting: meanBy(lasting.slice(first, weeks.length), units => units),
  }
  const most = mean.lasting * (1 + reserve)
  const agreed = mean.committed + mean.done + mean.begun
  const whole = agreed + mean.planned
  const isUnderWay = conversions.some(({ stance }) => stance !== 'planned')
  const alarm = isUnderWay && agreed > most ? 'over' : whole > most ? 'near' : 'none'
  const short = looked.filter(week => week.committed + week.done + week.begun + week.planned < week.need)
  return {
    weeks,
    alarm,
    mean: { ...mean, beyond: Math.max(0, whole - mean.lasting), short: short.length },
  }
}

const meanBy = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0) / Math.max(1, all.length)
