import { geoMercator, geoPath } from 'd3-geo'
import type { Department } from '#lib/map/departments.ts'

export interface Spot {
  latitude: number
  longitude: number
}

export interface DrawnMap {
  /** Outlines of the departments in sight. */
  departments: { code: string; path: string }[]
  /** Where the spots are drawn, in their order. */
  points: { x: number; y: number }[]
}

/** Degrees around the outermost spots, so that a short trip still shows where it is. */
const AROUND = 0.2
/** Two stitches closer than this would hide each other. */
const APART = 24

/** A map just large enough for these spots. */
export function drawMap(
  departments: readonly Department[],
  spots: readonly Spot[],
  { width, height, margin }: { width: number; height: number; margin: number },
): DrawnMap {
  const frame = {
    type: 'MultiPoint' as const,
    coordinates: spots.flatMap(({ latitude, longitude }) => [
      [longitude - AROUND, latitude - AROUND],
      [longitude + AROUND, latitude + AROUND],
    ]),
  }
  const projection = geoMercator()
    .fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      frame,
    )
    .clipExtent([
      [-20, -20],
      [width + 20, height + 20],
    ])
  const path = geoPath(projection).digits(1)
  return {
    departments: departments.flatMap(({ code, shape }) => {
      const drawn = path(shape)
      return drawn ? [{ code, path: drawn }] : []
    }),
    points: spread(
      spots.map(({ latitude, longitude }) => {
        const [x, y] = projection([longitude, latitude]) ?? [0, 0]
        return { x, y }
      }),
    ),
  }
}

/** Moves points aside that would be drawn over one another: firms of one town stand next to each other. */
export function spread(points: readonly { x: number; y: number }[]): { x: number; y: number }[] {
  const placed: { x: number; y: number }[] = []
  for (const { x, y } of points) {
    let at = { x, y }
    for (let turn = 1; turn <= 12 && placed.some(other => distance(other, at) < APART); turn++) {
      const angle = turn * 2.4
      const away = APART * (0.6 + turn * 0.22)
      at = { x: x + Math.cos(angle) * away, y: y + Math.sin(angle) * away }
    }
    placed.push(at)
  }
  return placed
}

const distance = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.hypot(one.x - other.x, one.y - other.y)

/** Where a name is written: from that point on, or up to it. */
export interface Label {
  x: number
  y: number
  anchor: 'start' | 'end' | 'middle'
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Half of a stitch and the gap to its name. */
const REACH = 15
const LETTER = 7.4
const LINE = 16

/**
 * Writes a name beside each point where it hides neither another name nor a stitch: right of it, left, above or below,
 * the first that fits within the width; right where none does.
 */
export function placeLabels(
  points: readonly { x: number; y: number }[],
  names: readonly string[],
  width: number,
): Label[] {
  const taken: Box[] = points.map(({ x, y }) => ({
    left: x - 11,
    right: x + 11,
    top: y - 11,
    bottom: y + 11,
  }))
  return points.map(({ x, y }, index) => {
    const length = (names[index] ?? '').length * LETTER
    const choices: { label: Label; box: Box }[] = [
      { label: { x: x + REACH, y: y + 4.5, anchor: 'start' }, box: box(x + REACH, y, length) },
      { label: { x: x - REACH, y: y + 4.5, anchor: 'end' }, box: box(x - REACH - length, y, length) },
      { label: { x, y: y - REACH - 2, anchor: 'middle' }, box: box(x - length / 2, y - REACH - 7, length) },
      { label: { x, y: y + REACH + 10, anchor: 'middle' }, box: box(x - length / 2, y + REACH + 6, length) },
    ]
    const free = choices.find(
      one =>
        one.box.left > 0 &&
        one.box.right < width &&
        !taken.some((other, at) => at !== index && overlap(one.box, other)),
    )
    const chosen = free ?? choices[0]
    if (!chosen) return { x, y, anchor: 'start' }
    taken.push(chosen.box)
    return chosen.label
  })
}

const box = (left: number, y: number, length: number): Box => ({
  left,
  right: left + length,
  top: y - LINE / 2,
  bottom: y + LINE / 2,
})

const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** A thread from one point to another, bent a little so that the way there and back are told apart. */
export function thread(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const bend = 0.16
  const x = (from.x + to.x) / 2 - (to.y - from.y) * bend
  const y = (from.y + to.y) / 2 + (to.x - from.x) * bend
  const round = (value: number) => Math.round(value * 10) / 10
  return `M${round(from.x)} ${round(from.y)}Q${round(x)} ${round(y)} ${round(to.x)} ${round(to.y)}`
}
