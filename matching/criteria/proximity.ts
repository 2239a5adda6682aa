import { proximityScale } from '../defaults.ts'
import type { Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Proximity: e^(−kilometres ÷ 250). Kilometres are what a unit travels along the chain to the place of delivery, each
 * trip by the share that takes it and, for inputs, by their weight beside the product's. Road kilometres are the great
 * circle × 1.3.
 */
export function proximity({ team, trips, work }: Outcome): Judgement {
  const product = team.chain.item
  let kilometres = 0
  let delivery = 0
  const whole = (team.question.need.quantity * product.grams.value) / 1_000_000
  for (const trip of trips) {
    const weight = trip.item === product || whole === 0 ? trip.share : Math.min(1, trip.tonnes / whole)
    kilometres += trip.kilometres * weight
    if (trip.to === null) delivery += trip.kilometres * weight
  }
  return {
    value: work.worked.length === 0 ? 0 : unit(Math.exp(-kilometres / proximityScale)),
    reason: () => ({ code: 'proximity.chain', figures: { kilometres, transports: trips.length, delivery } }),
  }
}
