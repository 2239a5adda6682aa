/** What a member of a partnership does at least. */
import { leastPart } from './defaults.ts'
import type { Division } from './division.ts'
import { isLacking, productRecipe, type Team } from './team.ts'

/** Its least order as a share of the quantity; 0 where that is no more than any partner does. */
export function leastOrderOf({ question, lines }: Team, member: number): number {
  const order = (lines[member]?.firm.firm.minimumOrder ?? 0) / question.need.quantity
  return order <= leastPart ? 0 : Math.min(1, order)
}

/**
 * Shares of operations added up, below which a firm is no partner. Whoever works on nothing but the product does its least
 * order of it; of inputs there are other numbers of units, and no least order is known.
 */
export function leastPartOf(team: Team, member: number): number {
  const isOnProduct = team.lines[member]?.routes.every(({ operation }) => isOfProduct(team, operation))
  return isOnProduct === true ? Math.max(leastPart, leastOrderOf(team, member)) : leastPart
}

/**
 * The first member that works on the product, and for less than its least order of any operation of it. `mains`: the operations
 * of which it may do so much, and null where it may have its part in something else.
 */
export function belowOrder(
  team: Team,
  { share: shares, made: amounts }: Pick<Division, 'share' | 'made'>,
): { member: number; mains: Main[] } | null {
  // Whoever is alone does all of it; where something is missing, whatever is done is told.
  if (team.lines.length === 1 || isLacking(team)) return null
  const root = productRecipe(team)
  const made = root === undefined ? 0 : (amounts.get(root) ?? 0)
  for (let member = 0; member < team.lines.length; member++) {
    const order = leastOrderOf(team, member)
    if (order === 0) continue
    const done = new Map<number, number>()
    let isElsewhere = false
    team.routes.forEach((route, at) => {
      const { operation } = route.line
      if (route.loan?.lender === member) isElsewhere = true
      if (route.member !== member) return
      if (isOfProduct(team, operation)) done.set(operation, (shares[at] ?? 0) + (done.get(operation) ?? 0))
      else isElsewhere = true
    })
    const most = Math.max(0, ...done.values())
    if (most <= nothing * made || most >= order * made * (1 - 1e-6)) continue
    return { member, mains: isElsewhere ? [...done.keys(), null] : [...done.keys()] }
  }
  return null
}

/** The operation of the product that a member does at least its least order of; null where it does none of the product. */
export type Main = number | null

const nothing = 1e-7

export function isOfProduct({ chain }: Team, operation: number): boolean {
  return chain.operations[operation]?.node === 0
}
