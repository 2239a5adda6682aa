import { asWritten } from './codes.ts'
import type { EssentialInput, Known, Marche } from './schemas.ts'

const CENTS = 100
const OBJECT_LENGTH = 1000
const RATE_PRECISION = 10_000

const orNone = (codes: readonly string[], none: string) => (codes.length > 0 ? [...codes] : [none])

/** What the buyer is still asked for: what neither the contract nor the buyer has said. Fields of what a buyer gives. */
export function missingIn(known: Known, entered: EssentialInput): (keyof EssentialInput)[] {
  const either = (['cpv', 'procedure', 'grouping', 'offers', 'commune'] as const).filter(
    field => known[field] === null && entered[field] === null,
  )
  const named = new Set(entered.holders.map(({ partyId }) => partyId))
  return [
    ...either,
    ...(known.holders.every(({ partyId }) => named.has(partyId)) ? [] : ['holders' as const]),
  ]
}

/**
 * The essential data of a contract, from what it says and what its buyer has given; null while something is missing. What the
 * buyer has given comes before what the contract says.
 */
export function marcheOf(known: Known, entered: EssentialInput, publishedOn: string): Marche | null {
  const cpv = entered.cpv ?? known.cpv
  const procedure = entered.procedure ?? known.procedure
  const grouping = entered.grouping ?? known.grouping
  const offers = entered.offers ?? known.offers
  const commune = entered.commune ?? known.commune
  const isMissing = missingIn(known, entered).length > 0
  if (
    isMissing ||
    cpv === null ||
    procedure === null ||
    grouping === null ||
    offers === null ||
    commune === null
  )
    return null
  const { advance, hasAdvance, isFramework, hasOptions } = known
  return {
    id: known.id,
    acheteur: { id: entered.buyerSiret },
    nature: 'Marché',
    objet: known.title.slice(0, OBJECT_LENGTH),
    codeCPV: cpv,
    techniques: { technique: [isFramework ? 'Accord-cadre' : 'Sans objet'] },
    modalitesExecution: {
      modaliteExecution: [isFramework ? 'Bons de commande' : hasOptions ? 'Tranches' : 'Sans objet'],
    },
    marcheInnovant: entered.innovative,
    ccag: asWritten(entered.ccag),
    offresRecues: offers,
    attributionAvance: hasAdvance,
    ...(advance !== null && { tauxAvance: Math.round(advance * RATE_PRECISION) / RATE_PRECISION }),
    typeGroupementOperateurs: grouping,
    sousTraitanceDeclaree: known.hasSubcontractors,
    procedure: asWritten(procedure),
    lieuExecution: { code: commune, typeCode: 'Code commune' },
    dureeMois: known.months,
    dateNotification: entered.notifiedOn,
    datePublicationDonnees: publishedOn,
    montant: known.cents / CENTS,
    typesPrix: { typePrix: [...entered.priceTypes] },
    formePrix: entered.priceForm,
    ...(entered.fromUnion !== null && { origineUE: entered.fromUnion }),
    ...(entered.fromFrance !== null && { origineFrance: entered.fromFrance }),
    titulaires: entered.holders
      .filter(({ partyId }) => known.holders.some(holder => holder.partyId === partyId))
      .map(({ siret }) => ({ titulaire: { id: siret, typeIdentifiant: 'SIRET' } })),
    considerationsSociales: {
      considerationSociale: orNone(entered.social, 'Pas de considération sociale'),
    },
    considerationsEnvironnementales: {
      considerationEnvironnementale: orNone(entered.environmental, 'Pas de considération environnementale'),
    },
  }
}

/** Months from one day to another, as the order counts them: rounded up, one at least. */
export function monthsBetween(from: string, until: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number)
  const whole = (year - fromYear) * 12 + (month - fromMonth)
  return Math.max(1, whole + (day > fromDay ? 1 : 0))
}

/** The day so many months after another; the last of its month where that has fewer days. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
