import { untrack } from 'svelte'
import { goto } from '$app/navigation'
import { ApiProblem } from '#lib/api/problem.ts'
import { catalogue } from '#lib/catalogue.svelte.ts'
import { Draft } from '#lib/draft.svelte.ts'
import { FormState } from '#lib/form.svelte.ts'
import { createNeed, publishNeed, readNeed, saveNeed, type Need, type NeedDraft } from '#lib/need/need.ts'
import { today } from '#lib/today.ts'
import { type Fault, faultsOf } from './faults.ts'
import { changedSections, mergeForms, withSections } from './merge.ts'
import { bodyOf, emptyForm, formOf, inOrder, trancheLine, type NeedForm } from './need-form.ts'
import type { Section } from './sections.ts'
import { hasOwnNorms } from './subject.ts'
import { faultText } from './words.ts'

/** A hand that rests this long has finished its word. */
const PAUSE = 1_200
const STALE = 409

/** What is kept on this device: the edit, and the need it started from. */
interface Kept {
  format: 1
  /** Version of the need; 0 for one the server does not know. */
  version: number
  base: NeedForm
  values: NeedForm
}

/** Only this page writes under that name, and it says in which format. */
function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1
}

/** An edit that met a newer version of the need: where both changed the same part, one has to choose. */
export interface Meeting {
  theirs: Need
  merged: NeedForm
  conflicts: Section[]
  /** What only the other changed, and is taken without asking. */
  taken: Section[]
}

const keyOf = ({ field, code }: Fault) => `${field} ${code}`

/** Where what is typed is kept by now. */
export type Keeping = 'nowhere' | 'device' | 'saving' | 'server'

/**
 * A need while it is written: kept on this device as one types, then on the server as a draft as soon as it says what,
 * for whom, how many and where; a published one only when one says so. Create it while a component is created.
 */
export class NeedEditor {
  readonly form = new FormState()
  values: NeedForm
  meeting = $state.raw<Meeting | null>(null)
  /** Whether an edit kept on this device was put back. */
  restored = $state(false)
  /** Whether a draft is on its way to the server. */
  saving = $state(false)
  readonly #organisationId: string
  #need: Need | null
  #base: NeedForm
  #draft: Draft<Kept>
  #timer: ReturnType<typeof setTimeout> | undefined
  #sent: Promise<void> = Promise.resolve()
  /** Whether one has said to send it: no draft is sent behind that. */
  #finishing = false
  /** What was sent last, accepted or refused, so that it is not sent again unchanged. */
  #settled = $state('')
  /** The faults that were told when one last wanted to send; null where there were none. */
  #told = $state.raw<Set<string> | null>(null)

