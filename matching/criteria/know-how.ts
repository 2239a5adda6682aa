import { isValid } from '../compliance.ts'
import type { Outcome } from '../outcome.ts'
import type { Firm } from '../supply.ts'
import { type Judgement, unit } from './judgement.ts'

const parts = { direct: 0.45, materials: 0.25, wish: 0.15, proof: 0.15 }

/**
 * Know-how: 0.45 × share of the operations done as they stand, without a reorientation; 0.25 × share of the operations
 * whose material the firm works today; 0.15 × whether the members wish to make it (1 said so, 0.5 said nothing, 0 named
 * other things); 0.15 × whether the manufacturer has a verified proof of conformity for this very product. Operations count by share.
 */
export function knowHow({ team, work, manufacturer }: Outcome): Judgement {
  const { chain, lines, question } = team
  let done = 0
  let direct = 0
  let withMaterial = 0
  let worked = 0
  const materials = new Set<string>()
  for (const { route, operation, share } of work.worked) {
    done += share
    if (route.line.route.mode === 'direct') direct += share
    const family = operation.reference.operation.materialFamily
    if (family === null) continue
    withMaterial += share
    if (lines[route.member]?.firm.workedMaterials.has(family)) {
      worked += share
      materials.add(family)
    }
  }
  const firms = lines.map(({ firm }) => firm.firm)
  const maker = lines[manufacturer]?.firm.firm
  const wish = firms.reduce((sum, firm) => sum + wishOf(firm, chain.item), 0) / firms.length
  const proven = maker !== undefined && provenFor(maker, chain.item.id, question.today)
  const value = unit(
    parts.direct * (done === 0 ? 0 : direct / done) +
      parts.materials * (withMaterial === 0 ? 1 : worked / withMaterial) +
      parts.wish * wish +
      parts.proof * (proven ? 1 : 0),
  )
  if (proven)
    return {
      value,
      reason: () => ({ code: 'know-how.proven', figures: { firm: maker.id, item: chain.item.id } }),
    }
  const operations = new Set(work.worked.map(({ operation }) => operation)).size
  const asToday = new Set(
    work.worked.filter(({ route }) => route.line.route.mode === 'direct').map(({ operation }) => operation),
  ).size
  const count = lines.length
  return asToday === 0 || asToday < operations / 2
    ? {
        value,
        reason: () => ({
          code: 'know-how.new',
          figures: { firms: count, reoriented: operations - asToday, operations },
        }),
      }
    : {
        value,
        reason: () => ({
          code: 'know-how.near',
          figures: { firms: count, direct: asToday, operations, materials: [...materials].sort() },
        }),
      }
}

function wishOf({ willing }: Firm, item: { id: string; family: string | null }): number {
  if (willing.length === 0) return 0.5
  return willing.includes(item.id) || (item.family !== null && willing.includes(item.family)) ? 1 : 0
}

function provenFor(firm: Firm, item: string, today: number): boolean {
  return firm.certificates.some(
    certificate =>
      certificate.item === item && certificate.status === 'verified' && isValid(certificate, today),
  )
}
