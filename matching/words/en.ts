/** The English sentences: one for each reason code. */
import type { Claim, Unit } from '../catalogue.ts'
import type { Shortfall } from '../limits.ts'
import type { TrackRecord } from '../supply.ts'
import { distressBandNames } from './labels.ts'
import type { Worded } from './reasons.ts'
import type { NamedKind, Names, Sentences } from './sentence.ts'
import { day, estimated, fixed, inside, list, number, percent } from './typography.ts'

const units: Record<Unit, [one: string, many: string]> = {
  piece: ['piece', 'pieces'],
  pair: ['pair', 'pairs'],
  m: ['metre', 'metres'],
  m2: ['m²', 'm²'],
  kg: ['kg', 'kg'],
  l: ['litre', 'litres'],
}

const claims: Record<Claim, string> = {
  'protects-patient': 'to protect the patient',
  'protects-wearer': 'to protect the wearer',
  none: 'without a claim of protection',
}

const recyclable = { yes: 'recyclable', partly: 'partly recyclable', no: 'not recyclable' }
const structures = { esat: 'ESAT', ea: 'adapted companies (EA)', siae: 'work-integration structures (SIAE)' }

const n = (value: number, decimals = 0) => number(value, 'en', decimals)
const p = (share: number) => percent(share, 'en')
const on = (isoDate: string) => day(isoDate, 'en')
const count = (value: number, one: string, many: string) => `${n(value)}${fixed}${value === 1 ? one : many}`
const of = (value: number, unit: Unit) => count(value, units[unit][0], units[unit][1])
const days = (value: number) => count(Math.ceil(value), 'day', 'days')
/** What a firm has kept, each with its count. */
function kept({ onTime, accepted, answered }: TrackRecord): string {
  const parts = [
    onTime && `${n(onTime.kept)} of ${count(onTime.of, 'due date', 'due dates')} kept`,
    accepted && `${n(accepted.kept)} of ${count(accepted.of, 'lot', 'lots')} accepted when first inspected`,
    answered && `${n(answered.kept)} of ${count(answered.of, 'contact', 'contacts')} answered within a week`,
  ]
  return parts.filter(part => part !== null).join(', ')
}

const named = (ids: readonly string[], kind: NamedKind, names: Names) =>
  list(
    ids.map(id => one(id, kind, names)),
    'en',
  )
const attributes = {
  width: ['a width', 'cm'],
  gauge: ['a gauge', 'needles an inch'],
  weight: ['a weight', 'g/m²'],
} as const

/** What a machine has, and what the work takes. */
function shortOf({ attribute, has, least, most }: Shortfall): string {
  const [noun, unit] = attributes[attribute]
  const range = (value: number) => `${n(value)}${fixed}${unit}`
  const taken =
    least !== null && most !== null
      ? `from ${n(least)} to ${range(most)}`
      : least === null
        ? `of ${range(most ?? 0)} at most`
        : `of ${range(least)} at least`
  return `${range(has)}, where ${noun} ${taken} is needed`
}

/** One name in the course of a sentence. */
const one = (id: string, kind: NamedKind, names: Names) => inside(names(id, kind), kind)

/** Words of profiles that counted, and whose they are. */
function spokenOf({ words = [] }: Worded, names: Names): string {
  if (words.length === 0) return ''
  const each = words.map(
    one => `${one.words.map(word => `“${word}”`).join(', ')} (${names(one.firm, 'firm')})`,
  )
  return ` Words of the profile near the need: ${list(each, 'en')}.`
}

/** The share of the quantity, in the words one would say. */
function part(delivered: number, quantity: number): string {
  const share = quantity === 0 ? 0 : delivered / quantity
  if (share >= 1) return 'enough to deliver the whole quantity in time'
  if (share <= 0) return 'nothing in time'
  const near = (target: number) => Math.abs(share - target) < 0.02
  if (near(0.75)) return 'three quarters of what is needed in time'
  if (near(2 / 3)) return 'two thirds of what is needed in time'
  if (near(0.5)) return 'half of what is needed in time'
  if (near(1 / 3)) return 'a third of what is needed in time'
  if (near(0.25)) return 'a quarter of what is needed in time'
  return `${p(Math.min(share, 0.99))} of what is needed in time`
}

