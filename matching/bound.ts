/**
 * The most that a firm can score alone on a chain, from its kind and a few figures: no firm scores more, and most are left
 * out by it before anything is computed for them.
 */
import { isStack, normsAsked, type Stack, type Standing, standing } from './compliance.ts'
import { knowHowOfProof, knowHowOfWishes } from './criteria/know-how.ts'
import { nearnessOf } from './criteria/proximity.ts'
import { freshnessAt, freshPart, leastReliability } from './criteria/reliability.ts'
import { regionalWeight, sustainabilityOf } from './criteria/sustainability.ts'
import {
  centsPerTrip,
  efficiency,
  leadTimeParts,
  mostPartners,
  reliabilityOfWork,
  reliabilityPerPartner,
} from './defaults.ts'
import { never } from './columns.ts'
import { centsOfChange, costScale, leastCost } from './estimate.ts'
import { compileFirm } from './firm.ts'
import type { Line } from './line.ts'
import type { ChainKinds } from './kinds.ts'
import { nobody } from './nobody.ts'
import type { Candidacy } from './part.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Sketch } from './sketch.ts'
import { mostFromText } from './text-hits.ts'
import type { Chain } from './unfold.ts'
import { elsewhere } from './worth.ts'

/** What comes first: whoever lacks nothing is listed before anybody who does, whatever the score. */
export const perTier = 10

/** Upper bounds for one chain of a question. */
export class Bound {
  readonly #index: FirmIndex
  readonly #question: Question
  readonly #chain: Chain
  readonly #kinds: ChainKinds
  /** By number of wishes: what they add to know-how. */
  readonly #wishes: Float64Array
  /** Slots of firms with a proof that may count. */
  readonly #holders: Set<number>
  /** By number of department: 1 where it is of the region. */
  readonly #regional: Uint8Array
  readonly #least: number
  readonly #constant: number
  /** Points of the score for work in the region. */
  readonly #regionalPoints: number
  /** By days until it begins: the right to sell of a firm without any proof. */
  readonly #unproven: Record<'making' | 'buying', Standing[]> = { making: [], buying: [] }

