/** Reads the words of the trade from the JSON files of this folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Words } from '@maillage/matching/understanding/lexicon.ts'
import { type Static, type TSchema, Type } from 'typebox'
import { readRecords } from '../load.ts'

const strict = { additionalProperties: false } as const
const Phrases = Type.Array(Type.String({ pattern: '^\\S(.*\\S)?$' }), { minItems: 1, uniqueItems: true })
const Ids = Type.Array(Type.String(), { uniqueItems: true })
const ById = Type.Record(Type.String(), Phrases)

const schemas = {
  concepts: Type.Object(
    {
      machine: ById,
      trade: ById,
      process: ById,
      material: ById,
      component: ById,
      norm: ById,
      ignored: Phrases,
    },
    strict,
  ),
  products: Type.Object(
    {
      heads: Type.Array(Type.Object({ words: Phrases, products: Ids }, strict)),
      qualifiers: Type.Array(
        Type.Object({ group: Type.String(), words: Phrases, products: Ids, alone: Ids }, strict),
      ),
      contexts: Type.Array(
        Type.Object({ words: Phrases, families: Type.Record(Type.String(), Type.Number()) }, strict),
      ),
      named: Ids,
    },
    strict,
  ),
  activities: Type.Array(
    Type.Object(
      {
        id: Type.String(),
        name: Type.Object({ fr: Type.String(), en: Type.String() }, strict),
        words: Type.Object({ fr: Phrases, en: Phrases }, strict),
        trades: Type.Array(
          Type.Object({ trade: Type.String(), people: Type.Integer({ minimum: 1 }) }, strict),
        ),
        materials: Ids,
        machines: Ids,
        families: Ids,
        fallback: Type.Boolean(),
      },
      strict,
    ),
  ),
  cues: Type.Object(
    {
      negation: Phrases,
      past: Phrases,
      need: Phrases,
      offer: Phrases,
      ordered: Phrases,
      history: Phrases,
      stock: Phrases,
      delivery: Phrases,
      people: Phrases,
      patient: Phrases,
      wearer: Phrases,
      neither: Phrases,
      bought: Phrases,
      buying: Phrases,
      mending: Phrases,
      resale: Phrases,
      outsourcing: Phrases,
      making: Phrases,
    },
    strict,
  ),
  ordinary: Phrases,
}

function read<T extends TSchema>(schema: T, file: string): Static<T> {
  return readRecords(schema, file, readFileSync(join(import.meta.dirname, file), 'utf8'))
}

let loaded: Words | null = null

/** The words of the trade, read once per process. Throws where a file is missing or its shape is wrong. */
export function loadWords(): Words {
  if (loaded !== null) return loaded
  const { ignored, ...concepts } = read(schemas.concepts, 'concepts.json')
  loaded = {
    concepts,
    ignored,
    products: read(schemas.products, 'products.json'),
    activities: read(schemas.activities, 'activities.json'),
    cues: read(schemas.cues, 'cues.json'),
    ordinary: read(schemas.ordinary, 'ordinary.json'),
  }
  return loaded
}
