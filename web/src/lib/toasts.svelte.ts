export interface Toast {
  id: number
  text: string
  tone: 'told' | 'done' | 'wrong'
  action: { label: string; run: () => void } | null
}

const SHOWN_FOR = 6_000
const SHOWN_FOR_WITH_ACTION = 12_000

/** Short messages about what concerns the reader now; the region that shows them is in the root layout. */
class Toasts {
  shown = $state.raw<Toast[]>([])
  #next = 1
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>()

  /** Shows a message for a while; returns its id. */
  show(text: string, tone: Toast['tone'] = 'told', action: Toast['action'] = null): number {
    const id = this.#next++
    this.shown = [...this.shown.slice(-2), { id, text, tone, action }]
    this.#start(id, action ? SHOWN_FOR_WITH_ACTION : SHOWN_FOR)
    return id
  }

  dismiss(id: number): void {
    this.hold(id)
    this.shown = this.shown.filter(toast => toast.id !== id)
  }

  /** Keeps a message while one points at it or has its button under the keys. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  /** Lets a held message go after a while. */
  release(id: number): void {
    if (!this.#timers.has(id)) this.#start(id, SHOWN_FOR)
  }

  #start(id: number, wait: number): void {
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), wait),
    )
  }
}

export const toasts = new Toasts()
