/**
 * The right to sell: which firm is the manufacturer in law, what proof it holds for this product, and when the rest can
 * be had. A certificate belongs to its holder and its model: another firm's never counts. The report of a complexe (the
 * whole stack of layers) follows the complexe to whoever sews it.
 */
import type { Item, Norm, Regime } from './catalogue.ts'
import { dayOf } from './dates.ts'
import { prototypeDays } from './defaults.ts'
import type { CompiledFirm } from './firm.ts'
import type { Question } from './question.ts'
import type { Reference } from './reference.ts'
import { lastDayOf, regimesBetween } from './regimes.ts'
import type { Certificate, Firm } from './supply.ts'

export type ProofState = 'held' | 'declared' | 'carried' | 'edition-replaced' | 'obtainable' | 'out-of-reach'

/** One norm asked for, and how the manufacturer meets it. */
export interface Proof {
  norm: Norm
  state: ProofState
  /** The item the proof is about, and the firm that holds it: null for a complexe bought already tested. */
  item: Item
  holder: Firm | null
  /** Set where the edition proven is not the current one. */
  edition: { proven: string; current: string } | null
  /** Calendar days and thousands of euro it still takes; 0 where it is held. */
  days: number
  keuro: number
}

export interface Standing {
  proofs: Proof[]
  /** False where the catalogue does not know this product with the claim asked for. */
  claimServed: boolean
  /** Calendar days from a finished prototype to the right to sell, everything counted. */
  days: number
  /** First day on which it may be delivered. */
  lawful: number
  /** In [0, 1]. */
  value: number
  /** Where it may be delivered sooner under a regime than by normal law. */
  under: Under | null
}

/** Delivered under a regime. */
export interface Under {
  regime: Regime
  /** Thousands of euro, tests by the norms it asks included; 0 where nothing is left to do. */
  keuro: number
  /**
   * Calendar days until the right to sell by normal law, which has to be there when the regime ends; null where it lasts
   * until the last delivery.
   */
  normalDays: number | null
}

/** Who makes the complexe of a partnership, or that it is bought; empty where the recipe uses none. */
export interface Stack {
  item: Item
  makers: Firm[]
}

const values: Record<ProofState, number> = {
  held: 1,
  carried: 0.95,
  declared: 0.9,
  'edition-replaced': 0.75,
  obtainable: 0.4,
  'out-of-reach': 0,
}

/** What an obtainable proof gains when it comes early: from 0.4 on the last day to 0.7 at once. */
const early = 0.3

/** What one law asks of an item: normal law, or that of a regime. */
export interface Law {
  regime: Regime | null
  /** Calendar days from a finished prototype, and thousands of euro beside tests; null where it does not know the claim. */
  legal: { days: number; keuro: number } | null
  norms: Norm[]
}

type Asked = Pick<Question, 'need' | 'reference' | 'today' | 'lastDue'>

/** What is worth less than a proof that stands by itself: a regime ends. Estimated. */
const underRegime = 0.9

/** Normal law, then the regimes under which some of what is asked for may be delivered. */
export function lawsOf(question: Asked, item: Item): [normal: Law, ...regimes: Law[]] {
  const { need, reference, today, lastDue } = question
  const legal = item.compliance.find(({ claim }) => claim === need.claim)
  const normal: Law = {
    regime: null,
    legal: legal === undefined ? null : { days: legal.days.value, keuro: 0 },
    norms: normsOf(reference, need.norms, legal?.attestation === 'self' ? [] : (legal?.norms ?? [])),
  }
  const held = regimesBetween(reference, { item: item.id, claim: need.claim, today, last: lastDue })
  if (held.length === 0) return [normal]
  // A need names the norms of normal law by default: a regime puts its own in their place, and leaves what the buyer adds.
  const added = need.norms.filter(norm => legal?.norms.includes(norm) !== true)
  return [
    normal,
    ...held.map(({ regime, change }): Law => {
      const own = change.attestation === 'self' ? [] : (change.norms ?? legal?.norms ?? [])
      return {
        regime,
        legal: { days: change.days.value, keuro: change.keuro.value },
        norms: normsOf(reference, added, own),
      }
    }),
  ]
}

const normsOf = ({ norms }: Reference, asked: readonly string[], legal: readonly string[]) =>
  [...new Set([...asked, ...legal])].flatMap(id => norms.get(id) ?? [])

/** Norms that count for a product: what the buyer asks, and what any law wants where a declaration is not enough. */
export function normsAsked(question: Asked, item: Item): Norm[] {
  return [...new Set(lawsOf(question, item).flatMap(({ norms }) => norms))]
}

/**
 * Judges one firm as the manufacturer of an item that it starts to work on `start` days from today. Under a regime only where
 * it may be delivered without a break until the last due date: because the regime lasts until then, or because the proof of
 * normal law is there when it ends. Sooner and worth more never follows from a later start, nor from a proof less: upper
 * bounds rest on it.
 */
export function standing(
  question: Question,
  item: Item,
  manufacturer: Pick<CompiledFirm, 'firm'>,
  stacks: Stack[],
  start: number,
): Standing {
  const [law, ...regimes] = lawsOf(question, item)
  const normal = standingBy(question, law, item, manufacturer, stacks, start)
  let best = normal
  for (const one of regimes) {
    const judged = standingBy(question, one, item, manufacturer, stacks, start)
    if (judged.under === null) continue
    const end = lastDayOf(judged.under.regime)
    const isLasting = end >= question.lastDue
    if (judged.lawful > Math.min(end, question.lastDue) || (!isLasting && normal.lawful > end + 1)) continue
    const value = Math.max(best.value, judged.value)
    const under = { ...judged.under, normalDays: isLasting ? null : normal.days }
    best = judged.lawful < best.lawful ? { ...judged, value, under } : { ...best, value }
  }
  return best
}

