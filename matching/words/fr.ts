/** Les phrases françaises : une par code de raison. */
import type { Claim, Unit } from '../catalogue.ts'
import type { Shortfall } from '../limits.ts'
import type { TrackRecord } from '../supply.ts'
import { distressBandNames } from './labels.ts'
import type { Worded } from './reasons.ts'
import type { NamedKind, Names, Sentences } from './sentence.ts'
import { day, estimated, fixed, inside, list, narrow, number, percent } from './typography.ts'

const units: Record<Unit, [one: string, many: string]> = {
  piece: ['pièce', 'pièces'],
  pair: ['paire', 'paires'],
  m: ['mètre', 'mètres'],
  m2: ['m²', 'm²'],
  kg: ['kg', 'kg'],
  l: ['litre', 'litres'],
}

const claims: Record<Claim, string> = {
  'protects-patient': 'pour protéger le patient',
  'protects-wearer': 'pour protéger la personne qui le porte',
  none: 'sans revendication de protection',
}

const recyclable = { yes: 'recyclable', partly: 'recyclable en partie', no: 'non recyclable' }
const structures = { esat: 'ESAT', ea: 'entreprises adaptées', siae: 'structures d’insertion' }

const n = (value: number, decimals = 0) => number(value, 'fr', decimals)
const p = (share: number) => percent(share, 'fr')
const on = (isoDate: string) => day(isoDate, 'fr')
/** In French, zero and anything under two are singular. */
const count = (value: number, one: string, many: string) =>
  `${n(value)}${fixed}${Math.abs(value) < 2 ? one : many}`
const of = (value: number, unit: Unit) => count(value, units[unit][0], units[unit][1])
const days = (value: number) => count(Math.ceil(value), 'jour', 'jours')
const named = (ids: readonly string[], kind: NamedKind, names: Names) =>
  list(
    ids.map(id => inside(names(id, kind), kind)),
    'fr',
  )
const attributes = {
  width: ['une laize', 'cm'],
  gauge: ['une jauge', 'aiguilles au pouce'],
  weight: ['un grammage', 'g/m²'],
} as const

/** What a machine has, and what the work takes. */
function shortOf({ attribute, has, least, most }: Shortfall): string {
  const [noun, unit] = attributes[attribute]
  const range = (value: number) => `${n(value)}${fixed}${unit}`
  const taken =
    least !== null && most !== null
      ? `de ${n(least)} à ${range(most)}`
      : least === null
        ? `d’au plus ${range(most ?? 0)}`
        : `d’au moins ${range(least)}`
  return `${range(has)}, alors qu’il faut ${noun} ${taken}`
}

/** What a firm has kept, each with its count. */
function kept({ onTime, accepted, answered }: TrackRecord): string {
  const parts = [
    onTime && `${count(onTime.kept, 'échéance tenue', 'échéances tenues')} sur ${n(onTime.of)}`,
    accepted &&
      `${count(accepted.kept, 'lot accepté', 'lots acceptés')} au premier contrôle sur ${n(accepted.of)}`,
    answered && `${count(answered.kept, 'réponse', 'réponses')} en une semaine sur ${n(answered.of)}`,
  ]
  return parts.filter(part => part !== null).join(', ')
}

/** One name in the course of a sentence. */
const one = (id: string, kind: NamedKind, names: Names) => inside(names(id, kind), kind)
const colon = `${narrow}: `

/** Words of profiles that counted, and whose they are. */
function spokenOf({ words = [] }: Worded, names: Names): string {
  if (words.length === 0) return ''
  const quoted = (word: string) => `«${narrow}${word}${narrow}»`
  const each = words.map(one => `${one.words.map(quoted).join(', ')} (${names(one.firm, 'firm')})`)
  return ` Mots du profil proches du besoin${colon}${list(each, 'fr')}.`
}

