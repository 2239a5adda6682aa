/** Whether a region converts too much to one item: what is needed beside what stands, is under way and is planned. */

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
  /** Units needed in each week. */
  need: readonly number[]
  /** Units a week that firms make as they stand. */
  standing: number
  conversions: readonly Conversion[]
}

export interface CapacityWeek {
  need: number
  /** What stands, or what done conversions make where that is more: whoever is done has it in its profile. */
  standing: number
  begun: number
  planned: number
}

/** `over`: what stands and is under way is too much; `near`: it is with what is planned. */
export type Alarm = 'over' | 'near' | 'none'

export interface Overcapacity {
  weeks: CapacityWeek[]
  alarm: Alarm
  /** From the first week with a conversion on, in the mean of a week; null where no conversion makes anything in time. */
  mean: (CapacityWeek & { beyond: number }) | null
}

/** So much more than is needed is a reserve and no excess: the operator's usual choice, an estimate. */
const reserve = 0.1

/**
 * From the first week on in which a conversion makes anything, all weeks together: too much is more than a tenth beyond
 * what is needed. `beyond`: units a week, what is planned with it, above need.
 */
export function overcapacityOf({ need, standing, conversions }: CapacityAsked): Overcapacity {
  const at = (stance: Stance, week: number) =>
    conversions.reduce(
      (sum, one) =>
        one.stance === stance && week >= one.from && week < one.from + one.weeks ? sum + one.weekly : sum,
      0,
    )
  const weeks = need.map((units, week): CapacityWeek => ({
    need: units,
    standing: Math.max(standing, at('done', week)),
    begun: at('begun', week),
    planned: at('planned', week),
  }))
  const first = Math.max(0, Math.min(Infinity, ...conversions.map(({ from }) => from)))
  const looked = weeks.slice(Math.min(first, weeks.length))
  if (looked.length === 0) return { weeks, alarm: 'none', mean: null }
  const meanOf = (figure: keyof CapacityWeek) =>
    looked.reduce((sum, week) => sum + week[figure], 0) / looked.length
  const mean = {
    need: meanOf('need'),
    standing: meanOf('standing'),
    begun: meanOf('begun'),
    planned: meanOf('planned'),
  }
  const most = mean.need * (1 + reserve)
  const [agreed, whole] = [mean.standing + mean.begun, mean.standing + mean.begun + mean.planned]
  const isUnderWay = conversions.some(({ stance }) => stance !== 'planned')
  const alarm = isUnderWay && agreed > most ? 'over' : whole > most ? 'near' : 'none'
  return { weeks, alarm, mean: { ...mean, beyond: Math.max(0, whole - mean.need) } }
}
