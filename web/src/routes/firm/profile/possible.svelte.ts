import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import type { Reply } from '#lib/api/types.ts'
import type { ProfileBody } from './draft.ts'

export type Possibilities = Reply<'/api/organisations/{organisationId}/possibilities', 'get'>

const WAIT = 450

/** What the profile one is typing would make possible: asked for at each pause, the last answer wins. */
export class PossibleSoFar {
  answer = $state.raw<Possibilities | null>(null)
  busy = $state(false)
  failed = $state(false)
  readonly #organisationId: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: string | null = null
  #turn = 0

  constructor(organisationId: string) {
    this.#organisationId = organisationId
  }

  /** Asks for a body, once it has stayed the same for a moment; null where there is nothing to ask about yet. */
  follow(body: ProfileBody | null): void {
    clearTimeout(this.#timer)
    if (body === null) {
      this.#turn++
      this.#asked = null
      this.answer = null
      this.busy = false
      return
    }
    const text = JSON.stringify(body)
    if (text === this.#asked) return
    this.#timer = setTimeout(() => void this.#ask(body, text), this.#asked === null ? 0 : WAIT)
  }

  async #ask(body: ProfileBody, text: string): Promise<void> {
    const turn = ++this.#turn
    this.#asked = text
    this.busy = true
    try {
      const params = { path: { organisationId: this.#organisationId } }
      const answer = await ask(
        api.POST('/api/organisations/{organisationId}/possibilities', { params, body }),
      )
      if (turn !== this.#turn) return
      this.answer = answer
      this.failed = false
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      if (turn === this.#turn) this.failed = true
    } finally {
      if (turn === this.#turn) this.busy = false
    }
  }
}
