/** What a firm is to a chain and to a need, worked out from its equipment alone: nothing is computed for those left out. */
import type { Item } from './catalogue.ts'
import type { Need } from './demand.ts'
import type { Ability } from './equipment.ts'
import { isUnwilling } from './firm.ts'
import type { Question } from './question.ts'
import type { Reach } from './reach.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import type { Chain } from './unfold.ts'
import type { Reason } from './words/reasons.ts'

/** What a firm is to a chain, before any date, quantity or choice of a buyer. Days are least days of change. */
export interface Part {
  /** Why it can do none of the operations; null where it can. */
  unable: Reason | null
  /** Until it can begin with any of them. */
  days: number
  /** Until it can begin with what makes the product itself; Infinity where it makes nothing of it. */
  makerDays: number
  /** Until it can begin with what goes into the product; Infinity where that is nothing but hands for anything. */
  supplierDays: number
  /** Until it can begin with anything but making the product itself; Infinity where that is nothing but hands. */
  helperDays: number
}

/** The operations of a chain, side by side: they are gone through for hundreds of chains in one search. */
export interface Steps {
  /** Positions in the catalogue: of what makes the product itself first. */
  operations: Int32Array
  items: Item[]
  ofProduct: number
}

/** Says the same of chains with the same steps. */
export function stepsKey({ operations }: Chain): string {
  return operations.map(({ node, reference }) => `${reference.index}${node === 0 ? '' : '+'}`).join(' ')
}

export function stepsOf(chain: Chain): Steps {
  return {
    operations: Int32Array.from(chain.operations, ({ reference }) => reference.index),
    items: chain.operations.map(({ reference }) => reference.item),
    ofProduct: chain.operations.filter(({ node }) => node === 0).length,
  }
}

/** Firms with the same equipment that refuse the same have the same part. Null: no part in it. */
export function partOf(
  index: FirmIndex,
  { operations, items, ofProduct }: Steps,
  { equipment, unwilling }: { equipment: number; unwilling: string[] },
): Part | null {
  let able = false
  let unable: Reason | null = null
  let making = Infinity
  let supplying = Infinity
  let serving = Infinity
  let supplies = false
  let serves = false
  for (let step = 0; step < operations.length; step++) {
    const ability = index.ability(operations[step] ?? 0, equipment)
    const { aptitude } = ability
    const item = unwilling.length > 0 ? items[step] : undefined
    const refused = item !== undefined && isUnwilling({ unwilling }, item) ? item.id : null
    const can = aptitude === 'direct' || aptitude === 'reoriented'
    if (can && refused !== null) unable = { code: 'firm.unwilling', figures: { subject: refused } }
    else if (can) able = true
    else unable ??= aptitude
    if (refused !== null) continue
    if (step < ofProduct) {
      making = Math.min(making, ability.makingDays)
      serving = Math.min(serving, ability.servingDays)
      serves ||= ability.servesByTrade
    } else {
      supplying = Math.min(supplying, daysOf(ability))
      supplies ||= can
    }
  }
  if (!able && unable === null) return null
  return {
    unable: able ? null : unable,
    days: Math.min(making, supplying, serving),
    makerDays: making,
    supplierDays: supplies ? supplying : Infinity,
    helperDays: supplies || serves ? Math.min(supplying, serving) : Infinity,
  }
}

const daysOf = ({ makingDays, servingDays }: Ability) => Math.min(makingDays, servingDays)

/**
 * How a firm is a candidate by one chain. `whole`: with all it can do. `supplier`: with what goes into the product alone,
 * since its minimum order for what it sells is above the quantity. `helper`: with all but making the product itself,
 * which nobody could sell lawfully in time.
 */
export type Candidacy = 'whole' | 'supplier' | 'helper'

export const candidacies: readonly Candidacy[] = ['whole', 'supplier', 'helper']

/** What a firm is to a need by one chain: a candidate, or why not. Its part says why it is unable. */
export type Standing =
  | Candidacy
  | 'unable'
  | 'firm.excluded'
  | 'firm.not-eligible'
  | 'firm.minimum-order'
  | 'firm.norm-out-of-reach'
  | 'firm.too-late'

/** Whether a firm so judged is a candidate. */
export function isCandidate(standing: Standing): standing is Candidacy {
  return standing === 'whole' || standing === 'supplier' || standing === 'helper'
}

/** What bars a firm from a need whatever it can do: the buyer's own terms. */
export function barOf(need: Need, firm: StoredFirm): 'firm.excluded' | 'firm.not-eligible' | null {
  if (need.excludedFirms.length > 0 && need.excludedFirms.includes(firm.id)) return 'firm.excluded'
  if (need.reservedFor.length > 0 && !need.reservedFor.some(kind => kind === firm.structure))
    return 'firm.not-eligible'
  return null
}

/** What a firm's standing hangs on beside its part and what bars it. */
type Terms = Pick<StoredFirm, 'preparation' | 'minimumOrder'>

/** Judges one firm for one need: the same whether firms are looked for or needs. */
export function judge(question: Question, part: Part, firm: StoredFirm, reach: Reach): Standing {
  return judgeBy(question, part, firm, barOf(question.need, firm), reach)
}

/**
 * Judges whoever has these terms. With a longer preparation and all else the same, a firm goes from what comes first to
 * what comes last of: `whole`, `helper`, out of reach, too late; or `supplier`, too late.
 */
export function judgeBy(
  question: Question,
  part: Part,
  terms: Terms,
  bar: ReturnType<typeof barOf>,
  reach: Reach,
): Standing {
  const standing = judgeAloneBy(question, part, terms, bar)
  if (standing !== 'whole' || part.makerDays === Infinity) return standing
  if (reach.latestStart >= startDays(terms, part.makerDays) || reach.someone()) return 'whole'
  return startDays(terms, part.helperDays) > mostDays(question) ? 'firm.norm-out-of-reach' : 'helper'
}

/** The same, but for the right to sell, which others may have for it. */
export function judgeAlone(question: Question, part: Part, firm: StoredFirm): StandingAlone {
  return judgeAloneBy(question, part, firm, barOf(question.need, firm))
}

type StandingAlone = Exclude<Standing, 'helper' | 'firm.norm-out-of-reach'>

function judgeAloneBy(
  question: Question,
  part: Part,
  terms: Terms,
  bar: ReturnType<typeof barOf>,
): StandingAlone {
  const { quantity } = question.need
  if (part.unable !== null) return 'unable'
  if (bar !== null) return bar
  if (startDays(terms, part.days) > mostDays(question)) return 'firm.too-late'
  if (terms.minimumOrder === null || terms.minimumOrder <= quantity) return 'whole'
  if (part.supplierDays === Infinity) return 'firm.minimum-order'
  return startDays(terms, part.supplierDays) > mostDays(question) ? 'firm.too-late' : 'supplier'
}

/** Days until a firm that comes too late begins with anything it would do. */
export function lateDays(question: Question, part: Part, terms: Pick<Terms, 'preparation'>): number {
  const days = startDays(terms, part.days)
  return days > mostDays(question) ? days : startDays(terms, part.supplierDays)
}

/** Whoever begins later has no day of work before the last due date. */
export function mostDays({ today, lastDue }: Question): number {
  return lastDue - today - 1
}

/** Calendar days until a firm begins, after a change of so many days. */
export function startDays({ preparation }: Pick<Terms, 'preparation'>, days: number): number {
  return Math.max(preparation, days)
}
