/** What a spreadsheet would take for a formula and run. */
const FORMULA = /^[=+\-@\t\r]/

/** A file for spreadsheets: marked as UTF-8, with semicolons, and no cell that could run as a formula. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map(row => row.map(cellOf).join(';')).join('\r\n')}\r\n`
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
