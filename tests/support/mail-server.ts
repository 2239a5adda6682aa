import { createServer, type Socket } from 'node:net'

/** A mail as it arrived. */
export interface Delivered {
  from: string
  to: string[]
  /** Headers and text as they were sent. */
  message: string
}

/** A mail server that accepts everything and keeps it. */
export interface MailServer {
  url: string
  delivered: Delivered[]
  close(): Promise<void>
}

/** Speaks as much SMTP (RFC 5321) as a client needs to deliver, one command a line. */
function serve(socket: Socket, deliver: (mail: Delivered) => void): void {
  let mail: Delivered = { from: '', to: [], message: '' }
  let message: string[] | null = null
  let rest = ''
  const answer = (line: string) => socket.write(`${line}\r\n`)
  const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''

  function hear(line: string): void {
    if (message !== null) {
      if (line !== '.') {
        message.push(line.replace(/^\.\./, '.'))
        return
      }
      deliver({ ...mail, message: message.join('\n') })
      message = null
      mail = { from: '', to: [], message: '' }
      answer('250 kept')
      return
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'MAIL') mail.from = address(line)
    if (verb === 'RCPT') mail.to.push(address(line))
    if (verb === 'DATA') {
      message = []
      answer('354 go on')
    } else if (verb === 'QUIT') {
      answer('221 goodbye')
      socket.end()
    } else answer('250 fine')
  }

  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\r\n')
    rest = lines.pop() ?? ''
    lines.forEach(hear)
  })
  socket.on('error', () => socket.destroy())
  answer('220 a mail server for tests')
}

/** Starts a mail server on a port of this machine, a free one unless one is named. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const delivered: Delivered[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.once('close', () => sockets.delete(socket)))
    serve(socket, mail => delivered.push(mail))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    delivered,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
