import { ApiProblem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'
import { toasts } from '#lib/toasts.svelte.ts'
import { offerUndo } from '#lib/undo.ts'
import { republishNeed, withdrawNeed, type Need } from './need.ts'

/** Withdraws a published need at once, and offers to publish it again for a while; a refusal is told. */
export async function withdrawWithUndo(need: Need, onchanged: (need: Need) => void): Promise<void> {
  await orTell(async () => {
    const withdrawn = await withdrawNeed(need)
    onchanged(withdrawn)
    offerUndo(m.need_withdrawn(), () => {
      void orTell(async () => onchanged(await republishNeed(withdrawn)))
    })
  })
}

/** Runs what asks the server; what it refuses is told in its own words. */
export async function orTell(action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (cause) {
    if (!(cause instanceof ApiProblem)) throw cause
    toasts.show(cause.problem.title, 'wrong')
  }
}
