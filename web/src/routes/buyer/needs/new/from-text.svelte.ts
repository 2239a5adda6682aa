import { withRows } from '@maillage/matching/understanding/rows.ts'
import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import { catalogue } from '#lib/catalogue.svelte.ts'
import { FormState } from '#lib/form.svelte.ts'
import { createNeed, deleteNeed, type Need } from '#lib/need/need.ts'
import type { Mark } from '#lib/read/marks.ts'
import { bodyOf, type NeedForm } from '../(editor)/need-form.ts'
import { type Asked, formOf, lackingOf, openOf, type ReadNeed } from './lots.ts'

/** A need that was read in a text, until it is a draft. */
export interface Lot {
  key: string
  read: ReadNeed
  form: NeedForm
  /** Whether it is to become a draft. */
  kept: boolean
  /** What one would rather say later. */
  passed: Asked[]
  /** The draft it has become. */
  draft: Need | null
}

/** A text that a buyer gave to be read, and the needs that are made of it. */
export class FromText {
  readonly form = new FormState()
  readonly #organisationId: string
  text = $state('')
  /** The text as it was read; null before. */
  source = $state.raw<string | null>(null)
  lots = $state<Lot[]>([])
  lit = $state<string | null>(null)
  /** Those that are to become drafts, and are none yet. */
  waiting = $derived(this.lots.filter(({ kept, draft }) => kept && draft === null))
  /** The one that is asked about now. */
  asked = $derived(this.waiting.find(lot => openOf(lot.form, lot.passed).length > 0) ?? null)
  /** Those that say all that a draft has to. */
  ready = $derived(this.waiting.filter(({ form }) => lackingOf(form).length === 0))

  constructor(organisationId: string) {
    this.#organisationId = organisationId
  }

  get marks(): Mark[] {
    return this.lots.flatMap(({ key, read }) =>
      Object.entries(read.spans).flatMap(([field, spans]) =>
        spans.map(({ start, end }) => ({ key: `${key}|${field}`, start, end })),
      ),
    )
  }

  async read(): Promise<void> {
    const text = withRows(this.text)
    await this.form.send(async () => {
      const params = { path: { organisationId: this.#organisationId } }
      const path = '/api/organisations/{organisationId}/reading/needs'
      const { needs } = await ask(api.POST(path, { params, body: { text } }))
      const items = catalogue()?.items ?? []
      this.source = text
      this.lots = needs.map((read, index) => ({
        key: String(index),
        read,
        form: formOf(read, text, items),
        kept: true,
        passed: [],
        draft: null,
      }))
    })
  }

  /** Makes drafts of those that are ready, each by itself; resolves to those made. What is refused is in `form`. */
  async keep(): Promise<Need[]> {
    const made: Need[] = []
    await this.form.send(async () => {
      for (const lot of this.ready) {
        const body = bodyOf(lot.form)
        if (!body) continue
        lot.draft = await createNeed(this.#organisationId, body)
        made.push(lot.draft)
      }
    })
    return made
  }

  /** Throws away drafts that were just made; one that was changed or published since stays. */
  async takeBack(made: readonly Need[]): Promise<void> {
    for (const need of made) {
      try {
        await deleteNeed(need.id)
      } catch (cause) {
        if (!(cause instanceof ApiProblem)) throw cause
        continue
      }
      const lot = this.lots.find(({ draft }) => draft?.id === need.id)
      if (lot) lot.draft = null
    }
  }

  /** Goes back to the text. */
  leave(): void {
    this.source = null
    this.lots = []
    this.form.problem = null
  }
}
