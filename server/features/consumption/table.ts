import { normalise } from '@maillage/db/towns/normalise.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { number } from '@maillage/matching/words/typography.ts'
import type { Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { rowsOfFile } from '../../reader/table-file.ts'
import { knownIn } from '../catalogue/known.ts'
import { csvOf } from '../tables/csv.ts'
import { saidBy } from './levels.ts'

const MOST = 50_000_000

const heading = {
  item: { fr: 'Article', en: 'Item' },
  week: { fr: 'Semaine', en: 'Week' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
} satisfies Record<string, Text>

const said = {
  columns: {
    fr: 'Ce tableau n’a pas les colonnes Article, Semaine et Quantité.',
    en: 'This table lacks the columns Item, Week and Quantity.',
  },
  item: (cell: string): Text => ({
    fr: `« ${cell} » n’est pas un article du référentiel.`,
    en: `“${cell}” is no item of the catalogue.`,
  }),
  week: (cell: string): Text => ({
    fr: `« ${cell} » n’est pas une semaine passée : 2026-11-23, 23/11/2026 ou 2026-S48.`,
    en: `“${cell}” is no week gone by: 2026-11-23, 23/11/2026 or 2026-W48.`,
  }),
  quantity: (cell: string): Text => ({
    fr: `« ${cell} » n’est pas une quantité entière, de 0 à ${number(MOST, 'fr')}.`,
    en: `“${cell}” is no whole quantity, from 0 to ${number(MOST, 'en')}.`,
  }),
  twice: {
    fr: 'Cet article a déjà cette semaine plus haut.',
    en: 'This item has this week further up already.',
  },
} as const

export interface ReadTable {
  byItem: Map<string, { week: string; quantity: number }[]>
  lines: number
  faults: { line: number; message: Text }[]
}

/** Items by what they are called, in both languages. */
function itemsByName({ items }: Catalogue): Map<string, string> {
  return new Map(
    items.flatMap(({ id, name, synonyms }) =>
      [id, name.fr, name.en, ...synonyms.fr, ...synonyms.en].map(word => [normalise(word), id] as const),
    ),
  )
}

/** The Monday of the week that a cell names: any day of it, or its ISO number; null where it names none. */
export function weekIn(cell: string): string | null {
  const numbered = /^(\d{4})-?[SW](\d{1,2})$/i.exec(cell)
  if (numbered !== null) {
    const week = Number(numbered[2])
    if (week < 1 || week > 53) return null
    // 4 January is always in the first ISO week.
    return dateOf(mondayOf(dayOf(`${numbered[1]}-01-04`)) + (week - 1) * 7)
  }
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell)
  const iso =
    french === null ? cell : `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`
  try {
    return dateOf(mondayOf(dayOf(iso)))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const quantityIn = (cell: string): number | null => {
  const plain = cell.replaceAll(/[\s\u00a0\u202f]/g, '')
  return /^\d{1,8}$/.test(plain) && Number(plain) <= MOST ? Number(plain) : null
}

/** Reads a table of item, week and quantity, a line each; every line at fault is told with its number. */
export async function readWeeks(csv: string, catalogue: Catalogue, today: string): Promise<ReadTable> {
  const [head = [], ...rows] = await rowsOfFile(Buffer.from(csv))
  const read: ReadTable = { byItem: new Map(), lines: 0, faults: [] }
  const column = (field: keyof typeof heading, also: string[]) =>
    head.findIndex(cell =>
      [...Object.values(heading[field]), ...also].map(normalise).includes(normalise(cell)),
    )
  const [itemAt, weekAt, quantityAt] = [
    column('item', ['produit', 'product', 'designation']),
    column('week', ['lundi', 'date', 'monday']),
    column('quantity', ['qte', 'nombre']),
  ]
  if (itemAt === -1 || weekAt === -1 || quantityAt === -1)
    return { ...read, faults: [{ line: 1, message: said.columns }] }
  const names = itemsByName(catalogue)
  for (const [index, row] of rows.entries()) {
    const cells = [itemAt, weekAt, quantityAt].map(at => (row[at] ?? '').trim())
    const [itemCell = '', weekCell = '', quantityCell = ''] = cells
    if (cells.every(cell => cell === '')) continue
    read.lines++
    const [item, week, quantity] = [
      names.get(normalise(itemCell)),
      weekIn(weekCell),
      quantityIn(quantityCell),
    ]
    const isOver = week !== null && dayOf(week) + 6 < dayOf(today)
    const fault =
      item === undefined
        ? said.item(itemCell)
        : week === null || !isOver
          ? said.week(weekCell)
          : quantity === null
            ? said.quantity(quantityCell)
            : read.byItem.get(item)?.some(one => one.week === week)
              ? said.twice
              : null
    if (fault !== null) read.faults.push({ line: index + 2, message: fault })
    else if (item !== undefined && week !== null && quantity !== null)
      read.byItem.set(item, [...(read.byItem.get(item) ?? []), { week, quantity }])
  }
  return read
}

/** The weeks an organisation declared, in the columns that they are read from. */
export async function weeksCsv(
  db: Kysely<DB>,
  organisationId: string,
  catalogue: Catalogue,
  language: Language,
): Promise<string> {
  const { items } = knownIn(catalogue)
  const rows = (await saidBy(db, [organisationId])).flatMap(({ item, declared }) =>
    declared.map(({ week, quantity }) => [items.get(item)?.name[language] ?? item, week, quantity]),
  )
  return csvOf([Object.values(heading).map(name => name[language]), ...rows])
}
