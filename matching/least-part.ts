/** What a member of a partnership does at least. */
import { leastPart } from './defaults.ts'
import type { Team } from './team.ts'

/**
 * Shares of operations added up, below which a firm is no partner. Whoever works on nothing but the product does its least
 * order of it; of inputs there are other numbers of units, and no least order is known.
 */
export function leastPartOf({ question, chain, lines }: Team, member: number): number {
  const line = lines[member]
  const order = (line?.firm.firm.minimumOrder ?? 0) / question.need.quantity
  if (order <= leastPart) return leastPart
  const isOnProduct = line?.routes.every(({ operation }) => chain.operations[operation]?.node === 0) === true
  return isOnProduct ? Math.min(1, order) : leastPart
}
