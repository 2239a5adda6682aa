/**
 * The most that a firm can score alone on a chain, from its kind and a few figures: no firm scores more, and most are left
 * out by it before anything is computed for them.
 */
import { isStack, normsAsked, standing } from './compliance.ts'
import { knowHowOfProof, knowHowOfWishes } from './criteria/know-how.ts'
import { freshnessAt, freshPart, leastReliability } from './criteria/reliability.ts'
import { regionalWeight, sustainabilityOf } from './criteria/sustainability.ts'
import {
  centsPerTrip,
  efficiency,
  leadTimeParts,
  mostPartners,
  proximityScale,
  reliabilityOfWork,
  reliabilityPerPartner,
} from './defaults.ts'
import { never } from './columns.ts'
import { centsOfChange, costScale, leastCost } from './estimate.ts'
import { compileFirm } from './firm.ts'
import { kilometres } from './geography.ts'
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
  readonly #least: number
  readonly #constant: number
  /** By days until it begins: compliance and lawful day of a firm without any proof. */
  readonly #unproven: { value: number; lawful: number }[] = []
  readonly #stacks: { item: Chain['item']; makers: [] }[]

  constructor(index: FirmIndex, question: Question, chain: Chain) {
    const { weights } = question
    this.#index = index
    this.#question = question
    this.#chain = chain
    this.#kinds = index.kindsFor(chain)
    this.#wishes = Float64Array.from(index.columns.wished, wished => knowHowOfWishes(wished, chain.item))
    this.#stacks = stacksOf(chain)
    const about = [chain.item.id, ...normsAsked(question, chain.item).map(({ id }) => id)]
    this.#holders = new Set(about.flatMap(id => [...index.holders(id)].map(({ slot }) => slot)))
    const [root] = chain.nodes[0]?.recipes ?? []
    this.#least = root === undefined ? 0 : leastCost(root, question.need.quantity)
    this.#constant =
      weights.reliability * reliabilityPerPartner * (mostPartners - 1) +
      weights.sustainability * sustainabilityOf(question, chain.item)
  }

  /** The most it may score, `perTier` higher for each tier; -Infinity where it has no part. */
  of(slot: number, candidacy: Candidacy): number {
    const { columns } = this.#index
    const { weights, today, need, viewer } = this.#question
    const kind = columns.kind[slot] ?? -1
    const sketch = this.#kinds.sketch(kind, candidacy)
    if (sketch === null) return -Infinity
    const holds = this.#holders.has(slot)
    const preparation = columns.preparation[slot] ?? 0
    const start = sketch.makerDays === Infinity ? 0 : Math.max(preparation, sketch.makerDays)
    const { value, lawful } = holds ? { value: 1, lawful: today } : this.#withoutProof(start)

    const confirmed = columns.confirmed[slot] ?? never
    const freshness = confirmed === never ? freshnessAt(Infinity) : freshnessAt(today - confirmed)
    const reliability = freshPart * freshness + (columns.reliability[slot] ?? 0)
    const [low, high] = sketch.reliability
    const reliabilityMean =
      low + ((high - low) * Math.max(0, reliability - leastReliability)) / (1 - leastReliability)

    const added = (this.#wishes[columns.wishes[slot] ?? 0] ?? 0) + (holds ? knowHowOfProof : 0)
    const words = this.#question.textHits.size > 0 ? mostFromText : 0
    const knowHow = Math.max(elsewhere.knowHow, sketch.skill + sketch.own * (added + words))
    const jobs =
      viewer.kind === 'other'
        ? columns.jobs[slot]
        : viewer.kind === 'operator'
          ? columns.jobsForOperator[slot]
          : 1
    const [capacity, leadTime] = sketch.tier === 0 ? [0, 0] : this.#inTime(sketch, slot, lawful)
    const cents =
      sketch.cents * need.quantity +
      centsPerTrip +
      (sketch.tier === 0 ? 0 : centsOfChange(this.#question, sketch.keuro))
    const cost = this.#least === 0 ? 0 : Math.min(1, costScale.full - (costScale.slope * cents) / this.#least)
    const score =
      this.#constant +
      weights.coverage * sketch.coverage +
      weights.capacity * capacity +
      weights['lead-time'] * leadTime +
      weights.compliance * value +
      weights['know-how'] * Math.min(1, knowHow) +
      weights.proximity * sketch.own * this.#nearness(slot) +
      weights.jobs * sketch.own * (jobs ?? 1) +
      weights.sustainability * regionalWeight(this.#question) * sketch.own +
      weights.reliability * reliabilityOfWork * Math.max(elsewhere.reliability, reliabilityMean) +
      weights.cost * Math.max(0, cost)
    return perTier * sketch.tier + score
  }

  /** Capacity and lead time at most, by the hours of its people. */
  #inTime(sketch: Sketch, slot: number, lawful: number): [capacity: number, leadTime: number] {
    const { columns } = this.#index
    const { checkpoints, lastDue, today, need } = this.#question
    const preparation = columns.preparation[slot] ?? 0
    const lag = ({ slowest }: Sketch) => Math.max(slowest.fromToday, preparation + slowest.fromStart)
    const first = today + lag(sketch)
    const workFrom = today + Math.max(sketch.quickest.fromToday, preparation + sketch.quickest.fromStart)
    const minutes = sketch.labourMinutes * need.quantity
    const pace = ((columns.hours[slot] ?? 0) * 60 * efficiency) / minutes
    let capacity = 0
    let leadTime = 0
    for (const { day, quantity, required, isComfort } of checkpoints) {
      if (day <= first || day < lawful) continue
      const reached = minutes === 0 ? required : Math.min(required, (pace * (day - workFrom)) / 7)
      capacity += (quantity / need.quantity) * Math.min(1, reached / required)
      leadTime += (isComfort ? leadTimeParts.comfort : day === lastDue ? leadTimeParts.due : 0) * reached
    }
    return [capacity, leadTime]
  }

  #nearness(slot: number): number {
    const { latitude, longitude, spread } = this.#index.columns
    const { place } = this.#question.need
    const here = { latitude: latitude[slot] ?? 0, longitude: longitude[slot] ?? 0 }
    // Half a kilometre for what is lost by rounding to 32 bits.
    const distance = kilometres(here, place) - (spread[slot] ?? 0) - 0.5
    return Math.exp(-Math.max(0, distance) / proximityScale)
  }

  #withoutProof(start: number): { value: number; lawful: number } {
    const known = this.#unproven[start]
    if (known !== undefined) return known
    const { reference } = this.#question
    const judged = standing(
      this.#question,
      this.#chain.item,
      compileFirm(nobody, reference),
      this.#stacks,
      start,
    )
    return (this.#unproven[start] = { value: judged.value, lawful: judged.lawful })
  }
}

/** Stacks of layers that may go in, as if bought already tested: nobody's report is worth more. */
function stacksOf(chain: Chain): { item: Chain['item']; makers: [] }[] {
  return chain.recipe.inputs.flatMap(({ item }) => (isStack(item) ? [{ item, makers: [] }] : []))
}
