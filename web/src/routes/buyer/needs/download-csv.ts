import { language } from '#lib/language.svelte.ts'
import { today } from '#lib/today.ts'
import { csvOf } from './csv.ts'

/** Gives rows to the reader as a file for a spreadsheet, named by what it holds and the day. */
export function downloadCsv(name: string, rows: Parameters<typeof csvOf>[0]): void {
  const text = csvOf(rows, language() === 'fr' ? ';' : ',')
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name}-${today()}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
