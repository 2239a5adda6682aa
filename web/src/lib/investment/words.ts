import { euros } from '#lib/format.ts'
import { language } from '#lib/language.svelte.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Investment } from './investment.ts'

const STATES: Record<Investment['state'], { tone: 'neutral' | 'lead' | 'good'; text: () => string }> = {
  planned: { tone: 'neutral', text: m.invest_state_planned },
  begun: { tone: 'lead', text: m.invest_state_begun },
  done: { tone: 'good', text: m.invest_state_done },
  stopped: { tone: 'neutral', text: m.invest_state_stopped },
}
export const investmentStates = ['planned', 'begun', 'done', 'stopped'] as const

/** Where a reorientation stands, and the tone it is shown in. */
export function stateOf(state: Investment['state']): { tone: 'neutral' | 'lead' | 'good'; text: string } {
  const { tone, text } = STATES[state]
  return { tone, text: text() }
}

export const fundingStates = ['thought-of', 'asked', 'granted', 'refused'] as const

export function fundingName(state: Investment['funding'][number]['state']): string {
  return {
    'thought-of': m.invest_funding_thought,
    asked: m.invest_funding_asked,
    granted: m.invest_funding_granted,
    refused: m.invest_funding_refused,
  }[state]()
}

/** Whether money runs ahead of orders, in a sentence with its figures. */
export function standingLine({
  item,
  engagedCents,
  cents,
  ordered,
  prepared,
  runsAhead,
}: Pick<Investment, 'item' | 'engagedCents' | 'cents' | 'ordered' | 'prepared' | 'runsAhead'>): string {
  const unit = unitOf(item)
  const quantities = { ordered: quantityIn(unit, ordered), prepared: quantityIn(unit, prepared) }
  return runsAhead
    ? m.invest_ahead({ engaged: euros(engagedCents), cents: euros(cents), ...quantities })
    : m.invest_covered(quantities)
}

/** janv. 2027. */
export function monthName(month: string, style: 'short' | 'long' = 'long'): string {
  return new Intl.DateTimeFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'short',
    ...(style === 'long' && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))
}
