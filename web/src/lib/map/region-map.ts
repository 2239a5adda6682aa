import { geoMercator, geoPath } from 'd3-geo'
import type { Department } from '#lib/map/departments.ts'

/** Something that stands somewhere on the map. */
export interface Mark {
  id: string
  latitude: number
  longitude: number
}

/** What a mark stands for: a firm by what it could make, or a need by how it is met. */
export type Tone = 'now' | 'soon' | 'part' | 'met' | 'near' | 'none'

/** A mark as it is drawn. */
export interface DrawnMark extends Mark {
  tone: Tone
  /** Half its width. */
  size: number
  /** One to look at first. */
  halo: boolean
  /** All of it, for a reader of the map. */
  label: string
}

export interface Spot {
  x: number
  y: number
}

export interface RegionMap {
  departments: { code: string; name: string; path: string; within: boolean; label: Spot }[]
  /** Where each mark is drawn, by its id. */
  spots: Map<string, Spot>
}

interface Frame {
  width: number
  height: number
  margin: number
}

/** Distance between marks of one commune, which would else hide each other. */
const APART = 11
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/**
 * The region with its marks, as large as the frame lets it: all of it, or one of its departments. What lies beyond is
 * drawn as far as it is in sight.
 */
export function drawRegion(
  departments: readonly Department[],
  marks: readonly Mark[],
  { region, focus, frame }: { region: readonly string[]; focus: string | null; frame: Frame },
): RegionMap {
  const { width, height, margin } = frame
  const framed = departments.filter(({ code }) => (focus === null ? region.includes(code) : code === focus))
  const shapes = framed.length > 0 ? framed : departments
  const projection = geoMercator()
    .fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      { type: 'GeometryCollection', geometries: shapes.map(({ shape }) => shape) },
    )
    .clipExtent([
      [-10, -10],
      [width + 10, height + 10],
    ])
  const outline = geoPath(projection).digits(1)
  const places = new Map<string, number>()
  return {
    departments: departments.flatMap(({ code, name, shape }) => {
      const path = outline(shape)
      if (path === null) return []
      const [x, y] = outline.centroid(shape)
      return [{ code, name, path, within: region.includes(code), label: { x, y } }]
    }),
    spots: new Map(
      marks.map(({ id, latitude, longitude }) => {
        const place = `${latitude} ${longitude}`
        const before = places.get(place) ?? 0
        places.set(place, before + 1)
        const [x, y] = projection([longitude, latitude]) ?? [0, 0]
        return [id, aside({ x, y }, before)]
      }),
    ),
  }
}

/** The place of the mark that comes after so many others on one point: outwards in a spiral, as seeds in a sunflower. */
function aside({ x, y }: Spot, before: number): Spot {
  const away = APART * Math.sqrt(before)
  return { x: x + away * Math.cos(before * GOLDEN_ANGLE), y: y + away * Math.sin(before * GOLDEN_ANGLE) }
}

const DIRECTIONS: Record<string, Spot> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
}

/**
 * The mark that an arrow key goes to from another: the nearest in that direction, one a little aside counting as further
 * away. The first where none is chosen yet; null where the key is no arrow or nothing lies there.
 */
export function neighbour(spots: ReadonlyMap<string, Spot>, from: string | null, key: string): string | null {
  const direction = DIRECTIONS[key]
  if (!direction) return null
  const start = from === null ? undefined : spots.get(from)
  if (!start) return spots.keys().next().value ?? null
  let best: { id: string; cost: number } | null = null
  for (const [id, { x, y }] of spots) {
    const along = (x - start.x) * direction.x + (y - start.y) * direction.y
    if (id === from || along <= 0) continue
    const across = Math.abs((x - start.x) * direction.y) + Math.abs((y - start.y) * direction.x)
    const cost = along + 2.5 * across
    if (best === null || cost < best.cost) best = { id, cost }
  }
  return best?.id ?? null
}