  constructor(index: FirmIndex, question: Question, chain: Chain) {
    const { weights } = question
    this.#index = index
    this.#question = question
    this.#chain = chain
    this.#kinds = index.kindsFor(chain)
    this.#wishes = Float64Array.from(index.columns.wished, wished => knowHowOfWishes(wished, chain.item))
    this.#regional = Uint8Array.from(index.columns.places.departments, code =>
      Number(question.region.has(code)),
    )
    const about = [chain.item.id, ...normsAsked(question, chain.item).map(({ id }) => id)]
    this.#holders = new Set(about.flatMap(id => [...index.holders(id)].map(({ slot }) => slot)))
    const [root] = chain.nodes[0]?.recipes ?? []
    this.#least = root === undefined ? 0 : leastCost(root, question.need.quantity)
    this.#regionalPoints = weights.sustainability * regionalWeight(question)
    this.#constant =
      weights.reliability * reliabilityPerPartner * (mostPartners - 1) +
      weights.sustainability * sustainabilityOf(question, chain.item)
  }

  /** Whether it could make the whole alone. */
  isWhole(slot: number, candidacy: Candidacy): boolean {
    const [sketch] = this.#kinds.sketches(this.#index.columns.kind[slot] ?? -1, candidacy)
    return sketch !== undefined && sketch.tier > 0
  }

  /**
   * The most it may score, `perTier` higher for each tier; -Infinity where it has no part. `line`: where it is known, the
   * hours of the very machines and people are too.
   */
  of(slot: number, candidacy: Candidacy, line?: Line): number {
    const { columns } = this.#index
    const pace = line === undefined ? Infinity : paceOf(this.#chain, line) / this.#question.need.quantity
    let most = -Infinity
    for (const sketch of this.#kinds.sketches(columns.kind[slot] ?? -1, candidacy))
      most = Math.max(most, this.#by(sketch, slot, pace))
    return most
  }

  #by(sketch: Sketch, slot: number, fastest: number): number {
    const { columns } = this.#index
    const { weights, today, need, viewer } = this.#question
    const holds = this.#holders.has(slot)
    const preparation = columns.preparation[slot] ?? 0
    const start = sketch.makerDays === Infinity ? 0 : Math.max(preparation, sketch.makerDays)
    const { value, lawful } = holds
      ? { value: 1, lawful: today }
      : this.#withoutProof(start, sketch.makesStack)

    const confirmed = columns.confirmed[slot] ?? never
    const freshness = confirmed === never ? freshnessAt(Infinity) : freshnessAt(today - confirmed)
    const reliability = freshPart * freshness + (columns.reliability[slot] ?? 0)
    const [low, high] = sketch.reliability
    const reliabilityMean =
      low + ((high - low) * Math.max(0, reliability - leastReliability)) / (1 - leastReliability)

    const added = (this.#wishes[columns.wishes[slot] ?? 0] ?? 0) + (holds ? knowHowOfProof : 0)
    const words = this.#question.textHits.size > 0 ? mostFromText : 0
    const knowHow = sketch.skill + sketch.own * (added + words)
    const jobs =
      viewer.kind === 'other'
        ? columns.jobs[slot]
        : viewer.kind === 'operator'
          ? columns.jobsForOperator[slot]
          : 1
    const inTime = sketch.tier === 0 ? 0 : this.#inTime(sketch, slot, lawful, fastest)
    const cents =
      sketch.cents * need.quantity +
      centsPerTrip +
      (sketch.tier === 0 ? 0 : centsOfChange(this.#question, sketch.keuro))
    const cost = this.#least === 0 ? 0 : Math.min(1, costScale.full - (costScale.slope * cents) / this.#least)
    const done =
      weights.coverage * sketch.coverage +
      inTime +
      weights['know-how'] * Math.min(1, knowHow) +
      weights.proximity * sketch.own * nearnessOf(columns.distance(slot, need.place)) +
      weights.jobs * sketch.own * (jobs ?? 1) +
      this.#regionalPoints * sketch.own * this.#regionalOf(slot) +
      weights.reliability * reliabilityOfWork * reliabilityMean
    // Who is so slow that the work is nobody's is worth what is done elsewhere.
    const nothing =
      weights['know-how'] * elsewhere.knowHow +
      weights.reliability * reliabilityOfWork * elsewhere.reliability
    const score =
      this.#constant + weights.compliance * value + weights.cost * Math.max(0, cost) + Math.max(done, nothing)
    return perTier * sketch.tier + score
  }

  /** Points for capacity and lead time at most, by the hours of its people. */
  #inTime(sketch: Sketch, slot: number, lawful: number, fastest: number): number {
    const { columns } = this.#index
    const { checkpoints, lastDue, today, need, weights } = this.#question
    const preparation = columns.preparation[slot] ?? 0
    const lag = ({ slowest }: Sketch) => Math.max(slowest.fromToday, preparation + slowest.fromStart)
    const first = today + lag(sketch)
    const workFrom = today + Math.max(sketch.quickest.fromToday, preparation + sketch.quickest.fromStart)
    const minutes = sketch.labourMinutes * need.quantity
    const fullest = columns.fullest[slot] ?? 1
    const pace = Math.min(
      fastest * fullest,
      ((columns.hours[slot] ?? 0) * fullest * 60 * efficiency) / minutes,
    )
    let capacity = 0
    let leadTime = 0
    for (const { day, quantity, required, isComfort } of checkpoints) {
      if (day <= first || day < lawful) continue
      const reached = pace === Infinity ? required : Math.min(required, (pace * (day - workFrom)) / 7)
      capacity += (quantity / need.quantity) * Math.min(1, reached / required)
      leadTime += (isComfort ? leadTimeParts.comfort : day === lastDue ? leadTimeParts.due : 0) * reached
    }
    return weights.capacity * capacity + weights['lead-time'] * leadTime
  }

  /** 1 where a site is in the region, else 0. */
  #regionalOf(slot: number): number {
    const { firstSite, sites, places } = this.#index.columns
    const first = firstSite[slot] ?? 0
    for (let at = first; at < first + (sites[slot] ?? 0); at++)
      if (this.#regional[places.department[at] ?? 0] === 1) return 1
    return 0
  }

  #withoutProof(start: number, makesStack: boolean): Standing {
    const known = this.#unproven[makesStack ? 'making' : 'buying']
    const found = known[start]
    if (found !== undefined) return found
    const { reference } = this.#question
    const stacks = stacksOf(this.#chain, makesStack)
    return (known[start] = standing(
      this.#question,
      this.#chain.item,
      compileFirm(nobody, reference),
      stacks,
      start,
    ))
  }
}

/** Units a week at most, by each resource of the firm and the operations of the product that nothing else does. */
function paceOf(chain: Chain, { routes, resources }: Line): number {
  const operations = chain.nodes[0]?.recipes[0]?.operations ?? []
  let fastest = Infinity
  for (const { routes: users, minutes, parts } of resources) {
    let needed = 0
    for (const { number, reference } of operations) {
      if (reference.service !== null) continue
      let least = Infinity
      let others = 0
      for (let at = 0; at < routes.length; at++) {
        if (routes[at]?.operation !== number) continue
        const place = users.indexOf(at)
        if (place === -1) others += 1
        else least = Math.min(least, minutes[place] ?? 0)
      }
      if (others === 0 && least < Infinity) needed += least
    }
    if (needed === 0) continue
    const hours = parts.reduce((sum, part) => sum + part.hours, 0)
    fastest = Math.min(fastest, (hours * 60 * efficiency) / needed)
  }
  return fastest
}

/** Stacks of layers that go in: bought already tested, or made by somebody without any report. */
function stacksOf(chain: Chain, makesStack: boolean): Stack[] {
  return chain.recipe.inputs.flatMap(({ item }) =>
    isStack(item) ? [{ item, makers: makesStack ? [nobody] : [] }] : [],
  )
}
