import { WebSocket } from 'ws'

/** What a page hears over its live socket. */
export type Heard =
  | { type: 'notification'; notification: { seq: number; kind: string; needId: string | null } }
  | { type: 'changed'; subject: string; id: string }
  | { type: 'ready'; seq: number }

/** A page with its live socket. */
export interface LivePage {
  heard: Heard[]
  /** Numbers of the notifications it heard, in order. */
  numbers(): number[]
  /** How the socket ended, once it has. */
  ended: Promise<{ code: number; reason: string }>
  /** Reads nothing more: a telephone in a tunnel. */
  stall(): void
  /** The connection is cut, as a network does, without a word. */
  cut(): void
}

/** Opens a live socket; throws with the status where the server refuses it. */
export function openLivePage(url: string, headers: Record<string, string>): Promise<LivePage> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers })
  const heard: Heard[] = []
  const ended = new Promise<{ code: number; reason: string }>(resolve => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  // Whole frames as one buffer: what the client gives unless told otherwise.
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())))
  const page: LivePage = {
    heard,
    ended,
    numbers: () => heard.flatMap(said => (said.type === 'notification' ? [said.notification.seq] : [])),
    stall: () => socket.pause(),
    cut: () => socket.terminate(),
  }
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(page))
    socket.on('error', reject)
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`))
      socket.terminate()
    })
  })
}