/** The same by one law alone, whenever that ends. */
export function standingBy(
  question: Question,
  { regime, legal, norms }: Law,
  item: Item,
  manufacturer: Pick<CompiledFirm, 'firm'>,
  stacks: Stack[],
  start: number,
): Standing {
  const claimServed = legal !== null || question.need.claim === 'none' || item.kind !== 'product'
  const proofs = norms.map(norm => proofOf(question, norm, item, manufacturer.firm, stacks))
  const open = proofs.filter(({ state }) => state === 'obtainable')
  const selfDeclared = proofs.length === 0 && !hasProof(manufacturer.firm, item, question.lastDue)
  const legalDays = open.length > 0 || selfDeclared ? (legal?.days ?? 0) : 0
  const days = Math.max(legalDays, ...open.map(proof => proof.days))
  const proven = !claimServed
    ? Infinity
    : days === 0
      ? question.today
      : question.today + start + prototypeDays + days
  const lawful = regime === null || regime.from === null ? proven : Math.max(dayOf(regime.from), proven)
  const margin = (question.lastDue - lawful) / Math.max(1, question.lastDue - question.today)
  if (margin < 0) for (const proof of open) proof.state = 'out-of-reach'
  const value = worth(proofs, claimServed, days, margin)
  if (regime === null) return { proofs, claimServed, days, lawful, value, under: null }
  const keuro = days === 0 ? 0 : open.reduce((sum, proof) => sum + proof.keuro, legal?.keuro ?? 0)
  const under = { regime, keuro, normalDays: null }
  return { proofs, claimServed, days, lawful, value: underRegime * value, under }
}

function worth(proofs: Proof[], claimServed: boolean, days: number, margin: number): number {
  if (!claimServed || margin < 0) return 0
  const gained = early * Math.min(1, margin)
  if (proofs.length === 0) return days === 0 ? 1 : 0.7 + gained
  const sum = proofs.reduce(
    (total, { state }) => total + values[state] + (state === 'obtainable' ? gained : 0),
    0,
  )
  return sum / proofs.length
}

function proofOf(question: Question, norm: Norm, item: Item, firm: Firm, stacks: Stack[]): Proof {
  const { lastDue } = question
  const subject = norm.scope === 'product-model' || norm.scope === 'complexe' ? item.id : null
  const own = bestCertificate(firm, norm, subject, lastDue)
  if (own !== undefined) return held(norm, item, firm, own)
  if (norm.scope === 'complexe') {
    for (const stack of stacks) {
      const bought = { norm, item: stack.item, edition: null, days: 0, keuro: 0 }
      const ownStack = bestCertificate(firm, norm, stack.item.id, lastDue)
      if (ownStack !== undefined) return held(norm, stack.item, firm, ownStack)
      if (stack.makers.length === 0) return { ...bought, state: 'carried', holder: null }
      for (const maker of stack.makers) {
        const report = bestCertificate(maker, norm, stack.item.id, lastDue)
        if (report !== undefined) return { ...held(norm, stack.item, maker, report), state: 'carried' }
      }
    }
  }
  return {
    norm,
    state: 'obtainable',
    item,
    holder: firm,
    edition: null,
    days: norm.days.value,
    keuro: norm.keuro.value,
  }
}

function held(norm: Norm, item: Item, holder: Firm, certificate: Certificate): Proof {
  const replaced = replacedEdition(norm, certificate)
  const state =
    replaced !== null ? 'edition-replaced' : certificate.status === 'verified' ? 'held' : 'declared'
  return { norm, state, item, holder, edition: replaced, days: 0, keuro: 0 }
}

/** A withdrawn edition is a flag, not a void: the buyer decides what it accepts. */
export function replacedEdition(norm: Norm, { edition }: Pick<Certificate, 'edition'>): Proof['edition'] {
  const known = norm.editions.find(entry => entry.edition === edition)
  if (known === undefined || known.status === 'current') return null
  const current = known.replacedBy ?? norm.editions.find(({ status }) => status === 'current')?.edition
  return current === undefined ? null : { proven: known.edition, current }
}

/** A certificate that counts: not refused, not expired, valid until the last delivery; current and verified ones first. */
function bestCertificate(
  firm: Firm,
  norm: Norm,
  item: string | null,
  lastDue: number,
): Certificate | undefined {
  const worth = (certificate: Certificate) =>
    (replacedEdition(norm, certificate) === null ? 2 : 0) + (certificate.status === 'verified' ? 1 : 0)
  return firm.certificates
    .filter(
      ({ norm: id, item: about, status, validUntil }) =>
        id === norm.id && (item === null || about === item) && isValid({ status, validUntil }, lastDue),
    )
    .reduce<Certificate | undefined>(
      (best, certificate) => (best === undefined || worth(certificate) > worth(best) ? certificate : best),
      undefined,
    )
}

/** Not refused, not expired, and valid until a day. */
export function isValid(
  { status, validUntil }: Pick<Certificate, 'status' | 'validUntil'>,
  day: number,
): boolean {
  return (status === 'declared' || status === 'verified') && (validUntil === null || dayOf(validUntil) >= day)
}

/** Whether a firm holds a proof, verified or declared, for this very item. */
export function hasProof(firm: Firm, item: Item, lastDue: number): boolean {
  return firm.certificates.some(certificate => certificate.item === item.id && isValid(certificate, lastDue))
}

/**
 * Whether a material is a complexe: a whole stack of layers that is tested as such. The catalogue keeps these in
 * material families of their own, whose slugs begin with `complexe`.
 */
export function isStack(item: Item): boolean {
  return item.kind === 'material' && (item.materialFamily?.startsWith('complexe') ?? false)
}
