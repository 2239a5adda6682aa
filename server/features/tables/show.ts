import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Language } from '../../problems/problem.ts'
import { fieldsOf, headingOf, requiredOf } from './fields.ts'
import { isMachineEntry, isNeedEntry } from './entries.ts'
import type { StoredChunk, StoredImport } from './queries.ts'
import { faultsOf } from './queries.ts'
import type { ImportShown } from './schemas.ts'
import { type Values, valuesIn } from './values.ts'

const MOST_FAULTS = 200
const MOST_PREVIEW = 10
const MOST_SAMPLES = 3
const LONGEST_SAMPLE = 80

/** A staged table as its reader sees it. */
export function showImport(
  { id, kind, headings, mapping, rowCount }: StoredImport,
  chunks: readonly StoredChunk[],
  catalogue: Catalogue,
  language: Language,
): ImportShown {
  const [first] = chunks
  const faults = faultsOf(chunks)
  const values = valuesIn(catalogue, language)
  const samplesOf = (column: number) =>
    (first?.rows ?? [])
      .map(({ cells }) => (cells[column] ?? '').slice(0, LONGEST_SAMPLE))
      .filter(cell => cell !== '')
      .slice(0, MOST_SAMPLES)
  return {
    id,
    kind,
    columns: headings.map((heading, column) => ({ heading, samples: samplesOf(column) })),
    fields: fieldsOf[kind].map(field => ({
      field,
      heading: headingOf[field][language],
      required: requiredOf[kind].includes(field),
    })),
    mapping,
    rows: rowCount,
    checked: chunks.reduce((sum, { rows, entries }) => sum + (entries === null ? 0 : rows.length), 0),
    wrong: faults.length,
    faults: faults.slice(0, MOST_FAULTS).map(({ line, column, message }) => ({
      line,
      heading: column === null ? null : (headings[column] ?? null),
      message: message[language],
    })),
    preview: (first?.entries ?? []).slice(0, MOST_PREVIEW).map(entry => asText(valuesOf(entry, values))),
  }
}

function valuesOf(entry: object, values: ReturnType<typeof valuesIn>): Values {
  if (isMachineEntry(entry)) return values.machine(entry)
  if (!isNeedEntry(entry)) throw new Error('an entry of no known kind')
  const { need, reference } = entry
  const due = need.schedule[0]?.due ?? null
  const { place, wishes } = need
  return values.need({ ...need, reference, due, commune: place.commune, washes: wishes.minimumWashes })
}

const asText = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value ?? '')]))
