/** What a key does anywhere in the application. */
export type KeyAction = 'search' | 'help' | 'palette'

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * What a key that was pressed asks for; null where it is none of ours. Keys of one sign are left to whoever is typing,
 * and may be switched off (WCAG 2.1.4).
 */
export function actionOf(
  { key, ctrlKey, metaKey, altKey }: Pressed,
  { typing, single }: { typing: boolean; single: boolean },
): KeyAction | null {
  if (altKey) return null
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' ? 'palette' : null
  if (typing || !single) return null
  if (key === '/') return 'search'
  return key === '?' ? 'help' : null
}

/** A page one can go to by its name. */
export interface Destination {
  href: string
  label: string
  /** Another name it is looked for by. */
  alias?: string | undefined
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

/** The destinations whose name holds every word that is typed, whatever its accents and capitals. */
export function findDestinations<D extends Destination>(destinations: readonly D[], typed: string): D[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  return destinations.filter(({ label, alias = '' }) => {
    const names = plain(`${label} ${alias}`)
    return words.every(word => names.includes(word))
  })
}
