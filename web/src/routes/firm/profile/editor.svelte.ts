import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import { keepDraft } from '#lib/draft.svelte.ts'
import { FormState } from '#lib/form.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { bodyOf, draftOf, type Profile, type ProfileDraft } from './draft.ts'
import { type FaultCode, faultsOf } from './faults.ts'
import { changedSections, mergeDrafts, type Section, withSections } from './merge.ts'

/** What is kept on this device: the edit, and the profile it started from. */
interface Kept {
  format: 1
  version: number
  base: ProfileDraft
  draft: ProfileDraft
}

/** Only this page writes under that name, and it says in which format. */
function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1
}

/** An edit that met a newer profile: what both changed has to be chosen. */
export interface Meeting {
  theirs: Profile
  merged: ProfileDraft
  conflicts: Section[]
  /** What only the other changed, and is taken without asking. */
  taken: Section[]
}

function messageOf(code: FaultCode): string {
  const messages: Record<FaultCode, () => string> = {
    commune: m.firm_fault_commune,
    'site-name': m.firm_fault_site_name,
    unrecognised: m.firm_fault_unrecognised,
    norm: m.firm_fault_norm,
    count: m.firm_fault_count,
    hours: m.firm_fault_hours,
    percent: m.firm_fault_percent,
    number: m.firm_fault_number,
  }
  return messages[code]()
}

/**
 * A firm's profile while it is edited: kept on this device as one types, saved when one says so, and brought together
 * with what somebody else has saved meanwhile. Create it while a component is created.
 */
export class ProfileEditor {
  readonly form = new FormState()
  draft: ProfileDraft
  meeting = $state.raw<Meeting | null>(null)
  /** Whether an edit kept on this device was put back. */
  restored = $state(false)
  readonly #organisationId: string
  #saved: Profile
  #base: ProfileDraft
  /** The sections that differ from what is saved. */
  changed: Section[]

  constructor(organisationId: string, saved: Profile) {
    this.#organisationId = organisationId
    this.#saved = $state.raw(saved)
    this.#base = $state.raw(draftOf(saved))
    this.draft = $state(draftOf(saved))
    this.changed = $derived(changedSections(this.#base, this.draft))
    keepDraft<Kept>(
      `profile-${organisationId}`,
      () =>
        this.changed.length === 0
          ? null
          : { format: 1, version: this.#saved.version, base: this.#base, draft: this.draft },
      kept => {
        if (isKept(kept)) this.#restore(kept)
      },
    )
  }

  get saved(): Profile {
    return this.#saved
  }

  /** Whether the firm has never saved a profile. */
  get isNew(): boolean {
    return this.#saved.version === 0
  }

  /** Saves the profile; resolves to whether it is saved. What is wrong is in `form`, what is newer in `meeting`. */
  async save(): Promise<boolean> {
    const faults = faultsOf(this.draft)
    if (faults.length > 0) {
      this.form.refuse(faults.map(({ field, code }) => ({ field, message: messageOf(code) })))
      return false
    }
    const sent = await this.form.send(async () => {
      const body = { version: this.#saved.version, ...bodyOf(this.draft) }
      this.#start(await ask(api.PUT('/api/organisations/{organisationId}/profile', { ...this.#path, body })))
    })
    if (this.form.problem?.status === 409) await this.meet()
    return sent
  }

  /** Reads what is saved now and brings it together with the edit; asks where both changed the same section. */
  async meet(): Promise<void> {
    await this.form.send(async () => {
      const theirs = await ask(api.GET('/api/organisations/{organisationId}/profile', this.#path))
      if (theirs.version !== this.#saved.version) this.#bring(theirs, this.#base, this.draft)
    })
  }

  /** Whether somebody else has saved a newer profile. Where the server does not say, the next save will. */
  async isStale(): Promise<boolean> {
    if (this.form.busy) return false
    try {
      const theirs = await ask(api.GET('/api/organisations/{organisationId}/profile', this.#path))
      return theirs.version > this.#saved.version
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      return false
    }
  }

  /** Goes on from the newer profile, with one's own words in the sections named. */
  settle(mine: readonly Section[]): void {
    if (!this.meeting) return
    const { theirs, merged, conflicts } = this.meeting
    const left = conflicts.filter(section => !mine.includes(section))
    this.#start(theirs)
    this.draft = withSections(merged, draftOf(theirs), left)
    this.meeting = null
  }

  /** Goes back to what is saved; returns how to take it back. */
  revert(): () => void {
    const before = $state.snapshot(this.draft)
    this.draft = draftOf(this.#saved)
    this.form.problem = null
    this.restored = false
    return () => (this.draft = before)
  }

  get #path() {
    return { params: { path: { organisationId: this.#organisationId } } }
  }

  #start(saved: Profile): void {
    this.#saved = saved
    this.#base = draftOf(saved)
    this.draft = draftOf(saved)
    this.restored = false
  }

  #restore(kept: Kept): void {
    if (kept.version === this.#saved.version) this.draft = kept.draft
    else this.#bring(this.#saved, kept.base, kept.draft)
    this.restored = this.changed.length > 0
  }

  #bring(theirs: Profile, base: ProfileDraft, mine: ProfileDraft): void {
    const { merged, conflicts, taken } = mergeDrafts(base, mine, draftOf(theirs))
    this.#start(theirs)
    this.draft = merged
    this.meeting = conflicts.length > 0 ? { theirs, merged, conflicts, taken } : null
  }
}
