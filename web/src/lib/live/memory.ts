import type { Notification } from './messages.ts'

/** Where a device left an organisation: the last sequence seen, and what was told last. */
export interface Memory {
  last: number
  notifications: Notification[]
}

const PREFIX = 'live:'

/** What this device remembers of an organisation; nothing where it never followed it. */
export function recall(organisation: string): Memory {
  const stored = localStorage.getItem(PREFIX + organisation)
  if (stored === null) return { last: 0, notifications: [] }
  const memory: unknown = JSON.parse(stored)
  return isMemory(memory) ? memory : { last: 0, notifications: [] }
}

export function remember(organisation: string, memory: Memory): void {
  localStorage.setItem(PREFIX + organisation, JSON.stringify(memory))
}

/** Clears every organisation followed on this device. */
export function forget(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}

function isMemory(value: unknown): value is Memory {
  return (
    typeof value === 'object' &&
    value !== null &&
    'last' in value &&
    typeof value.last === 'number' &&
    'notifications' in value &&
    Array.isArray(value.notifications)
  )
}
