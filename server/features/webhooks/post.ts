import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { WebhookFailure } from '@maillage/db/tables/doors.ts'
import { addressOf, type Looking } from './address.ts'

/** A target that has not answered by then has failed. */
const MOST_MILLISECONDS = 5000
/** What is kept of an answer. */
const MOST_EXCERPT = 500

export interface Answered {
  status: number | null
  failure: WebhookFailure | null
  excerpt: string
  milliseconds: number
}

/** An answer is read as far as it is kept; NUL, which PostgreSQL stores not, is left out. */
const excerptOf = (chunks: Buffer[]) =>
  Buffer.concat(chunks).toString('utf8').replaceAll('\u0000', '').slice(0, MOST_EXCERPT)

/**
 * Posts a body to a target, at an address that was checked for this very call: no name is asked again, no connection is
 * kept, no redirect is followed. Whatever goes wrong is in the answer.
 */
export async function post(
  target: string,
  { body, headers, ...looking }: Looking & { body: string; headers: Record<string, string> },
): Promise<Answered> {
  const started = performance.now()
  const answered = (outcome: Partial<Answered>): Answered => ({
    status: null,
    failure: null,
    excerpt: '',
    ...outcome,
    milliseconds: Math.round(performance.now() - started),
  })
  const url = new URL(target)
  const found = await addressOf(url, looking)
  if ('failure' in found) return answered(found)
  const { address } = found
  const signal = AbortSignal.timeout(MOST_MILLISECONDS)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise(resolve => {
    const fail = () => resolve(answered({ failure: signal.aborted ? 'timeout' : 'unreachable' }))
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal,
        lookup: (_hostname, options, done) => {
          const family = isIP(address)
          if (options.all) done(null, [{ address, family }])
          else done(null, address, family)
        },
      },
      response => {
        const chunks: Buffer[] = []
        let read = 0
        const end = () => {
          resolve(answered({ status: response.statusCode ?? 0, excerpt: excerptOf(chunks) }))
          response.destroy()
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          read += chunk.length
          if (read >= MOST_EXCERPT) end()
        })
        response.on('end', end)
        response.on('error', fail)
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
