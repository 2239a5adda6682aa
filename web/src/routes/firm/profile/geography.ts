/** Small geometry of a pin near its commune. */

export interface Point {
  latitude: number
  longitude: number
}

const EARTH_RADIUS_KILOMETRES = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres as the crow flies (haversine formula). */
export function kilometresBetween(from: Point, to: Point): number {
  const half =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(radians(from.latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Eight directions from north, clockwise. */
export const DIRECTIONS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const
export type Direction = (typeof DIRECTIONS)[number]

/** The direction in which one point lies from another. */
export function directionOf(from: Point, to: Point): Direction {
  const east = (to.longitude - from.longitude) * Math.cos(radians((from.latitude + to.latitude) / 2))
  const north = to.latitude - from.latitude
  const turn = Math.atan2(east, north) / (Math.PI / 4)
  return DIRECTIONS[(Math.round(turn) + 8) % 8] ?? 'north'
}

/** A point moved so many kilometres east and north. */
export function moved(from: Point, east: number, north: number): Point {
  const degree = (Math.PI / 180) * EARTH_RADIUS_KILOMETRES
  return {
    latitude: from.latitude + north / degree,
    longitude: from.longitude + east / (degree * Math.cos(radians(from.latitude))),
  }
}

/** Coordinates in degrees as maps give them to copy: « 43.6045, 1.4440 » or « 43,6045 ; 1,4440 ». Null where they are not. */
export function parsePoint(text: string): Point | null {
  const commas = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*(?:[;/]|,\s|\s)\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/
  const points = /^\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*$/
  const match = points.exec(text) ?? commas.exec(text)
  if (!match) return null
  const [latitude, longitude] = [match[1], match[2]].map(part => Number((part ?? '').replace(',', '.')))
  if (latitude === undefined || longitude === undefined) return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

/** Coordinates as they can be copied, to about ten metres. */
export function pointText({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
}
