import type { Reason } from '@maillage/matching/words/reasons.ts'
import { sentence } from '@maillage/matching/words/sentence.ts'
import { namesWith } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { language } from '#lib/language.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { FirmCard } from './ranking.ts'
import type { Obstacle } from './standing.ts'

/** Writes a reason as a sentence in the reader's language. */
export type Say = (reason: Reason) => string

/** Sentences that name firms by these cards. */
export function sayWith(firms: Readonly<Record<string, FirmCard>>): Say {
  const names = namesWith(id => firms[id]?.name ?? id)
  return reason => sentence(reason, language(), names)
}

/** Why a partnership is not feasible, as a sentence. */
export function sayObstacle(obstacle: Obstacle, say: Say): string {
  if (obstacle.kind === 'criterion') return say(obstacle.criterion.reason)
  const { due, delivered, required } = obstacle
  if (delivered === 0) return m.match_short_nothing({ due: date(due), required: number(required) })
  return m.match_short({ due: date(due), delivered: number(delivered), required: number(required) })
}
