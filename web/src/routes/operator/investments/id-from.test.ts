import { expect, test } from 'vitest'
import { idFrom } from './id-from.ts'

test('a new scheme is known by its name in small letters', () => {
  expect(idFrom('Prêt « Rebond » 2027, Région')).toBe('pret-rebond-2027-region')
  expect(idFrom(' — ')).toBe('')
})
