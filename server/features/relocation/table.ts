import { normalise } from '@maillage/db/towns/normalise.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Language } from '../../problems/problem.ts'
import { rowsOfFile } from '../../reader/table-file.ts'
import { knownIn } from '../catalogue/known.ts'
import { csvOf } from '../tables/csv.ts'
import { MOST_ARTICLES, said as kept } from './save.ts'
import type { RelocationShown, Written } from './schemas.ts'

/** Columns, in the order in which they are written, with other words that stand above them. */
const columns = {
  name: { name: { fr: 'Article importé', en: 'Imported article' }, also: ['article', 'designation', 'name'] },
  yearlyQuantity: {
    name: { fr: 'Quantité par an', en: 'Quantity a year' },
    also: ['quantite', 'volume', 'quantity'],
  },
  price: {
    name: { fr: 'Prix importé (€ HT la pièce)', en: 'Import price (€ ex tax a piece)' },
    also: ['prix', 'price', 'prix importe', 'import price'],
  },
  item: { name: { fr: 'Fait comme', en: 'Made like' }, also: ['referentiel', 'catalogue', 'item'] },
  workTimes: { name: { fr: 'Travail (fois)', en: 'Work (times)' }, also: ['travail', 'work'] },
  materialTimes: {
    name: { fr: 'Matières (fois)', en: 'Materials (times)' },
    also: ['matieres', 'materials'],
  },
  cpv: { name: { fr: 'CPV', en: 'CPV' }, also: ['code cpv', 'cpv code'] },
  origin: { name: { fr: 'Provenance', en: 'Comes from' }, also: ['pays', 'origine', 'origin', 'country'] },
  source: { name: { fr: 'Source', en: 'Source' }, also: ['sources'] },
  note: { name: { fr: 'Note', en: 'Note' }, also: ['remarque', 'remark'] },
} satisfies Record<string, { name: Text; also: string[] }>
type Column = keyof typeof columns

const needed: readonly Column[] = ['name', 'yearlyQuantity', 'price', 'item', 'source']

const said = {
  columns: {
    fr: 'Il manque une colonne : il faut Article importé, Quantité par an, Prix importé, Fait comme et Source.',
    en: 'A column is missing: Imported article, Quantity a year, Import price, Made like and Source are needed.',
  },
  blank: (column: Text): Text => ({ fr: `« ${column.fr} » est vide.`, en: `“${column.en}” is empty.` }),
  number: (column: Text, cell: string): Text => ({
    fr: `« ${cell} » n’est pas un nombre qui convient pour « ${column.fr} ».`,
    en: `“${cell}” is no number that fits “${column.en}”.`,
  }),
  item: (cell: string): Text => ({
    fr: `« ${cell} » n’est pas un article du référentiel.`,
    en: `“${cell}” is no item of the catalogue.`,
  }),
  cpv: (cell: string): Text => ({
    fr: `« ${cell} » n’est pas un code CPV : huit chiffres.`,
    en: `“${cell}” is no CPV code: eight digits.`,
  }),
  long: (column: Text): Text => ({
    fr: `« ${column.fr} » est trop long.`,
    en: `“${column.en}” is too long.`,
  }),
  twice: { fr: 'Cet article est déjà plus haut.', en: 'This article is further up already.' },
} as const

export interface ReadArticles {
  articles: Written[]
  lines: number
  faults: { line: number; message: Text }[]
}

const MOST_LETTERS: readonly (readonly [Column, number])[] = [
  ['name', 120],
  ['origin', 120],
  ['source', 300],
  ['note', 1000],
]

/** A number with a point or a comma; null where a cell is none, or is out of bounds. */
function numberIn(cell: string, least: number, most: number): number | null {
  const plain = cell.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  const value = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  return value >= least && value <= most ? value : null
}

