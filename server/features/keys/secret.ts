import { createHash, randomBytes } from 'node:crypto'

/** Tells our keys from other bearers, and lets scanners of leaked secrets find them. */
export const KEY_START = 'mlg_'

/** A new secret, of 256 bits. */
export const newSecret = () => `${KEY_START}${randomBytes(32).toString('base64url')}`

/** What is kept of a secret: it has too many bits to be guessed, so that a plain digest does. */
export const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** What a list shows of a secret, to tell keys apart. */
export const prefixOf = (secret: string) => secret.slice(0, KEY_START.length + 6)
