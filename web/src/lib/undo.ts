import { m } from '#lib/paraglide/messages.js'
import { toasts } from '#lib/toasts.svelte.ts'

/** Says what was done and offers to take it back for a while, in place of asking before. */
export function offerUndo(text: string, undo: () => void): void {
  toasts.show(text, 'done', { label: m.app_undo_short(), run: undo })
}
