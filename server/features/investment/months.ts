/** What is prepared, ordered and asked for of one item, month by month. Months are `YYYY-MM`; days are ISO dates. */

export interface Amount {
  day: string
  quantity: number
}

export interface Prepared {
  readyOn: string
  monthlyQuantity: number
  months: number
}

export interface Month {
  month: string
  prepared: number
  ordered: number
  asked: number
}

const monthOf = (day: string) => day.slice(0, 7)

function following(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** The month in which something is ready, and those after it, so many in all. */
function monthsOf({ readyOn, months }: Prepared): string[] {
  const list = [monthOf(readyOn)]
  while (list.length < months) list.push(following(list[list.length - 1] ?? ''))
  return list
}

/**
 * Quantities by month, from the first in which something is prepared, ordered or asked for to the last, none left out.
 * What was due before `from` (a day) is over and left out.
 */
export function byMonth(prepared: Prepared[], ordered: Amount[], asked: Amount[], from: string): Month[] {
  const rows = new Map<string, Month>()
  const row = (month: string): Month => {
    const known = rows.get(month) ?? { month, prepared: 0, ordered: 0, asked: 0 }
    rows.set(month, known)
    return known
  }
  for (const one of prepared)
    for (const month of monthsOf(one)) if (month >= monthOf(from)) row(month).prepared += one.monthlyQuantity
  for (const { day, quantity } of ordered) if (day >= from) row(monthOf(day)).ordered += quantity
  for (const { day, quantity } of asked) if (day >= from) row(monthOf(day)).asked += quantity
  const months = [...rows.keys()].sort()
  const [first, last] = [months[0], months[months.length - 1]]
  if (first === undefined || last === undefined) return []
  const all: Month[] = []
  for (let month = first; month <= last; month = following(month)) all.push(row(month))
  return all
}

/** All that is prepared, over all its months. */
export const preparedIn = ({ monthlyQuantity, months }: Prepared): number => monthlyQuantity * months

/**
 * Whether money runs ahead of orders: a greater share of it is spent or promised than of what is prepared is firmly
 * ordered. Nothing spent runs ahead of nothing.
 */
export function runsAhead(
  { cents, engagedCents }: { cents: number; engagedCents: number },
  { prepared, ordered }: { prepared: number; ordered: number },
): boolean {
  // In whole numbers: engaged ÷ cents > ordered ÷ prepared.
  return engagedCents > 0 && BigInt(engagedCents) * BigInt(prepared) > BigInt(ordered) * BigInt(cents)
}
