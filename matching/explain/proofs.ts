/** Proofs a firm could add for a need: those it holds and nobody has verified, and those it does not hold. */
import { isStack, isValid, normsAsked, replacedEdition } from '../compliance.ts'
import { dayOf } from '../dates.ts'
import type { Item, Norm } from '../catalogue.ts'
import type { Change } from './change.ts'
import type { Ladder, Situation } from './proposals.ts'

/** One ladder for each norm asked, of the product the firm makes or could make, and of its stack of layers. */
export function proofs(situation: Situation): Ladder[] {
  const { reference, need, chains, asOf } = situation
  const lastDue = lastDueOf(need)
  const found = new Map<string, Ladder>()
  for (const chain of chains) {
    for (const norm of normsAsked({ need, reference, today: dayOf(asOf), lastDue }, chain.item)) {
      const stacks = chain.nodes.map(({ item }) => item).filter(isStack)
      for (const item of norm.scope === 'complexe' ? [chain.item, ...stacks] : [chain.item]) {
        const change = proof(situation, norm, item)
        if (change === null) continue
        const raises: Ladder['raises'] = ['compliance', 'know-how', 'reliability']
        found.set(`${norm.id} ${change.figures.item ?? ''}`, { rungs: [change], raises })
      }
    }
  }
  return [...found.values()]
}

const lastDueOf = ({ schedule }: Situation['need']) => Math.max(...schedule.map(({ due }) => dayOf(due)))

/** Null where a verified proof of the current edition is held until the last delivery. */
function proof(
  { firm, need }: Situation,
  norm: Norm,
  { id }: Item,
): Extract<Change, { code: 'change.certificate' | 'change.verification' }> | null {
  const item = norm.scope === 'product-model' || norm.scope === 'complexe' ? id : null
  const last = lastDueOf(need)
  const current = firm.certificates.filter(
    certificate =>
      certificate.norm === norm.id &&
      (item === null || certificate.item === item) &&
      isValid(certificate, last) &&
      replacedEdition(norm, certificate) === null,
  )
  if (current.some(({ status }) => status === 'verified')) return null
  const [declared] = current
  if (declared !== undefined) {
    const { norm: about, item: subject, edition } = declared
    return { code: 'change.verification', figures: { norm: about, item: subject, edition } }
  }
  const edition = norm.editions.find(({ status }) => status === 'current')?.edition ?? null
  return {
    code: 'change.certificate',
    figures: { norm: norm.id, item, edition, days: norm.days.value, keuro: norm.keuro.value },
  }
}
