import type { Need } from '#lib/need/need.ts'
import { withdrawNeed } from '#lib/need/need.ts'
import { orTell } from '#lib/need/withdraw.ts'
import { m } from '#lib/paraglide/messages.js'
import { toasts } from '#lib/toasts.svelte.ts'

/** Says what was sent; what was just published for the first time may be withdrawn from there. */
export function announce(sent: Need, before: Need['state']): void {
  if (sent.state !== 'published') toasts.show(m.need_saved_done(), 'done')
  else if (before === 'published') toasts.show(m.need_revised_done({ revision: sent.revision }), 'done')
  else
    toasts.show(m.need_published_done(), 'done', {
      label: m.need_withdraw(),
      run: () => void orTell(async () => void (await withdrawNeed(sent))),
    })
}
