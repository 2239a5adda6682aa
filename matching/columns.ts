/** What firms are ranked by at a glance: figures side by side, by slot, so that a hundred thousand are gone through in no time. */
import { jobsOf } from './criteria/jobs.ts'
import { EachHours } from './each-hours.ts'
import { steadyReliabilityOf } from './criteria/reliability.ts'
import { dayOf } from './dates.ts'
import type { CompiledFirm } from './firm.ts'
import { kilometres, leastKilometres, type Origin } from './geography.ts'
import { longer, room } from './growing.ts'
import type { Viewer } from './match.ts'
import type { StoredFirm } from './retrieve.ts'
import { structures } from './packed.ts'
import type { Place } from './supply.ts'

/** No day of the calendar: a profile that nobody ever confirmed. */
export const never = -(2 ** 31)

/** Rounding to 32 bits must not lower what an upper bound is made of. */
const upward = 1 + 1e-6

/**
 * Where figures stand in the row of a firm, by which firms are told apart one by one: a single read of memory brings them all. The first
 * four are of its only site; where it has several or none, its latitude is no number.
 */
export const row = {
  latitude: 0,
  longitude: 1,
  cosine: 2,
  department: 3,
  /** Value of the jobs criterion for others. */
  jobs: 4,
  /** Reliability but for the freshness of the profile, and the day of its last confirmation. */
  reliability: 5,
  confirmed: 6,
  /** Number of what it wishes to make. */
  wishes: 7,
} as const
export const perRow = 8

export class FirmColumns {
  /** Slots in use are below it. */
  length = 0
  /** Number of the kind; -1 where there is no firm. */
  kind = new Int32Array(64)
  preparation = new Float32Array(64)
  /** Units; 0 where there is none. */
  minimumOrder = new Float64Array(64)
  /** Position of its structure, and 1 where it has any proof. */
  structure = new Uint8Array(64)
  proofs = new Uint8Array(64)
  /** Free hours a week of all its people, and how many times that it has in its fullest week. */
  hours = new Float32Array(64)
  fullest = new Float32Array(64)
  /** Value of the jobs criterion for the operator. */
  jobsForOperator = new Float32Array(64)
  /** A row for each firm. */
  rows = new Float32Array(64 * perRow)
  /** First of its sites in the list of them, and how many it has. */
  firstSite = new Int32Array(64)
  sites = new Int32Array(64)
  readonly places = new Places()
  /** First of its hours in the list of them: site by site those of its people by trade, then of its machines by type. */
  firstHours = new Int32Array(64)
  readonly eachHours = new EachHours()

  /** By number of wishes: the ids wished. The first is nothing. */
  readonly wished: string[][] = [[]]
  readonly #wishNumbers = new Map<string, number>([['', 0]])

  set({ slot, kind, preparation, minimumOrder }: StoredFirm, compiled: CompiledFirm): void {
    if (slot >= this.kind.length) this.#grow()
    if (this.#has(slot)) this.#leave(slot)
    this.length = Math.max(this.length, slot + 1)
    const { firm, sites, availability } = compiled
    const hours = sites.reduce((sum, { pools }) => sum + pools.reduce((all, pool) => all + pool.hours, 0), 0)
    const fullest = Math.max(1, ...availability.exceptions.map(({ share }) => share))
    this.kind[slot] = kind
    this.preparation[slot] = preparation
    this.minimumOrder[slot] = minimumOrder ?? 0
    this.structure[slot] = structures.indexOf(firm.structure)
    this.proofs[slot] = firm.certificates.length > 0 ? 1 : 0
    this.hours[slot] = hours * upward
    this.fullest[slot] = fullest * upward
    this.jobsForOperator[slot] = jobsOf(compiled, operator) * upward
    this.sites[slot] = sites.length
    const site = this.places.add(sites.map(({ site }) => site.place))
    this.firstSite[slot] = site
    this.firstHours[slot] = this.eachHours.add(compiled)
    const { latitude, longitude, cosine, department } = this.places
    const at = slot * perRow
    this.rows[at + row.latitude] = sites.length === 1 ? (latitude[site] ?? NaN) : NaN
    this.rows[at + row.longitude] = longitude[site] ?? 0
    this.rows[at + row.cosine] = cosine[site] ?? 0
    this.rows[at + row.department] = department[site] ?? 0
    this.rows[at + row.jobs] = jobsOf(compiled, others) * upward
    this.rows[at + row.reliability] = steadyReliabilityOf(firm) * upward
    this.rows[at + row.confirmed] = firm.confirmedAt === null ? never : dayOf(firm.confirmedAt)
    this.rows[at + row.wishes] = this.#wishNumber(firm.willing)
  }

  clear(slot: number): void {
    this.#leave(slot)
    this.kind[slot] = -1
    this.sites[slot] = 0
  }

  #has(slot: number): boolean {
    return slot < this.length && this.kind[slot] !== -1
  }