  constructor(organisationId: string, need: Need | null) {
    this.#organisationId = organisationId
    this.#need = $state.raw(need)
    this.#base = $state.raw(need ? this.#formOf(need) : emptyForm())
    this.values = $state(need ? this.#formOf(need) : emptyForm())
    this.#draft = new Draft<Kept>(
      need ? `need-${need.id}` : `need-new-${organisationId}`,
      () =>
        this.changed.length === 0
          ? null
          : { format: 1, version: this.version, base: this.#base, values: this.values },
      kept => {
        if (isKept(kept)) this.#restore(kept)
      },
    )
    $effect(() => {
      const body = this.state === 'draft' && this.changed.length > 0 ? bodyOf(this.values) : null
      if (body === null || JSON.stringify(body) === this.#settled || this.meeting) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#keep(), PAUSE)
    })
    $effect(() => () => clearTimeout(this.#timer))
    // What was said to be wrong leaves as soon as it is right; nothing is added while one types.
    $effect(() => {
      if (this.#told === null) return
      const still = faultsOf(this.values, today()).filter(fault => this.#told?.has(keyOf(fault)))
      untrack(() => this.#refuse(still))
    })
  }

  /** The parts that differ from what the server has. */
  changed = $derived.by<Section[]>(() => changedSections(this.#base, this.values))

  get need(): Need | null {
    return this.#need
  }

  get state(): Need['state'] {
    return this.#need?.state ?? 'draft'
  }

  get version(): number {
    return this.#need?.own?.version ?? 0
  }

  get keeping(): Keeping {
    if (this.saving) return 'saving'
    if (this.changed.length > 0) return 'device'
    return this.#need ? 'server' : 'nowhere'
  }

  /** Says what is missing or wrong, by field; resolves to whether nothing is. */
  check(): boolean {
    this.values.schedule = inOrder(this.values.schedule)
    const faults = faultsOf(this.values, today())
    this.#told = new Set(faults.map(keyOf))
    this.#refuse(faults)
    return faults.length === 0
  }

  /** Saves, and publishes a draft; resolves to the need where it went well. What was refused is in `form`. */
  async finish(): Promise<Need | null> {
    clearTimeout(this.#timer)
    this.#finishing = true
    try {
      // A draft on its way arrives first: two savings over one version would refuse each other.
      await this.#sent
      if (this.meeting || !this.check()) return null
      const body = bodyOf(this.values)
      if (!body) return null
      const done = await this.form.send(async () => {
        if (this.changed.length > 0 || !this.#need) await this.#save(body)
        if (this.#need?.state === 'draft') this.#need = await publishNeed(this.#need)
      })
      if (this.form.problem?.status === STALE) await this.meet()
      if (!done) return null
      this.#draft.clear()
      return this.#need
    } finally {
      this.#finishing = false
    }
  }

  /** Reads what is saved now and brings it together with the edit; asks where both changed the same part. */
  async meet(): Promise<void> {
    const need = this.#need
    if (!need) return
    await this.form.send(async () => {
      const theirs = await readNeed(need.id)
      if (theirs.own && theirs.own.version !== this.version) this.#bring(theirs, this.#base, this.values)
    })
  }

  /** Whether somebody else has saved a newer version. Where the server does not say, the next save will. */
  async isStale(): Promise<boolean> {
    const need = this.#need
    if (!need || this.form.busy || this.saving) return false
    try {
      return ((await readNeed(need.id)).own?.version ?? 0) > this.version
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      return false
    }
  }

  /** Goes on from the newer version, with one's own words in the parts named. */
  settle(mine: readonly Section[]): void {
    if (!this.meeting) return
    const { theirs, merged, conflicts } = this.meeting
    const left = conflicts.filter(section => !mine.includes(section))
    this.values = withSections(merged, this.#formOf(theirs), left)
    this.meeting = null
  }

  /** Goes back to what the server has, or to an empty form; returns how to take it back. */
  revert(): () => void {
    const before = $state.snapshot(this.values)
    this.values = this.#need ? this.#formOf(this.#need) : emptyForm()
    this.#refuse([])
    this.restored = false
    return () => (this.values = before)
  }

  /** Forgets what is kept of it on this device. */
  forget(): void {
    clearTimeout(this.#timer)
    this.#draft.clear()
  }

  #refuse(faults: readonly Fault[]): void {
    if (faults.length === 0) {
      this.#told = null
      this.form.problem = null
      return
    }
    this.form.refuse(faults.map(({ field, code }) => ({ field, message: faultText(code, this.values) })))
  }

  /** Sends a draft behind what is typed. A refusal is no alarm: it stays on this device until it is complete. */
  async #keep(): Promise<void> {
    await this.#sent
    const body = bodyOf(this.values)
    if (!body || this.#finishing || this.meeting) return
    this.saving = true
    this.#sent = this.#save(body)
      .catch((cause: unknown) => {
        if (!(cause instanceof ApiProblem)) throw cause
        this.#settled = JSON.stringify(body)
        if (cause.problem.status === STALE) void this.meet()
      })
      .finally(() => (this.saving = false))
    await this.#sent
  }

  async #save(body: NeedDraft): Promise<void> {
    if (this.#need) {
      this.#accept(await saveNeed(this.#need.id, this.version, body))
      this.#settled = JSON.stringify(body)
      return
    }
    const created = await createNeed(this.#organisationId, body)
    this.#settled = JSON.stringify(body)
    this.#draft.rename(`need-${created.id}`)
    this.#accept(created)
    // The address is that of the draft from now on; the form under the hand stays as it is.
    await goto(`/buyer/needs/${created.id}/edit`, { shallow: true, replace: true })
  }

  #accept(need: Need): void {
    this.#need = need
    this.#base = this.#formOf(need)
  }

  #formOf(need: Need): NeedForm {
    return formOf(need, hasOwnNorms(need, catalogue()?.items ?? []))
  }

  #restore(kept: Kept): void {
    const schedule = kept.values.schedule.map(({ due, quantity }) => trancheLine(due, quantity))
    const values = { ...kept.values, schedule }
    if (kept.version === this.version || !this.#need) this.values = values
    else this.#bring(this.#need, kept.base, values)
    this.restored = this.changed.length > 0
  }

  #bring(theirs: Need, base: NeedForm, mine: NeedForm): void {
    const { merged, conflicts, taken } = mergeForms(base, mine, this.#formOf(theirs))
    this.#accept(theirs)
    this.values = merged
    this.meeting = conflicts.length > 0 ? { theirs, merged, conflicts, taken } : null
  }
}
