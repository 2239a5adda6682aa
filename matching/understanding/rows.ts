/** Tables as lines that read like sentences: « Lot 2 : Masques chirurgicaux : 10 000, EN 14683 ». */

const NUMBERING = /^(lots?|n[°o]|num[eé]ros?|rep[eè]res?|lignes?|items?|#)\b|^#$/i
/** « Lot 2 », « Lot B ». */
const NUMBERED = /^lot\s*\w{1,3}$/i
const QUANTITY = /quantit|qt[eéy]|nombre|\bnb\b|effectif|volume|count|number of/i
const NUMBER = /^[+-]?\d[\d\s\u00a0\u202f.,']*$/
const LETTERS = /\p{L}{2}/u

interface Columns {
  numbering: number | null
  quantity: number | null
}

/** Rows of cells as text, a row a line. What counts a thing is set beside it, and the number of a row counts nothing. */
export function textOfRows(rows: readonly (readonly string[])[]): string {
  const columns = columnsOf(rows)
  return rows.map((row, index) => lineOf(row, index === 0 && isHead(row) ? null : columns)).join('\n')
}

/** A text whose lines of cells, as a spreadsheet gives them to be pasted, are set as `textOfRows` does. */
export function withRows(text: string): string {
  if (!text.includes('\t')) return text
  const lines = text.split(/\r\n|\r|\n/)
  const out: string[] = []
  let block: string[][] = []
  const flush = () => {
    if (block.length > 0) out.push(textOfRows(block))
    block = []
  }
  for (const line of lines) {
    if (line.includes('\t')) block.push(line.split('\t').map(cell => cell.trim()))
    else {
      flush()
      out.push(line)
    }
  }
  flush()
  return out.join('\n')
}

const isHead = (row: readonly string[]) =>
  row.every(cell => !NUMBER.test(cell)) && row.some(cell => cell !== '')

function columnsOf(rows: readonly (readonly string[])[]): Columns {
  const [first = [], ...others] = rows
  const headed = isHead(first)
  const body = headed ? others : rows
  const named = (pattern: RegExp) => {
    const at = headed ? first.findIndex(cell => pattern.test(cell.trim())) : -1
    return at === -1 ? null : at
  }
  const isCounted = body.length > 1 && body.every((row, index) => Number(row[0]) === index + 1)
  return { numbering: named(NUMBERING) ?? (isCounted ? 0 : null), quantity: named(QUANTITY) }
}

function lineOf(row: readonly string[], columns: Columns | null): string {
  const cells = row.map((text, at) => ({ text: text.trim(), at })).filter(({ text }) => text !== '')
  if (columns === null) return cells.map(({ text }) => text).join(', ')
  const numbering = cells.find(
    ({ at, text }) => at === columns.numbering && (NUMBER.test(text) || NUMBERED.test(text)),
  )
  const rest = cells.filter(cell => cell !== numbering)
  const thing = rest.find(({ text, at }) => LETTERS.test(text) && at !== columns.quantity)
  const count =
    rest.find(({ text, at }) => at === columns.quantity && /\d/.test(text)) ??
    (columns.quantity === null ? rest.find(({ text }) => NUMBER.test(text)) : undefined)
  const lot = numbering ? `Lot ${numbering.text.replace(/^lot\s*/i, '')} : ` : ''
  if (thing === undefined || count === undefined) return lot + rest.map(({ text }) => text).join(', ')
  const others = rest.filter(cell => cell !== thing && cell !== count).map(({ text }) => text)
  return lot + [`${thing.text} : ${count.text}`, ...others].join(', ')
}
