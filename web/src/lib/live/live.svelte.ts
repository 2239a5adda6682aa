import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import { isLiveMessage, type LiveMessage, type Notification, type Subject } from './messages.ts'

const FIRST_WAIT = 500
const LONGEST_WAIT = 20_000

type Listener = (id: string) => void

/**
 * What the server tells the current organisation, as it happens. It reads what was told before, then follows the
 * socket, and resumes it after the last number it has: nothing is missed and nothing comes twice. One for the whole
 * application, driven by the root layout.
 */
class Live {
  connected = $state(false)
  /** The last things told, newest first. */
  notifications = $state.raw<Notification[]>([])
  unread = $state(0)
  /** Needs that wait for the day's digest, when they were last asked for. */
  waiting = $state(0)

  #organisation: string | null = null
  /** Number of the last notification this page has; null until the first reading. */
  #last: number | null = null
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #wait = FIRST_WAIT
  readonly #changed = new Map<Subject, Set<Listener>>()
  readonly #told = new Set<(notification: Notification) => void>()
  readonly #resumed = new Set<() => void>()

  /** Follows an organisation; a change of organisation starts again. */
  follow(organisation: string): void {
    if (organisation === this.#organisation) return
    this.leave()
    this.#organisation = organisation
    void this.#start(organisation)
  }

  leave(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = null
    this.#organisation = null
    this.#last = null
    this.#wait = FIRST_WAIT
    this.connected = false
    this.notifications = []
    this.unread = 0
    this.waiting = 0
    socket?.close()
  }

  /** Marks all that was told as read, for everyone of the organisation. Throws `ApiProblem`. */
  async readAll(): Promise<void> {
    const organisationId = this.#organisation
    const upTo = this.notifications[0]?.seq
    if (!organisationId || upTo === undefined) return
    await ask(
      api.POST('/api/organisations/{organisationId}/notifications/read', {
        params: { path: { organisationId } },
        body: { upTo },
      }),
    )
    this.notifications = this.notifications.map(one => (one.seq <= upTo ? { ...one, read: true } : one))
    this.unread = this.notifications.filter(one => !one.read).length
  }

  /** Asks how many needs wait for the day's digest: nothing rings for what is kept quiet. Throws `ApiProblem`. */
  async countWaiting(): Promise<void> {
    const organisationId = this.#organisation
    if (!organisationId) return
    const { waiting } = await ask(
      api.GET('/api/organisations/{organisationId}/notifications', {
        params: { path: { organisationId }, query: { limit: 1 } },
      }),
    )
    if (organisationId === this.#organisation) this.waiting = waiting
  }

  /** Calls back with the id when something of that kind changes; returns how to stop. */
  onChanged(subject: Subject, listener: Listener): () => void {
    const listeners = this.#changed.get(subject) ?? new Set<Listener>()
    this.#changed.set(subject, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  /** Calls back for each new notification; returns how to stop. */
  onTold(listener: (notification: Notification) => void): () => void {
    this.#told.add(listener)
    return () => this.#told.delete(listener)
  }

  /** Calls back when a lost connection is back: a page then asks again, as changes in between were not heard. */
  onResumed(listener: () => void): () => void {
    this.#resumed.add(listener)
    return () => this.#resumed.delete(listener)
  }

  async #start(organisation: string): Promise<void> {
    try {
      const told = await ask(
        api.GET('/api/organisations/{organisationId}/notifications', {
          params: { path: { organisationId: organisation } },
        }),
      )
      if (organisation !== this.#organisation) return
      this.#last = told.last
      this.notifications = told.notifications
      this.unread = told.unread
      this.waiting = told.waiting
      this.#connect()
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      if (organisation === this.#organisation) this.#again()
    }
  }

  #connect(): void {
    const address = new URL('/api/live', location.href)
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
    address.searchParams.set('organisation', this.#organisation ?? '')
    address.searchParams.set('after', String(this.#last))
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.onmessage = event => {
      if (socket !== this.#socket || typeof event.data !== 'string') return
      const message: unknown = JSON.parse(event.data)
      if (isLiveMessage(message)) this.#accept(message)
    }
    socket.onclose = () => {
      if (socket === this.#socket) this.#again()
    }
  }

  /** Waits twice as long each time, with some chance in it, so that a restarted server is not met by everyone at once. */
  #again(): void {
    this.connected = false
    const wait = this.#wait * (0.5 + Math.random() / 2)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
    this.#timer = setTimeout(() => {
      if (!this.#organisation) return
      if (this.#last === null) void this.#start(this.#organisation)
      else this.#connect()
    }, wait)
  }

  #accept(message: LiveMessage): void {
    if (message.type === 'changed') {
      for (const listener of this.#changed.get(message.subject) ?? []) listener(message.id)
    } else if (message.type === 'notification') {
      this.#tell(message.notification)
    } else {
      const resumed = this.#wait > FIRST_WAIT
      this.connected = true
      this.#wait = FIRST_WAIT
      if (resumed) for (const listener of this.#resumed) listener()
    }
  }

  #tell(notification: Notification): void {
    if (this.#last !== null && notification.seq <= this.#last) return
    this.#last = notification.seq
    this.notifications = [notification, ...this.notifications].slice(0, 50)
    if (!notification.read) this.unread++
    for (const listener of this.#told) listener(notification)
  }
}

export const live = new Live()
