const PREFIX = 'draft:'
const WAIT = 400

/**
 * Keeps what is being typed on this device: `new Draft('need', () => values, kept => …)` puts back what was kept, then
 * saves a moment after each change. Null is nothing worth keeping, and forgets what was. Call it while a component is
 * created; `clear` once the form has been sent.
 */
export class Draft<Values> {
  /** Whether something was put back, so that the form may offer to start again. */
  readonly restored: boolean
  #key: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #cleared = false

  constructor(name: string, read: () => Values | null, restore: (kept: unknown) => void) {
    this.#key = PREFIX + name
    const kept = localStorage.getItem(this.#key)
    this.restored = kept !== null
    if (kept !== null) restore(JSON.parse(kept))
    let first = true
    $effect(() => {
      const values = read()
      const text = values === null ? null : JSON.stringify(values)
      if (first) {
        first = false
        return
      }
      if (this.#cleared) return
      clearTimeout(this.#timer)
      // At once: who saves and leaves the page would find as an edit what is saved.
      if (text === null) localStorage.removeItem(this.#key)
      else this.#timer = setTimeout(() => localStorage.setItem(this.#key, text), WAIT)
    })
  }

  /** Goes on under another name, with what is kept so far: what was new has got an id. */
  rename(name: string): void {
    const kept = localStorage.getItem(this.#key)
    localStorage.removeItem(this.#key)
    this.#key = PREFIX + name
    if (kept !== null) localStorage.setItem(this.#key, kept)
  }

  /** Forgets the draft for good. */
  clear(): void {
    this.#cleared = true
    clearTimeout(this.#timer)
    localStorage.removeItem(this.#key)
  }
}

/** Keeps a draft for a form that never has to rename or forget it: one that is null again once it is saved. */
export function keepDraft<Values>(
  name: string,
  read: () => Values | null,
  restore: (kept: unknown) => void,
): Draft<Values> {
  return new Draft(name, read, restore)
}
