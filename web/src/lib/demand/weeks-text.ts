/** The Monday of the week that a day is in, both ISO dates; null where it is no day. */
function mondayOf(day: string): string | null {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return null
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return at.toISOString().slice(0, 10)
}

/**
 * Weeks as they are typed or pasted, a line each: a day, then a quantity. Returns the number of the first line that says
 * something else.
 */
export function weeksIn(text: string): { week: string; quantity: number }[] | { line: number } {
  const weeks: { week: string; quantity: number }[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [day = '', ...rest] = line.trim().split(/[;\t]|\s{2,}|,(?=\s*\d)|\s(?=\S+$)/)
    const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day.trim())
    const iso =
      french === null
        ? day.trim()
        : `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`
    const week = mondayOf(iso)
    const quantity = rest.join('').replaceAll(/[\s\u00a0\u202f]/g, '')
    if (week === null || !/^\d{1,8}$/.test(quantity)) return { line: index + 1 }
    weeks.push({ week, quantity: Number(quantity) })
  }
  return weeks
}

/** Weeks as they are shown to be changed. */
export const textOfWeeks = (weeks: readonly { week: string; quantity: number }[]): string =>
  weeks.map(({ week, quantity }) => `${week} ; ${quantity}`).join('\n')
