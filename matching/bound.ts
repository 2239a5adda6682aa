/**
 * The most that a firm can score alone on a chain, from its kind and a few figures: no firm scores more, and most are left
 * out by it before anything is computed for them.
 */
import { isStack, normsAsked, type Stack, type Standing, standing } from './compliance.ts'
import { knowHowOfProof, knowHowOfWishes, provenFor } from './criteria/know-how.ts'
import { leastReliability } from './criteria/reliability.ts'
import { regionalWeight, sustainabilityOf } from './criteria/sustainability.ts'
import {
  centsPerTrip,
  efficiency,
  leadTimeParts,
  mostPartners,
  reliabilityOfWork,
  reliabilityPerPartner,
} from './defaults.ts'
import { centsOfChange, costScale, leastCost } from './estimate.ts'
import type { Glance } from './glance.ts'
import { mostByHours, type PlannedOperation } from './most-by-hours.ts'
import { nobody } from './nobody.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Lacking, Sketch, Sums } from './sketch.ts'
import type { Step } from './steps.ts'
import type { Certificate } from './supply.ts'
import type { Chain } from './unfold.ts'
import { elsewhere } from './worth.ts'

/** What comes first: whoever lacks nothing is listed before anybody who does, whatever the score. */
export const perTier = 10

/** What is known of a firm beside its figures: its hours with the ways that draw on them, its proofs, and its sites. */
export interface Own {
  /** `ofRows`: a week, as planned. Null where they are not looked at. */
  hours: { operations: readonly PlannedOperation[]; ofRows: Float64Array } | null
  /** Null: its proofs are taken to be all that is asked. */
  certificates: Certificate[] | null
  /** Points of work for where it is done: of the product's on the mean, and of any other at most. Null: at its best site. */
  places: { product: number; others: number } | null
}

/** Nothing. */
export const unknown: Own = { hours: null, certificates: null, places: null }

/** Points of a bound that hang on days, hours and proofs; of know-how, those of a proof before they are weighted. */
export interface Timed {
  proof: number
  /** All that hangs on nothing else: the tier, the right to sell. */
  fixed: number
  inTime: number
  /** The whole as a line that is nowhere below it. */
  line: Linear
}

/** Points for the work that a sketch knows of, its cost among them: for the least and the most reliable firm. */
type Work = readonly [least: number, most: number]

/** No more than max(least, base + own × worth + slope × reliability), whatever the worth of a firm's own work in points. */
export interface Linear {
  least: number
  base: number
  own: number
  slope: number
}

/** Upper bounds for one chain of a question. */
export class Bound {
  readonly #question: Question
  readonly #chain: Chain
  /** By number of wishes, and by bit of a block: what they add to know-how. */
  readonly #wishes: Float64Array
  readonly #wishesByBit = new Float64Array(32)
  readonly #mostWishes: number
  /** By slot: 1 for firms with a proof that may count. */
  readonly #holders: Uint8Array
  /** Whether any of the firms last seen together has one. */
  #lastHeld: { slots: Int32Array; mayHold: boolean } | null = null
  readonly #least: number
  readonly #costs = new Map<Sketch, number>()
  readonly #works = new Map<Sketch, Work>()
  /** By sketch, then by preparation and whether a proof may count: with how many hours or more. */
  readonly #ample = new Map<Sketch, Map<number, { hours: number; timed: Timed }>>()
  /** Hours that were enough for what was last looked at. */
  #enough = 0
  readonly #constant: number
  /** Who is so slow that the work is nobody's is worth what is done elsewhere. */
  readonly #nothing: number
  /** Points of the score for work in the region. */
  readonly #regionalPoints: number
  /** By days until it begins: the right to sell of a firm without any proof. */
  readonly #unproven: Record<'making' | 'buying', Standing[]> = { making: [], buying: [] }

