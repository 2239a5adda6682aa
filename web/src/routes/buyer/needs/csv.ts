/** What a spreadsheet would take for a formula and run. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: string | number | null, separator: string): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as a CSV file that spreadsheets open as they are: marked as UTF-8, with the separator of the reader's country,
 * and no cell that could run as a formula.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[], separator: ';' | ','): string {
  return `\uFEFF${rows.map(row => row.map(value => cell(value, separator)).join(separator)).join('\r\n')}\r\n`
}
