import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import { raise } from '@maillage/matching/explain/raise.ts'
import { stability } from '@maillage/matching/explain/stability.ts'
import type { CriterionId, Ranking } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { Type } from 'typebox'
import { BareRaiseSchema, PartnershipSchema, RankingSchema } from '../features/matches/schemas.ts'
import type { Language } from '../problems/problem.ts'
import type { Analysis } from './analysis.ts'
import { check, faulty, InputError, parseDocument, parseRecords, readText } from './input.ts'
import { needOf, needSchema } from './need.ts'
import { dateOption, type Options, wholeOption } from './options.ts'
import { firmsOf, profileSchema } from './profile.ts'
import { departmentsOption } from './region.ts'
import { showRaise } from './show-raise.ts'
import { showPartnerships, showRanking } from './show-ranking.ts'
import { weightsOption } from './weights.ts'
import { namesIn } from './words.ts'

const USUAL_LIMIT = 10

const inputs = () => ({
  firms: Type.Array(profileSchema(loadCatalogue()), {
    minItems: 1,
    description: 'A JSON array, or one object a line; each site says where it is',
  }),
  need: needSchema(loadCatalogue()),
})

interface Ranked {
  /** All of it, and how many partnerships of it were asked for. */
  ranking: Ranking
  limit: number
  engine: Engine
  weights: Partial<Record<CriterionId, number>> | null
  need: Need
  firms: Firm[]
}

/** Reads firms and need, and ranks. Null where one of the two is not named. */
async function rankFiles(options: Options, errorLanguage: Language): Promise<Ranked | null> {
  const asOf = dateOption(options, 'as-of')
  const limit = wholeOption(options, 'limit', 1, 1000) ?? USUAL_LIMIT
  const partners = wholeOption(options, 'partners', 1, 5)
  const departments = departmentsOption(options)
  if (options.firms === undefined || options.need === undefined) return null
  if (options.firms === '-' && options.need === '-')
    throw new InputError(['Only one of --firms and --need can be the standard input.'])
  const catalogue = loadCatalogue()
  const schemas = inputs()

  const firmsText = await readText(options.firms, errorLanguage)
  const firmsDocument = parseRecords(options.firms, firmsText, errorLanguage)
  const profiles = check(schemas.firms, firmsDocument, errorLanguage)
  const firms = firmsOf(profiles, asOf)
  if ('faults' in firms) throw faulty(firmsDocument, firms.faults, errorLanguage)

  const needText = await readText(options.need, errorLanguage)
  const needDocument = parseDocument(options.need, needText, errorLanguage)
  const checked = needOf(check(schemas.need, needDocument, errorLanguage), catalogue, asOf)
  if (Array.isArray(checked)) throw faulty(needDocument, checked, errorLanguage)
  const need = { ...checked, maximumPartners: partners ?? checked.maximumPartners }

  const weights = weightsOption(options, need)
  const engine = createEngine(catalogue, { asOf, departments })
  for (const firm of firms.firms) engine.upsertFirm(firm)
  const ranking = engine.rank(need, {
    viewer: { kind: 'operator' },
    limit: Infinity,
    ...(weights !== null && { weights }),
  })
  return { ranking, limit, engine, weights, need, firms: firms.firms }
}

const first = ({ ranking, limit }: Ranked): Ranking => ({
  ...ranking,
  partnerships: ranking.partnerships.slice(0, limit),
})

/** The firm of `--explain`, by its id or its name. */
function explained(asked: string, firms: Firm[]): Firm {
  const found = firms.find(({ id }) => id === asked) ?? firms.find(({ name }) => name === asked)
  if (found === undefined) throw new InputError([`--explain: no firm has the id or the name "${asked}".`])
  return found
}

const options = {
  firms: { type: 'string' },
  need: { type: 'string' },
  weights: { type: 'string' },
  partners: { type: 'string' },
  limit: { type: 'string' },
  region: { type: 'string' },
  'as-of': { type: 'string' },
} as const

const usageOf = (name: string, more: string[] = []) => [
  `maillage ${name} --firms FILE|- --need FILE|- [--weights coverage:3,jobs:0] [--partners N] [--limit N]`,
  '    [--region NAME] [--as-of DATE] [--language fr|en] [--json]',
  ...more,
  `maillage ${name} --schema`,
]

/** Who could meet a need, best first, with the reasons and who is left out; or what would raise one firm there. */
export const rank: Analysis = {
  help: 'who could meet a need, from files of firms and of the need, and why',
  usage: usageOf('rank', ['maillage rank … --explain FIRM    what would raise one of the firms']),
  options: { ...options, explain: { type: 'string' } },
  schema: () => ({
    input: inputs(),
    output: Type.Union([Type.Omit(RankingSchema, ['firms']), BareRaiseSchema]),
  }),
  async run(given, { language, errorLanguage }) {
    const ranked = await rankFiles(given, errorLanguage)
    if (ranked === null) return null
    const { ranking, engine, need, weights } = ranked
    const names = namesIn(loadCatalogue(), ranked.firms, language)
    if (given.explain !== undefined) {
      const firm = explained(given.explain, ranked.firms)
      const found = raise(engine, loadCatalogue(), need, firm, {
        viewer: { kind: 'operator' },
        ...(weights !== null && { weights }),
      })
      return { value: found, lines: () => showRaise(found, names, language) }
    }
    const firmness = stability(ranking.partnerships)
    return {
      value: { ...first(ranked), stability: firmness },
      lines: () => showRanking(first(ranked), firmness, need, names, language),
    }
  },
}

/** The same partnerships with who does what, from when, what is bought and what travels. */
export const assemble: Analysis = {
  help: 'the partnerships that could meet a need: who does what, bought items, transports, deliveries',
  usage: usageOf('assemble'),
  options,
  schema: () => ({ input: inputs(), output: Type.Array(Type.Omit(PartnershipSchema, ['criteria'])) }),
  async run(given, { language, errorLanguage }) {
    const ranked = await rankFiles(given, errorLanguage)
    if (ranked === null) return null
    const { need, firms } = ranked
    const ranking = first(ranked)
    const names = namesIn(loadCatalogue(), firms, language)
    return {
      value: ranking.partnerships.map(({ criteria: _, ...partnership }) => partnership),
      lines: () => showPartnerships(ranking, need, names, language),
    }
  },
}
