import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'

/**
 * Encryption to a key pair: HPKE (RFC 9180) in its base mode, with X25519, HKDF-SHA256 and AES-256-GCM. What is sealed
 * can be opened with the private key alone, and with the same context: a box that is moved elsewhere does not open.
 */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

/** Bytes of the sender's part, before the ciphertext. */
const ENCAPSULATED_BYTES = 32

export interface KeyPair {
  publicKey: Uint8Array
  privateKey: Uint8Array
}

/** A new key pair, as bytes. */
export async function newKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await suite.kem.generateKeyPair()
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)),
    privateKey: new Uint8Array(await suite.kem.serializePrivateKey(privateKey)),
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Seals bytes to a public key. `context` says what they are; whoever opens has to say the same. */
export async function seal(
  publicKey: Uint8Array,
  context: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Buffer> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(Uint8Array.from(publicKey).buffer)
  const sender = await suite.createSenderContext({ recipientPublicKey, info: bytesOf(context) })
  return Buffer.concat([new Uint8Array(sender.enc), new Uint8Array(await sender.seal(plain))])
}

/** Opens what was sealed; null where the key or the context is another, or a byte was altered. */
export async function unseal(
  privateKey: Uint8Array,
  context: string,
  sealed: Uint8Array,
): Promise<Buffer | null> {
  const box = Uint8Array.from(sealed)
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(Uint8Array.from(privateKey).buffer)
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: box.slice(0, ENCAPSULATED_BYTES),
      info: bytesOf(context),
    })
    return Buffer.from(await recipient.open(box.slice(ENCAPSULATED_BYTES)))
  } catch (error) {
    if (error instanceof Error && ['OpenError', 'DecapError', 'DeserializeError'].includes(error.name))
      return null
    throw error
  }
}
