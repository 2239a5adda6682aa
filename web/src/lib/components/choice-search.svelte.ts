import { ApiProblem } from '#lib/api/problem.ts'
import type { Choice } from './field.ts'

const WAIT = 150

type Search = (text: string, signal: AbortSignal) => Promise<Choice[]> | Choice[]

/** A search that follows what is typed: it waits for a pause, and a newer one ends the one before. */
export class ChoiceSearch {
  choices = $state.raw<Choice[]>([])
  busy = $state(false)
  failed = $state(false)
  readonly #search: Search
  #current: AbortController | null = null

  constructor(search: Search) {
    this.#search = search
  }

  /** Finds the choices for a text; earlier ones stay shown until these come. */
  async find(text: string): Promise<void> {
    this.#current?.abort()
    const current = new AbortController()
    this.#current = current
    this.busy = true
    this.failed = false
    if (text !== '') await new Promise(resolve => setTimeout(resolve, WAIT))
    if (current.signal.aborted) return
    try {
      const choices = await this.#search(text, current.signal)
      if (current.signal.aborted) return
      this.choices = choices
    } catch (cause) {
      if (current.signal.aborted) return
      if (!(cause instanceof ApiProblem)) throw cause
      this.choices = []
      this.failed = true
    } finally {
      if (!current.signal.aborted) this.busy = false
    }
  }
}
