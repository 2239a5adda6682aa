import { isLiveMessage, type LiveMessage, type Notification, type Subject } from './messages.ts'
import { forget, recall, remember } from './memory.ts'

const FIRST_WAIT = 500
const LONGEST_WAIT = 20_000

type Listener = (id: string) => void

/**
 * What the server tells the current organisation as it happens. Resumes after the last message seen, on this device
 * too, so that nothing is missed and nothing comes twice. One for the whole application, driven by the root layout.
 */
class Live {
  connected = $state(false)
  /** The last things told, newest first. */
  notifications = $state.raw<Notification[]>([])
  unread = $derived(this.notifications.filter(one => !one.read).length)

  #organisation: string | null = null
  #last = 0
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #wait = FIRST_WAIT
  readonly #changed = new Map<Subject, Set<Listener>>()
  readonly #told = new Set<(notification: Notification) => void>()

  /** Follows an organisation, from where this device left it. */
  follow(organisation: string): void {
    if (organisation === this.#organisation) return
    this.leave()
    this.#organisation = organisation
    const memory = recall(organisation)
    this.#last = memory.last
    this.notifications = memory.notifications
    this.#connect()
  }

  /** Stops following; what was told stays on this device. */
  leave(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = null
    this.#organisation = null
    this.#wait = FIRST_WAIT
    this.connected = false
    this.notifications = []
    socket?.close()
  }

  /** Stops following and clears what this device keeps: for a sign-out. */
  forget(): void {
    this.leave()
    forget()
  }

  /** Marks everything told as read, on this device. */
  readAll(): void {
    this.#keep(this.notifications.map(one => (one.read ? one : { ...one, read: true })))
  }

  /** Calls back when something of that kind changes; returns how to stop. */
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

  #connect(): void {
    if (!this.#organisation) return
    const address = new URL('/api/live', location.href)
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
    address.searchParams.set('organisation', this.#organisation)
    address.searchParams.set('after', String(this.#last))
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.onopen = () => {
      this.connected = true
      this.#wait = FIRST_WAIT
    }
    socket.onmessage = event => {
      if (socket === this.#socket && typeof event.data === 'string') this.#receive(event.data)
    }
    socket.onclose = () => {
      if (socket === this.#socket) this.#connectLater()
    }
  }

  /** Waits twice as long each time, with some chance in it, so that a restarted server is not met by everyone at once. */
  #connectLater(): void {
    this.connected = false
    const wait = this.#wait * (0.5 + Math.random() / 2)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
    this.#timer = setTimeout(() => this.#connect(), wait)
  }

  #receive(frame: string): void {
    const message: unknown = JSON.parse(frame)
    if (isLiveMessage(message)) this.#accept(message)
  }

  #accept(message: LiveMessage): void {
    if (message.type === 'changed') {
      for (const listener of this.#changed.get(message.subject) ?? []) listener(message.id)
      return
    }
    // A lower sequence than ours: another database than the one this device remembers. Start from what it has.
    if (message.type === 'ready') {
      if (message.seq < this.#last) {
        this.#last = message.seq
        this.#keep([])
      }
      return
    }
    const { notification } = message
    if (notification.seq <= this.#last) return
    this.#last = notification.seq
    this.#keep([notification, ...this.notifications])
    for (const listener of this.#told) listener(notification)
  }

  #keep(notifications: Notification[]): void {
    if (!this.#organisation) return
    this.notifications = notifications.slice(0, 50)
    remember(this.#organisation, { last: this.#last, notifications: this.notifications })
  }
}

export const live = new Live()
