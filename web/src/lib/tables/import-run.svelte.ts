import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { FormState } from '#lib/form.svelte.ts'

export type TableKind = 'machines' | 'needs'
export type Import = Reply<'/api/organisations/{organisationId}/imports/{importId}', 'get'>

/** A table on its way in: sent, its columns told, checked a thousand rows at a time, taken whole or left. */
export class ImportRun {
  readonly form = new FormState()
  readonly kind: TableKind
  readonly #organisationId: string
  text = $state('')
  table = $state.raw<Import | null>(null)
  /** Whether rows are being checked. */
  checking = $state(false)
  /** What was taken, and how many needs or lines; null before. */
  taken = $state.raw<{ id: string; count: number } | null>(null)
  /** The check that is under way: what is asked meanwhile waits for the thousand rows that were sent. */
  #step: Promise<unknown> = Promise.resolve()
  /** Fields that have to be in some column, and are not. */
  lacking = $derived(
    (this.table?.fields ?? []).filter(
      ({ field, required }) => required && this.table?.mapping[field] === undefined,
    ),
  )
  isChecked = $derived(this.table !== null && this.table.checked === this.table.rows)

  constructor(organisationId: string, kind: TableKind) {
    this.#organisationId = organisationId
    this.kind = kind
  }

  /** Sends a file, or a table that was pasted, and checks it where its columns are plain. */
  async send(content: Blob): Promise<void> {
    const path = '/api/organisations/{organisationId}/tables/{kind}'
    const params = { path: { organisationId: this.#organisationId, kind: this.kind } }
    const headers = { 'content-type': 'application/octet-stream' }
    const sent = await this.form.send(async () => {
      this.table = await ask(
        api.POST(path, { params, headers, body: content, bodySerializer: () => content }),
      )
    })
    if (sent && this.lacking.length === 0) await this.check()
  }

  /** Says which column a field is in, null for none; everything is then checked again. */
  async map(field: string, column: number | null): Promise<void> {
    const { table } = this
    if (!table) return
    await this.#stop()
    const { [field]: _, ...others } = table.mapping
    const free = Object.fromEntries(Object.entries(others).filter(([, other]) => other !== column))
    const mapping = column === null ? free : { ...free, [field]: column }
    const changed = await this.form.send(async () => {
      this.table = await ask(api.PUT(`${PATH}/mapping`, { ...this.#at(table), body: { mapping } }))
    })
    if (changed && this.lacking.length === 0) await this.check()
  }

  /** Checks row after row until all are, or one cancels. */
  async check(): Promise<void> {
    this.checking = true
    const step = this.form.send(async () => {
      while (this.checking && this.table && this.table.checked < this.table.rows) {
        const checked = await ask(api.POST(`${PATH}/check`, this.#at(this.table)))
        // It may have been left meanwhile.
        if (this.checking) this.table = checked
      }
      this.checking = false
    })
    this.#step = step
    if (!(await step)) this.checking = false
  }

  /** Ends a check that is under way, and waits for the rows that were sent. */
  async #stop(): Promise<void> {
    this.checking = false
    await this.#step
  }

  /** Takes all of it; resolves to whether it is taken. */
  async apply(): Promise<boolean> {
    const { table } = this
    if (!table) return false
    return this.form.send(async () => {
      const { id, count } = await ask(api.POST(`${PATH}/apply`, this.#at(table)))
      this.taken = { id, count }
      this.table = null
    })
  }

  /** Leaves it: nothing is kept. */
  async leave(): Promise<void> {
    const { table } = this
    this.table = null
    await this.#stop()
    this.form.problem = null
    if (!table) return
    await this.form.send(async () => {
      await ask(api.DELETE(PATH, this.#at(table)))
    })
  }

  #at({ id }: Import) {
    return { params: { path: { organisationId: this.#organisationId, importId: id } } }
  }
}

const PATH = '/api/organisations/{organisationId}/imports/{importId}'
