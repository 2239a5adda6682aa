/**
 * The codes of the essential data of public contracts, as the French schema has them: order of 22 December 2022 (annex 15 of
 * the code), schema 2.0.3 of https://github.com/139bercy/format-commande-publique, read on 29 November 2026.
 */
export const procedures = [
  'Procédure adaptée',
  'Appel d’offres ouvert',
  'Appel d’offres restreint',
  'Procédure avec négociation',
  'Marché passé sans publicité ni mise en concurrence préalable',
  'Dialogue compétitif',
] as const
export type DecpProcedure = (typeof procedures)[number]

export const ccags = [
  'Fournitures courantes et services',
  'Marchés industriels',
  'Techniques de l’information et de la communication',
  'Prestations intellectuelles',
  'Pas de CCAG',
] as const

export const priceForms = ['Unitaire', 'Forfaitaire', 'Mixte'] as const
export const priceTypes = [
  'Définitif ferme',
  'Définitif actualisable',
  'Définitif révisable',
  'Provisoire',
] as const
export const groupings = ['Conjoint', 'Solidaire', 'Pas de groupement'] as const
export type Grouping = (typeof groupings)[number]
export const socialConsiderations = ['Clause sociale', 'Critère social', 'Marché réservé'] as const
export const environmentalConsiderations = ['Clause environnementale', 'Critère environnemental'] as const

/** The schema writes a straight apostrophe where the language has a curved one. */
export const asWritten = (text: string) => text.replaceAll('’', "'")
