import { dateOf } from '../dates.ts'
import { horizonWeeks, leadTimeParts } from '../defaults.ts'
import { lastDelivery, type Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Lead time: 0.7 × share of the quantity delivered by the last due date + 0.3 × share delivered when a quarter of the
 * time there is still remains.
 */
export function leadTime(outcome: Outcome): Judgement {
  const { question } = outcome.team
  const { lastDue } = question
  const value = question.checkpoints.reduce((sum, { day, isComfort }, at) => {
    const part = isComfort ? leadTimeParts.comfort : day === lastDue ? leadTimeParts.due : 0
    return sum + part * (outcome.reached[at] ?? 0)
  }, 0)
  const due = question.dues.at(-1)?.date ?? dateOf(lastDue)
  return {
    value: unit(value),
    reason: () => {
      if (outcome.first === null) return { code: 'lead-time.never', figures: { due } }
      const last = lastDelivery(outcome)
      if (last === null) return { code: 'lead-time.too-long', figures: { due, weeks: horizonWeeks } }
      const day = Math.ceil(last - 1e-9)
      const figures = { last: dateOf(day), due, days: Math.abs(lastDue - day) }
      return { code: day > lastDue ? 'lead-time.late' : 'lead-time.on-time', figures }
    },
  }
}
