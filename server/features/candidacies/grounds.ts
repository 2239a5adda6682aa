import { type CandidacyGround, exclusions } from '@maillage/db/tables/candidacies.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

/** Exclusions that the buyer appreciates: whoever is meant must be able to show before that it is reliable (L2141-11). */
const appreciated: readonly CandidacyGround[] = ['L2141-7', 'L2141-8', 'L2141-9', 'L2141-10']

export const isExclusion = (ground: CandidacyGround) => exclusions.some(one => one === ground)
export const isAppreciated = (ground: CandidacyGround) => appreciated.includes(ground)

/** The article that a ground is cited by. */
export const articleOf = (ground: CandidacyGround) => (isExclusion(ground) ? ground : 'R2144-7')

/** Each ground in a few words, as letters and reports say it; the law's text is longer. */
export const groundWords: Record<CandidacyGround, Text> = {
  'L2141-1': { fr: 'condamnation définitive', en: 'final conviction' },
  'L2141-2': {
    fr: 'obligations fiscales ou sociales non remplies',
    en: 'taxes or social contributions not settled',
  },
  'L2141-3': {
    fr: 'liquidation, faillite personnelle ou redressement sans plan',
    en: 'liquidation, personal bankruptcy, or receivership without a plan',
  },
  'L2141-4': { fr: 'travail illégal ou discrimination', en: 'illegal work or discrimination' },
  'L2141-5': {
    fr: 'exclusion des contrats administratifs par décision du préfet',
    en: 'excluded from public contracts by decision of the prefect',
  },
  'L2141-7': { fr: 'manquement grave à un contrat antérieur', en: 'serious breach of an earlier contract' },
  'L2141-8': { fr: 'influence indue ou avantage d’information', en: 'undue influence or inside information' },
  'L2141-9': { fr: 'entente pour fausser la concurrence', en: 'collusion to distort competition' },
  'L2141-10': { fr: 'conflit d’intérêts', en: 'conflict of interest' },
  conditions: { fr: 'conditions de participation non remplies', en: 'conditions of participation not met' },
  incomplete: { fr: 'pièces ou explications manquantes', en: 'missing papers or explanations' },
  false: { fr: 'faux renseignements ou documents', en: 'false information or documents' },
}
