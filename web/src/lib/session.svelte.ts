import { api, ask } from '#lib/api/client.ts'
import { reauthentication } from '#lib/api/reauthentication.svelte.ts'
import type { Reply } from '#lib/api/types.ts'

export type Session = Reply<'/api/session', 'get'>
export type User = NonNullable<Session['user']>
export type Organisation = Session['organisations'][number]

const CHOSEN = 'organisation'

/** Who is here, for which organisation. One for the whole application, filled by the root layout. */
class CurrentSession {
  user = $state.raw<User | null>(null)
  #memberships = $state.raw<Organisation[]>([])
  /** Whether this server shows invented data, with accounts to enter in one click. */
  demonstration = $state(false)
  #chosen = $state(localStorage.getItem(CHOSEN))

  /** The organisations one belongs to. */
  organisations = $derived(this.#memberships.filter(one => one.state === 'active'))
  /** Those whose owners have not answered one's request yet: nothing but their name is open. */
  waiting = $derived(this.#memberships.filter(one => one.state === 'waiting'))
  /** The organisation one acts for: the one chosen on this device, else the first. */
  organisation = $derived<Organisation | null>(
    this.organisations.find(one => one.id === this.#chosen) ?? this.organisations[0] ?? null,
  )

  /** Reads the session again. Throws `ApiProblem` where the server does not answer. */
  async load(): Promise<void> {
    const session = await ask(api.GET('/api/session'))
    this.user = session.user
    this.#memberships = session.organisations
    this.demonstration = session.demonstration
    reauthentication.armed = session.user !== null
  }

  /** Acts for another of one's organisations, on this device. */
  choose(id: string): void {
    this.#chosen = id
    localStorage.setItem(CHOSEN, id)
  }

  /** Whether the current organisation has a role. */
  has(role: Role): boolean {
    return this.organisation?.roles.includes(role) ?? false
  }

  /** Forgets who was here, without asking the server. */
  clear(): void {
    this.user = null
    this.#memberships = []
    reauthentication.armed = false
  }
}

export type Role = Organisation['roles'][number]

export const session = new CurrentSession()

/** The page of an organisation's day, by the first of its roles that has one. */
export function homeOf(
  organisation: Organisation | null,
): '/firm' | '/buyer' | '/operator' | '/laboratory' | '/organisations/new' {
  if (!organisation) return '/organisations/new'
  if (organisation.roles.includes('operator')) return '/operator'
  if (organisation.roles.includes('buyer')) return '/buyer'
  return organisation.roles.includes('firm') ? '/firm' : '/laboratory'
}
