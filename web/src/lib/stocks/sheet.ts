/** A table of a spreadsheet as text: rows of cells, whichever of `;`, tab and `,` parts them; quotes as spreadsheets write them. */
function rowsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const [firstLine = ''] = clean.split(/\r?\n/, 1)
  const separator = [';', '\t', ','].find(one => firstLine.includes(one)) ?? ';'
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some(one => one !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < clean.length; at++) {
    const sign = clean[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (clean[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}

export interface CountedRow {
  number: string
  maker: string
  depot: string
  counted: string
}

const headings = {
  number: ['lot'],
  maker: ['fabricant', 'maker'],
  depot: ['dépôt', 'depot'],
  counted: ['compté', 'counted'],
}

/** What a file says was counted, line by line; null where it has no columns of lots and counts. Lines left empty are left out. */
export function countedIn(text: string): CountedRow[] | null {
  const [heading = [], ...rows] = rowsOf(text)
  const columnOf = (names: string[]) => heading.findIndex(cell => names.includes(cell.toLowerCase()))
  const [number, maker, depot, counted] = [
    columnOf(headings.number),
    columnOf(headings.maker),
    columnOf(headings.depot),
    columnOf(headings.counted),
  ]
  if (number === -1 || counted === -1) return null
  return rows
    .map(row => ({
      number: row[number] ?? '',
      maker: row[maker] ?? '',
      depot: row[depot] ?? '',
      counted: row[counted] ?? '',
    }))
    .filter(row => row.counted !== '')
}
