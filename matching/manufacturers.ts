/** Who of all candidates may be the manufacturer in law, with the best stack of layers that anybody could make. */
import { hasProof, isStack, standing, type Stack } from './compliance.ts'
import { nobody } from './nobody.ts'
import { isMaking, prototypeStart } from './responsible.ts'
import type { Team } from './team.ts'
import type { ChainOperation } from './unfold.ts'

/** What a firm's compliance as the manufacturer is worth, in points of the score, and the day from which it may sell. */
export interface Maker {
  gain: number
  lawful: number
}

/** As what a firm may be the manufacturer: by its own proofs, and where that tells, with a stack of layers that is tested. */
export interface Makership {
  own: Maker
  carried: Maker | null
}

/** The stack of layers that makers may carry a report of: bought, or made by one of the firms that had it tested. */
export interface TestedStack {
  node: number
  /** How much of it goes into a unit of the product. */
  quantity: number
  tested: ReadonlySet<number>
}

/** Whether some operation of the product is nobody's service: then the manufacturer is one who makes. */
export function mustBeMade(team: Team): boolean {
  return team.chain.operations.some(
    operation =>
      !isServed(team)(operation) && team.routesOf[operation.number]?.every(route => isMaking(team, route)),
  )
}

/** An operation that asks for no maker among the members: it is no part of the product, or a service does it. */
export const isServed =
  ({ standOf }: Team) =>
  ({ node, number }: ChainOperation) =>
    node !== 0 || standOf[number] !== undefined

/**
 * One member is the manufacturer in law: its proofs count, and nothing is delivered before it may sell. Where there is one
 * stack that may be made, `stack`, its report is not taken for granted; of several, and of what is always bought, it is.
 */
export function makersOf(
  team: Team,
  isSomeonesWork: boolean,
  stack: TestedStack | null,
): (Makership | null)[] {
  const { chain, lines, question } = team
  const best = bestStacks(team)
  const item = stack === null ? undefined : chain.nodes[stack.node]?.item
  const untested = item === undefined ? best : [{ item, makers: [nobody] }]
  const making = new Set(team.routes.filter(route => isMaking(team, route)).map(({ member }) => member))
  return lines.map((line, member) => {
    if (isSomeonesWork && !making.has(member)) return null
    const start = prototypeStart(question, chain, line)
    const by = (stacks: Stack[]): Maker => {
      const { value, lawful } = standing(question, chain.item, line.firm, stacks, start)
      return { gain: question.weights.compliance * value, lawful }
    }
    const own = by(untested)
    if (stack === null) return { own, carried: null }
    const carried = by(best)
    const isTelling = carried.gain > own.gain || carried.lawful < own.lawful
    return { own, carried: isTelling ? carried : null }
  })
}

/** Null where there is no such stack, or several, or one that is always bought. */
export function testedStackOf({ chain, lines, recipes, question }: Team): TestedStack | null {
  const root = recipes.filter(({ node }) => node === 0)
  if (root.some(({ bought }) => bought.some(({ item }) => isStack(item)))) return null
  const made = root.flatMap(recipe =>
    recipe.made.flatMap(({ node, quantity }) => {
      const item = chain.nodes[node]?.item
      return item !== undefined && isStack(item) ? [{ node, quantity, item }] : []
    }),
  )
  const [stack] = made
  if (stack === undefined || made.length > 1) return null
  const { node, quantity, item } = stack
  const tested = lines.flatMap(({ firm, routes }, member) => {
    const isMaker = routes.some(({ operation }) => chain.operations[operation]?.node === node)
    return isMaker && hasProof(firm.firm, item, question.lastDue) ? [member] : []
  })
  return { node, quantity, tested: new Set(tested) }
}

/** The stacks of layers of the product, each with every firm that could make it and has it tested, or bought so. */
function bestStacks({ chain, lines, recipes, question }: Team): Stack[] {
  const root = recipes.filter(({ node }) => node === 0)
  const bought = root.flatMap(recipe => recipe.bought.filter(({ item }) => isStack(item)))
  const made = root.flatMap(recipe => recipe.made.flatMap(({ node }) => chain.nodes[node] ?? []))
  const makers = (node: number, item: Stack['item']) => {
    const all = lines
      .filter(({ routes }) => routes.some(({ operation }) => chain.operations[operation]?.node === node))
      .map(({ firm }) => firm.firm)
    const tested = all.filter(firm => hasProof(firm, item, question.lastDue))
    // One without is as good as many; none at all would be a stack bought.
    return tested.length > 0 ? tested : all.slice(0, 1)
  }
  return [
    ...bought.map(({ item }) => ({ item, makers: [] })),
    ...made
      .filter(({ item }) => isStack(item))
      .map(({ item, number, purchase }) => ({
        item,
        makers: purchase === null ? makers(number, item) : [],
      })),
  ]
}
