import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { logOptions } from './logging.ts'

/** Everything a server with one failing route writes while it is asked for an address. */
async function logOf(path: string, fail: () => Promise<never>): Promise<string> {
  let written = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  const app = Fastify({ logger: { ...logOptions('info'), stream } })
  app.get('/api/invitations/:token', fail)
  await app.inject({ url: path, remoteAddress: '203.0.113.7' })
  await app.close()
  return written
}

const broken = () =>
  Promise.reject(
    Object.assign(new Error('violates a check constraint'), {
      code: '23514',
      detail: 'Failing row contains (1789, 45 %).',
      query: 'insert into distress values ($1, $2)',
      params: [1789, 45],
    }),
  )

test('the log names routes, and neither the secret in a link, nor what was searched, nor who asked', async () => {
  const log = await logOf('/api/invitations/s3cret?query=chomage', broken)
  expect(log).toContain('"route":"/api/invitations/:token"')
  expect(log).not.toMatch(/s3cret|chomage|203\.0\.113/)
})

test('the log tells what the database refused, without the row and the values', async () => {
  const log = await logOf('/api/invitations/x', broken)
  expect(log).toContain('violates a check constraint')
  expect(log).toContain('23514')
  expect(log).not.toMatch(/1789|45 %|insert into/)
})
