import { parseNumber } from '#lib/parse.ts'

/** A line of a spreadsheet: what is counted, in the firm's own words, how many, and hours a week for each. */
export interface PastedLine {
  words: string
  count: number | null
  hours: number | null
}

const SEPARATORS = ['\t', ';'] as const

/** Whether a pasted text is several lines or cells, and not a few words meant for the field they are pasted into. */
export function isTable(text: string): boolean {
  return /[\t\n\r;]/.test(text.trim())
}

function figure(cell: string | undefined): number | null {
  if (cell === undefined) return null
  const value = parseNumber(cell.replaceAll(/[^\d\s\u00a0\u202f.,'+-]/g, ''))
  return value === null || Number.isNaN(value) ? null : value
}

const isFigure = (cell: string) => /\d/.test(cell) && figure(cell) !== null && !/\p{L}{3,}/u.test(cell)

/** « 12 surjeteuses », « Surjeteuse x 12 » or « Surjeteuse : 12 », as people write in a message. */
function spokenLine(text: string): PastedLine {
  const before = /^(\d[\d\s\u00a0\u202f]*)\s*(?:x|×)?\s+(\D.*)$/i.exec(text)
  if (before) return { words: before[2]?.trim() ?? '', count: figure(before[1]), hours: null }
  const after = /^(.*?\D)[\s:x×,(]+(\d[\d\s\u00a0\u202f]*)\)?$/i.exec(text)
  const words = after?.[1]?.replace(/[\s:x×,(]+$/i, '').trim()
  // « Piqueuse plate 301 » is a name: a figure that reads like a model belongs to it.
  if (after && words && /[:x×,(]\s*\d[\d\s\u00a0\u202f]*\)?$/i.test(text)) {
    return { words, count: figure(after[2]), hours: null }
  }
  return { words: text, count: null, hours: null }
}

function cellsLine(cells: string[]): PastedLine {
  const words = cells.find(cell => cell !== '' && !isFigure(cell)) ?? ''
  const [count = null, hours = null] = cells.filter(isFigure).map(figure)
  return { words, count, hours }
}

/**
 * The lines of a pasted table: one text and up to two figures each, in whatever order the text comes, with or without
 * a row of headings. Empty lines are passed over, and so is a line without words.
 */
export function parseTable(text: string): PastedLine[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const separator = SEPARATORS.find(one => lines.some(line => line.includes(one)))
  if (separator === undefined) return lines.map(spokenLine).filter(line => line.words !== '')
  const rows = lines.map(line => line.split(separator).map(cell => cell.trim().replaceAll(/^"|"$/g, '')))
  const [first, ...rest] = rows
  const headed = first !== undefined && !first.some(isFigure) && rest.some(row => row.some(isFigure))
  return (headed ? rest : rows).map(cellsLine).filter(line => line.words !== '')
}
