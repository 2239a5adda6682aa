/**
 * The most that a firm can score alone on a chain, from its kind and a few figures: no firm scores more, and most are left
 * out by it before anything is computed for them.
 */
import { isStack, normsAsked, type Stack, type Standing, standing } from './compliance.ts'
import { knowHowOfProof, knowHowOfWishes } from './criteria/know-how.ts'
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
import { compileFirm } from './firm.ts'
import type { Glance } from './glance.ts'
import type { Line } from './line.ts'
import { nobody } from './nobody.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Sketch } from './sketch.ts'
import type { Chain } from './unfold.ts'
import { elsewhere } from './worth.ts'

/** What comes first: whoever lacks nothing is listed before anybody who does, whatever the score. */
export const perTier = 10

/** Points of a bound that hang on days and hours, and whether a proof may count. */
export interface Timed {
  holds: boolean
  compliance: number
  inTime: number
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
  readonly #least: number
  readonly #costs = new Map<Sketch, number>()
  readonly #constant: number
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
    this.#constant =
      weights.reliability * reliabilityPerPartner * (mostPartners - 1) +
      weights.sustainability * sustainabilityOf(question, chain.item)
  }

  /**
   * The most that whoever is seen so may score, `perTier` higher for each tier; -Infinity where it has no part. `line`:
   * where it is known, the hours of the very machines and people are too.
   */
  of(sketches: readonly Sketch[], glance: Glance, line?: Line): number {
    const pace = line === undefined ? Infinity : paceOf(this.#chain, line) / this.#question.need.quantity
    let most = -Infinity
    for (const sketch of sketches)
      most = Math.max(most, this.total(sketch, glance, this.timed(sketch, glance, pace)))
    return most
  }

  /** What of it hangs on days and hours: all of a block have at most what the block has, and it takes longest to say. */
  timed(sketch: Sketch, glance: Glance, fastest = Infinity): Timed {
    const { weights, today } = this.#question
    const holds = this.#holds(glance)
    const start = sketch.makerDays === Infinity ? 0 : Math.max(glance.preparation, sketch.makerDays)
    const { value, lawful } = holds
      ? { value: 1, lawful: today }
      : this.#withoutProof(start, sketch.makesStack)
    return {
      holds,
      compliance: weights.compliance * value,
      inTime: sketch.tier === 0 ? 0 : this.#inTime(sketch, glance, lawful, fastest),
    }
  }

  /** The most by a sketch, with what hangs on days and hours. */
  total(sketch: Sketch, glance: Glance, { holds, compliance, inTime }: Timed): number {
    const { weights } = this.#question
    const [low, high] = sketch.reliability
    const reliability =
      low + ((high - low) * Math.max(0, glance.reliability - leastReliability)) / (1 - leastReliability)
    const added = this.#wishesOf(glance) + (holds ? knowHowOfProof : 0) + glance.words
    const done =
      weights.coverage * sketch.coverage +
      inTime +
      weights['know-how'] * Math.min(1, sketch.skill + sketch.own * added) +
      weights.proximity * sketch.own * glance.nearness +
      weights.jobs * sketch.own * glance.jobs +
      (glance.isRegional ? this.#regionalPoints * sketch.own : 0) +
      weights.reliability * reliabilityOfWork * reliability
    // Who is so slow that the work is nobody's is worth what is done elsewhere.
    const nothing =
      weights['know-how'] * elsewhere.knowHow +
      weights.reliability * reliabilityOfWork * elsewhere.reliability
    return (
      perTier * sketch.tier + this.#constant + compliance + this.#costOf(sketch) + Math.max(done, nothing)
    )
  }

  /** Points for the cost at most. */
  #costOf(sketch: Sketch): number {
    const known = this.#costs.get(sketch)
    if (known !== undefined) return known
    const { weights, need } = this.#question
    const cents =
      sketch.cents * need.quantity +
      centsPerTrip +
      (sketch.tier === 0 ? 0 : centsOfChange(this.#question, sketch.keuro))
    const cost = this.#least === 0 ? 0 : Math.min(1, costScale.full - (costScale.slope * cents) / this.#least)
    const points = weights.cost * Math.max(0, cost)
    this.#costs.set(sketch, points)
    return points
  }

  #holds({ slot, slots, proofs }: Glance): boolean {
    if (!proofs) return false
    if (slot !== null) return this.#holders[slot] === 1
    return slots.length === 0 || slots.some(member => this.#holders[member] === 1)
  }

  #wishesOf({ slot, wishes }: Glance): number {
    if (slot !== null) return this.#wishes[wishes] ?? 0
    if (wishes === -1) return this.#mostWishes
    let most = 0
    for (let bit = 0; bit < 32; bit++)
      if ((wishes & (1 << bit)) !== 0) most = Math.max(most, this.#wishesByBit[bit] ?? 0)
    return most
  }

  /** Points for capacity and lead time at most, by the hours of its people. */
  #inTime(sketch: Sketch, { preparation, hours, fullest }: Glance, lawful: number, fastest: number): number {
    const { checkpoints, lastDue, today, need, weights } = this.#question
    const { slowest, quickest } = sketch
    const first = today + Math.max(slowest.fromToday, preparation + slowest.fromStart)
    const workFrom = today + Math.max(quickest.fromToday, preparation + quickest.fromStart)
    const minutes = sketch.labourMinutes * need.quantity
    const ofPeople = minutes === 0 ? Infinity : (hours * 60 * efficiency) / minutes
    const pace = Math.min(fastest * fullest, ofPeople)
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
