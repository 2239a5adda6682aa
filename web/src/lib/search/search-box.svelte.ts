import { ApiProblem } from '#lib/api/problem.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { find, type Found } from './find.ts'
import { searchFor } from './search-state.ts'

/** A pause in typing as long as this asks: shorter than one between two words, longer than one between two letters. */
const PAUSE = 90
const SHOWN = 8

/** What the box in the header found for what is typed in it; a newer search ends the one before. */
export class BoxSearch {
  found = $state.raw<Found | null>(null)
  failed = $state(false)
  busy = $state(false)
  #current: AbortController | null = null

  /** Looks for a text; earlier hits stay shown until these come. */
  async find(words: string): Promise<void> {
    this.#current?.abort()
    const current = new AbortController()
    this.#current = current
    if (words.trim() === '') {
      this.found = null
      this.busy = false
      return
    }
    this.busy = true
    await new Promise(resolve => setTimeout(resolve, PAUSE))
    if (current.signal.aborted) return
    try {
      const [found] = await Promise.all([
        find(searchFor(words), { typing: true, limit: SHOWN, signal: current.signal }),
        loadCatalogue(),
      ])
      if (current.signal.aborted) return
      this.found = found
      this.failed = false
    } catch (cause) {
      if (current.signal.aborted) return
      if (!(cause instanceof ApiProblem)) throw cause
      this.found = null
      this.failed = true
    } finally {
      if (!current.signal.aborted) this.busy = false
    }
  }
}
