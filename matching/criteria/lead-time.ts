import { dateOf } from '../dates.ts'
import { horizonWeeks } from '../defaults.ts'
import type { Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

/** Value of a last delivery just on the due date, and the share of the time left that is margin enough. */
const justInTime = 0.7
const comfortable = 0.25

/**
 * Lead time: from 0.7, just on the last due date, up to 1 with a quarter of the time left to spare; late, down to 0
 * where it takes twice the time there is.
 */
export function leadTime({ team, first, last }: Outcome): Judgement {
  const { today, lastDue, dues } = team.question
  const due = dues.at(-1)?.date ?? dateOf(lastDue)
  if (last === null) {
    return {
      value: 0,
      reason: () =>
        first === null
          ? { code: 'lead-time.never', figures: { due } }
          : { code: 'lead-time.too-long', figures: { due, weeks: horizonWeeks } },
    }
  }
  const time = Math.max(1, lastDue - today)
  const day = Math.ceil(last - 1e-9)
  const figures = { last: dateOf(day), due, days: Math.abs(lastDue - day) }
  if (day > lastDue) {
    return {
      value: unit(justInTime * (1 - (last - lastDue) / time)),
      reason: () => ({ code: 'lead-time.late', figures }),
    }
  }
  const margin = Math.min(1, (lastDue - last) / time / comfortable)
  return {
    value: unit(justInTime + (1 - justInTime) * margin),
    reason: () => ({ code: 'lead-time.on-time', figures }),
  }
}
