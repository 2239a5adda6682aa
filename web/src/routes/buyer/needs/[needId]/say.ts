import type { Reason } from '@maillage/matching/words/reasons.ts'
import { sentence } from '@maillage/matching/words/sentence.ts'
import { namesWith } from '#lib/catalogue.svelte.ts'
import { language } from '#lib/language.svelte.ts'
import type { FirmCard } from './ranking.ts'

/** Writes a reason as a sentence in the reader's language. */
export type Say = (reason: Reason) => string

/** Sentences that name firms by these cards. */
export function sayWith(firms: Readonly<Record<string, FirmCard>>): Say {
  const names = namesWith(id => firms[id]?.name ?? id)
  return reason => sentence(reason, language(), names)
}
