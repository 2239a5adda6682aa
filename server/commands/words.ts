import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { NamedKind, Names } from '@maillage/matching/words/sentence.ts'
import type { Language } from '../problems/problem.ts'

/** Names of everything an answer holds, in one language; the id itself where there is none. */
export function namesIn(catalogue: Catalogue, firms: Iterable<Firm>, language: Language): Names {
  const of = (records: { id: string; name: Text }[]) =>
    new Map(records.map(({ id, name }) => [id, name[language]]))
  const subjects = of([...catalogue.families, ...catalogue.items])
  const byKind: Record<NamedKind, Map<string, string>> = {
    firm: new Map([...firms].map(({ id, name }) => [id, name])),
    item: subjects,
    subject: subjects,
    process: of(catalogue.processes),
    norm: of(catalogue.norms),
    'machine-type': of(catalogue.machineTypes),
    trade: of(catalogue.trades),
    'material-family': of(catalogue.materialFamilies),
    regime: of(catalogue.regimes),
    rule: new Map(catalogue.rules.map(({ id, text }) => [id, text[language]])),
  }
  return (id, kind) => byKind[kind].get(id) ?? id
}

/** Rows with their columns one below the other; numbers, in the columns named, to the right. */
export function table(rows: string[][], right: number[] = []): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  )
  const pad = (cell: string, column: number) => {
    const blank = ' '.repeat((widths[column] ?? 0) - cell.length)
    return right.includes(column) ? blank + cell : cell + blank
  }
  return rows.map(row => row.map(pad).join('  ').trimEnd())
}
