import { ApiProblem } from '#lib/api/problem.ts'
import { toasts } from '#lib/toasts.svelte.ts'

/** Some needs, and the cursor of those after them; null where there are no more. */
interface Page<Line> {
  needs: Line[]
  next: string | null
}

/** A list of needs that grows at its end. */
export class NeedList<Line> {
  needs = $state.raw<Line[]>([])
  next = $state.raw<string | null>(null)
  busy = $state(false)
  readonly #read: (after: string) => Promise<Page<Line>>

  constructor(first: Page<Line>, read: (after: string) => Promise<Page<Line>>) {
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
