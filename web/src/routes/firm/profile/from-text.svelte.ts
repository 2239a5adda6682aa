import { withRows } from '@maillage/matching/understanding/rows.ts'
import { api, ask } from '#lib/api/client.ts'
import { recordOf } from '#lib/catalogue.svelte.ts'
import type { Town } from '#lib/components/town.ts'
import { FormState } from '#lib/form.svelte.ts'
import type { ProfileReading } from '#lib/read/marks.ts'
import type { ProfileDraft } from './draft.ts'
import { type Row, rowsOf, withAccepted } from './proposals.ts'

/** Longest text that a firm's activity may be told in. */
const LONGEST_ACTIVITY = 20_000

/** A text that a firm gave to be read, and what is made of it until it is kept or left. */
export class FromText {
  readonly form = new FormState()
  text = $state('')
  /** The text as it was read. */
  source = $state.raw('')
  reading = $state.raw<ProfileReading | null>(null)
  rows = $state<Row[]>([])
  /** What is looked at, in the text or beside it. */
  lit = $state<string | null>(null)
  /** The site that machines and people go to; null for a new one. */
  site = $state<string | null>(null)
  /** Whether the text is to describe the firm's activity. */
  tells = $state(false)
  kept = $derived(this.rows.filter(row => row.kept))

  /** Reads the text against the draft. */
  async read(organisationId: string, draft: ProfileDraft): Promise<void> {
    const text = withRows(this.text)
    await this.form.send(async () => {
      const params = { path: { organisationId } }
      const path = '/api/organisations/{organisationId}/reading/profile'
      this.reading = await ask(api.POST(path, { params, body: { text } }))
      this.source = text
      this.rows = rowsOf(this.reading, draft)
      this.site = draft.sites[0]?.key ?? null
      this.tells = draft.activity.trim() === '' && text.length <= LONGEST_ACTIVITY
    })
  }

  /** Whether a machine that does this work is kept, so that nothing has to be asked. */
  doneBy(row: Row): Row | undefined {
    return this.kept.find(({ kind, id }) => kind === 'machine' && row.machines.includes(id))
  }

  /** Says on which machine some work is done. */
  choose(process: Row, machine: string): void {
    const there = this.rows.find(({ kind, id }) => kind === 'machine' && id === machine)
    if (there) there.kept = true
    else {
      const key = `machine|${machine}`
      this.rows.push({
        ...process,
        key,
        kind: 'machine',
        id: machine,
        standing: 'said',
        kept: true,
        machines: [],
      })
    }
  }

  /** Says where the firm works, where the text does not. */
  settle(town: Town): void {
    const others = this.rows.filter(({ kind }) => kind !== 'town')
    const row: Row = {
      key: `town|${town.code}`,
      kind: 'town',
      id: town.code,
      standing: 'said',
      kept: true,
      count: null,
      because: null,
      machines: [],
      towns: [town],
      spans: [],
      known: false,
    }
    this.rows = [row, ...others]
  }

  /** The draft with what is kept. */
  accept(draft: ProfileDraft, siteName: string): ProfileDraft {
    return withAccepted(draft, {
      rows: this.rows,
      site: this.site,
      siteName,
      activity: this.tells ? this.source.trim() : null,
      editionOf: norm =>
        recordOf('norms', norm)?.editions.find(({ status }) => status === 'current')?.edition ?? '',
    })
  }

  /** Goes back to the text. */
  leave(): void {
    this.reading = null
    this.rows = []
    this.lit = null
  }
}
