import { instant } from '#lib/format.ts'
import { inLanguage } from '#lib/language.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ChangeHead } from './catalogue-api.ts'
import { isObject, type Json, objectIn, textIn } from './fields.ts'

/** Plain data of an answer whose shape hangs on the kind of record. */
export function jsonOf(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(jsonOf)
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, one]) => [key, jsonOf(one)]))
}

/** What a record is called, in the reader's language: its name, a rule's sentence, or its id. */
export function recordName(content: unknown, slug: string): string {
  const record = jsonOf(content)
  if (!isObject(record)) return slug
  const { fr, en } = objectIn(record['name'] ?? record['text'])
  return inLanguage({ fr: textIn(fr), en: textIn(en) }) || slug
}

const STATES = {
  draft: { tone: 'wait', text: m.catalogue_state_draft },
  active: { tone: 'good', text: m.catalogue_state_active },
  undone: { tone: 'neutral', text: m.catalogue_state_undone },
} as const

export function stateOf({ state }: Pick<ChangeHead, 'state'>) {
  const { tone, text } = STATES[state]
  return { tone, text: text() }
}

/** Who did what of a change, and when. */
export function historyLine(change: ChangeHead): string {
  const by = (person: string | null) => person ?? m.catalogue_somebody()
  if (change.undoneAt !== null)
    return m.catalogue_undone_by({ by: by(change.undoneBy), at: instant(change.undoneAt) })
  if (change.activatedAt !== null)
    return m.catalogue_activated_by({ by: by(change.activatedBy), at: instant(change.activatedAt) })
  return m.catalogue_begun_by({ by: by(change.createdBy), at: instant(change.createdAt) })
}
