/** What somebody uses of an item in a week: from a rate, or to keep a fleet of reusables whole. */

const DAYS_A_WEEK = 7

/** So many units are used for each bed, agent, pupil or call-out and day; `count` of those, on so many days of a week. */
export interface Rule {
  perDay: number
  count: number
  daysPerWeek: number
}

export const weeklyByRule = ({ perDay, count, daysPerWeek }: Rule): number => perDay * count * daysPerWeek

/** Reusables that go round between users and a laundry. */
export interface Fleet {
  users: number
  changesPerDay: number
  daysPerWeek: number
  /** Days from one use of a piece to its next: worn, waiting, at the laundry, on the road. */
  rotationDays: number
  /** Washes that a new piece lasts. */
  life: number
  /** Pieces that are there, and the washes each has left on average. */
  pieces: number
  washesLeft: number
  /** In [0, 1[: what of the pieces in use is lost or torn in a year. */
  yearlyLoss: number
}

const WEEKS_A_YEAR = 52

export interface FleetOutlook {
  /** Pieces that have to go round so that everybody has one: users × changes × days of rotation, days off counted. */
  required: number
  /** What of that is not there. */
  missing: number
  /** Pieces worn out and lost in a week once the fleet is whole: washes ÷ life, and the loss of a year ÷ 52. */
  weekly: number
  /** Full weeks until what is there has been washed as often as it lasts; null where nothing is used. */
  weeksLeft: number | null
}

/** What a fleet takes. Each change is one wash. */
export function fleetOutlook(fleet: Fleet): FleetOutlook {
  const { users, changesPerDay, daysPerWeek, rotationDays, life, pieces, washesLeft, yearlyLoss } = fleet
  const washes = users * changesPerDay * daysPerWeek
  const required = Math.ceil((washes / DAYS_A_WEEK) * rotationDays)
  return {
    required,
    missing: Math.max(0, required - pieces),
    weekly: washes / life + (required * yearlyLoss) / WEEKS_A_YEAR,
    weeksLeft: washes === 0 ? null : Math.floor((pieces * washesLeft) / washes),
  }
}
