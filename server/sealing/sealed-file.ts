import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts a file under a key of its own (AES-256-GCM; nonce, tag, ciphertext), which is kept nowhere: whoever is given the key opens
 * it. `context` says what it is; a file that is moved elsewhere does not open.
 */
export function sealFile(context: string, plain: Uint8Array): { sealed: Buffer; key: string } {
  const key = randomBytes(KEY_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const locked = Buffer.concat([cipher.update(plain), cipher.final()])
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), locked]), key: key.toString('base64') }
}

/** Opens a file; null where the key or the context is another, or a byte was altered. */
export function openFile(context: string, key: string, sealed: Uint8Array): Buffer | null {
  const secret = Buffer.from(key, 'base64')
  if (secret.length !== KEY_BYTES || sealed.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    // The one thing `final` may say of a whole file: the tag is not this key's, or not this context's.
    return null
  }
}
