import type { Proof, ProofState } from '../compliance.ts'
import type { Outcome } from '../outcome.ts'
import type { Reason } from '../words/reasons.ts'
import type { Judgement } from './judgement.ts'

/** The state worth saying first: what stands in the way before what is in hand. */
const order: ProofState[] = ['out-of-reach', 'obtainable', 'edition-replaced', 'declared', 'carried', 'held']

/**
 * Compliance: the mean over the norms asked for of 1 for a verified proof of the manufacturer, 0.95 for the report
 * carried by the complexe, 0.9 for a proof declared, 0.75 for a replaced edition, 0.4 to 0.7 for one that can be had in
 * time, 0 out of reach. Without a norm: 1 where nothing is left to do, else as one that can be had in time, from 0.7.
 * Under a regime nine tenths of what that gives by its norms, where that is more.
 */
export function compliance(outcome: Outcome): Judgement {
  return { value: outcome.standing.value, reason: () => reasonOf(outcome) }
}

function reasonOf({ team, standing, manufacturer }: Outcome): Reason {
  const { question, chain, lines } = team
  const firm = lines[manufacturer]?.firm.firm.id ?? ''
  const due = question.dues.at(-1)?.date ?? ''
  if (!standing.claimServed) {
    return {
      code: 'compliance.claim-not-served',
      figures: { item: chain.item.id, claim: question.need.claim },
    }
  }
  const state = order.find(candidate => standing.proofs.some(proof => proof.state === candidate))
  const proofs = standing.proofs.filter(proof => proof.state === state)
  const norms = proofs.map(({ norm }) => norm.id)
  const [first] = proofs
  if (standing.lawful > question.lastDue) {
    return { code: 'compliance.out-of-reach', figures: { firm, norms, days: standing.days, due } }
  }
  if (standing.under !== null) {
    const { regime, keuro, normalDays } = standing.under
    const asked = standing.proofs.map(({ norm }) => norm.id)
    const figures = {
      firm,
      item: chain.item.id,
      regime: regime.id,
      until: regime.until,
      norms: asked,
      days: standing.days,
      keuro,
      normalDays,
    }
    return { code: 'compliance.under-regime', figures }
  }
  if (standing.proofs.length === 0 && standing.days === 0) {
    return { code: 'compliance.nothing-to-prove', figures: { item: chain.item.id } }
  }
  if (first === undefined || state === undefined) {
    return { code: 'compliance.self-declared', figures: { firm, days: standing.days } }
  }
  return ofState(state, first, norms, firm, standing.days, keuroOf(proofs), due)
}

const keuroOf = (proofs: Proof[]) => proofs.reduce((sum, { keuro }) => sum + keuro, 0)

function ofState(
  state: ProofState,
  first: Proof,
  norms: string[],
  firm: string,
  days: number,
  keuro: number,
  due: string,
): Reason {
  const holder = first.holder?.id ?? firm
  const item = first.item.id
  switch (state) {
    case 'out-of-reach':
      return { code: 'compliance.out-of-reach', figures: { firm, norms, days, due } }
    case 'obtainable':
      return { code: 'compliance.obtainable', figures: { firm, norms, days, keuro } }
    case 'edition-replaced':
      return {
        code: 'compliance.edition-replaced',
        figures: {
          firm: holder,
          norm: first.norm.id,
          edition: first.edition?.proven ?? '',
          current: first.edition?.current ?? '',
        },
      }
    case 'declared':
      return { code: 'compliance.declared', figures: { firm: holder, item, norms } }
    case 'carried':
      return { code: 'compliance.carried', figures: { firm: first.holder?.id ?? null, item, norms } }
    case 'held':
      return { code: 'compliance.held', figures: { firm: holder, item, norms } }
  }
}
