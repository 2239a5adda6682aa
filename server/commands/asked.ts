import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import type { CriterionId } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { Type } from 'typebox'
import type { Fault } from '../problems/faults.ts'
import type { Language } from '../problems/problem.ts'
import { check, faulty, parseDocument, parseRecords, readText } from './input.ts'
import { needOf, needSchema } from './need.ts'
import { dateOption, type Options, refused, wholeOption } from './options.ts'
import { firmsOf, profileSchema } from './profile.ts'
import { departmentsOption } from './region.ts'
import { weightsOption } from './weights.ts'

/** Schemas of what is asked: firms, and a need. */
export const inputs = () => ({
  firms: Type.Array(profileSchema(loadCatalogue()), {
    minItems: 1,
    description: 'A JSON array, or one object a line; each site says where it is',
  }),
  need: needSchema(loadCatalogue()),
})

const unknownFirm = (id: string): Text => ({
  fr: `Aucune entreprise n’a l’identifiant « ${id} ».`,
  en: `No firm has the id "${id}".`,
})

/** Firms in an engine, the need they are asked about, and how. */
export interface Asked {
  engine: Engine
  firms: Firm[]
  need: Need
  /** Given over the need's own. */
  weights: Partial<Record<CriterionId, number>> | null
  /** Most partnerships shown. */
  limit: number
}

/** Options of every question about firms and a need. */
export const options = {
  firms: { type: 'string' },
  need: { type: 'string' },
  weights: { type: 'string' },
  partners: { type: 'string' },
  limit: { type: 'string' },
  region: { type: 'string' },
  'as-of': { type: 'string' },
} as const

export const usageOf = (name: string, more: (string | Text)[] = []): (string | Text)[] => [
  `maillage ${name} --firms FILE|- --need FILE|- [--weights coverage:3,jobs:0] [--partners N] [--limit N]`,
  '    [--region NAME] [--as-of DATE] [--language fr|en] [--json]',
  ...more,
  `maillage ${name} --schema`,
  {
    fr: '    Compte ce que les entreprises déclarent ; un serveur ajoute jusqu’à un dixième de savoir-faire pour les mots de leur présentation.',
    en: '    Counts what firms declare; a server adds up to a tenth of know-how for words of their presentation.',
  },
]

/** Reads firms and need, and puts the firms into an engine. Null where one of the two is not named. */
export async function readAsked(
  given: Options,
  errorLanguage: Language,
  { usual, most }: { usual: number; most: number },
): Promise<Asked | null> {
  const asOf = dateOption(given, 'as-of')
  const limit = wholeOption(given, 'limit', 1, most) ?? usual
  const partners = wholeOption(given, 'partners', 1, 5)
  const departments = departmentsOption(given)
  if (given.firms === undefined || given.need === undefined) return null
  if (given.firms === '-' && given.need === '-')
    throw refused(given, {
      fr: 'Un seul de --firms et --need peut être l’entrée standard.',
      en: 'Only one of --firms and --need can be the standard input.',
    })
  const catalogue = loadCatalogue()
  const schemas = inputs()

  const firmsText = await readText(given.firms, errorLanguage)
  const firmsDocument = parseRecords(given.firms, firmsText, errorLanguage)
  const profiles = check(schemas.firms, firmsDocument, errorLanguage)
  const firms = firmsOf(profiles, asOf)
  if ('faults' in firms) throw faulty(firmsDocument, firms.faults, errorLanguage)

  const needText = await readText(given.need, errorLanguage)
  const needDocument = parseDocument(given.need, needText, errorLanguage)
  const checked = needOf(check(schemas.need, needDocument, errorLanguage), catalogue, asOf)
  if (Array.isArray(checked)) throw faulty(needDocument, checked, errorLanguage)
  const need = { ...checked, maximumPartners: partners ?? checked.maximumPartners }

  const ids = new Set(firms.firms.map(({ id }) => id))
  const excluded = need.excludedFirms.flatMap((id, index): Fault[] =>
    ids.has(id) ? [] : [{ field: `/excludedFirms/${index}`, message: unknownFirm(id) }],
  )
  if (excluded.length > 0) throw faulty(needDocument, excluded, errorLanguage)
  const weights = weightsOption(given, need)
  const engine = createEngine(catalogue, { asOf, departments })
  for (const firm of firms.firms) engine.upsertFirm(firm)
  return { engine, firms: firms.firms, need, weights, limit }
}
