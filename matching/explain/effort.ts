/** What a change takes, in one measure, so that small ones come before large ones that gain as much. */
import type { Firm } from '../supply.ts'
import type { Change } from './change.ts'

/**
 * Thousands of euro of the first quarter, wages and days of care included. All of them are estimates for an order, never
 * a price and never shown: 31 € an hour over 13 weeks, a machine at a mean of what workshops buy second hand.
 */
const keuroOf = {
  word: 0.01,
  verification: 0.1,
  day: 0.1,
  hour: 0.4,
  person: 14,
  machine: 12,
  cleanRoom: 60,
}

/** The effort of a change for a firm, in thousands of euro of the first quarter. */
export function effortOf(change: Change, firm: Firm): number {
  switch (change.code) {
    case 'change.confirm':
    case 'change.wish':
      return keuroOf.word
    case 'change.accept':
    case 'change.minimum-order':
    case 'change.verification':
      return keuroOf.verification
    case 'change.lead-time':
      return keuroOf.day * (change.figures.from - change.figures.days)
    case 'change.certificate':
      return change.figures.keuro + keuroOf.day * change.figures.days
    case 'change.hours':
      return keuroOf.hour * change.figures.hours * Math.max(1, peopleOf(firm))
    case 'change.second-shift':
      return keuroOf.person * change.figures.people
    case 'change.people':
      return keuroOf.person * change.figures.people
    case 'change.machine':
      return keuroOf.machine * change.figures.count + keuroOf.person * change.figures.people
    case 'change.clean-room':
      return keuroOf.cleanRoom
  }
}

/** People a firm declares, all sites together. */
export function peopleOf({ sites }: Firm): number {
  return sites.reduce((sum, { workforce }) => sum + workforce.reduce((all, { people }) => all + people, 0), 0)
}
