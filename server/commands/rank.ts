import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { raise } from '@maillage/matching/explain/raise.ts'
import { stability } from '@maillage/matching/explain/stability.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { Type } from 'typebox'
import { BareRaiseSchema, RankingSchema } from '../features/matches/schemas.ts'
import type { Analysis } from './analysis.ts'
import { inputs, options, readAsked, usageOf } from './asked.ts'
import { type Options, refused } from './options.ts'
import { showRaise } from './show-raise.ts'
import { showRanking } from './show-ranking.ts'
import { namesIn } from './words.ts'

/** The firm of `--explain`, by its id or its name. */
function explained(asked: string, firms: Firm[], given: Options): Firm {
  const found = firms.find(({ id }) => id === asked) ?? firms.find(({ name }) => name === asked)
  if (found !== undefined) return found
  throw refused(given, {
    fr: `--explain : aucune entreprise n’a l’identifiant ou le nom « ${asked} ».`,
    en: `--explain: no firm has the id or the name "${asked}".`,
  })
}

/** Who could meet a need, best first, with the reasons and who is left out; or what would raise one firm there. */
export const rank: Analysis = {
  help: 'who could meet a need, from files of firms and of the need, and why',
  usage: usageOf('rank', [
    {
      fr: 'maillage rank … --explain FIRM    ce qui ferait monter l’une des entreprises',
      en: 'maillage rank … --explain FIRM    what would raise one of the firms',
    },
  ]),
  options: { ...options, explain: { type: 'string' } },
  schema: () => ({
    input: inputs(),
    output: Type.Union([Type.Omit(RankingSchema, ['firms', 'withWords']), BareRaiseSchema]),
  }),
  async run(given, { language, errorLanguage }) {
    const asked = await readAsked(given, errorLanguage, { usual: 10, most: 1000 })
    if (asked === null) return null
    const { engine, need, firms, limit } = asked
    const by = {
      viewer: { kind: 'operator' as const },
      ...(asked.weights !== null && { weights: asked.weights }),
    }
    const names = namesIn(loadCatalogue(), firms, language)
    if (given.explain !== undefined) {
      const firm = explained(given.explain, firms, given)
      const found = raise(engine, loadCatalogue(), need, firm, by)
      return { value: found, lines: () => showRaise(found, names, language) }
    }
    const whole = engine.rank(need, { ...by, limit: Infinity })
    const firmness = stability(whole.partnerships)
    const ranking = { ...whole, partnerships: whole.partnerships.slice(0, limit) }
    return {
      value: { ...ranking, stability: firmness },
      lines: () => showRanking(ranking, firmness, need, names, language),
    }
  },
}
