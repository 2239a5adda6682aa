import type { Route } from '../capability.ts'
import type { Item } from '../catalogue.ts'
import { isValid } from '../compliance.ts'
import type { CompiledFirm } from '../firm.ts'
import type { Line, LineRoute } from '../line.ts'
import type { Outcome } from '../outcome.ts'
import type { Question } from '../question.ts'
import type { ReferenceOperation } from '../reference.ts'
import { withText } from '../text-hits.ts'
import type { Firm } from '../supply.ts'
import type { Chain } from '../unfold.ts'
import type { Reason } from '../words/reasons.ts'
import { type Judgement, unit } from './judgement.ts'

const parts = { direct: 0.45, materials: 0.25, wish: 0.15, proof: 0.15 }

/**
 * Know-how of a route of a firm: 0.45 where it works as it stands, without a reorientation, × the
 * likelihood of a machine that is only assumed; 0.25 where the firm works the
 * material today; 0.15 × whether it wishes to make the item (1 said so, 0.5 said nothing, 0 named other things); 0.15
 * where it holds a verified proof of conformity for this very product. Words of its profile that are near the need add a
 * tenth at most, never above 1.
 */
export function knowHowOf(
  question: Question,
  chain: Chain,
  line: Line,
  { operation, route }: LineRoute,
): number {
  const { firm } = line.firm
  const reference = chain.operations[operation]?.reference
  const declared =
    (reference === undefined ? 0 : skillOf(line.firm, reference, route)) +
    parts.wish * wishOf(firm.willing, chain.item) +
    (provenFor(firm, chain.item.id, question.today) ? parts.proof : 0)
  return withText(declared, question.textHits.get(firm.id))
}

/** What a route has of it by itself, whatever is made. */
export function skillOf(
  { workedMaterials }: Pick<CompiledFirm, 'workedMaterials'>,
  { operation: { materialFamily } }: ReferenceOperation,
  route: Route,
): number {
  const direct = route.mode === 'direct' ? parts.direct * (route.machine?.certainty ?? 1) : 0
  return direct + (materialFamily === null || workedMaterials.has(materialFamily) ? parts.materials : 0)
}

/** What a firm's wishes add to it, and the most that its proofs and words may add. */
export const knowHowOfWishes = (willing: string[], item: Item) => parts.wish * wishOf(willing, item)
export const { proof: knowHowOfProof } = parts

/** Know-how: the mean over the work of what each route's is. */
export function knowHow(outcome: Outcome): Judgement {
  return { value: unit(outcome.worth.knowHow), reason: () => reasonOf(outcome) }
}

function reasonOf(outcome: Outcome): Reason {
  const { team, work, manufacturer } = outcome
  const { chain, lines, question } = team
  const near = wordsOf(outcome)
  const maker = lines[manufacturer]?.firm.firm
  if (maker !== undefined && provenFor(maker, chain.item.id, question.today))
    return { code: 'know-how.proven', figures: { firm: maker.id, item: chain.item.id, ...near } }
  const materials = new Set<string>()
  for (const { route, operation } of work.worked) {
    const family = operation.reference.operation.materialFamily
    if (family !== null && lines[route.member]?.firm.workedMaterials.has(family) === true)
      materials.add(family)
  }
  const operations = new Set(work.worked.map(({ operation }) => operation)).size
  const direct = new Set(
    work.worked.filter(({ route }) => route.line.route.mode === 'direct').map(({ operation }) => operation),
  ).size
  const firms = lines.length
  return direct === 0 || direct < operations / 2
    ? { code: 'know-how.new', figures: { firms, reoriented: operations - direct, operations, ...near } }
    : {
        code: 'know-how.near',
        figures: { firms, direct, operations, materials: [...materials].sort(), ...near },
      }
}

/** Whose words have counted, and which; nothing where none have. */
function wordsOf({ team: { lines, question } }: Outcome): { words?: { firm: string; words: string[] }[] } {
  const words = lines.flatMap(({ firm: { firm } }) => {
    const hit = question.textHits.get(firm.id)
    return hit === undefined || hit.score === 0 ? [] : [{ firm: firm.id, words: hit.words }]
  })
  return words.length === 0 ? {} : { words }
}

function wishOf(willing: string[], item: Pick<Item, 'id' | 'family'>): number {
  if (willing.length === 0) return 0.5
  return willing.includes(item.id) || (item.family !== null && willing.includes(item.family)) ? 1 : 0
}

/** Whether a firm holds a verified proof of conformity for an item. */
export function provenFor(firm: Pick<Firm, 'certificates'>, item: string, today: number): boolean {
  return firm.certificates.some(
    certificate =>
      certificate.item === item && certificate.status === 'verified' && isValid(certificate, today),
  )
}
