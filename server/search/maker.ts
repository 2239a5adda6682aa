import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { compileLexicon } from '@maillage/matching/understanding/lexicon.ts'
import { makeableFrom, servicesOf, WITHIN_REACH_DAYS } from '../features/possibilities/makeable.ts'
import type { DocumentMaker, MadeAlone } from './firm-document.ts'
import { createWordReader, type WordReader } from './words.ts'

/** Changes with whatever changes what documents hold or how they lie: with another one, all of them are made again. */
export const documentVersion = (catalogue: Catalogue) => `5 ${catalogue.version}`

/** Kinds of firms kept: those equipped alike can make the same. A line each, since many of them come to the same. */
const mostKept = 200_000

const readers = new WeakMap<Catalogue, WordReader>()

/** Reads words with the lexicon of a catalogue, which is compiled once. */
export function wordReaderOf(catalogue: Catalogue): WordReader {
  const before = readers.get(catalogue)
  if (before !== undefined) return before
  const reader = createWordReader(catalogue, compileLexicon(catalogue, loadWords()))
  readers.set(catalogue, reader)
  return reader
}

/** What a firm can make hangs on what it has and works, and at which site; on nothing private. */
function equipmentOf({ sites, workedMaterials }: Firm): string {
  const equipped = sites.map(({ machines, workforce, cleanRoom }) => [
    machines.map(({ type, attributes }) => JSON.stringify([type, attributes])).sort(),
    workforce.map(({ trade }) => trade).sort(),
    cleanRoom,
  ])
  return JSON.stringify([equipped, [...workedMaterials].sort()])
}

/** Makes the documents of an index with the engine's rules, as of its day. */
export function documentMaker(engine: Engine, catalogue: Catalogue): DocumentMaker {
  const services = servicesOf(catalogue)
  const byEquipment = new Map<string, MadeAlone>()
  const same = new Map<string, MadeAlone>()
  return {
    catalogue,
    words: wordReaderOf(catalogue),
    makeable(firm) {
      const equipment = equipmentOf(firm)
      const before = byEquipment.get(equipment)
      if (before !== undefined) return before
      // What it refuses is its own: those equipped alike do not.
      const willing = { ...firm, willing: [], unwilling: [], certificates: [] }
      const possibilities = engine.explore(willing, { maximumDays: WITHIN_REACH_DAYS, everyRecipe: true })
      const { now, reoriented, recipes } = makeableFrom(possibilities, services)
      const written = JSON.stringify([[...now].sort(), [...reoriented].sort(), [...recipes.keys()].sort()])
      const made = same.get(written) ?? { now, reoriented, recipes }
      same.set(written, made)
      if (byEquipment.size >= mostKept) byEquipment.clear()
      byEquipment.set(equipment, made)
      return made
    },
    weekly: (firm, recipes) => engine.weekly(firm, { recipes, maximumDays: WITHIN_REACH_DAYS }),
    get today() {
      return engine.asOf
    },
  }
}
