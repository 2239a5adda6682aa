import { randomInt } from 'node:crypto'

/** Letters and digits that are not taken for one another on paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 5
const LETTERS = 5

/** A code to write down: five groups of five, some 123 bits. */
export function newCode(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-')
}

/** A code as it was given, however it is typed: case, spaces and dashes do not count. */
export function readCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return letters.match(/.{1,5}/g)?.join('-') ?? ''
}