export const sentences: Sentences = {
  'coverage.whole': f =>
    f.operations === 1 ? 'The only operation is covered.' : `All ${n(f.operations)} operations are covered.`,
  'coverage.with-services': (f, names) =>
    `${f.operations === 1 ? 'The only operation is covered' : `All ${n(f.operations)} operations are covered`}; bought as a service: ${named(f.services, 'process', names)}.`,
  'coverage.partial': (f, names) =>
    `${n(f.covered)} of ${count(f.operations, 'operation', 'operations')} covered; missing: ${named(f.missing, 'process', names)}.`,
  'coverage.bought-instead': (f, names) =>
    `${n(f.covered)} of ${count(f.operations, 'operation', 'operations')} covered at the depth asked for; bought outside the partnership: ${named(f.items, 'item', names)}.`,

  'capacity.people': (f, names) =>
    `${count(f.people, 'person', 'people')} free ${n(f.hoursPerWeek, 1)}${fixed}h a week for ${one(f.process, 'process', names)} (${named(f.trades, 'trade', names)}, ${names(f.firm, 'firm')}): ${of(f.weeklyUnits, f.unit)} a week, ${part(f.delivered, f.quantity)}.`,
  'capacity.assumed-people': (f, names) =>
    `No workforce declared by ${names(f.firm, 'firm')}; ${count(f.people, 'person', 'people')} assumed from the machines for ${one(f.process, 'process', names)}, ${n(f.hoursPerWeek, 1)}${fixed}h a week: ${of(f.weeklyUnits, f.unit)} a week, ${part(f.delivered, f.quantity)}.`,
  'capacity.assumed-machines': (f, names) =>
    `No machine declared by ${names(f.firm, 'firm')} for ${one(f.process, 'process', names)}; those usual in the trade are assumed (${one(f.machineType, 'machine-type', names)}): ${count(f.people, 'person', 'people')} free ${n(f.hoursPerWeek, 1)}${fixed}h a week (${named(f.trades, 'trade', names)}), ${of(f.weeklyUnits, f.unit)} a week, ${part(f.delivered, f.quantity)}.`,
  'capacity.machines': (f, names) =>
    `${count(f.machines, 'machine', 'machines')} free ${n(f.hoursPerWeek, 1)}${fixed}h a week for ${one(f.process, 'process', names)} (${one(f.machineType, 'machine-type', names)}, ${names(f.firm, 'firm')}): ${of(f.weeklyUnits, f.unit)} a week, ${part(f.delivered, f.quantity)}.`,
  'capacity.untold': f =>
    `${of(f.quantity, f.unit)} to make: ${part(f.delivered, f.quantity)}, and what limits the pace cannot be told.`,
  'capacity.none': f => `Nothing can be delivered by ${on(f.due)}, out of ${of(f.quantity, f.unit)}.`,

  'lead-time.on-time': f =>
    f.days < 1
      ? `Last delivery on ${on(f.last)}, just on the due date.`
      : `Last delivery around ${on(f.last)}, ${days(f.days)} before the due date of ${on(f.due)}.`,
  'lead-time.late': f =>
    `Last delivery around ${on(f.last)}, ${days(f.days)} after the due date of ${on(f.due)}.`,
  'lead-time.too-long': f =>
    `More than ${count(f.weeks, 'week', 'weeks')} for the whole quantity, asked for by ${on(f.due)}.`,
  'lead-time.never': f => `No delivery possible, neither before nor after the due date of ${on(f.due)}.`,

  'compliance.held': (f, names) =>
    `${names(f.firm, 'firm')} holds the verified proof for this product (${one(f.item, 'item', names)}): ${named(f.norms, 'norm', names)}.`,
  'compliance.declared': (f, names) =>
    `${names(f.firm, 'firm')} says it holds ${named(f.norms, 'norm', names)} for ${one(f.item, 'item', names)}; document to be verified.`,
  'compliance.carried': (f, names) =>
    `The test report follows the layer stack (${one(f.item, 'item', names)}), ${f.firm === null ? 'bought already tested' : `made by ${names(f.firm, 'firm')}`}: ${named(f.norms, 'norm', names)}.`,
  'compliance.edition-replaced': (f, names) =>
    `The proof of ${names(f.firm, 'firm')} is about edition ${f.edition} of ${names(f.norm, 'norm')}, replaced by edition ${f.current}: to be renewed.`,
  'compliance.obtainable': (f, names) =>
    `${names(f.firm, 'firm')} can obtain it in time: ${named(f.norms, 'norm', names)}, about ${days(f.days)} and ${n(f.keuro, 1)}${fixed}k€.`,
  'compliance.out-of-reach': (f, names) =>
    `${named(f.norms, 'norm', names)}: takes about ${days(f.days)}, too long for the due date of ${on(f.due)}.`,
  'compliance.self-declared': (f, names) =>
    `${names(f.firm, 'firm')} declares conformity on its own responsibility; about ${days(f.days)} to prepare.`,
  'compliance.under-regime': (f, names) => {
    const norms = f.norms.length === 0 ? '' : `; proofs asked for: ${named(f.norms, 'norm', names)}`
    const end = f.until === null ? 'whose end is not known' : `in force until ${on(f.until)}`
    const effort =
      f.days === 0 ? 'nothing more to prove' : `about ${days(f.days)} and ${n(f.keuro, 1)}${fixed}k€`
    const then =
      f.normalDays === null
        ? ''
        : ` The proof of normal law, about ${days(f.normalDays)}, has to be there when the regime ends.`
    return `${names(f.firm, 'firm')} can deliver ${one(f.item, 'item', names)} under the regime “${names(f.regime, 'regime')}”, ${end}: ${effort}${norms}.${then}`
  },
  'compliance.nothing-to-prove': (f, names) => `Nothing more to prove for ${one(f.item, 'item', names)}.`,
  'compliance.claim-not-served': (f, names) => `${names(f.item, 'item')} is not sold ${claims[f.claim]}.`,

  'know-how.proven': (f, names) =>
    `${names(f.firm, 'firm')} already has a proof of conformity for ${one(f.item, 'item', names)}.${spokenOf(f, names)}`,
  'know-how.near': (f, names) =>
    `${n(f.direct)} of ${count(f.operations, 'operation', 'operations')} done with today’s trade${f.materials.length === 0 ? '' : `; materials already worked: ${named(f.materials, 'material-family', names)}`}.${spokenOf(f, names)}`,
  'know-how.new': (f, names) =>
    `A new product: ${n(f.reoriented)} of ${count(f.operations, 'operation', 'operations')} need a reorientation.${spokenOf(f, names)}`,

  'proximity.chain': f =>
    f.transports <= 1
      ? `${n(f.kilometres)}${fixed}km to the place of delivery.`
      : `${n(f.kilometres)}${fixed}km along the chain in ${n(f.transports)} trips, ${n(f.delivery)}${fixed}km of them to the place of delivery.`,

  'jobs.people': f => `${count(f.people, 'person', 'people')} at work in ${count(f.firms, 'firm', 'firms')}.`,
  'jobs.inclusive': (f, names) =>
    `${count(f.people, 'person', 'people')} at work, with an inclusive structure: ${named(f.inclusive, 'firm', names)}.`,
  'jobs.at-risk': (f, names) =>
    `${count(f.jobsAtRisk, 'job', 'jobs')} at risk at ${named(f.firms, 'firm', names)}, ${count(f.people, 'person', 'people')} put to work by this need.`,
  'jobs.hit': (f, names) =>
    `${count(f.people, 'person', 'people')} at work, with ${named(f.firms, 'firm', names)} (${distressBandNames[f.band].en}).`,
  'jobs.unknown': f => `Workforce not declared (${count(f.firms, 'firm', 'firms')}).`,

  'sustainability.reusable': f =>
    `${count(f.washes, 'wash', 'washes')}${f.minimumWashes === null ? '' : ` (${n(f.minimumWashes)} asked for)`}, ${recyclable[f.recyclable]}, ${p(f.regionalShare)} of work and materials from the region.`,
  'sustainability.single-use': f =>
    `Single use, ${recyclable[f.recyclable]}, ${p(f.regionalShare)} of work and materials from the region.`,

  'reliability.confirmed': (f, names) =>
    `Profile of ${names(f.firm, 'firm')} confirmed ${days(f.days)} ago${proofs(f)}.`,
  'reliability.record': (f, names) => `${names(f.firm, 'firm')}: ${kept(f)}, over 24 months.`,
  'reliability.never-confirmed': (f, names) =>
    `Profile of ${names(f.firm, 'firm')} never confirmed${proofs(f)}.`,

  'cost.estimate': f =>
    `An estimate, not a price: ${estimated(f.centsPerThousand, 'en')} per 1,000 ${units[f.unit][1]} (work ${p(f.work)}, materials ${p(f.materials)}, transport ${p(f.transport)}, reorientation ${p(f.reorientation)}).`,

  'firm.no-operation': (f, names) =>
    `Does none of the operations of this need (${one(f.subject, 'subject', names)}).`,
  'firm.no-people': (f, names) =>
    `Has the machine, but nobody trained or soon to be trained for ${one(f.process, 'process', names)}.`,
  'firm.no-clean-room': (f, names) => `${names(f.process, 'process')} needs a clean room.`,
  'firm.machine-limit': (f, names) => `${names(f.machineType, 'machine-type')}: ${shortOf(f)}.`,
  'firm.too-late': f => `Ready in ${days(f.days)}, too late for the due date of ${on(f.due)}.`,
  'firm.norm-out-of-reach': (f, names) =>
    `${named(f.norms, 'norm', names)}: about ${days(f.days)}, out of reach before ${on(f.due)}.`,
  'firm.unwilling': (f, names) => `Does not wish to make this product (${one(f.subject, 'subject', names)}).`,
  'firm.excluded': () => 'Left out by the buyer, or has declined.',
  'firm.not-eligible': f =>
    `Reserved lot: ${list(
      f.reservedFor.map(kind => structures[kind]),
      'en',
    )}.`,
  'firm.minimum-order': f =>
    `Minimum order of ${of(f.minimum, f.unit)}, against ${of(f.quantity, f.unit)} here.`,
  'firm.rule': (f, names) => `Its only route is ruled out: ${names(f.rule, 'rule')}`,
  'route.machine-rule': (f, names) =>
    `Route ruled out (${one(f.machineType, 'machine-type', names)}, ${one(f.process, 'process', names)}): ${names(f.rule, 'rule')}`,
  'route.own-material': (f, names) =>
    `Its own material is unfit (${one(f.family, 'material-family', names)}), a bought one is fine: ${names(f.rule, 'rule')}`,

  'change.confirm': f =>
    f.days === null
      ? 'Confirm the profile, never confirmed so far.'
      : `Confirm the profile, last confirmed ${days(f.days)} ago.`,
  'change.wish': (f, names) => `Say that you would like to make this (${one(f.subject, 'subject', names)}).`,
  'change.accept': (f, names) => `Accept to make what you refuse (${one(f.subject, 'subject', names)}).`,
  'change.minimum-order': f =>
    `Accept an order of ${of(f.minimum, f.unit)}, instead of ${n(f.from)} at least.`,
  'change.lead-time': f => `Begin ${days(f.days)} after the order, instead of ${n(f.from)}.`,
  'change.verification': (f, names) =>
    `Have the proof of ${names(f.norm, 'norm')} verified${about(f.item, names)}.`,
  'change.certificate': (f, names) =>
    `Obtain ${names(f.norm, 'norm')}${about(f.item, names)}: about ${days(f.days)} and ${n(f.keuro, 1)}${fixed}k€.`,
  'change.hours': f =>
    `Free ${count(f.hours, 'more hour', 'more hours')} a week, for each person and each machine.`,
  'change.second-shift': f =>
    `Open a second shift (${count(f.people, 'person', 'people')}) on the same machines.`,
  'change.people': (f, names) =>
    `${count(f.people, 'more person', 'more people')} (${one(f.trade, 'trade', names)}), ${n(f.hoursPerWeek, 1)}${fixed}h a week.`,
  'change.machine': (f, names) =>
    `${count(f.count, 'more machine', 'more machines')} (${one(f.machineType, 'machine-type', names)}), ${n(f.hoursPerWeek, 1)}${fixed}h a week${f.trade === null ? '' : `, with ${count(f.people, 'person', 'people')} (${one(f.trade, 'trade', names)})`}.`,
  'change.clean-room': () => 'Have a clean room.',

  'remedy.later': f => `A due date on ${on(f.due)} or later would bring it back.`,
  'remedy.later-or-held': (f, names) =>
    `A due date on ${on(f.due)} or later would bring it back, or a proof already held: ${named(f.norms, 'norm', names)}.`,
  'remedy.quantity': f => `A quantity of ${of(f.quantity, f.unit)} would bring it back.`,
  'remedy.accept': (f, names) =>
    `It would come back if it accepted this product (${one(f.subject, 'subject', names)}).`,
  'remedy.people': (f, names) => `It would take somebody who can do ${one(f.process, 'process', names)}.`,
  'remedy.clean-room': (f, names) => `It would take a clean room for ${one(f.process, 'process', names)}.`,
  'remedy.open-lot': () => 'It would come back if the lot were not reserved.',
  'remedy.include': () => 'It would come back if the buyer no longer left it out.',
}

function about(item: string | null, names: Names): string {
  return item === null ? '' : ` for ${one(item, 'item', names)}`
}

function proofs(f: { certificates: number; verified: number }): string {
  if (f.certificates === 0) return ''
  return `, ${n(f.verified)} of ${count(f.certificates, 'proof', 'proofs')} verified`
}
