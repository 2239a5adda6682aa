/** The cells of an Excel workbook, as text: figures with a point, days as ISO dates. */
import { textOfRows } from '@maillage/matching/understanding/rows.ts'
import type { Archive } from './zip.ts'
import { Lines, Unreadable } from './unreadable.ts'
import { walkXml } from './xml.ts'

export interface Sheet {
  name: string
  /** Cells by row, as text; of a formula, what it gave when the workbook was last saved. */
  rows: string[][]
}

const MOST_ROWS = 20_000
const MOST_COLUMNS = 200
const LONGEST_CELL = 32_767

/** The sheets of a workbook, in its order. Throws `Unreadable` where it is damaged or too large. */
export async function sheetsOf(archive: Archive): Promise<Sheet[]> {
  const workbook = await archive.text('xl/workbook.xml')
  if (workbook === null) throw new Unreadable('file-damaged')
  const targets = await targetsOf(archive)
  const strings = await stringsOf(archive)
  const { isDate, from1904 } = await datesOf(archive, workbook)
  const sheets: Sheet[] = []
  for (const { name, target } of namedIn(workbook, targets)) {
    const xml = await archive.text(target)
    if (xml !== null) sheets.push({ name, ...cellsOf(xml, strings, isDate, from1904) })
  }
  return sheets
}

/** All that a workbook says, a row a line, its cells side by side. */
export function textOfSheets(sheets: readonly Sheet[]): string {
  const lines = new Lines()
  for (const { rows } of sheets) {
    for (const line of textOfRows(rows).split('\n')) lines.add(line)
  }
  return lines.toString()
}

async function targetsOf(archive: Archive): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  walkXml((await archive.text('xl/_rels/workbook.xml.rels')) ?? '<none/>', {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return
      found.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return found
}

function namedIn(workbook: string, targets: Map<string, string>): { name: string; target: string }[] {
  const found: { name: string; target: string }[] = []
  walkXml(workbook, {
    open(tag, attributes) {
      if (tag.split(':').at(-1) !== 'sheet') return
      const target = targets.get(attributes['r:id'] ?? '')
      if (target !== undefined && attributes.state !== 'hidden')
        found.push({ name: attributes.name ?? '', target })
    },
  })
  return found
}

async function stringsOf(archive: Archive): Promise<string[]> {
  const xml = await archive.text('xl/sharedStrings.xml')
  if (xml === null) return []
  const strings: string[] = []
  let current = ''
  let isText = false
  let isPhonetic = false
  walkXml(xml, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') isPhonetic = true
    },
    text(text) {
      if (isText && !isPhonetic) current += text
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') strings.push(current)
    },
  })
  return strings
}

/** Formats of days among those that Excel has without naming them. */
const isBuiltInDate = (id: number) => (id >= 14 && id <= 17) || id === 22

/** Which styles show a number as a day; by the letters of their format. */
async function datesOf(
  archive: Archive,
  workbook: string,
): Promise<{ isDate: (style: number) => boolean; from1904: boolean }> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let isInCells = false
  walkXml((await archive.text('xl/styles.xml')) ?? '<none/>', {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') custom.set(Number(numFmtId), isDayFormat(formatCode ?? ''))
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells)
        styles.push(custom.get(Number(numFmtId)) ?? isBuiltInDate(Number(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return { isDate: style => styles[style] ?? false, from1904: /date1904="(1|true)"/.test(workbook) }
}

/** « dd/mm/yyyy », whatever stands in quotes or brackets. */
const isDayFormat = (code: string) => /[dy]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

const DAY_MILLISECONDS = 86_400_000
const DAYS_BETWEEN_SYSTEMS = 1462

/** The day of a serial number: Excel counts from 30 December 1899, or from 1904 on some Macs. */
function dayOf(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial) + (from1904 ? DAYS_BETWEEN_SYSTEMS : 0)
  const day = new Date(Date.UTC(1899, 11, 30) + days * DAY_MILLISECONDS)
  return Number.isNaN(day.getTime()) || day.getUTCFullYear() > 9999 ? null : day.toISOString().slice(0, 10)
}

/** Row and column, from 0, of a reference like BC12. */
function placeOf(reference: string): { row: number; column: number } | null {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (found === null) return null
  const [, letters = '', digits = ''] = found
  const column = letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(digits) - 1, column: column - 1 }
}

function cellsOf(
  xml: string,
  strings: readonly string[],
  isDate: (style: number) => boolean,
  from1904: boolean,
): Omit<Sheet, 'name'> {
  const rows: string[][] = []
  let at = { row: 0, column: -1 }
  let type = ''
  let style = 0
  let value = ''
  let isValue = false
  const valueOf = () => {
    if (type === 's') return strings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'oui' : 'non'
    if (type === 'e') return ''
    const isNumber = type === '' || type === 'n'
    if (isNumber && value !== '' && isDate(style)) return dayOf(Number(value), from1904) ?? value
    return value
  }
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'row')
        at = { row: attributes.r === undefined ? at.row + 1 : Number(attributes.r) - 1, column: -1 }
      else if (name === 'c') {
        at = placeOf(attributes.r ?? '') ?? { ...at, column: at.column + 1 }
        type = attributes.t ?? ''
        style = Number(attributes.s ?? 0)
        value = ''
      } else if (name === 'v' || name === 't') isValue = true
    },
    text(text) {
      if (isValue) value += text
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      if (name !== 'c') return
      const text = valueOf().slice(0, LONGEST_CELL)
      if (text === '') return
      if (at.row >= MOST_ROWS || at.column >= MOST_COLUMNS) throw new Unreadable('too-much-to-read')
      while (rows.length <= at.row) rows.push([])
      const row = rows[at.row] ?? []
      while (row.length <= at.column) row.push('')
      row[at.column] = text
    },
  })
  return { rows }
}
