/** How an order book holds: how full the coming weeks are, and what of its work would stay once the crisis is over. */

/** Hours of a firm's people in one week. */
export interface BookWeek {
  /** Its Monday. */
  week: string
  /** Hours that its people have for such work, closed weeks counted. */
  declared: number
  /** Of these, firmly taken by contracts, call-offs and agreed plan lines. */
  committed: number
}

export interface Standing {
  declared: number
  committed: number
  /** Committed ÷ declared over the first 4 weeks, the first 13, and all; above 1 where more is taken than declared, null without hours. */
  load: { month: number | null; quarter: number | null; all: number | null }
  /** Weeks that the work in hand would fill if it were done one after the other, at a mean week's hours; null without hours. */
  weeksInHand: number | null
  /** Monday of the first week from which on no week is half full; null where the last one still is. */
  thinFrom: string | null
}

/** Below this share of its hours a week counts as thin. */
export const thin = 0.5

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

function loadOf(weeks: readonly BookWeek[]): number | null {
  const declared = sum(weeks.map(week => week.declared))
  return declared === 0 ? null : sum(weeks.map(({ committed }) => committed)) / declared
}

const isThin = ({ declared, committed }: BookWeek) =>
  declared === 0 ? committed === 0 : committed < thin * declared

/** Where an order book stands, over weeks that follow each other. */
export function standingOf(weeks: readonly BookWeek[]): Standing {
  const declared = sum(weeks.map(week => week.declared))
  const committed = sum(weeks.map(week => week.committed))
  const lastFull = weeks.findLastIndex(week => !isThin(week))
  return {
    declared,
    committed,
    load: { month: loadOf(weeks.slice(0, 4)), quarter: loadOf(weeks.slice(0, 13)), all: loadOf(weeks) },
    weeksInHand: declared === 0 ? null : committed / (declared / weeks.length),
    thinFrom: weeks[lastFull + 1]?.week ?? null,
  }
}

/** Hours of a firm on one item over some weeks, beside what the region orders of it and would use of it in calm times. */
export interface ItemWork {
  item: string
  hours: number
  /** Units that are ordered or agreed of any firm over these weeks. */
  ordered: number
  /** Units that buyers would use over as many calm weeks; null where nobody says, or too few do for it to be told. */
  calm: number | null
}

export interface AfterCrisis {
  item: string
  hours: number
  /** Hours that would stay at most: every firm keeps its part of what is ordered, and calm use asks for no more than all of it. */
  lasting: number | null
}

/**
 * What would stay of each item's hours after the crisis: hours × min(1, calm use ÷ what is ordered). It is the most that
 * would stay: buyers may buy elsewhere. Null where calm use is not known.
 */
export function afterCrisis(work: readonly ItemWork[]): AfterCrisis[] {
  return work.map(({ item, hours, ordered, calm }) => ({
    item,
    hours,
    lasting: calm === null ? null : hours * (ordered <= calm ? 1 : calm / ordered),
  }))
}
