import { readFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../tests/support/free-port.ts'
import { addressOf, isPublicAddress } from './address.ts'
import { post } from './post.ts'
import { newSecret, openSecret, sealSecret, signaturesOf } from './secret.ts'

describe('an address that targets may have', () => {
  test.each(['93.184.216.34', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4007::1'])(
    'is one of the internet: %s',
    address => expect(isPublicAddress(address)).toBe(true),
  )

  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    '2001:db8::1',
    'not an address',
  ])('is none of this machine, of a network behind it, or of no host: %s', address =>
    expect(isPublicAddress(address)).toBe(false),
  )

  const look = (target: string, found: string[]) =>
    addressOf(new URL(target), { local: undefined, resolve: async () => found })

  test('is looked for among all that a name stands for, and one inside refuses them all', async () => {
    expect(await look('https://maillage.exemple.fr/', ['93.184.216.34'])).toEqual({
      address: '93.184.216.34',
    })
    for (const found of [['93.184.216.34', '10.0.0.1'], ['::1'], ['169.254.169.254']])
      expect(await look('https://maillage.exemple.fr/', found)).toEqual({ failure: 'private-address' })
    expect(await look('https://maillage.exemple.fr/', [])).toEqual({ failure: 'unresolved' })
  })

  test('is seen through however it is written', async () => {
    for (const host of ['0x7f.1', '2130706433', '0177.0.0.1', '[::1]', '[::ffff:7f00:1]', '127.1'])
      expect(await look(`https://${host}/`, ['93.184.216.34'])).toEqual({ failure: 'private-address' })
  })
})

describe('a call to a target', () => {
  let received: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      else if (request.url === '/long') response.writeHead(200).end('é'.repeat(100_000))
      else response.writeHead(500).end('rien\u0000 ne va')
    })
  })
  let port = 0
  beforeAll(async () => {
    port = await freePort()
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  const send = (path: string, found: string[], isLocal = true) => {
    const origin = `http://cible.exemple.fr:${port}`
    const local = isLocal ? origin : undefined
    return post(`${origin}${path}`, { body: '{}', headers: {}, local, resolve: async () => found })
  }

  test('goes to the very address that was checked, whatever the name stands for since', async () => {
    received = []
    // No DNS knows this name: whoever asked again would not get there.
    expect(await send('/', ['127.0.0.1'])).toMatchObject({
      status: 500,
      failure: null,
      excerpt: 'rien ne va',
    })
    expect(received).toMatchObject([{ body: '{}', headers: { host: `cible.exemple.fr:${port}` } }])
  })

  test('is not made to an address inside, unless this one target is allowed', async () => {
    received = []
    expect(await send('/', ['127.0.0.1'], false)).toMatchObject({ status: null, failure: 'private-address' })
    expect(received).toEqual([])
  })

  test('follows no redirect, reads no more than it keeps, and says what went wrong', async () => {
    expect(await send('/elsewhere', ['127.0.0.1'])).toMatchObject({ status: 302, failure: null })
    const { status, excerpt } = await send('/long', ['127.0.0.1'])
    expect([status, excerpt.length]).toEqual([200, 500])
    const nobody = await post('http://cible.exemple.fr:1/', {
      body: '{}',
      headers: {},
      local: 'http://cible.exemple.fr:1',
      resolve: async () => ['127.0.0.1'],
    })
    expect(nobody).toMatchObject({ status: null, failure: 'unreachable' })
  })
})

describe('a signature', () => {
  test('is found right by the example of the documentation, and wrong when anything differs', async () => {
    const text = await readFile(new URL('../../../docs/open-doors.md', import.meta.url), 'utf8')
    const [, example = ''] = /```js\n(.*?)```/s.exec(text) ?? []
    const { isFromMaillage }: { isFromMaillage: (...given: unknown[]) => boolean } = await import(
      `data:text/javascript,${encodeURIComponent(example)}`
    )
    const [body, timestamp, secret] = ['{"type":"ping"}', 1_800_000_000, newSecret()]
    const signed = { id: 'a', timestamp, body }
    const headers = {
      'webhook-id': 'a',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signaturesOf(signed, [newSecret(), secret]),
    }
    expect(isFromMaillage(headers, Buffer.from(body), secret, timestamp + 10)).toBe(true)
    expect(isFromMaillage(headers, Buffer.from(`${body} `), secret, timestamp)).toBe(false)
    expect(isFromMaillage({ ...headers, 'webhook-id': 'b' }, Buffer.from(body), secret, timestamp)).toBe(
      false,
    )
    expect(isFromMaillage(headers, Buffer.from(body), newSecret(), timestamp)).toBe(false)
    expect(isFromMaillage(headers, Buffer.from(body), secret, timestamp + 301)).toBe(false)
  })

  test('is that of the specification, one for each secret', () => {
    // https://github.com/standard-webhooks/standard-webhooks: the example of its text.
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const expected = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    expect(signaturesOf(signed, [secret])).toBe(expected)
    expect(signaturesOf(signed, [newSecret(), secret]).split(' ')[1]).toBe(expected)
  })

  test('needs a secret that is stored sealed, and opens with the server’s own alone', () => {
    const secret = newSecret()
    const stored = sealSecret(secret, 'a'.repeat(32))
    expect(stored.toString('latin1')).not.toContain(secret)
    expect(openSecret(stored, 'a'.repeat(32))).toBe(secret)
    expect(openSecret(stored, 'b'.repeat(32))).toBeNull()
  })
})
