import type { ProcedureKind } from '@maillage/db/law/schema.ts'
import type { UrgencyGrounds } from '@maillage/db/tables/trade.ts'
import type { Fault } from '../../problems/faults.ts'
import { type LawInForce, limitOn, type RuleInForce } from './law.ts'
import { lawfulInsteadOf, type Purchase, ruleFor } from './propose.ts'
import type { ProcedureInput, ProposalShown, PurchaseInput } from './schemas.ts'

const said = {
  noRule: {
    fr: 'Le référentiel n’a pas de règle pour cet achat à cette date : l’opérateur régional doit la compléter.',
    en: 'The table has no rule for this purchase on this day: the regional operator has to add it.',
  },
  severalRules: {
    fr: 'Plusieurs règles du référentiel se contredisent pour cet achat : l’opérateur régional doit les corriger.',
    en: 'Several rules of the table contradict each other for this purchase: the regional operator has to correct them.',
  },
  tooLight: {
    fr: 'La règle demande davantage : choisissez la procédure proposée, ou une plus exigeante.',
    en: 'The rule asks for more: choose the procedure that is proposed, or one that asks for more.',
  },
  notThisWay: {
    fr: 'Cette procédure ne s’ouvre pas à cet achat.',
    en: 'This procedure is not open to this purchase.',
  },
  reason: {
    fr: 'Écrivez pourquoi : cette justification est gardée avec le besoin.',
    en: 'Write down why: this reason is kept with the need.',
  },
  noGrounds: {
    fr: 'Les motifs de l’urgence impérieuse ne vont qu’avec cette procédure.',
    en: 'Grounds of imperious urgency go with that procedure alone.',
  },
  months: {
    fr: 'Indiquez la durée de l’accord-cadre, en mois.',
    en: 'Say how many months the framework lasts.',
  },
  noMonths: {
    fr: 'Une commande simple n’a pas de durée d’accord-cadre.',
    en: 'A single order has no framework’s length.',
  },
} as const

/** The estimate of the whole homogeneous need, in cents ex tax (R2121-1, R2121-6). */
export function totalOf({ needCents, alike, elsewhereCents }: PurchaseInput): number {
  return needCents + elsewhereCents + alike.reduce((sum, { cents }) => sum + cents, 0)
}

/** A purchase by a buyer of this regime whose consultation begins on this day. */
export function purchaseOf(input: PurchaseInput, regime: Purchase['regime'], begins: string): Purchase {
  const { authority, urgency } = input
  return { regime, authority, urgency, begins, totalCents: totalOf(input) }
}

/** What the law says of a purchase. */
export function propose({ rules, limits }: LawInForce, purchase: Purchase): ProposalShown {
  const answer = ruleFor(rules, purchase)
  return {
    begins: purchase.begins,
    totalCents: purchase.totalCents,
    rule: answer.found,
    several: answer.found === null ? answer.several : [],
    lawful: answer.found === null ? [] : lawfulInsteadOf(answer.found.procedure),
    frameworkMonths: limitOn(limits, 'framework-months', purchase.begins)?.value ?? null,
  }
}

/** What is asked for in writing (R2122-1), each with what is said where it is missing. */
const groundsDue: Record<keyof UrgencyGrounds, Fault['message']> = {
  event: {
    fr: 'Écrivez l’événement, et quand il s’est produit.',
    en: 'Write down the event, and when it happened.',
  },
  unforeseeable: {
    fr: 'Écrivez pourquoi vous ne pouviez ni le prévoir ni l’éviter.',
    en: 'Write down why you could neither foresee nor avoid it.',
  },
  link: {
    fr: 'Écrivez pourquoi même le délai réduit est impossible à tenir.',
    en: 'Write down why not even the shortened time can be kept.',
  },
  limits: {
    fr: 'Écrivez à quelles quantités et à quelle durée l’achat se limite.',
    en: 'Write down to what quantities and time the purchase is limited.',
  },
}

const groundNames = ['event', 'unforeseeable', 'link', 'limits'] as const

function groundFaults(chosen: ProcedureKind, grounds: UrgencyGrounds | null): Fault[] {
  if (chosen !== 'imperious-urgency')
    return grounds === null ? [] : [{ field: '/grounds', message: said.noGrounds }]
  return groundNames
    .filter(name => (grounds?.[name] ?? '').trim() === '')
    .map(name => ({ field: `/grounds/${name}`, message: groundsDue[name] }))
}

function formFaults({ form, frameworkMonths, reason }: ProcedureInput, longest: number | null): Fault[] {
  if (form === 'order')
    return frameworkMonths === null ? [] : [{ field: '/frameworkMonths', message: said.noMonths }]
  if (frameworkMonths === null) return [{ field: '/frameworkMonths', message: said.months }]
  const isLong = longest !== null && frameworkMonths > longest
  return isLong && reason.trim() === '' ? [{ field: '/reason', message: said.reason }] : []
}

/**
 * Judges a choice of procedure by the law: the rule it follows, or every fault. Heavier than proposed is the buyer's
 * right; an urgency that shortens a formal procedure, and an order under imperious urgency, have to be justified.
 */
export function judge(
  law: LawInForce,
  purchase: Purchase,
  choice: ProcedureInput,
): { rule: RuleInForce } | { faults: Fault[] } {
  const answer = ruleFor(law.rules, purchase)
  if (answer.found === null) {
    const message = answer.several.length > 0 ? said.severalRules : said.noRule
    return { faults: [{ field: '/chosen', message }] }
  }
  const { found: rule } = answer
  const { chosen, urgency, reason, grounds } = choice
  const isLighter = ['without-publicity', 'adapted'].includes(chosen)
  const isShortened = chosen === 'formal' && urgency === 'simple' && reason.trim() === ''
  const longest = limitOn(law.limits, 'framework-months', purchase.begins)?.value ?? null
  const faults = [
    ...(lawfulInsteadOf(rule.procedure).includes(chosen)
      ? []
      : [{ field: '/chosen', message: isLighter ? said.tooLight : said.notThisWay }]),
    ...(isShortened ? [{ field: '/reason', message: said.reason }] : []),
    ...groundFaults(chosen, grounds),
    ...formFaults(choice, purchase.regime === 'public' ? longest : null),
  ]
  return faults.length > 0 ? { faults: faults.filter(isFirstOfField) } : { rule }
}

const isFirstOfField = ({ field }: Fault, at: number, all: Fault[]) =>
  all.findIndex(other => other.field === field) === at
