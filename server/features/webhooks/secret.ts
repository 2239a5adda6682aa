import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** As the Standard Webhooks specification writes secrets, so that its libraries take them. */
const START = 'whsec_'
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A new secret, of 256 bits. */
export const newSecret = () => `${START}${randomBytes(32).toString('base64')}`

const keyFrom = (sessionSecret: string) =>
  Buffer.from(hkdfSync('sha256', sessionSecret, '', 'maillage webhook secrets', 32))

/** A secret as it is stored: whoever steals the database cannot sign with it. */
export function sealSecret(secret: string, sessionSecret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFrom(sessionSecret), nonce)
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The secret again; null where SESSION_SECRET is another than when it was sealed. */
export function openSecret(stored: Uint8Array, sessionSecret: string): string | null {
  const bytes = Buffer.from(stored)
  const decipher = createDecipheriv(CIPHER, keyFrom(sessionSecret), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString()
  } catch {
    return null
  }
}

/**
 * The header `webhook-signature`: one signature a secret, by spaces. Each is HMAC-SHA256 of `id.timestamp.body` by the bytes
 * of the secret (https://www.standardwebhooks.com).
 */
export function signaturesOf(
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
  secrets: readonly string[],
): string {
  return secrets
    .map(secret => {
      const key = Buffer.from(secret.slice(START.length), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}
