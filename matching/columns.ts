/** What firms are ranked by at a glance: figures side by side, by slot, so that a hundred thousand are gone through in no time. */
import { jobsOf } from './criteria/jobs.ts'
import { steadyReliabilityOf } from './criteria/reliability.ts'
import { dayOf } from './dates.ts'
import type { CompiledFirm } from './firm.ts'
import { kilometres } from './geography.ts'
import type { Viewer } from './match.ts'
import type { StoredFirm } from './retrieve.ts'

/** No day of the calendar: a profile that nobody ever confirmed. */
export const never = -(2 ** 31)

/** Rounding to 32 bits must not lower what an upper bound is made of. */
const upward = 1 + 1e-6

export class FirmColumns {
  /** Slots in use are below it. */
  length = 0
  /** Number of the kind; -1 where there is no firm. */
  kind = new Int32Array(64)
  preparation = new Float32Array(64)
  /** Units; -Infinity where there is none. */
  minimumOrder = new Float64Array(64)
  /** Free hours a week of all its people, in its fullest week. */
  hours = new Float32Array(64)
  /** Value of the jobs criterion for others, and for the operator. */
  jobs = new Float32Array(64)
  jobsForOperator = new Float32Array(64)
  /** Reliability but for the freshness of the profile, and the day of its last confirmation. */
  reliability = new Float32Array(64)
  confirmed = new Int32Array(64)
  /** Number of what it wishes to make. */
  wishes = new Int32Array(64)
  /** First site, and road kilometres from there to its farthest one. */
  latitude = new Float32Array(64)
  longitude = new Float32Array(64)
  spread = new Float32Array(64)

  /** By number of wishes: the ids wished. The first is nothing. */
  readonly wished: string[][] = [[]]
  readonly #wishNumbers = new Map<string, number>([['', 0]])

  set({ slot, kind, preparation, minimumOrder }: StoredFirm, compiled: CompiledFirm): void {
    if (slot >= this.kind.length) this.#grow()
    this.length = Math.max(this.length, slot + 1)
    const { firm, sites, availability } = compiled
    const hours = sites.reduce((sum, { pools }) => sum + pools.reduce((all, pool) => all + pool.hours, 0), 0)
    const fullest = Math.max(1, ...availability.exceptions.map(({ share }) => share))
    this.kind[slot] = kind
    this.preparation[slot] = preparation
    this.minimumOrder[slot] = minimumOrder ?? -Infinity
    this.hours[slot] = hours * fullest * upward
    this.jobs[slot] = jobsOf(compiled, others) * upward
    this.jobsForOperator[slot] = jobsOf(compiled, operator) * upward
    this.reliability[slot] = steadyReliabilityOf(firm) * upward
    this.confirmed[slot] = firm.confirmedAt === null ? never : dayOf(firm.confirmedAt)
    this.wishes[slot] = this.#wishNumber(firm.willing)
    const places = sites.map(({ site }) => site.place)
    const [first] = places
    this.latitude[slot] = first?.latitude ?? 0
    this.longitude[slot] = first?.longitude ?? 0
    this.spread[slot] =
      first === undefined ? 0 : Math.max(...places.map(place => kilometres(first, place))) * upward
  }

  clear(slot: number): void {
    this.kind[slot] = -1
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
    this.kind = longer(this.kind, new Int32Array(2 * this.kind.length))
    this.confirmed = longer(this.confirmed, new Int32Array(2 * this.confirmed.length))
    this.minimumOrder = longer(this.minimumOrder, new Float64Array(2 * this.minimumOrder.length))
    this.wishes = longer(this.wishes, new Int32Array(2 * this.wishes.length))
    for (const column of [
      'preparation',
      'hours',
      'jobs',
      'jobsForOperator',
      'reliability',
      'latitude',
      'longitude',
      'spread',
    ] as const)
      this[column] = longer(this[column], new Float32Array(2 * this[column].length))
  }
}

const others: Viewer = { kind: 'other' }
const operator: Viewer = { kind: 'operator' }

function longer<Column extends Int32Array | Float32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
