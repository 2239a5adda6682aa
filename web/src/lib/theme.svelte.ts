export type Theme = 'system' | 'light' | 'dark'

const KEY = 'theme'

function stored(): Theme {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

let current = $state<Theme>(stored())

/** The theme the reader chose; `system` follows the device. */
export function theme(): Theme {
  return current
}

/** Applies a theme and remembers it on this device. */
export function dress(next: Theme): void {
  current = next
  if (next === 'system') {
    localStorage.removeItem(KEY)
    delete document.documentElement.dataset['theme']
  } else {
    localStorage.setItem(KEY, next)
    document.documentElement.dataset['theme'] = next
  }
}