/** The share of the quantity, in the words one would say. */
function part(delivered: number, quantity: number): string {
  const share = quantity === 0 ? 0 : delivered / quantity
  if (share >= 1) return 'de quoi livrer toute la quantité à temps'
  if (share <= 0) return 'rien à temps'
  const near = (target: number) => Math.abs(share - target) < 0.02
  if (near(0.75)) return 'les trois quarts de ce qu’il faut à temps'
  if (near(2 / 3)) return 'les deux tiers de ce qu’il faut à temps'
  if (near(0.5)) return 'la moitié de ce qu’il faut à temps'
  if (near(1 / 3)) return 'le tiers de ce qu’il faut à temps'
  if (near(0.25)) return 'le quart de ce qu’il faut à temps'
  return `${p(Math.min(share, 0.99))} de ce qu’il faut à temps`
}

export const sentences: Sentences = {
  'coverage.whole': f =>
    f.operations === 1
      ? 'La seule opération est couverte.'
      : `Les ${n(f.operations)} opérations sont couvertes.`,
  'coverage.with-services': (f, names) =>
    `${f.operations === 1 ? 'La seule opération est couverte' : `Les ${n(f.operations)} opérations sont couvertes`}${narrow}; en prestation achetée${colon}${named(f.services, 'process', names)}.`,
  'coverage.partial': (f, names) =>
    `${count(f.covered, 'opération couverte', 'opérations couvertes')} sur ${n(f.operations)}${narrow}; il manque${colon}${named(f.missing, 'process', names)}.`,
  'coverage.bought-instead': (f, names) =>
    `${count(f.covered, 'opération couverte', 'opérations couvertes')} sur ${n(f.operations)} à la profondeur demandée${narrow}; acheté hors du partenariat${colon}${named(f.items, 'item', names)}.`,

  'capacity.people': (f, names) =>
    `${count(f.people, 'personne libre', 'personnes libres')} ${n(f.hoursPerWeek, 1)}${fixed}h par semaine pour ${one(f.process, 'process', names)} (${named(f.trades, 'trade', names)}, ${names(f.firm, 'firm')})${colon}${of(f.weeklyUnits, f.unit)} par semaine, ${part(f.delivered, f.quantity)}.`,
  'capacity.assumed-people': (f, names) =>
    `Effectif non déclaré par ${names(f.firm, 'firm')}, ${count(f.people, 'personne supposée', 'personnes supposées')} d’après les machines pour ${one(f.process, 'process', names)}, ${n(f.hoursPerWeek, 1)}${fixed}h par semaine${colon}${of(f.weeklyUnits, f.unit)} par semaine, ${part(f.delivered, f.quantity)}.`,
  'capacity.assumed-machines': (f, names) =>
    `Machines non déclarées par ${names(f.firm, 'firm')}, supposées d’après le métier pour ${one(f.process, 'process', names)} (${one(f.machineType, 'machine-type', names)})${colon}${count(f.people, 'personne libre', 'personnes libres')} ${n(f.hoursPerWeek, 1)}${fixed}h par semaine (${named(f.trades, 'trade', names)}), ${of(f.weeklyUnits, f.unit)} par semaine, ${part(f.delivered, f.quantity)}.`,
  'capacity.machines': (f, names) =>
    `${count(f.machines, 'machine libre', 'machines libres')} ${n(f.hoursPerWeek, 1)}${fixed}h par semaine pour ${one(f.process, 'process', names)} (${one(f.machineType, 'machine-type', names)}, ${names(f.firm, 'firm')})${colon}${of(f.weeklyUnits, f.unit)} par semaine, ${part(f.delivered, f.quantity)}.`,
  'capacity.untold': f =>
    `${of(f.quantity, f.unit)} à faire${colon}${part(f.delivered, f.quantity)}, sans que l’on sache ce qui limite le rythme.`,
  'capacity.none': f => `Rien ne peut être livré avant le ${on(f.due)}, sur ${of(f.quantity, f.unit)}.`,

  'lead-time.on-time': f =>
    f.days < 1
      ? `Dernière livraison le ${on(f.last)}, juste à la date demandée.`
      : `Dernière livraison vers le ${on(f.last)}, ${days(f.days)} avant l’échéance du ${on(f.due)}.`,
  'lead-time.late': f =>
    `Dernière livraison vers le ${on(f.last)}, ${days(f.days)} après l’échéance du ${on(f.due)}.`,
  'lead-time.too-long': f =>
    `Plus de ${count(f.weeks, 'semaine', 'semaines')} pour toute la quantité, demandée pour le ${on(f.due)}.`,
  'lead-time.never': f => `Aucune livraison possible, ni avant ni après l’échéance du ${on(f.due)}.`,

  'compliance.held': (f, names) =>
    `${names(f.firm, 'firm')} détient la preuve vérifiée pour ce produit (${one(f.item, 'item', names)})${colon}${named(f.norms, 'norm', names)}.`,
  'compliance.declared': (f, names) =>
    `${names(f.firm, 'firm')} déclare détenir ${named(f.norms, 'norm', names)} pour ${one(f.item, 'item', names)}${narrow}; document à vérifier.`,
  'compliance.carried': (f, names) =>
    `Le rapport d’essai suit le complexe (${one(f.item, 'item', names)}), ${f.firm === null ? 'acheté déjà testé' : `fait par ${names(f.firm, 'firm')}`}${colon}${named(f.norms, 'norm', names)}.`,
  'compliance.edition-replaced': (f, names) =>
    `La preuve de ${names(f.firm, 'firm')} porte sur l’édition ${f.edition} de ${names(f.norm, 'norm')}, remplacée par l’édition ${f.current}${colon}à renouveler.`,
  'compliance.obtainable': (f, names) =>
    `${names(f.firm, 'firm')} peut l’obtenir à temps${colon}${named(f.norms, 'norm', names)}, environ ${days(f.days)} et ${n(f.keuro, 1)}${fixed}k€.`,
  'compliance.out-of-reach': (f, names) =>
    `${named(f.norms, 'norm', names)}${colon}il faut environ ${days(f.days)}, trop pour l’échéance du ${on(f.due)}.`,
  'compliance.self-declared': (f, names) =>
    `${names(f.firm, 'firm')} déclare le produit conforme sous sa responsabilité${narrow}; environ ${days(f.days)} de préparation.`,
  'compliance.under-regime': (f, names) => {
    const norms =
      f.norms.length === 0 ? '' : `${narrow}; preuves demandées${colon}${named(f.norms, 'norm', names)}`
    const end = f.until === null ? 'dont la fin n’est pas connue' : `en vigueur jusqu’au ${on(f.until)}`
    const effort =
      f.days === 0 ? 'rien de plus à prouver' : `environ ${days(f.days)} et ${n(f.keuro, 1)}${fixed}k€`
    const then =
      f.normalDays === null
        ? ''
        : ` La preuve du droit commun, environ ${days(f.normalDays)}, doit être là à la fin du régime.`
    return `${names(f.firm, 'firm')} peut livrer ${one(f.item, 'item', names)} sous le régime «${narrow}${names(f.regime, 'regime')}${narrow}», ${end}${colon}${effort}${norms}.${then}`
  },
  'compliance.nothing-to-prove': (f, names) => `Rien de plus à prouver pour ${one(f.item, 'item', names)}.`,
  'compliance.claim-not-served': (f, names) => `${names(f.item, 'item')} ne se vend pas ${claims[f.claim]}.`,

  'know-how.proven': (f, names) =>
    `${names(f.firm, 'firm')} a déjà une preuve de conformité pour ${one(f.item, 'item', names)}.${spokenOf(f, names)}`,
  'know-how.near': (f, names) =>
    `${count(f.direct, 'opération faite', 'opérations faites')} sur ${n(f.operations)} avec le métier d’aujourd’hui${f.materials.length === 0 ? '' : `${narrow}; matières déjà travaillées${colon}${named(f.materials, 'material-family', names)}`}.${spokenOf(f, names)}`,
  'know-how.new': (f, names) =>
    `Un produit nouveau${colon}${count(f.reoriented, 'opération demande', 'opérations demandent')} une réorientation, sur ${n(f.operations)}.${spokenOf(f, names)}`,

  'proximity.chain': f =>
    f.transports <= 1
      ? `${n(f.kilometres)}${fixed}km jusqu’au lieu de livraison.`
      : `${n(f.kilometres)}${fixed}km le long de la chaîne en ${n(f.transports)} trajets, dont ${n(f.delivery)}${fixed}km jusqu’au lieu de livraison.`,

  'jobs.people': f =>
    `${count(f.people, 'personne occupée', 'personnes occupées')} dans ${count(f.firms, 'entreprise', 'entreprises')}.`,
  'jobs.inclusive': (f, names) =>
    `${count(f.people, 'personne occupée', 'personnes occupées')}, avec une structure d’insertion ou adaptée${colon}${named(f.inclusive, 'firm', names)}.`,
  'jobs.at-risk': (f, names) =>
    `${count(f.jobsAtRisk, 'emploi menacé', 'emplois menacés')} chez ${named(f.firms, 'firm', names)}, ${count(f.people, 'personne occupée', 'personnes occupées')} par ce besoin.`,
  'jobs.hit': (f, names) =>
    `${count(f.people, 'personne occupée', 'personnes occupées')}, avec ${named(f.firms, 'firm', names)} (${distressBandNames[f.band].fr}).`,
  'jobs.unknown': f => `Effectif non déclaré (${count(f.firms, 'entreprise', 'entreprises')}).`,

  'sustainability.reusable': f =>
    `${count(f.washes, 'lavage', 'lavages')}${f.minimumWashes === null ? '' : ` (${n(f.minimumWashes)} demandés)`}, ${recyclable[f.recyclable]}, ${p(f.regionalShare)} du travail et des matières dans la région.`,
  'sustainability.single-use': f =>
    `Usage unique, ${recyclable[f.recyclable]}, ${p(f.regionalShare)} du travail et des matières dans la région.`,

  'reliability.confirmed': (f, names) =>
    `Profil de ${names(f.firm, 'firm')} confirmé il y a ${days(f.days)}${proofs(f)}.`,
  'reliability.record': (f, names) => `${names(f.firm, 'firm')}${colon}${kept(f)}, sur 24 mois.`,
  'reliability.never-confirmed': (f, names) =>
    `Profil de ${names(f.firm, 'firm')} jamais confirmé${proofs(f)}.`,

  'cost.estimate': f =>
    `Estimation, pas un prix${colon}${estimated(f.centsPerThousand, 'fr')} les 1${narrow}000 ${units[f.unit][1]} (travail ${p(f.work)}, matières ${p(f.materials)}, transport ${p(f.transport)}, réorientation ${p(f.reorientation)}).`,

  'firm.no-operation': (f, names) =>
    `Ne fait aucune opération de ce besoin (${one(f.subject, 'subject', names)}).`,
  'firm.no-people': (f, names) =>
    `A la machine, mais personne de formé ni à former en peu de temps pour ${one(f.process, 'process', names)}.`,
  'firm.no-clean-room': (f, names) => `${names(f.process, 'process')} demande une salle propre.`,
  'firm.machine-limit': (f, names) => `${names(f.machineType, 'machine-type')}${colon}${shortOf(f)}.`,
  'firm.too-late': f => `Prête dans ${days(f.days)}, trop tard pour l’échéance du ${on(f.due)}.`,
  'firm.norm-out-of-reach': (f, names) =>
    `${named(f.norms, 'norm', names)}${colon}environ ${days(f.days)}, hors d’atteinte avant le ${on(f.due)}.`,
  'firm.unwilling': (f, names) => `Ne souhaite pas faire ce produit (${one(f.subject, 'subject', names)}).`,
  'firm.excluded': () => 'Écartée par l’acheteur, ou a décliné.',
  'firm.not-eligible': f =>
    `Lot réservé${colon}${list(
      f.reservedFor.map(kind => structures[kind]),
      'fr',
    )}.`,
  'firm.minimum-order': f =>
    `Commande minimale de ${of(f.minimum, f.unit)}, pour ${of(f.quantity, f.unit)} ici.`,
  'firm.rule': (f, names) => `Sa seule voie est écartée${colon}${names(f.rule, 'rule')}`,
  'route.machine-rule': (f, names) =>
    `Voie écartée (${one(f.machineType, 'machine-type', names)}, ${one(f.process, 'process', names)})${colon}${names(f.rule, 'rule')}`,
  'route.own-material': (f, names) =>
    `Sa propre matière ne convient pas (${one(f.family, 'material-family', names)}), une matière achetée convient${colon}${names(f.rule, 'rule')}`,

  'change.confirm': f =>
    f.days === null
      ? 'Confirmer le profil, jamais confirmé.'
      : `Confirmer le profil, confirmé il y a ${days(f.days)}.`,
  'change.wish': (f, names) =>
    `Dire que vous souhaitez faire ce produit (${one(f.subject, 'subject', names)}).`,
  'change.accept': (f, names) =>
    `Accepter de faire ce que vous refusez (${one(f.subject, 'subject', names)}).`,
  'change.minimum-order': f =>
    `Accepter une commande de ${of(f.minimum, f.unit)}, au lieu de ${n(f.from)} au moins.`,
  'change.lead-time': f => `Commencer ${days(f.days)} après la commande, au lieu de ${n(f.from)}.`,
  'change.verification': (f, names) =>
    `Faire vérifier la preuve ${names(f.norm, 'norm')}${about(f.item, names)}.`,
  'change.certificate': (f, names) =>
    `Obtenir ${names(f.norm, 'norm')}${about(f.item, names)}${colon}environ ${days(f.days)} et ${n(f.keuro, 1)}${fixed}k€.`,
  'change.hours': f =>
    `Libérer ${count(f.hours, 'heure', 'heures')} de plus par semaine, pour chaque personne et chaque machine.`,
  'change.second-shift': f =>
    `Ouvrir une seconde équipe (${count(f.people, 'personne', 'personnes')}) sur les mêmes machines.`,
  'change.people': (f, names) =>
    `${count(f.people, 'personne', 'personnes')} de plus (${one(f.trade, 'trade', names)}), ${n(f.hoursPerWeek, 1)}${fixed}h par semaine.`,
  'change.machine': (f, names) =>
    `${count(f.count, 'machine', 'machines')} de plus (${one(f.machineType, 'machine-type', names)}), ${n(f.hoursPerWeek, 1)}${fixed}h par semaine${f.trade === null ? '' : `, avec ${count(f.people, 'personne', 'personnes')} (${one(f.trade, 'trade', names)})`}.`,
  'change.clean-room': () => 'Disposer d’une salle propre.',

  'remedy.later': f => `Une échéance le ${on(f.due)} ou après la ferait revenir.`,
  'remedy.later-or-held': (f, names) =>
    `Une échéance le ${on(f.due)} ou après la ferait revenir, ou détenir déjà la preuve${colon}${named(f.norms, 'norm', names)}.`,
  'remedy.quantity': f => `Une quantité de ${of(f.quantity, f.unit)} la ferait revenir.`,
  'remedy.accept': (f, names) =>
    `Elle reviendrait si elle acceptait ce produit (${one(f.subject, 'subject', names)}).`,
  'remedy.people': (f, names) =>
    `Il lui faudrait une personne qui sache faire${colon}${one(f.process, 'process', names)}.`,
  'remedy.clean-room': (f, names) =>
    `Il lui faudrait une salle propre pour ${one(f.process, 'process', names)}.`,
  'remedy.open-lot': () => 'Elle reviendrait si le lot n’était pas réservé.',
  'remedy.include': () => 'Elle reviendrait si l’acheteur ne l’écartait plus.',
}

function about(item: string | null, names: Names): string {
  return item === null ? '' : ` pour ${one(item, 'item', names)}`
}

function proofs(f: { certificates: number; verified: number }): string {
  if (f.certificates === 0) return ''
  return `, ${count(f.verified, 'preuve vérifiée', 'preuves vérifiées')} sur ${n(f.certificates)}`
}
