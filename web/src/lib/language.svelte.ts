import type { Text } from '@maillage/matching/catalogue.ts'
import { getLocale, locales, overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js'

export type Language = (typeof locales)[number]

let current = $state<Language>(getLocale())

// Messages read the language through the state, so that a switch redraws the page and keeps what was typed.
overwriteGetLocale(() => current)

/** The reader's language. */
export function language(): Language {
  return current
}

/** Changes the reader's language at once, without a reload, and remembers it on this device. */
export function speak(next: Language): void {
  if (next === current) return
  void setLocale(next, { reload: false })
  current = next
}

/** A bilingual text in the reader's language. */
export function inLanguage(text: Text): string {
  return text[current]
}
