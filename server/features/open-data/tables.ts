import type { Language } from '../../problems/problem.ts'
import { csvOf } from '../tables/csv.ts'
import type { OpenNeed, OpenTender } from './schemas.ts'

const needHeadings: Record<Language, string[]> = {
  fr: [
    'Identifiant',
    'Besoin',
    'Acheteur',
    'SIREN',
    'Produit',
    'Famille',
    'Quantité',
    'Livraisons',
    'Commune (INSEE)',
    'Commune',
    'Département',
    'Publié',
    'Modifié',
    'Adresse',
  ],
  en: [
    'Id',
    'Need',
    'Buyer',
    'SIREN',
    'Product',
    'Family',
    'Quantity',
    'Deliveries',
    'Commune (INSEE)',
    'Commune',
    'Department',
    'Published',
    'Changed',
    'Address',
  ],
}

const tenderHeadings: Record<Language, string[]> = {
  fr: [
    'Identifiant',
    'Consultation',
    'Acheteur',
    'SIREN',
    'État',
    'Procédure',
    'Révision',
    'Questions jusqu’au',
    'Date limite',
    'Publiée',
    'Adresse',
  ],
  en: [
    'Id',
    'Tender',
    'Buyer',
    'SIREN',
    'State',
    'Procedure',
    'Revision',
    'Questions until',
    'Deadline',
    'Published',
    'Address',
  ],
}

/** Open needs as a table for spreadsheets; deliveries as `2027-05-01: 500, …`. */
export function needsCsv(needs: readonly OpenNeed[], language: Language): string {
  return csvOf([
    needHeadings[language],
    ...needs.map(need => [
      need.id,
      need.title[language],
      need.buyer,
      need.siren,
      need.item,
      need.family,
      need.quantity,
      need.deliveries.map(({ due, quantity }) => `${due}: ${quantity}`).join(', '),
      need.commune,
      need.communeName,
      need.department,
      need.publishedAt,
      need.updatedAt,
      need.url,
    ]),
  ])
}

export function tendersCsv(tenders: readonly OpenTender[], language: Language): string {
  return csvOf([
    tenderHeadings[language],
    ...tenders.map(tender => [
      tender.id,
      tender.title,
      tender.buyer,
      tender.siren,
      tender.state,
      tender.procedure,
      tender.revision,
      tender.questionsUntil,
      tender.deadline,
      tender.publishedAt,
      tender.url,
    ]),
  ])
}
