/**
 * The plan of a region: who makes what in which week, so that as little as possible comes late, by priority, at the least
 * cost; with the proof of how good it is. `docs/planning.md` explains it.
 */
import type { Reference } from '../reference.ts'
import type { Optimum } from '../solver.ts'
import { type Model, modelOf, type Terms } from './model.ts'
import { apart } from './apart.ts'
import { gapsOf } from './gaps.ts'
import { reachedOf } from './reached.ts'
import { readPlan } from './read.ts'
import type { Plan, RegionAsked } from './region.ts'
import { type Decided, type SolveWith, Solving } from './solving.ts'
import { termsOf } from './terms.ts'
import { transportsOf } from './transport.ts'

export interface PlanOptions extends SolveWith {
  /** Relative gap at which a plan is good enough; half a per cent by default. */
  gap?: number
  /** What the terms become before the plan is made: what a scenario does to them. */
  change?: (terms: Terms) => Terms
}

/** Below this a part of a reorientation is none. */
const nothing = 1e-7
/** By so much, relative, rounding may pass what is spent. */
const rounding = 1e-6

/**
 * The best plan, or one within the gap. Null where it is interrupted.
 *
 * First with whole crafts: the relaxed programme may make a reorientation in part, and lends machines and people of a craft
 * between firms, so that no plan is better than it. What it makes in part is made whole, then left out again one by one
 * where that is better, until half of the gap is reached. Then, with these reorientations, each station works for itself, the
 * near ones first, and what they make is sent as cheaply as can be.
 * Throws a RangeError where the question is malformed.
 */
export async function planRegion(
  reference: Reference,
  asked: RegionAsked,
  options: PlanOptions,
): Promise<Plan | null> {
  return (await makePlan(reference, asked, options))?.plan ?? null
}

/** A plan with the programmes that it was read from: whole crafts, and each station for itself. */
export interface Made {
  plan: Plan
  terms: Terms
  crafts: { model: Model; relaxed: Optimum; solution: Optimum }
  own: { terms: Terms; model: Model; solution: Optimum }
  decided: Decided
  solving: Solving
}

export async function makePlan(
  reference: Reference,
  asked: RegionAsked,
  { gap = 0.005, change = terms => terms, ...using }: PlanOptions,
): Promise<Made | null> {
  const terms = change(termsOf(reference, asked))
  const model = modelOf(terms, { isApart: false })
  const solving = new Solving(using)
  const first = await solving.solve(model, null, null)
  const best = first && (await decide(terms, model, first, gap / 2, solving))
  if (best === null) return null
  const own = { ...terms, supply: apart(terms, model, best.solution.values) }
  const ownModel = modelOf(own, { isApart: true })
  const answer = await solving.solve(ownModel, best.decided, null)
  const relaxed = answer && (await solving.relaxedNow(model, best.relaxed))
  const carried = answer && (await transportsOf(own, ownModel, answer.values, using))
  if (answer === null || relaxed === null || carried === null) return null
  const found = {
    bound: -relaxed.objective,
    gaps: gapsOf(terms, model),
    conflicts: solving.conflicts,
    ...carried,
  }
  const plan = readPlan(own, ownModel, answer.values, found)
  return {
    plan: { ...plan, bounds: reachedOf(reference, asked, plan) },
    terms,
    crafts: { model, relaxed, solution: best.solution },
    own: { terms: own, model: ownModel, solution: answer },
    decided: best.decided,
    solving,
  }
}

/** Decides on the reorientations that the relaxed programme makes, in part or whole. `first`: as it was solved first. */
export async function decide(
  terms: Terms,
  model: Model,
  first: Optimum,
  gap: number,
  solving: Solving,
): Promise<{ decided: Decided; relaxed: Optimum; solution: Optimum } | null> {
  const parts = model.moves.map(column => first.values[column] ?? 0)
  let decided = affordable(terms, parts, solving.overspent(model))
  let solution = await solving.solve(model, decided, first.basis)
  const relaxed = solution && (await solving.relaxedNow(model, first))
  for (const at of leastMadeFirst(parts, decided)) {
    if (solution === null || relaxed === null) return null
    if (relaxed.objective - solution.objective <= gap * -solution.objective) break
    const without = new Set([...decided].filter(other => other !== at))
    const answer = await solving.attempt(model, without, solution.basis)
    if (answer.status === 'interrupted') return null
    if (answer.status === 'optimal' && answer.objective > solution.objective)
      [solution, decided] = [answer, without]
  }
  return solution && relaxed && { decided, relaxed, solution }
}

/** Those under way and those that agreed lines need, then those that the relaxed programme makes, most of it first, as far as the money goes. */
function affordable({ supply, keuro }: Terms, parts: readonly number[], overspent: number): Decided {
  const decided = new Set<number>()
  let spent = 0
  const agreed = new Set<number | null>([
    ...supply.lines.map(({ move }) => move),
    ...supply.moves.flatMap(({ number, isUnderWay }) => (isUnderWay ? [number] : [])),
  ])
  const made = parts.flatMap((part, at) => (part > nothing ? [{ part: agreed.has(at) ? 2 : part, at }] : []))
  for (const { at } of made.sort((a, b) => b.part - a.part || a.at - b.at)) {
    const move = supply.moves[at]
    const cost = move === undefined || move.isUnderWay ? 0 : move.effort.keuro
    if (spent + cost > keuro + overspent * (1 + rounding)) continue
    spent += cost
    decided.add(at)
  }
  return decided
}

const leastMadeFirst = (parts: readonly number[], decided: Decided) =>
  [...decided]
    .filter(at => (parts[at] ?? 0) < 1 - nothing)
    .sort((a, b) => (parts[a] ?? 0) - (parts[b] ?? 0) || a - b)
