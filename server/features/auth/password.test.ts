import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('a password is recognised, another is not', async () => {
  const hash = await hashPassword('un fil, plusieurs mains')
  expect(await verifyPassword({ hash, password: 'un fil, plusieurs mains' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'un fil, plusieurs main' })).toBe(false)
})

test('the same password is stored differently each time', async () => {
  const [first, second] = [await hashPassword('mot de passe'), await hashPassword('mot de passe')]
  expect(first).not.toBe(second)
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('an accented letter is the same, typed at once or as letter and accent', async () => {
  const hash = await hashPassword('e\u0301toffe solide')
  expect(await verifyPassword({ hash, password: '\u00e9toffe solide' })).toBe(true)
})

test('what is not a hash of ours matches nothing', async () => {
  expect(await verifyPassword({ hash: 'étoffe', password: 'étoffe' })).toBe(false)
})
