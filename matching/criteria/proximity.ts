import { proximityScale } from '../defaults.ts'
import type { Outcome } from '../outcome.ts'
import { trips } from '../transport.ts'
import type { Reason } from '../words/reasons.ts'
import { type Judgement, unit } from './judgement.ts'

/** What so many road kilometres to the place of delivery are worth: e^(−kilometres ÷ 250). */
export function nearnessOf(kilometres: number): number {
  return Math.exp(-kilometres / proximityScale)
}

/**
 * Proximity: the mean over the work of e^(−kilometres ÷ 250), from the site where it is done to the place of delivery.
 * Road kilometres are the great circle × 1.3. Its reason gives what a unit travels, each trip by the share that takes it
 * and, for inputs, by their weight beside the product's.
 */
export function proximity(outcome: Outcome): Judgement {
  return { value: unit(outcome.worth.proximity), reason: () => reasonOf(outcome) }
}

function reasonOf({ team, work }: Outcome): Reason {
  const product = team.chain.item
  let kilometres = 0
  let delivery = 0
  const whole = (team.question.need.quantity * product.grams.value) / 1_000_000
  const travelled = trips(team, work.worked)
  for (const trip of travelled) {
    const weight = trip.item === product || whole === 0 ? trip.share : Math.min(1, trip.tonnes / whole)
    kilometres += trip.kilometres * weight
    if (trip.to === null) delivery += trip.kilometres * weight
  }
  return { code: 'proximity.chain', figures: { kilometres, transports: travelled.length, delivery } }
}
