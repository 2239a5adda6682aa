import { ApiProblem, errorsByField, type FieldProblem, type Problem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'

/**
 * What a form knows beside its values: whether it is being sent, and what was wrong. It never touches the values, so
 * what was typed stays whatever the server answers.
 */
export class FormState {
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  #byField = $derived(this.problem ? errorsByField(this.problem) : {})

  /** The message for a field, by its JSON pointer in the body that is sent (`/schedule/0/due`). */
  error(pointer: string): string | undefined {
    return this.#byField[pointer]
  }

  /** Refuses before sending, with the same messages as the server would: by field. */
  refuse(errors: FieldProblem[]): void {
    this.problem = {
      type: 'about:blank',
      title: m.problem_summary({ count: errors.length }),
      status: 422,
      detail: '',
      code: 'invalid_fields',
      errors,
    }
  }

  /** Sends: resolves to whether it went well. What the server refuses is kept in `problem`; anything else is thrown. */
  async send(action: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.problem = null
    try {
      await action()
      return true
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      this.problem = cause.problem
      return false
    } finally {
      this.busy = false
    }
  }
}
