import { argon2, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's recommendation for argon2id, as for passwords: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyFor = (secret: string, salt: Uint8Array) =>
  derive('argon2id', { message: secret.normalize('NFKC'), nonce: salt, tagLength: 32, ...cost })

/** Locks bytes with what a person knows: AES-256-GCM under a key made of it by argon2id. Salt, nonce, tag, ciphertext. */
export async function lock(secret: string, plain: Uint8Array): Promise<Buffer> {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', await keyFor(secret, salt), nonce)
  const locked = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), locked])
}

/** Opens what was locked; null where the secret is another one, or a byte was altered. */
export async function unlock(secret: string, box: Uint8Array): Promise<Buffer | null> {
  const salt = box.subarray(0, SALT_BYTES)
  const nonce = box.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES)
  const tag = box.subarray(SALT_BYTES + NONCE_BYTES, SALT_BYTES + NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', await keyFor(secret, salt), nonce)
  decipher.setAuthTag(tag)
  const plain = decipher.update(box.subarray(SALT_BYTES + NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    // The one thing `final` may say of a whole box: the tag is not this key's.
    return null
  }
}
