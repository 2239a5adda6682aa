import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import { memberOf, type Person } from '../../plugins/access.ts'
import { notificationsAfter } from '../notifications/queries.ts'

const PAGE = 100
/** A reader this far behind is dropped: it comes back and resumes after the last number it got. */
const MAXIMUM_BUFFERED_BYTES = 1_048_576
const PING_MILLISECONDS = 25_000
const TRY_AGAIN_LATER = 1013
const POLICY = 1008

/**
 * Sends an organisation's notifications to one socket: first what came after `after`, then `ready`, then what comes.
 * Each is sent once per socket, in the order of its number. The socket ends with the session it was opened in, and with
 * the membership of its person.
 */
export function streamNotifications(
  app: FastifyInstance,
  socket: WebSocket,
  { person, organisationId, after }: { person: Person; organisationId: string; after: number },
): void {
  let sent = after
  let ready = false
  let reading = false
  let again = false

  function send(message: object): void {
    if (socket.bufferedAmount > MAXIMUM_BUFFERED_BYTES) socket.terminate()
    else socket.send(JSON.stringify(message))
  }

  async function sendNew(): Promise<void> {
    for (;;) {
      const page = await notificationsAfter(app.db, { organisationId, after: sent, limit: PAGE })
      for (const notification of page) {
        if (socket.readyState !== socket.OPEN) return
        send({ type: 'notification', notification })
        sent = notification.seq
      }
      if (page.length < PAGE) return
    }
  }

  // One reading at a time; a wake during one asks for another right after.
  async function wake(): Promise<void> {
    again = true
    if (reading) return
    reading = true
    try {
      while (again) {
        again = false
        await sendNew()
        if (!ready) send({ type: 'ready', seq: sent })
        ready = true
      }
    } catch (error) {
      app.log.error({ err: error }, 'a live socket could not read its notifications')
      socket.close(TRY_AGAIN_LATER, 'try again')
    } finally {
      reading = false
    }
  }

  async function check(): Promise<void> {
    try {
      if (!(await app.isSessionOpen(person))) socket.close(POLICY, 'the session has ended')
      else if (!(await memberOf(app.db, person.id, organisationId)))
        socket.close(POLICY, 'no longer a member')
    } catch (error) {
      app.log.error({ err: error }, 'a live socket could not check its member')
    }
  }

  let answered = true
  function ping(): void {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
    void check()
  }

  const unsubscribe = app.subscribe({
    organisationId,
    personId: person.id,
    wake: () => void wake(),
    changed: ({ subject, id }) => {
      if (subject === 'members') void check()
      else send({ type: 'changed', subject, id })
    },
    askAgain: () => void check(),
  })
  const pings = setInterval(ping, PING_MILLISECONDS)
  socket.on('pong', () => (answered = true))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(pings)
    unsubscribe()
  })
  void wake()
}
