/** A need made ready for computing on a given day: its due dates as days, its place, its weights. */
import { dayOf } from './dates.ts'
import { mostPartners } from './defaults.ts'
import type { Need } from './demand.ts'
import type { CompiledFirm } from './firm.ts'
import { deliveryDays, kilometres } from './geography.ts'
import type { Line } from './line.ts'
import type { Viewer } from './match.ts'
import type { Reference } from './reference.ts'
import type { TextHit } from './text-hits.ts'
import type { Weights } from './weights.ts'
import type { LineWorths } from './worth.ts'

export interface Question {
  reference: Reference
  need: Need
  viewer: Viewer
  weights: Weights
  /** Most firms in a partnership. */
  most: number
  /** Departments that count as the region. */
  region: ReadonlySet<string>
  /** Day numbers: today, and each due date with the quantity of its tranche and of all up to it. */
  today: number
  dues: { day: number; date: string; quantity: number; cumulated: number }[]
  lastDue: number
  checkpoints: Checkpoint[]
  /** What a search in the words of profiles found for the need, by firm. */
  textHits: ReadonlyMap<string, TextHit>
  /** Kilometres from each site to the place of delivery, computed once a firm. */
  distances: Map<CompiledFirm, number[]>
  /** What the work of each route is worth, by these weights, computed once. */
  worths: Map<Line, LineWorths>
}

/**
 * A day at which deliveries are looked at: a due date, with what the tranches since the one before ask for and the share
 * of the whole that is required by then; or the day that leaves a comfortable margin, by which nothing is required.
 */
export interface Checkpoint {
  day: number
  quantity: number
  required: number
  isComfort: boolean
}

/** Due dates that are looked at; of more, so many are taken evenly, the last among them. */
const mostCheckpoints = 6
/** Share of the time left that is margin enough. */
const comfortable = 0.25

function checkpointsOf(dues: Question['dues'], today: number, whole: number): Checkpoint[] {
  const last = dues.length - 1
  const step = Math.max(1, dues.length / mostCheckpoints)
  const chosen = new Set<number>()
  for (let at = last; at >= 0; at -= step) chosen.add(Math.round(at))
  const checkpoints: Checkpoint[] = []
  let quantity = 0
  dues.forEach((due, at) => {
    quantity += due.quantity
    if (!chosen.has(at)) return
    checkpoints.push({
      day: due.day,
      quantity,
      required: Math.min(1, due.cumulated / whole),
      isComfort: false,
    })
    quantity = 0
  })
  const lastDue = dues[last]?.day ?? today
  const comfort = lastDue - comfortable * Math.max(1, lastDue - today)
  return [...checkpoints, { day: comfort, quantity: 0, required: 1, isComfort: true }]
}

/** Reads a need. Throws where it has no tranche or asks for nothing: both are refused at the door. */
export function compileQuestion(
  reference: Reference,
  need: Need,
  asOf: string,
  region: ReadonlySet<string>,
  viewer: Viewer,
  weights: Weights,
  textHits: Question['textHits'] = new Map(),
  most = need.maximumPartners,
): Question {
  if (need.schedule.length === 0) throw new RangeError(`Need ${need.id} has no due date`)
  if (!(need.quantity > 0)) throw new RangeError(`Need ${need.id} asks for no quantity`)
  let cumulated = 0
  const dues = need.schedule
    .map(({ due, quantity }) => ({ day: dayOf(due), date: due, quantity }))
    .sort((a, b) => a.day - b.day)
    .map(due => ({ ...due, cumulated: (cumulated += due.quantity) }))
  const today = dayOf(asOf)
  return {
    reference,
    need,
    viewer,
    weights,
    most: Math.max(1, Math.min(most, mostPartners)),
    region,
    today,
    dues,
    lastDue: dues.at(-1)?.day ?? 0,
    checkpoints: checkpointsOf(dues, today, need.quantity),
    textHits,
    distances: new Map(),
    worths: new Map(),
  }
}

/** Road kilometres from a site to the place of delivery. */
export function distanceToDelivery(question: Question, firm: CompiledFirm, site: number): number {
  let distances = question.distances.get(firm)
  if (distances === undefined) {
    distances = firm.sites.map(({ site }) => kilometres(site.place, question.need.place))
    question.distances.set(firm, distances)
  }
  return distances[site] ?? 0
}

/** Days a delivery takes from a site to the place of delivery. */
export function daysToDelivery(question: Question, firm: CompiledFirm, site: number): number {
  return deliveryDays(distanceToDelivery(question, firm, site))
}
