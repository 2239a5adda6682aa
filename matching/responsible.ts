/** Who answers for what a team makes: its lead, and the manufacturer in law under whose name it is sold. */
import { isStack, type Stack, standing, type Standing } from './compliance.ts'
import { leastPart, leadTimeParts } from './defaults.ts'
import type { Division } from './division.ts'
import { isServing } from './equipment.ts'
import type { Line, LineRoute } from './line.ts'
import type { Question } from './question.ts'
import { productRecipe, type Team, type TeamRoute } from './team.ts'
import type { Chain } from './unfold.ts'
import type { Work } from './work.ts'

export interface Responsible {
  /** Positions of the members that lead and that are the manufacturer in law. */
  lead: number
  manufacturer: number
  judged: Standing
  /** Members who would be worth more as the manufacturer, had they a part in making the product; best first. */
  better: number[]
}

/**
 * The lead is the member that does most work on the product itself. The manufacturer in law is the one, among those who
 * have a part in making the product, whose right to sell is worth most to the buyer: by its proofs, and by what is ready by
 * the dates at which it may sell; the soonest among equals, then the best proof, then the lead.
 */
export function responsible(team: Team, work: Work, division: Division): Responsible {
  const { question, chain, lines } = team
  const weights = lines.map(() => 0)
  const made = lines.map(() => 0)
  const mayMake = lines.map(() => false)
  for (const { route, operation, weight } of work.worked) {
    if (operation.node !== 0) continue
    weights[route.member] = (weights[route.member] ?? 0) + weight
  }
  team.routes.forEach((route, at) => {
    if (!isMaking(team, route)) return
    mayMake[route.member] = true
    made[route.member] = (made[route.member] ?? 0) + (division.share[at] ?? 0)
  })
  const least = leastOf(team, division)
  const makes = made.map(share => share >= least)
  const order = lines
    .map((_, member) => member)
    .sort((a, b) => Number(makes[b]) - Number(makes[a]) || (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
  const lead = order[0] ?? 0
  const stacks = stacksOf(team, work)
  const all = order.flatMap(member => {
    const line = lines[member]
    if (line === undefined || (member !== lead && mayMake[member] !== true)) return []
    const judged = standing(question, chain.item, line.firm, stacks, prototypeStart(question, chain, line))
    return [{ member, judged, points: pointsOf(question, judged, division) }]
  })
  const isBefore = (a: (typeof all)[number], b: (typeof all)[number]) =>
    Math.abs(a.points - b.points) > 1e-9
      ? a.points > b.points
      : a.judged.lawful < b.judged.lawful ||
        (a.judged.lawful === b.judged.lawful && a.judged.value > b.judged.value)
  const makers = all.filter(({ member }) => makes[member] === true)
  const [first, ...others] = makers.length > 0 ? makers : all.filter(({ member }) => member === lead)
  if (first === undefined) throw new Error('A team has at least one member')
  const {
    member: manufacturer,
    judged,
    points,
  } = others.reduce((best, other) => (isBefore(other, best) ? other : best), first)
  const better = all
    .filter(other => makes[other.member] !== true && other.points > points + 1e-9)
    .sort((a, b) => b.points - a.points)
    .map(({ member }) => member)
  return { lead, manufacturer, judged, better }
}

/** Points of the score that the right to sell is worth: its proofs, and what is ready when it may be sold. */
function pointsOf(
  { weights, checkpoints, need }: Question,
  { value, lawful }: Standing,
  { ready }: Division,
) {
  return checkpoints.reduce((sum, { day, required, quantity, isComfort }, at) => {
    if (lawful > day) return sum
    const share = Math.min(required, ready[at] ?? 0)
    const capacity = (quantity / need.quantity / required) * weights.capacity
    const inTime = required === 1 ? (isComfort ? leadTimeParts.comfort : leadTimeParts.due) : 0
    return sum + share * (capacity + inTime * weights['lead-time'])
  }, weights.compliance * value)
}

/** The least part of a member in what a team makes. */
export function leastOf(team: Team, { made }: Division): number {
  const recipe = productRecipe(team)
  return leastPart * (recipe === undefined ? 0 : (made.get(recipe) ?? 0)) * (1 - 1e-6)
}

/** Days until a firm can begin to work on the product itself: then it makes its prototype for the tests. */
export function prototypeStart(question: Question, chain: Chain, line: Line): number {
  const starts = line.routes
    .filter(route => makesProduct(question, chain, route))
    .map(({ route }) => route.startDays)
  return starts.length === 0 ? 0 : Math.min(...starts)
}

/** Whether a route makes the product itself: more than testing, packing or caring for it. */
export function isMaking({ question, chain }: Team, { line }: TeamRoute): boolean {
  return makesProduct(question, chain, line)
}

function makesProduct({ reference }: Question, chain: Chain, { operation, route }: LineRoute): boolean {
  return chain.operations[operation]?.node === 0 && !isServing(reference, route.process)
}

/** The complexes that the recipe of the product takes, each with those of the team who make it. */
function stacksOf(team: Team, work: Work): Stack[] {
  const root = team.recipes.filter(({ node }) => node === 0)
  const bought = root.flatMap(recipe => recipe.bought.filter(({ item }) => isStack(item)))
  const made = root.flatMap(recipe => recipe.made.map(({ node }) => team.chain.nodes[node]))
  return [
    ...bought.map(({ item }) => ({ item, makers: [] })),
    ...made.flatMap(node => {
      if (node === undefined || !isStack(node.item)) return []
      const makers = new Set(
        work.worked
          .filter(({ operation }) => operation.node === node.number)
          .map(({ route }) => route.member),
      )
      return [{ item: node.item, makers: [...makers].flatMap(member => team.lines[member]?.firm.firm ?? []) }]
    }),
  ]
}
