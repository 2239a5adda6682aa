import { ApiProblem, type Problem } from '#lib/api/problem.ts'

/**
 * Something a page reads from the server, in the state it is in. A `load` returns it at once, so that the page draws
 * its skeleton; `again` reads anew while what is shown stays.
 */
export class Reading<Value> {
  value = $state.raw<Value | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** While it is being read, the first time or again. */
  busy = $state(false)
  readonly #read: () => Promise<Value>
  #turn = 0

  constructor(read: () => Promise<Value>) {
    this.#read = read
    void this.again()
  }

  /** Reads it, and keeps what the last reading gave where this one is refused. */
  async again(): Promise<void> {
    const turn = ++this.#turn
    this.busy = true
    try {
      const value = await this.#read()
      if (turn !== this.#turn) return
      this.value = value
      this.problem = null
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      if (turn === this.#turn) this.problem = cause.problem
    } finally {
      if (turn === this.#turn) this.busy = false
    }
  }

  /** Puts in its place what an answer of the server has given since. */
  replace(value: Value): void {
    this.#turn++
    this.busy = false
    this.value = value
    this.problem = null
  }
}
