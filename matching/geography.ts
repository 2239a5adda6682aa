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
export function leastKilometres(from: Origin, latitude: number, longitude: number, cosine: number): number {
  return chord(latitude - from.latitude, longitude - from.longitude, from.cosine * cosine)
}

/** Latitudes and longitudes that places stand between; `cosine`: the least of any of these latitudes, or a little less. */
export interface Box {
  south: number
  north: number
  west: number
  east: number
  cosine: number
}

/** No place in a box is nearer, in road kilometres. */
export function leastKilometresTo(from: Origin, { south, north, west, east, cosine }: Box): number {
  const { latitude, longitude } = from
  // Something in it may be nearer the other way round the world.
  const isFar = Math.max(east - longitude, longitude - west) > 180
  const eastward = isFar ? 0 : Math.max(0, west - longitude, longitude - east)
  return chord(Math.max(0, south - latitude, latitude - north), eastward, from.cosine * cosine)
}

/** Road kilometres of so many degrees, or a little less; `cosines`: the product of both. */
function chord(northward: number, eastward: number, cosines: number): number {
  const north = leastSine((northward * radians) / 2)
  const east = leastSine((eastward * radians) / 2)
  return 2 * earthRadius * Math.sqrt(north * north + cosines * east * east) * roadFactor
}

/** No further from 0 than the sine. */
function leastSine(angle: number): number {
  return Math.abs(angle) > 1.5 ? Math.sin(angle) : angle - (angle * angle * angle) / 6
}

/** Whole days on the road for a delivery. */
export function deliveryDays(distance: number): number {
  return Math.max(1, Math.ceil(distance / kilometresPerDay))
}
