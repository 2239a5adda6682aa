import { createServer } from 'node:http'
import { freePort } from './free-port.ts'

/** A target of webhooks on this machine. */
export interface Target {
  origin: string
  /** Ids of the calls that came, in their order. */
  calls: string[]
  /** It leaves the call of this number, and those after it, without an answer. */
  answersFewerThan(number: number): void
  close(): Promise<void>
}

/** Opens a target that answers every call until it is told not to. */
export async function openTarget(): Promise<Target> {
  const calls: string[] = []
  let unanswered = Number.POSITIVE_INFINITY
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      calls.push(String(request.headers['webhook-id']))
      if (calls.length < unanswered) response.writeHead(200).end()
    })
  })
  const port = await freePort()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    answersFewerThan(number) {
      unanswered = number
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
