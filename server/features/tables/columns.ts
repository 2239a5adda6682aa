import type { ImportKind } from '@maillage/db/tables/imports.ts'
import { normalise } from '@maillage/db/towns/normalise.ts'
import { type Field, fieldsOf, headingOf, requiredOf, wordsOf } from './fields.ts'
import type { Recogniser } from './recognise.ts'

/** The column of each field, from 0. */
export type Mapping = Partial<Record<Field, number>>

export interface Table {
  headings: string[]
  rows: { line: number; cells: string[] }[]
}

/** Rows above the headings: a title, a date. */
const MOST_TITLES = 10

/** The headings and rows of what a file holds; lines count from 1. A file without headings gets the letters of its columns. */
export function tableOf(kind: ImportKind, lines: readonly string[][], recogniser: Recogniser): Table {
  const full = lines.map((cells, index) => ({ line: index + 1, cells: cells.map(cell => cell.trim()) }))
  const rows = full.filter(({ cells }) => cells.some(cell => cell !== ''))
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const padded = rows.map(({ line, cells }) => ({
    line,
    cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')],
  }))
  const head = padded.slice(0, MOST_TITLES).findIndex(({ cells }) => isHead(kind, cells))
  const first = padded[Math.max(0, head)]
  const isData = head === -1 && first?.cells.some(cell => recogniser.means(kind, cell))
  if (isData) return { headings: Array.from({ length: width }, (_, at) => letterOf(at)), rows: padded }
  const at = Math.max(0, head)
  return { headings: first?.cells ?? [], rows: padded.slice(at + 1) }
}

const letterOf = (column: number) => String.fromCharCode(65 + (column % 26))

/** At least two cells that are called like fields. */
const isHead = (kind: ImportKind, cells: readonly string[]) =>
  cells.filter(cell => cell.length < 60 && fieldsOf[kind].some(field => wordsOf[field].test(normalise(cell))))
    .length >= 2

/**
 * Guesses which column holds which field: as it was last time under these headings, by what the heading says, or by what
 * the column holds.
 */
export function guessMapping(
  kind: ImportKind,
  { headings, rows }: Table,
  remembered: Record<string, string>,
  recogniser: Recogniser,
): Mapping {
  const mapping: Mapping = {}
  const free = new Set(headings.keys())
  const take = (field: Field, column: number | undefined) => {
    if (column === undefined || mapping[field] !== undefined || !free.delete(column)) return
    mapping[field] = column
  }
  const named = headings.map(heading => normalise(heading))
  const find = (says: (heading: string, column: number) => boolean) =>
    [...free].find(column => says(named[column] ?? '', column))
  for (const field of fieldsOf[kind])
    take(
      field,
      find(heading => remembered[heading] === field),
    )
  for (const field of fieldsOf[kind])
    take(
      field,
      find(heading => Object.values(headingOf[field]).some(one => normalise(one) === heading)),
    )
  for (const field of byWeight(kind))
    take(
      field,
      find(heading => heading !== '' && wordsOf[field].test(heading)),
    )
  const samples = rows.slice(0, 20)
  const mostly = (column: number, holds: (cell: string) => boolean) => {
    const cells = samples.map(({ cells: all }) => all[column] ?? '').filter(cell => cell !== '')
    return cells.length > 0 && cells.filter(holds).length >= 0.6 * cells.length
  }
  const main = kind === 'machines' ? 'thing' : 'product'
  const amount = kind === 'machines' ? 'count' : 'quantity'
  take(
    main,
    find((_, column) => mostly(column, cell => recogniser.means(kind, cell))),
  )
  take(
    amount,
    find((_, column) => mostly(column, cell => /^\d[\d\s.,]*$/.test(cell))),
  )
  take(
    'commune',
    find((_, column) => mostly(column, cell => recogniser.town(cell).code !== null)),
  )
  return mapping
}

/** What has to be there is looked for first: « Désignation » is a product rather than a detail. */
const byWeight = (kind: ImportKind): Field[] => [
  ...requiredOf[kind],
  ...fieldsOf[kind].filter(field => !requiredOf[kind].includes(field)),
]

/** Which field stood under which heading, to be remembered. */
export function fieldsUnder(headings: readonly string[], mapping: Mapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([field, column]) => {
      const heading = normalise(headings[column] ?? '')
      return heading === '' ? [] : [[heading, field]]
    }),
  )
}
