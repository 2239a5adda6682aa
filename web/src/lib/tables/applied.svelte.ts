import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { number } from '#lib/format.ts'
import { orTell } from '#lib/need/withdraw.ts'
import { m } from '#lib/paraglide/messages.js'
import { Reading } from '#lib/reading.svelte.ts'
import { toasts } from '#lib/toasts.svelte.ts'
import type { TableKind } from './import-run.svelte.ts'

export type AppliedTable = Reply<'/api/organisations/{organisationId}/tables/{kind}/taken', 'get'>[number]

/** The tables that an organisation has taken lately, which may be taken back. */
export class Applied {
  readonly kind: TableKind
  readonly reading: Reading<AppliedTable[]>
  readonly #organisationId: string
  /** The one that is being taken back. */
  busy = $state<string | null>(null)

  constructor(organisationId: string, kind: TableKind) {
    this.kind = kind
    this.#organisationId = organisationId
    const params = { path: { organisationId, kind } }
    this.reading = new Reading(() =>
      ask(api.GET('/api/organisations/{organisationId}/tables/{kind}/taken', { params })),
    )
  }

  again(): Promise<void> {
    return this.reading.again()
  }

  /** Takes a table back and tells what became of it, a refusal too; resolves to whether it is taken back. */
  async undo(importId: string): Promise<boolean> {
    const params = { path: { organisationId: this.#organisationId, importId } }
    let undone = false
    this.busy = importId
    await orTell(async () => {
      const { kind, removed, kept } = await ask(
        api.POST('/api/organisations/{organisationId}/imports/{importId}/undo', { params }),
      )
      undone = true
      toasts.show(
        kind === 'machines'
          ? m.table_machines_undone()
          : [
              m.table_needs_undone({ count: removed, shown: number(removed) }),
              kept > 0 ? m.table_needs_kept({ count: kept, shown: number(kept) }) : '',
            ]
              .join(' ')
              .trim(),
        'done',
      )
    })
    this.busy = null
    await this.again()
    return undone
  }
}
