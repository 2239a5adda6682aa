import { inLanguage } from '#lib/language.svelte.ts'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Agreement, Balance, Collection, Round, Sorted, Stream } from './collection.ts'

/** Kilograms, to a tenth where they are few; tonnes from ten of them on. */
export function kg(value: number): string {
  return value < 10_000
    ? `${number(value, value < 100 ? 1 : 0)}\u00a0kg`
    : `${number(value / 1000, 1)}\u00a0t`
}

export const streamName = (streams: readonly Stream[], id: string): string => {
  const stream = streams.find(one => one.id === id)
  return stream === undefined ? id : inLanguage(stream.name)
}

type Tone = 'neutral' | 'lead' | 'good' | 'wait' | 'wrong'

export const stateOf: Record<Agreement['state'], { text: () => string; tone: Tone }> = {
  proposed: { text: m.collection_state_proposed, tone: 'wait' },
  agreed: { text: m.collection_state_agreed, tone: 'good' },
  refused: { text: m.collection_state_refused, tone: 'wrong' },
  withdrawn: { text: m.collection_state_withdrawn, tone: 'neutral' },
  ended: { text: m.collection_state_ended, tone: 'neutral' },
}

export const roundState = ({ state, isLate }: Round): { text: string; tone: Tone } => {
  if (state === 'collected') return { text: m.collection_round_collected(), tone: 'good' }
  if (state === 'cancelled') return { text: m.collection_round_cancelled(), tone: 'neutral' }
  return isLate
    ? { text: m.collection_round_late(), tone: 'wrong' }
    : { text: m.collection_round_planned(), tone: 'lead' }
}

export const outcomeName: Record<Sorted['outcome'], () => string> = {
  reuse: m.collection_reuse,
  recycle: m.collection_recycle,
  disposal: m.collection_disposal,
}

/** When an article comes to its end, and what that rests on. */
export function endLine({ kgAWeek, basis, weeksLeft }: Collection['articles'][number]): string {
  if (kgAWeek === null) return m.collection_end_unknown()
  const weight = kg(kgAWeek)
  if (basis === 'fleet')
    return weeksLeft === null
      ? m.collection_end_fleet({ weight })
      : m.collection_end_fleet_weeks({ weight, count: weeksLeft, shown: number(weeksLeft) })
  return basis === 'use' ? m.collection_end_use({ weight }) : m.collection_end_delivered({ weight })
}

/** Shares of a balance as a bar tells them. */
export const partsOf = ({ reused, recycled, disposed, toSort }: Balance) =>
  [
    { key: 'reused', name: m.collection_reused(), value: reused, look: 'dotted' as const },
    { key: 'recycled', name: m.collection_recycled(), value: recycled, look: 'solid' as const },
    { key: 'disposed', name: m.collection_disposed(), value: disposed, look: 'hatched' as const },
    { key: 'toSort', name: m.collection_to_sort(), value: toSort, look: 'plain' as const },
  ].map(part => ({ ...part, shown: kg(part.value) }))
