/** The rows of a file that holds a table, by what it is: an Excel workbook or separated text. */
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { MOST_ROWS } from '../features/tables/schemas.ts'
import { textOf } from './plain.ts'
import { sheetsOf } from './sheet.ts'
import { Unreadable } from './unreadable.ts'
import { openArchive } from './zip.ts'

const LONGEST_RECORD = 1_000_000
const SEPARATORS = [';', '\t', ',', '|'] as const

/** Lines of a file that are read: its rows, with some above and between them. */
const MOST_LINES = MOST_ROWS + 100

/** Cells by line. Throws `Unreadable` where the file is no table. */
export async function rowsOfFile(bytes: Buffer): Promise<string[][]> {
  const lines = await linesOf(bytes)
  if (lines.filter(cells => cells.some(cell => cell.trim() !== '')).length > MOST_LINES)
    throw new Unreadable('too-many-rows')
  return lines
}

async function linesOf(bytes: Buffer): Promise<string[][]> {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const archive = await openArchive(bytes)
    if (!archive.has('xl/workbook.xml')) throw new Unreadable('file-no-table')
    const sheet = (await sheetsOf(archive)).find(({ rows }) => rows.some(row => row.length > 0))
    if (sheet === undefined) throw new Unreadable('file-no-table')
    return sheet.rows
  }
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') throw new Unreadable('file-no-table')
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new Unreadable(isLocked ? 'file-protected' : 'file-no-table')
  }
  return rowsOfText(textOf(bytes))
}

/** Cells of text that a spreadsheet has written, whatever it separates them with. */
export function rowsOfText(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: LONGEST_RECORD,
    })
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable('file-no-table')
    throw error
  }
}

/** The separator that most of the first lines have, and have alike. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .split(/\r\n|\r|\n/)
    .filter(line => line !== '')
    .slice(0, 20)
  const score = (separator: string) => {
    const counts = lines.map(line => line.split(separator).length - 1).filter(count => count > 0)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return counts.filter(count => count === usual).length * Math.min(usual, 20)
  }
  return [...SEPARATORS].sort((one, other) => score(other) - score(one))[0] ?? ';'
}
