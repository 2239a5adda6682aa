/** What would bring a knocked-out firm back into a ranking, read from the reason it is out. */
import { dateOf, dayOf } from '../dates.ts'
import type { Reason } from '../words/reasons.ts'

export type Remedy = Extract<Reason, { code: `remedy.${string}` }>

/**
 * The least change, of the need or of the firm, that takes this reason away; another may then stand behind it, or the same
 * once more where a proof runs out before the later date. `asOf`: the
 * ISO date of the ranking. Null where nothing does as it is: a rule of the trade, no operation of the need; and for a
 * route, whose firm is still there by another.
 */
export function remedyOf(reason: Reason, asOf: string): Remedy | null {
  const after = (days: number) => dateOf(dayOf(asOf) + Math.ceil(days))
  switch (reason.code) {
    case 'firm.too-late':
      // Work takes a day at least.
      return { code: 'remedy.later', figures: { due: after(reason.figures.days + 1) } }
    case 'firm.norm-out-of-reach': {
      const { days, norms } = reason.figures
      return { code: 'remedy.later-or-held', figures: { due: after(days), norms } }
    }
    case 'firm.minimum-order': {
      const { minimum, unit } = reason.figures
      return { code: 'remedy.quantity', figures: { quantity: minimum, unit } }
    }
    case 'firm.unwilling':
      return { code: 'remedy.accept', figures: { subject: reason.figures.subject } }
    case 'firm.no-people':
      return { code: 'remedy.people', figures: { process: reason.figures.process } }
    case 'firm.no-clean-room':
      return { code: 'remedy.clean-room', figures: { process: reason.figures.process } }
    case 'firm.not-eligible':
      return { code: 'remedy.open-lot', figures: {} }
    case 'firm.excluded':
      return { code: 'remedy.include', figures: {} }
    default:
      return null
  }
}