/** Reads a table of imported articles, a line each; every line at fault is told with its number. */
export async function readArticles(csv: string, catalogue: Catalogue): Promise<ReadArticles> {
  const [head = [], ...rows] = await rowsOfFile(Buffer.from(csv))
  const read: ReadArticles = { articles: [], lines: 0, faults: [] }
  const at = (column: Column) => {
    const { name, also } = columns[column]
    const words = [...Object.values(name), ...also].map(normalise)
    return head.findIndex(cell => words.includes(normalise(cell)))
  }
  if (needed.some(column => at(column) === -1))
    return { ...read, faults: [{ line: 1, message: said.columns }] }
  const names = new Map(
    catalogue.items.flatMap(({ id, name, synonyms }) =>
      [id, name.fr, name.en, ...synonyms.fr, ...synonyms.en].map(word => [normalise(word), id] as const),
    ),
  )
  for (const [index, row] of rows.entries()) {
    if (row.every(cell => cell.trim() === '')) continue
    read.lines++
    const cell = (column: Column) => (row[at(column)] ?? '').trim()
    const article = articleOf(cell, names, catalogue)
    const fault =
      'message' in article
        ? article.message
        : read.articles.some(({ name }) => name === article.name)
          ? said.twice
          : read.articles.length === MOST_ARTICLES
            ? kept.tooMany
            : null
    if (fault !== null) read.faults.push({ line: index + 2, message: fault })
    else if (!('message' in article)) read.articles.push(article)
  }
  return read
}

function articleOf(
  cell: (column: Column) => string,
  names: ReadonlyMap<string, string>,
  { recipes }: Catalogue,
): Written | { message: Text } {
  for (const column of needed) if (cell(column) === '') return { message: said.blank(columns[column].name) }
  for (const [column, most] of MOST_LETTERS)
    if (cell(column).length > most) return { message: said.long(columns[column].name) }
  const number = (column: Column, least: number, most: number, empty: number | null = null) =>
    cell(column) === '' ? empty : numberIn(cell(column), least, most)
  const yearlyQuantity = number('yearlyQuantity', 1, 100_000_000)
  const euros = number('price', 0.00001, 1_000_000)
  const [workTimes, materialTimes] = [number('workTimes', 0.05, 20, 1), number('materialTimes', 0.05, 20, 1)]
  const wrong = (column: Column) => ({ message: said.number(columns[column].name, cell(column)) })
  if (yearlyQuantity === null || !Number.isInteger(yearlyQuantity)) return wrong('yearlyQuantity')
  if (euros === null) return wrong('price')
  if (workTimes === null) return wrong('workTimes')
  if (materialTimes === null) return wrong('materialTimes')
  const item = names.get(normalise(cell('item')))
  if (item === undefined) return { message: said.item(cell('item')) }
  if (!recipes.some(recipe => recipe.item === item)) return { message: kept.noRecipe }
  const cpv = cell('cpv').replace(/-\d$/, '')
  if (cpv !== '' && !/^\d{8}$/.test(cpv)) return { message: said.cpv(cell('cpv')) }
  return {
    name: cell('name'),
    cpv: cpv === '' ? null : cpv,
    origin: cell('origin'),
    source: cell('source'),
    yearlyQuantity,
    // Cents for 1,000 pieces.
    centsPerThousand: Math.max(1, Math.round(euros * 100_000)),
    item,
    workTimes,
    materialTimes,
    note: cell('note'),
  }
}

/** The list in the columns that it is read from, followed by what the region would cost. */
export function articlesCsv(
  articles: readonly RelocationShown[],
  catalogue: Catalogue,
  language: Language,
): string {
  const { items } = knownIn(catalogue)
  const found = {
    firms: { fr: 'Chaîne régionale', en: 'Regional chain' },
    regional: {
      fr: 'Coût régional estimé (€ HT la pièce)',
      en: 'Estimated regional cost (€ ex tax a piece)',
    },
    gap: { fr: 'Écart estimé (€ la pièce)', en: 'Estimated gap (€ a piece)' },
    left: { fr: 'Reste après les leviers (€ la pièce)', en: 'Left after the means (€ a piece)' },
  }
  const euros = (cents: number | undefined) =>
    cents === undefined ? null : Number((cents / 100_000).toFixed(4))
  return csvOf([
    [
      ...Object.values(columns).map(({ name }) => name[language]),
      ...Object.values(found).map(text => text[language]),
    ],
    ...articles.map(({ chain, ...article }) => [
      article.name,
      article.yearlyQuantity,
      euros(article.centsPerThousand),
      items.get(article.item)?.name[language] ?? article.item,
      article.workTimes,
      article.materialTimes,
      article.cpv,
      article.origin,
      article.source,
      article.note,
      (chain?.firms ?? []).map(({ name }) => name).join(' + '),
      euros(chain?.cost?.regional),
      euros(chain?.cost?.gap),
      euros(chain?.cost?.left),
    ]),
  ])
}
