import { daysIn } from '@maillage/matching/understanding/days.ts'
import { tokensOf } from '@maillage/matching/understanding/tokens.ts'
import { narrow } from '@maillage/matching/words/typography.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Mapping } from './columns.ts'
import type { Field } from './fields.ts'

/** A cell that is wrong: its line in the file, its column from 0 (null for the row), and what to do. */
export interface CellFault {
  line: number
  column: number | null
  message: Text
}

const SHOWN = 60
const [french, english] = [new Intl.NumberFormat('fr'), new Intl.NumberFormat('en')]
const quoted = (cell: string) => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell)

/** French marks keep to the word they go with. */
const typeset = (sentence: string) =>
  sentence.replaceAll('« ', `«${narrow}`).replaceAll(/ (?=[»:;?!])/g, narrow)

/** The cells of a row, read field by field; what is wrong is gathered on the way. */
export class Row {
  readonly faults: CellFault[] = []
  readonly line: number
  readonly #cells: readonly string[]
  readonly #mapping: Mapping

  constructor(row: { line: number; cells: readonly string[] }, mapping: Mapping) {
    this.line = row.line
    this.#cells = row.cells
    this.#mapping = mapping
  }

  /** The text of a cell; empty where the table has no such column. An apostrophe that keeps a formula from running goes. */
  text(field: Field): string {
    const column = this.#mapping[field]
    const cell = column === undefined ? '' : (this.#cells[column] ?? '').trim()
    return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
  }

  /** Says that a field is wrong; `{cell}` in the sentence is what stands there. */
  fault(field: Field, { fr, en }: Text): void {
    const cell = quoted(this.text(field))
    const column = this.#mapping[field] ?? null
    const filled = (sentence: string) => sentence.replace('{cell}', () => cell)
    this.faults.push({ line: this.line, column, message: { fr: filled(typeset(fr)), en: filled(en) } })
  }

  /** A text that has to be there. */
  required(field: Field): string {
    const text = this.text(field)
    if (text === '')
      this.fault(field, { fr: 'Cette case est vide : remplissez-la.', en: 'This cell is empty: fill it in.' })
    return text
  }

  /** A number; null where the cell is empty or wrong, which is then said. */
  number(
    field: Field,
    { least, most, whole }: { least: number; most: number; whole: boolean },
  ): number | null {
    const text = this.text(field)
    if (text === '') return null
    const value = numberOf(text)
    if (value !== null && value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    const kind = whole
      ? { fr: 'un nombre entier', en: 'a whole number' }
      : { fr: 'un nombre', en: 'a number' }
    this.fault(field, {
      fr: `« {cell} » : écrivez ${kind.fr} de ${least} à ${french.format(most)}.`,
      en: `“{cell}”: write ${kind.en} from ${least} to ${english.format(most)}.`,
    })
    return null
  }

  /** A day, as an ISO date; null where the cell is empty or wrong, which is then said. */
  day(field: Field, today: string): string | null {
    const text = this.text(field)
    if (text === '') return null
    const day = dayOf(text, today)
    if (day === null)
      this.fault(field, {
        fr: '« {cell} » n’est pas une date : écrivez-la comme 15/05/2027.',
        en: '“{cell}” is not a date: write it like 15/05/2027.',
      })
    return day
  }
}

/** « 5 000 », « 5.000 », « 37,5 ». */
export function numberOf(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f']/g, '')
  const grouped = /^\d{1,3}([.,]\d{3})+$/.test(plain)
    ? plain.replaceAll(/[.,]/g, '')
    : plain.replace(',', '.')
  return /^\d{1,15}(\.\d+)?$/.test(grouped) ? Number(grouped) : null
}

function dayOf(text: string, today: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text)
  if (iso) return existing(iso[1], iso[2], iso[3])
  if (french) return existing(french[3]?.length === 2 ? `20${french[3]}` : french[3], french[2], french[1])
  return text.length > SHOWN ? null : (daysIn(tokensOf(text), today)[0]?.date ?? null)
}

function existing(year = '', month = '', day = ''): string | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isThere = date.getUTCMonth() === Number(month) - 1 && date.getUTCFullYear() === Number(year)
  return isThere ? date.toISOString().slice(0, 10) : null
}
