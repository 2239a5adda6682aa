import { date } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { today } from '#lib/today.ts'
import { type Dated, stateOn } from './held.ts'

/** « du 16 mars 2020 au 30 septembre 2021 », with the end that is not known said so. */
export const periodLine = ({ from, until }: Dated): string =>
  until === null
    ? m.regime_period_open({ from: date(from ?? '') })
    : m.regime_period({ from: date(from ?? ''), until: date(until) })

/** How a regime stands today, and the tone it is shown in. */
export function standingOf(regime: Dated): { tone: 'wait' | 'good' | 'neutral'; text: string } {
  switch (stateOn(regime, today())) {
    case 'law':
      return { tone: 'neutral', text: m.regime_law() }
    case 'to-come':
      return { tone: 'wait', text: m.regime_to_come({ period: periodLine(regime) }) }
    case 'in-force':
      return { tone: 'good', text: m.regime_in_force({ period: periodLine(regime) }) }
    case 'ended':
      return { tone: 'neutral', text: m.regime_ended({ period: periodLine(regime) }) }
  }
}
