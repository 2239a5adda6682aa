import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { Choice } from '#lib/components/field.ts'
import { m } from '#lib/paraglide/messages.js'

const path = '/api/contracts/{contractId}/essential-data'
export type Essential = Reply<typeof path, 'get'>
export type Known = Essential['known']
export type Entered = NonNullable<Essential['entered']>

/** What the essential data of a contract are made of. Throws `ApiProblem`. */
export function readEssential(contractId: string): Promise<Essential> {
  return ask(api.GET(path, { params: { path: { contractId } } }))
}

/** Completes them, which publishes them. Throws `ApiProblem`. */
export function keepEssential(
  contractId: string,
  body: { version: number | null; content: Entered },
): Promise<Essential> {
  return ask(api.PUT(path, { params: { path: { contractId } }, body }))
}

/** The codes of the French schema, each in the reader's words. */
export const PROCEDURES: Record<NonNullable<Entered['procedure']>, () => string> = {
  'Procédure adaptée': m.decp_procedure_adapted,
  'Appel d’offres ouvert': m.decp_procedure_open,
  'Appel d’offres restreint': m.decp_procedure_restricted,
  'Procédure avec négociation': m.decp_procedure_negotiated,
  'Marché passé sans publicité ni mise en concurrence préalable': m.decp_procedure_none,
  'Dialogue compétitif': m.decp_procedure_dialogue,
}
export const GROUPINGS: Record<NonNullable<Entered['grouping']>, () => string> = {
  'Pas de groupement': m.decp_grouping_none,
  Conjoint: m.decp_grouping_joint,
  Solidaire: m.decp_grouping_several,
}
export const CCAGS: Record<Entered['ccag'], () => string> = {
  'Fournitures courantes et services': m.decp_ccag_supplies,
  'Marchés industriels': m.decp_ccag_industrial,
  'Techniques de l’information et de la communication': m.decp_ccag_information,
  'Prestations intellectuelles': m.decp_ccag_intellectual,
  'Pas de CCAG': m.decp_ccag_none,
}
export const PRICE_FORMS: Record<Entered['priceForm'], () => string> = {
  Unitaire: m.decp_price_unit,
  Forfaitaire: m.decp_price_fixed,
  Mixte: m.decp_price_mixed,
}
export const PRICE_TYPES: Record<Entered['priceTypes'][number], () => string> = {
  'Définitif ferme': m.decp_price_firm,
  'Définitif actualisable': m.decp_price_updated,
  'Définitif révisable': m.decp_price_revised,
  Provisoire: m.decp_price_provisional,
}
export const SOCIAL: Record<Entered['social'][number], () => string> = {
  'Clause sociale': m.decp_social_clause,
  'Critère social': m.decp_social_criterion,
  'Marché réservé': m.decp_social_reserved,
}
export const ENVIRONMENTAL: Record<Entered['environmental'][number], () => string> = {
  'Clause environnementale': m.decp_environment_clause,
  'Critère environnemental': m.decp_environment_criterion,
}

/** The codes of a list that are a string, in its order. */
export function codesOf<Code extends string>(names: Record<Code, () => string>): Code[] {
  const isCode = (text: string): text is Code => text in names
  return Object.keys(names).filter(isCode)
}

export const choicesOf = (names: Record<string, () => string>): Choice[] =>
  Object.entries(names).map(([value, name]) => ({ value, label: name() }))

/** A code of a list by its text; null where the text is none. */
export const codeIn = <Code extends string>(names: Record<Code, () => string>, text: string): Code | null =>
  codesOf(names).find(code => code === text) ?? null
