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

/** Whole days on the road for a delivery. */
export function deliveryDays(distance: number): number {
  return Math.max(1, Math.ceil(distance / kilometresPerDay))
}
