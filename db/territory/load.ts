/** Reads the carbon factors that ship with this version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { readRecords } from '../catalogue/load.ts'

const closed = { additionalProperties: false } as const
const Amount = Type.Number({ exclusiveMinimum: 0 })

/** A factor that somebody published, with where and when it was read. */
const Published = Type.Object(
  {
    /** With the making of the fuel: what burning it emits, and what getting it into the tank does. */
    kgPerTonneKm: Amount,
    burning: Amount,
    fuel: Amount,
    basis: Type.Literal('sourced'),
    source: Type.Object({ title: Type.String(), address: Type.String(), readOn: Type.String() }, closed),
  },
  closed,
)
/** By the logic of the trade: nobody was found who publishes it for these goods. */
const Estimated = Type.Object(
  { value: Amount, low: Amount, high: Amount, basis: Type.Literal('estimated') },
  closed,
)

const CarbonSchema = Type.Object(
  {
    /** Kilograms of CO₂ equivalent for a tonne over a kilometre, by lorry. */
    road: Published,
    /** The same, by container ship. */
    sea: Published,
    /** From the ports that most textiles come from. */
    seaKilometres: Estimated,
    /** Kilograms of CO₂ equivalent for a kilogram of product, by its family. */
    materials: Type.Array(Type.Object({ families: Type.Array(Type.String()), kgPerKg: Estimated }, closed)),
  },
  closed,
)
export type Carbon = Static<typeof CarbonSchema>

const ROUNDING = 1e-9

/** The factors that ship; throws where the file is not as expected, or the parts of a factor do not add up to it. */
export function loadCarbon(): Carbon {
  const file = 'carbon.json'
  const carbon = readRecords(CarbonSchema, file, readFileSync(join(import.meta.dirname, file), 'utf8'))
  for (const { kgPerTonneKm, burning, fuel } of [carbon.road, carbon.sea])
    if (Math.abs(burning + fuel - kgPerTonneKm) > ROUNDING)
      throw new Error(`${file}: ${burning} and ${fuel} are not ${kgPerTonneKm}`)
  return carbon
}
