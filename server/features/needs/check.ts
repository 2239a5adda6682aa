import type { Claim, Item } from '@maillage/matching/catalogue.ts'
import type { Place } from '@maillage/matching/supply.ts'
import { criterionIds } from '@maillage/matching/weights.ts'
import { placeOf } from '../../places.ts'
import { duplicates, type Fault, sentences } from '../../problems/faults.ts'
import type { Known } from '../catalogue/known.ts'
import type { NeedDraft } from './schemas.ts'

/** A need whose every value may be stored. */
export interface CheckedNeed extends Omit<NeedDraft, 'commune' | 'latitude' | 'longitude'> {
  place: Place
}

const LONGEST_YEARS = 5

const said = {
  noSubject: { fr: 'Choisissez un produit ou une famille.', en: 'Choose a product or a family.' },
  twoSubjects: {
    fr: 'Choisissez un produit ou une famille, pas les deux.',
    en: 'Choose a product or a family, not both.',
  },
  historic: {
    fr: 'Cet article n’est plus proposé pour de nouveaux besoins.',
    en: 'This item is no longer offered for new needs.',
  },
  noSuchSize: { fr: 'Ce produit n’existe pas dans cette taille.', en: 'This product has no such size.' },
  noSuchPackaging: {
    fr: 'Ce produit n’existe pas dans ce conditionnement.',
    en: 'This product has no such packaging.',
  },
  noWeight: { fr: 'Donnez du poids à un critère au moins.', en: 'Give some weight to one criterion.' },
  past: {
    fr: 'Cette date est passée : choisissez un jour à venir.',
    en: 'This date is past: choose a day to come.',
  },
  tooFar: {
    fr: `Choisissez une date dans les ${LONGEST_YEARS} ans.`,
    en: `Choose a date within ${LONGEST_YEARS} years.`,
  },
  noTranche: { fr: 'Indiquez au moins une livraison.', en: 'Give at least one delivery.' },
  claim: {
    fr: 'Ce produit ne se vend pas pour cet usage.',
    en: 'This product is not sold for this purpose.',
  },
} as const

const fault = (field: string, message: Fault['message']): Fault => ({ field, message })

/** Items a need may be met with: its item, or the products of its family; faults where there are none. */
function itemsOf({ item, family }: Pick<NeedDraft, 'item' | 'family'>, known: Known): Item[] | Fault[] {
  if (item === null && family === null) return [fault('/item', said.noSubject)]
  if (item !== null && family !== null) return [fault('/family', said.twoSubjects)]
  if (item !== null) {
    const found = known.items.get(item)
    if (!found) return [fault('/item', sentences.unknown)]
    return found.historic ? [fault('/item', said.historic)] : [found]
  }
  const products = known.families.get(family ?? '')
  if (!products) return [fault('/family', sentences.unknown)]
  return products.length === 0 ? [fault('/family', said.historic)] : products
}

const areFaults = (found: Item[] | Fault[]): found is Fault[] => found.some(one => 'field' in one)

/**
 * What a schema cannot know of a need, complete or not: ids in the catalogue, sizes and packaging of the item, a commune
 * that exists, no line twice. Returns every fault at once, or the need with its place found.
 */
export function checkDraft(draft: NeedDraft, known: Known): Fault[] | CheckedNeed {
  const items = itemsOf(draft, known)
  const faults: Fault[] = areFaults(items) ? items : []
  if (!areFaults(items)) {
    const sizes = new Set(items.flatMap(item => item.sizes))
    const packagings = new Set(items.flatMap(item => item.packagings.map(({ id }) => id)))
    draft.sizes.forEach(({ size }, index) => {
      if (!sizes.has(size)) faults.push(fault(`/sizes/${index}/size`, said.noSuchSize))
    })
    if (draft.packaging !== null && !packagings.has(draft.packaging))
      faults.push(fault('/packaging', said.noSuchPackaging))
  }
  draft.norms.forEach((norm, index) => {
    if (!known.norms.has(norm)) faults.push(fault(`/norms/${index}`, sentences.unknown))
  })
  const { weights } = draft
  if (weights && criterionIds.every(id => weights[id] === 0)) faults.push(fault('/weights', said.noWeight))
  faults.push(
    ...duplicates(
      draft.sizes.map(({ size }) => size),
      '/sizes',
      '/size',
    ),
    ...duplicates(
      draft.schedule.map(({ due }) => due),
      '/schedule',
      '/due',
    ),
    ...duplicates(draft.norms, '/norms'),
    ...duplicates(draft.excludedFirms, '/excludedFirms'),
    ...duplicates(draft.reservedFor, '/reservedFor'),
  )
  const { commune, latitude, longitude, ...rest } = draft
  const place = placeOf({ commune, latitude, longitude }, '')
  if (Array.isArray(place)) return [...faults, ...place]
  return faults.length > 0 ? faults : { ...rest, place }
}

/** Claims an item may be sold with: those of its regulations, or none in particular for what is no finished product. */
function claimsOf(item: Item): Claim[] {
  return item.compliance.length === 0 ? ['none'] : item.compliance.map(({ claim }) => claim)
}

function sumFault(field: string, sum: number, quantity: number): Fault[] {
  if (sum === quantity) return []
  const [french, english] = [new Intl.NumberFormat('fr'), new Intl.NumberFormat('en')]
  const message = {
    fr: `Le total des lignes (${french.format(sum)}) doit égaler la quantité (${french.format(quantity)}).`,
    en: `The lines add up to ${english.format(sum)}; they must add up to the quantity, ${english.format(quantity)}.`,
  }
  return [fault(field, message)]
}

const total = (lines: { quantity: number }[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** What a need lacks before others may see it, besides what every draft is checked for. `today` is the day in France. */
export function checkComplete(need: CheckedNeed, known: Known, today: string): Fault[] {
  const latest = `${Number(today.slice(0, 4)) + LONGEST_YEARS}${today.slice(4)}`
  const items = itemsOf(need, known)
  const sold = areFaults(items) ? [] : items.flatMap(claimsOf)
  return [
    ...(need.schedule.length === 0 ? [fault('/schedule', said.noTranche)] : []),
    ...need.schedule.flatMap(({ due }, index) => {
      if (due <= today) return [fault(`/schedule/${index}/due`, said.past)]
      return due > latest ? [fault(`/schedule/${index}/due`, said.tooFar)] : []
    }),
    ...(need.schedule.length === 0 ? [] : sumFault('/schedule', total(need.schedule), need.quantity)),
    ...(need.sizes.length === 0 ? [] : sumFault('/sizes', total(need.sizes), need.quantity)),
    ...(sold.includes(need.claim) ? [] : [fault('/claim', said.claim)]),
  ]
}
