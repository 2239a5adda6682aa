/** Reads the reference catalogue from the JSON files of this folder. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { schemas } from './schema.ts'

/** Returns the records of one data file; throws with the file, the place and the reason where the shape is wrong. */
export function readRecords<T extends TSchema>(schema: T, file: string, text: string): Static<T> {
  const records: unknown = JSON.parse(text)
  // Compiled, since reading the schema anew at every record took most of the time.
  const validator = Compile(schema)
  if (validator.Check(records)) return records
  const reasons = validator.Errors(records).map(error => `${error.instancePath}: ${error.message}`)
  throw new Error(`Catalogue file ${file} is not as expected.\n${reasons.slice(0, 5).join('\n')}`)
}

function read<T extends TSchema>(schema: T, file: string): Static<T> {
  return readRecords(schema, file, readFileSync(join(import.meta.dirname, file), 'utf8'))
}

let loaded: Catalogue | null = null

/**
 * The whole catalogue, read once per process. `version` is a digest of the content: it changes with every change of
 * a datum, and not with the layout of the files. Throws where a file is missing or its shape is wrong.
 */
export function loadCatalogue(): Catalogue {
  loaded ??= readCatalogue()
  return loaded
}

function readCatalogue(): Catalogue {
  const content = {
    families: read(schemas.families, 'families.json'),
    materialFamilies: read(schemas.materialFamilies, 'material-families.json'),
    items: [
      ...read(schemas.items, 'products.json'),
      ...read(schemas.items, 'components.json'),
      ...read(schemas.items, 'materials.json'),
    ],
    recipes: read(schemas.recipes, 'recipes.json'),
    processes: read(schemas.processes, 'processes.json'),
    machineTypes: read(schemas.machineTypes, 'machine-types.json'),
    trades: read(schemas.trades, 'trades.json'),
    reorientations: read(schemas.reorientations, 'reorientations.json'),
    rules: read(schemas.rules, 'rules.json'),
    norms: read(schemas.norms, 'norms.json'),
    regimes: read(schemas.regimes, 'regimes.json'),
  }
  return { version: versionOf(content), ...content }
}

/** Twelve hexadecimal digits that stand for the content. */
export function versionOf(content: Omit<Catalogue, 'version'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12)
}