  /** Gives back what is kept in lists. */
  #leave(slot: number): void {
    this.places.remove(this.firstSite[slot] ?? 0, this.sites[slot] ?? 0)
    this.eachHours.remove(this.firstHours[slot] ?? 0)
  }

  /** Road kilometres from its nearest site, half a kilometre less for what rounding takes; Infinity where it has none. */
  distance(slot: number, to: Pick<Place, 'latitude' | 'longitude'>): number {
    const first = this.firstSite[slot] ?? 0
    let nearest = Infinity
    for (let at = first; at < first + (this.sites[slot] ?? 0); at++) {
      const [latitude, longitude] = [this.places.latitude[at] ?? 0, this.places.longitude[at] ?? 0]
      nearest = Math.min(nearest, kilometres({ latitude, longitude }, to))
    }
    return Math.max(0, nearest - 0.5)
  }

  /** A figure of the row of a firm. */
  figure(slot: number, place: number): number {
    return this.rows[slot * perRow + place] ?? 0
  }

  /** The same or less, at a glance. */
  leastDistance(slot: number, to: Origin): number {
    const first = this.firstSite[slot] ?? 0
    const end = first + (this.sites[slot] ?? 0)
    const { latitude, longitude, cosine } = this.places
    let nearest = Infinity
    for (let at = first; at < end; at++)
      nearest = Math.min(nearest, leastKilometres(to, latitude[at] ?? 0, longitude[at] ?? 0, cosine[at] ?? 0))
    return Math.max(0, nearest - 0.5)
  }

  #wishNumber(willing: string[]): number {
    const ids = [...new Set(willing)].sort()
    const key = ids.join(' ')
    const known = this.#wishNumbers.get(key)
    if (known !== undefined) return known
    const number = this.wished.push(ids) - 1
    this.#wishNumbers.set(key, number)
    return number
  }

  #grow(): void {
    const length = room(this.kind)
    for (const column of ['kind', 'firstSite', 'sites', 'firstHours'] as const)
      this[column] = longer(this[column], new Int32Array(length))
    for (const column of ['structure', 'proofs'] as const)
      this[column] = longer(this[column], new Uint8Array(length))
    for (const column of ['preparation', 'hours', 'fullest', 'jobsForOperator'] as const)
      this[column] = longer(this[column], new Float32Array(length))
    this.minimumOrder = longer(this.minimumOrder, new Float64Array(length))
    this.rows = longer(this.rows, new Float32Array(length * perRow))
  }
}

/** Sites, each firm's side by side; what nobody has any more is used again. */
class Places {
  latitude = new Float32Array(64)
  longitude = new Float32Array(64)
  /** Of the latitude, or a little less. */
  cosine = new Float32Array(64)
  /** Number of the department. */
  department = new Uint16Array(64)
  /** By number: the code of the department. */
  readonly departments: string[] = []
  readonly #departmentNumbers = new Map<string, number>()
  /** By how many sites: where so many may stand. */
  readonly #free: number[][] = []
  #length = 0

  /** Where the first of them stands. */
  add(places: Place[]): number {
    const first = this.#free[places.length]?.pop() ?? this.#length
    if (first === this.#length) this.#length += places.length
    while (this.#length > this.latitude.length) this.#grow()
    places.forEach(({ latitude, longitude, department }, at) => {
      this.latitude[first + at] = latitude
      this.longitude[first + at] = longitude
      this.cosine[first + at] = Math.cos((latitude * Math.PI) / 180) / upward
      this.department[first + at] = this.#departmentNumber(department)
    })
    return first
  }

  remove(first: number, count: number): void {
    if (count === 0) return
    const free = (this.#free[count] ??= [])
    free.push(first)
  }

  #departmentNumber(code: string): number {
    const known = this.#departmentNumbers.get(code)
    if (known !== undefined) return known
    const number = this.departments.push(code) - 1
    this.#departmentNumbers.set(code, number)
    return number
  }

  #grow(): void {
    this.latitude = longer(this.latitude, new Float32Array(room(this.latitude)))
    this.longitude = longer(this.longitude, new Float32Array(room(this.longitude)))
    this.cosine = longer(this.cosine, new Float32Array(room(this.cosine)))
    this.department = longer(this.department, new Uint16Array(room(this.department)))
  }
}

const others: Viewer = { kind: 'other' }
const operator: Viewer = { kind: 'operator' }