  constructor(index: FirmIndex, question: Question, chain: Chain) {
    const { weights } = question
    this.#question = question
    this.#chain = chain
    this.#wishes = Float64Array.from(index.columns.wished, wished => knowHowOfWishes(wished, chain.item))
    this.#wishes.forEach((value, number) => {
      this.#wishesByBit[number & 31] = Math.max(this.#wishesByBit[number & 31] ?? 0, value)
    })
    this.#mostWishes = this.#wishesByBit.reduce((most, value) => Math.max(most, value), 0)
    this.#holders = new Uint8Array(index.columns.length)
    for (const id of [chain.item.id, ...normsAsked(question, chain.item).map(norm => norm.id)])
      for (const { slot } of index.holders(id)) this.#holders[slot] = 1
    const [root] = chain.nodes[0]?.recipes ?? []
    this.#least = root === undefined ? 0 : leastCost(root, question.need.quantity)
    this.#regionalPoints = weights.sustainability * regionalWeight(question)
    this.#nothing =
      weights['know-how'] * elsewhere.knowHow +
      weights.reliability * reliabilityOfWork * elsewhere.reliability
    this.#constant =
      weights.reliability * reliabilityPerPartner * (mostPartners - 1) +
      weights.sustainability * sustainabilityOf(question, chain.item)
  }

  /**
   * The most that whoever is seen so may score, `perTier` higher for each tier; -Infinity where it has no part. `own`:
   * where its own hours and proofs are looked at too.
   */
  of(sketches: readonly Sketch[], glance: Glance, own: Own = unknown): number {
    let most = -Infinity
    for (const sketch of sketches)
      most = Math.max(most, this.#total(sketch, glance, this.timed(sketch, glance, own), own.places))
    return most
  }

  /** What of it hangs on days, hours and proofs: all of a block have at most what the block has, and it takes longest to say. */
  timed(sketch: Sketch, glance: Glance, own: Own = unknown): Timed {
    if (own !== unknown) return this.#time(sketch, glance, own, this.mayHold(glance))
    const mayHold = this.mayHold(glance)
    let known = this.#ample.get(sketch)
    if (known === undefined) this.#ample.set(sketch, (known = new Map()))
    const place = mayHold ? -1 - glance.preparation : glance.preparation
    const ample = known.get(place)
    // Hours that are more than enough say no more.
    if (ample !== undefined && glance.hours >= ample.hours) return ample.timed
    const timed = this.#time(sketch, glance, own, mayHold)
    if (glance.hours >= this.#enough) known.set(place, { hours: this.#enough, timed })
    return timed
  }

  #time(sketch: Sketch, glance: Glance, own: Own, mayHold: boolean): Timed {
    const { weights, today } = this.#question
    const { item } = this.#chain
    const { certificates } = own
    const start = sketch.makerDays === Infinity ? 0 : Math.max(glance.preparation, sketch.makerDays)
    const { value, lawful } = !mayHold
      ? this.#withoutProof(start, sketch.makesStack)
      : certificates === null
        ? { value: 1, lawful: today }
        : this.#standing(certificates, start, sketch.makesStack)
    const isProven = mayHold && (certificates === null || provenFor({ certificates }, item.id, today))
    this.#enough = 0
    const proof = isProven ? knowHowOfProof : 0
    const fixed = perTier * sketch.tier + this.#constant + weights.compliance * value
    const inTime = sketch.lacking !== null ? 0 : this.#inTime(sketch, glance, lawful, own.hours)
    const [low, high] = this.#workOf(sketch)
    const slope = (high - low) / (1 - leastReliability)
    const base = fixed + inTime + weights['know-how'] * sketch.own * proof + low - slope * leastReliability
    const least = fixed + this.#nothing + this.#costOf(sketch)
    return { proof, fixed, inTime, line: { least, base, own: sketch.own, slope } }
  }

  /** What wishes of a number add to know-how. */
  wish(number: number): number {
    return this.#wishes[number] ?? 0
  }

  /** The most by a sketch, with what hangs on days and hours. */
  #total(sketch: Sketch, glance: Glance, { proof, fixed, inTime }: Timed, places: Own['places']): number {
    const { weights } = this.#question
    const { lacking, tier, skill } = sketch
    const [low, high] = this.#workOf(sketch)
    const reliable = Math.max(0, glance.reliability - leastReliability) / (1 - leastReliability)
    const added = sketch.own * (this.#wishesOf(glance) + proof + glance.words)
    const where =
      places === null || tier === 0
        ? sketch.own * (weights.proximity * glance.nearness + (glance.isRegional ? this.#regionalPoints : 0))
        : sketch.onProduct * places.product + (sketch.own - sketch.onProduct) * places.others
    const done =
      low +
      (high - low) * reliable +
      inTime +
      weights['know-how'] * (lacking === null ? Math.min(added, 1 - skill) : added) +
      where +
      weights.jobs * sketch.own * glance.jobs
    return fixed + Math.max(done, this.#nothing + this.#costOf(sketch))
  }

  #workOf(sketch: Sketch): Work {
    let work = this.#works.get(sketch)
    if (work === undefined) this.#works.set(sketch, (work = this.#findWork(sketch)))
    return work
  }

  #findWork(sketch: Sketch): Work {
    const { weights } = this.#question
    const { coverage, skill, reliability, lacking } = sketch
    const [ofSkill, ofReliability] = [weights['know-how'], weights.reliability * reliabilityOfWork]
    const cost = this.#costOf(sketch)
    if (lacking === null) {
      const sure = weights.coverage * coverage + ofSkill * skill + cost
      return [sure + ofReliability * reliability[0], sure + ofReliability * reliability[1]]
    }
    return [this.#mostLacking(lacking, 0), this.#mostLacking(lacking, 1)]
  }

  /** Points for the cost at most. */
  #costOf(sketch: Sketch): number {
    const known = this.#costs.get(sketch)
    if (known !== undefined) return known
    const change = sketch.tier === 0 ? 0 : centsOfChange(this.#question, sketch.keuro)
    const points = Math.max(0, Math.min(this.#question.weights.cost, this.#pointsOf(sketch.cents, change)))
    this.#costs.set(sketch, points)
    return points
  }

  /** Points for so many cents a unit, and others once, wherever that leads. */
  #pointsOf(cents: number, others: number): number {
    const { weights, need } = this.#question
    if (this.#least === 0) return 0
    const all = cents * need.quantity + centsPerTrip + others
    return weights.cost * (costScale.full - (costScale.slope * all) / this.#least)
  }

  /**
   * The most that it may be worth where something is missing, whatever its hours leave it to do. Of so much work, what counts
   * for coverage and what counts on the mean are each taken at the best; the most is where one of these has no more of an operation.
   */
  #mostLacking({ known, sure, operations, cents }: Lacking, end: 0 | 1): number {
    const { weights } = this.#question
    const [ofSkill, ofReliability] = [weights['know-how'], weights.reliability * reliabilityOfWork]
    const meanOf = (sums: Sums) => ofSkill * sums.skill + ofReliability * sums.reliability[end]
    const free = Math.max(0, this.#pointsOf(cents, 0))
    const paid = operations.map(own => this.#pointsOf(0, 0) - this.#pointsOf(own.cents, 0))
    const all = paid.reduce((sum, points) => sum + points, 0)
    // Cost never counts for less than nothing.
    const share = all > free ? free / all : 1
    const most = (isPaid: boolean) =>
      mostOf(
        known,
        meanOf(sure),
        operations.map((own, at) => {
          const points = weights.coverage * own.coverage - (isPaid ? share * (paid[at] ?? 0) : 0)
          return { weight: own.coverage, points: Math.max(0, points), mean: meanOf(own) }
        }),
      )
    const cost = weights.cost
    const paying = free + most(true)
    return (
      weights.coverage * sure.coverage +
      ofSkill * elsewhere.knowHow +
      ofReliability * elsewhere.reliability +
      // Nor for more than all of it.
      (free > cost ? Math.min(paying, cost + most(false)) : paying)
    )
  }

  /** Whether it, or any of the block, has a proof that may count. */
  mayHold({ slot, slots, proofs }: Glance): boolean {
    if (!proofs) return false
    if (slot !== null) return this.#holders[slot] === 1
    // A block is looked at for one sketch after the other.
    if (slots.length === 0) return true
    if (this.#lastHeld?.slots !== slots)
      this.#lastHeld = { slots, mayHold: slots.some(member => this.#holders[member] === 1) }
    return this.#lastHeld.mayHold
  }

  #wishesOf({ slot, wishes }: Glance): number {
    if (slot !== null) return this.#wishes[wishes] ?? 0
    if (wishes === -1) return this.#mostWishes
    let most = 0
    for (let bit = 0; bit < 32; bit++)
      if ((wishes & (1 << bit)) !== 0) most = Math.max(most, this.#wishesByBit[bit] ?? 0)
    return most
  }

  /** Points for capacity and lead time at most: all that is delivered goes through each step, in the weeks that it has. */
  #inTime(sketch: Sketch, glance: Glance, lawful: number, own: Own['hours']): number {
    const { checkpoints, lastDue, need, weights } = this.#question
    const perHour = (60 * efficiency) / need.quantity
    const minutes = own?.ofRows.map(hours => hours * glance.fullest * perHour)
    let capacity = 0
    let leadTime = 0
    for (const { day, quantity, required, isComfort } of checkpoints) {
      if (day < lawful) continue
      // Minutes a week of all its people, for one unit delivered by then.
      let labour = 0
      for (const step of sketch.steps)
        labour += step.labourMinutes / this.#weeksOf(step, glance.preparation, day, step.rampUp)
      if (!(labour < Infinity)) continue
      this.#enough = Math.max(this.#enough, (required * labour) / perHour)
      let reached = labour === 0 ? required : Math.min(required, (glance.hours * perHour) / labour)
      if (own !== null && minutes !== undefined) {
        const weeks = this.#weeksOfWays(sketch, own.operations, glance.preparation, day)
        reached = mostByHours(own.operations, minutes, weeks, reached)
      }
      capacity += (quantity / need.quantity) * Math.min(1, reached / required)
      leadTime += (isComfort ? leadTimeParts.comfort : day === lastDue ? leadTimeParts.due : 0) * reached
    }
    return weights.capacity * capacity + weights['lead-time'] * leadTime
  }

  /** Weeks of work at full rate for what is delivered by a day, at most. */
  #weeksOf(
    { fromToday, fromStart }: Step,
    preparation: number,
    day: number,
    rampUp: readonly number[],
  ): number {
    const weeks = (day - this.#question.today - Math.max(fromToday, preparation + fromStart)) / 7
    if (weeks <= 0) return 0
    let full = weeks
    for (let week = 0; week < rampUp.length; week++)
      full -= (1 - (rampUp[week] ?? 1)) * Math.min(1, Math.max(0, weeks - week))
    return Math.max(0, full)
  }

  /** The same of each way of a firm, by its own change. */
  #weeksOfWays(
    { steps }: Sketch,
    operations: readonly PlannedOperation[],
    preparation: number,
    day: number,
  ): number[] {
    const weeks: number[] = []
    for (const { operation, ways } of operations) {
      const step = steps.find(each => each.operation === operation)
      for (const { days, rampUp } of ways)
        weeks.push(
          step === undefined ? Infinity : this.#weeksOf(step, Math.max(preparation, days), day, rampUp),
        )
    }
    return weeks
  }

  #withoutProof(start: number, makesStack: boolean): Standing {
    const known = this.#unproven[makesStack ? 'making' : 'buying']
    return (known[start] ??= this.#standing([], start, makesStack))
  }

  #standing(certificates: Certificate[], start: number, makesStack: boolean): Standing {
    const { item } = this.#chain
    const firm = { ...nobody, certificates }
    return standing(this.#question, item, { firm }, stacksOf(this.#chain, makesStack), start)
  }
}

/** Stacks of layers that go in: bought already tested, or made by somebody without any report. */
function stacksOf(chain: Chain, makesStack: boolean): Stack[] {
  return chain.recipe.inputs.flatMap(({ item }) =>
    isStack(item) ? [{ item, makers: makesStack ? [nobody] : [] }] : [],
  )
}

/** Work that may be done in part: points for it, and what it adds to a mean over all the work that is done. */
interface Partly {
  weight: number
  points: number
  mean: number
}

/**
 * No less than any points of parts of some work with the mean over these and what is `known` beside them, of which `sure` is the sum.
 * Of so much weight each is taken at its best by itself, by whatever parts. Between two weights at which either of them
 * comes to its next work, that grows, or sinks ever more slowly.
 */
function mostOf(known: number, sure: number, parts: Partly[]): number {
  const byPoints = parts.toSorted((a, b) => b.points / b.weight - a.points / a.weight)
  const byMean = parts.toSorted((a, b) => b.mean / b.weight - a.mean / a.weight)
  const [first] = byMean
  let most = known > 0 ? sure / known : first === undefined ? 0 : Math.max(0, first.mean / first.weight)
  let [done, points, mean] = [0, 0, sure]
  let [ofPoints, ofMean] = [0, 0]
  let [leftOfPoints, leftOfMean] = [byPoints[0]?.weight ?? 0, byMean[0]?.weight ?? 0]
  for (;;) {
    const [paid, meant] = [byPoints[ofPoints], byMean[ofMean]]
    if (paid === undefined || meant === undefined) return most
    const step = Math.min(leftOfPoints, leftOfMean)
    done += step
    points += (step * paid.points) / paid.weight
    mean += (step * meant.mean) / meant.weight
    most = Math.max(most, points + mean / (known + done))
    leftOfPoints -= step
    leftOfMean -= step
    if (leftOfPoints <= 0) leftOfPoints = byPoints[++ofPoints]?.weight ?? 0
    if (leftOfMean <= 0) leftOfMean = byMean[++ofMean]?.weight ?? 0
  }
}
