import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newCode, readCode } from './code.ts'
import { lock, unlock } from './locked-box.ts'
import { newKeyPair, seal, unseal } from './sealed-box.ts'
import { openFile, sealFile } from './sealed-file.ts'
import { joinKey, splitKey } from './split-key.ts'

const text = (plain: Uint8Array | null) => plain && Buffer.from(plain).toString()
const offer = Uint8Array.from(Buffer.from('1 000 masques à 480 €'))

test('a sealed offer opens with the private key, in the place it was sealed for', async () => {
  const { publicKey, privateKey } = await newKeyPair()
  const other = await newKeyPair()
  const sealed = await seal(publicKey, 'offer 1', offer)
  expect(sealed.includes('480')).toBe(false)
  expect(text(await unseal(privateKey, 'offer 1', sealed))).toBe('1 000 masques à 480 €')
  expect(await unseal(privateKey, 'offer 2', sealed)).toBeNull()
  expect(await unseal(other.privateKey, 'offer 1', sealed)).toBeNull()
})

test('one offer sealed twice gives two ciphertexts: its digest cannot be guessed from a price list', async () => {
  const { publicKey } = await newKeyPair()
  const [one, two] = [await seal(publicKey, '', offer), await seal(publicKey, '', offer)]
  expect(one.equals(two)).toBe(false)
})

test('an altered byte is never opened', async () => {
  const { publicKey, privateKey } = await newKeyPair()
  const sealed = await seal(publicKey, '', offer)
  const alteration = fc.tuple(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }))
  await fc.assert(
    fc.asyncProperty(alteration, async ([at, by]) => {
      const altered = Buffer.from(sealed)
      altered.writeUInt8((altered.readUInt8(at) + by) % 256, at)
      expect(await unseal(privateKey, '', altered)).toBeNull()
    }),
  )
})

test('any two of three parts give the key, and one alone does not', async () => {
  const { publicKey, privateKey } = await newKeyPair()
  const sealed = await seal(publicKey, '', offer)
  const parts = await splitKey(privateKey)
  for (const lost of [0, 1, 2]) {
    const key = await joinKey(parts.filter((_, at) => at !== lost))
    expect(text(await unseal(key, '', sealed))).toBe('1 000 masques à 480 €')
  }
  const [first] = parts
  expect(Buffer.from(first ?? []).includes(Buffer.from(privateKey))).toBe(false)
  const strange = await splitKey((await newKeyPair()).privateKey)
  const mixed = [first, strange[1]].flatMap(part => part ?? [])
  expect(await unseal(await joinKey(mixed), '', sealed)).toBeNull()
})

test('a locked box opens with its secret alone', async () => {
  const box = await lock('trois fils et une aiguille', offer)
  expect(text(await unlock('trois fils et une aiguille', box))).toBe('1 000 masques à 480 €')
  expect(await unlock('trois fils et une épingle', box)).toBeNull()
})

test('a sealed file opens with its key, as what it was sealed as, and whole', () => {
  const { sealed, key } = sealFile('document 1', offer)
  expect(sealed.includes('480')).toBe(false)
  expect(text(openFile('document 1', key, sealed))).toBe('1 000 masques à 480 €')
  expect(openFile('document 2', key, sealed)).toBeNull()
  expect(openFile('document 1', sealFile('document 1', offer).key, sealed)).toBeNull()
  const altered = Buffer.from(sealed)
  altered.writeUInt8((altered.readUInt8(altered.length - 1) + 1) % 256, altered.length - 1)
  expect(openFile('document 1', key, altered)).toBeNull()
  expect(openFile('document 1', key, sealed.subarray(0, 20))).toBeNull()
})

test('a code reads the same however it is typed', () => {
  const code = newCode()
  expect(code).toMatch(/^([A-HJKMNP-Z2-9]{5}-){4}[A-HJKMNP-Z2-9]{5}$/)
  expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
})
