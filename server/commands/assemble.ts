import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import { known } from '@maillage/matching/reference.ts'
import { Type } from 'typebox'
import { PartnershipSchema } from '../features/matches/schemas.ts'
import { createHighsSolver } from '../solver/highs.ts'
import type { Analysis } from './analysis.ts'
import { type Asked, inputs, options, readAsked, usageOf } from './asked.ts'
import { showAssembled } from './show-assembled.ts'
import { namesIn } from './words.ts'

const AssembledSchema = Type.Object({
  partnerships: Type.Array(Type.Omit(PartnershipSchema, ['criteria'])),
  /** `limit`: the search stopped at its limit of work. */
  status: Type.Enum(['optimal', 'limit', 'interrupted']),
  /** Every set of the candidates was tried. */
  exact: Type.Boolean(),
  candidates: Type.Integer(),
  /** No partnership scores more; null where none does everything. */
  bound: Type.Union([Type.Number(), Type.Null()]),
  /** How much more than the first any could score at most, relative to its score. */
  gap: Type.Union([Type.Number(), Type.Null()]),
})

async function assembled({ engine, need, weights, limit }: Asked): Promise<Assembled> {
  const solver = createHighsSolver()
  try {
    return await engine.assemble(need, {
      viewer: { kind: 'operator' },
      limit,
      solver,
      ...(weights !== null && { weights }),
    })
  } finally {
    await solver.close()
  }
}

/** The best partnerships, with who does what and the proof of how good they are. */
export const assemble: Analysis = {
  help: 'the best partnerships for a need, proven: who does what, bought items, transports, deliveries',
  usage: usageOf('assemble'),
  options,
  schema: () => ({ input: inputs(), output: AssembledSchema }),
  async run(given, { language, errorLanguage }) {
    const asked = await readAsked(given, errorLanguage, { usual: 5, most: 50 })
    if (asked === null) return null
    const found = await assembled(asked)
    const catalogue = loadCatalogue()
    const names = namesIn(catalogue, asked.firms, language)
    const units = new Map(catalogue.items.map(({ id, unit }) => [id, unit]))
    const unitOf = (item: string) => known(units, item)
    const partnerships = found.partnerships.map(({ criteria: _, ...partnership }) => partnership)
    return {
      value: { ...found, partnerships },
      lines: () => showAssembled(found, asked.need, { names, unitOf }, language),
    }
  },
}
