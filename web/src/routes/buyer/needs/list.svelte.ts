import { ApiProblem } from '#lib/api/problem.ts'
import type { OwnNeedLine } from '#lib/need/need.ts'
import { toasts } from '#lib/toasts.svelte.ts'
import type { OwnNeedPage } from '../own-needs.ts'

/** A list of needs that grows at its end. */
export class NeedList {
  needs = $state.raw<OwnNeedLine[]>([])
  next = $state.raw<string | null>(null)
  busy = $state(false)
  readonly #read: (after: string) => Promise<OwnNeedPage>

  constructor(first: OwnNeedPage, read: (after: string) => Promise<OwnNeedPage>) {
    this.needs = first.needs
    this.next = first.next
    this.#read = read
  }

  /** Adds the next page; a refusal is told, and the list stays as it is. */
  async more(): Promise<void> {
    if (this.next === null || this.busy) return
    this.busy = true
    try {
      const page = await this.#read(this.next)
      this.needs = [...this.needs, ...page.needs]
      this.next = page.next
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      toasts.show(cause.problem.title, 'wrong')
    } finally {
      this.busy = false
    }
  }
}
