/** Reads the rates of consumption that ship with this version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { readRecords } from '../catalogue/load.ts'

export const rateBases = ['bed', 'agent', 'pupil', 'call-out'] as const

/** What a kind of buyer uses of an item for each bed, agent, pupil or call-out and day, with what the figure rests on. */
const RateSchema = Type.Object(
  {
    kind: Type.Enum(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator']),
    item: Type.String(),
    base: Type.Enum([...rateBases]),
    perDay: Type.Number({ exclusiveMinimum: 0 }),
    /** Estimated: nobody was found who says so. */
    basis: Type.Enum(['sourced', 'estimated']),
    source: Type.Union([
      Type.Object({ title: Type.String(), address: Type.String(), readOn: Type.String() }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
)
export type Rate = Static<typeof RateSchema>

/** The rates that ship, in the order of the file; throws where it is not as expected, or a sourced one names no source. */
export function loadRates(): Rate[] {
  const file = 'rates.json'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const rates = readRecords(Type.Array(RateSchema), file, text)
  const bare = rates.find(({ basis, source }) => (basis === 'sourced') !== (source !== null))
  if (bare) throw new Error(`the rate of ${bare.item} for ${bare.kind} and its source disagree`)
  return rates
}
