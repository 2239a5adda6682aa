import { kilometresPerDay, roadFactor } from './defaults.ts'
import type { Place } from './supply.ts'

const earthRadius = 6371
const radians = Math.PI / 180

type Point = Pick<Place, 'latitude' | 'longitude'>

/** Road kilometres between two places: great circle × a documented factor. */
export function kilometres(from: Point, to: Point): number {
  const latitude = ((to.latitude - from.latitude) * radians) / 2
  const longitude = ((to.longitude - from.longitude) * radians) / 2
  const haversine =
    Math.sin(latitude) ** 2 +
    Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * Math.sin(longitude) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(haversine))) * roadFactor
}

/** A place that many distances are taken from. */
export interface Origin extends Point {
  /** Of its latitude. */
  cosine: number
}

export function originOf({ latitude, longitude }: Point): Origin {
  return { latitude, longitude, cosine: Math.cos(latitude * radians) }
}

/**
 * No more than `kilometres`, and by a kilometre less at most up to a thousand: the chord instead of the arc, without trigonometry.
 * `cosine`: that of the latitude it goes to, or a little less.
 */
export function leastKilometres(from: Origin, { latitude, longitude, cosine }: Readonly<Origin>): number {
  const north = leastSine(((latitude - from.latitude) * radians) / 2)
  const east = leastSine(((longitude - from.longitude) * radians) / 2)
  return 2 * earthRadius * Math.sqrt(north * north + from.cosine * cosine * east * east) * roadFactor
}

/** No further from 0 than the sine. */
function leastSine(angle: number): number {
  return Math.abs(angle) > 1.5 ? Math.sin(angle) : angle - (angle * angle * angle) / 6
}

/** Whole days on the road for a delivery. */
export function deliveryDays(distance: number): number {
  return Math.max(1, Math.ceil(distance / kilometresPerDay))
}
