import type { BrowserContext, WebSocketRoute } from 'playwright-core'

/** A laptop one closes and opens again: no network in between, and no socket survives. */
export interface Laptop {
  close(): Promise<void>
  open(): Promise<void>
}

/** Takes hold of the sockets that a context opens from now on: the browser's offline mode leaves open ones alone. */
export async function laptopOf(context: BrowserContext): Promise<Laptop> {
  let closed = false
  const sockets = new Set<WebSocketRoute[]>()
  await context.routeWebSocket('**/api/live*', socket => {
    if (closed) void socket.close()
    else sockets.add([socket, socket.connectToServer()])
  })
  return {
    async close() {
      closed = true
      await context.setOffline(true)
      await Promise.all([...sockets].flat().map(side => side.close()))
      sockets.clear()
    },
    async open() {
      closed = false
      await context.setOffline(false)
    },
  }
}
