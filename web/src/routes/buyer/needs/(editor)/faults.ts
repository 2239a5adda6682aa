import { missingFrom, sound } from './quantities.ts'
import type { NeedForm } from './need-form.ts'

export type FaultCode =
  | 'subject'
  | 'claim'
  | 'quantity'
  | 'town'
  | 'date'
  | 'past'
  | 'same-date'
  | 'line'
  | 'deliveries-sum'
  | 'sizes-sum'
  | 'whole'
  | 'amount'

export interface Fault {
  /** JSON pointer of the field in what is sent. */
  field: string
  code: FaultCode
}

/** A number that was typed, and is not a whole one from 1 up. */
const wrong = (value: number | null) => value !== null && !sound(value)

/** What a form lacks before others may see the need. `today` is the day in France. */
export function faultsOf(form: NeedForm, today: string): Fault[] {
  const faults: Fault[] = []
  const add = (field: string, code: FaultCode) => faults.push({ field, code })
  if (form.item === null && form.family === null) add('/item', 'subject')
  else if (form.claim === null) add('/claim', 'claim')
  if (!sound(form.quantity)) add('/quantity', 'quantity')
  form.sizes.forEach(({ quantity }, index) => {
    if (wrong(quantity)) add(`/sizes/${index}/quantity`, 'whole')
  })
  if (form.sizes.length > 0 && (missingFrom(form.sizes, form.quantity) ?? 0) !== 0) add('/sizes', 'sizes-sum')
  const dates = new Set<string>()
  form.schedule.forEach(({ due, quantity }, index) => {
    if (due === '') add(`/schedule/${index}/due`, 'date')
    else if (due <= today) add(`/schedule/${index}/due`, 'past')
    else if (dates.has(due)) add(`/schedule/${index}/due`, 'same-date')
    if (!sound(quantity)) add(`/schedule/${index}/quantity`, 'line')
    dates.add(due)
  })
  if ((missingFrom(form.schedule, form.quantity) ?? 0) !== 0) add('/schedule', 'deliveries-sum')
  if (form.town === null) add('/commune', 'town')
  if (wrong(form.wishes.minimumWashes)) add('/wishes/minimumWashes', 'whole')
  if (form.ceiling !== null && !(form.ceiling > 0)) add('/ceilingCents', 'amount')
  return faults
}
