import type { Refusal } from '../problems/problem.ts'

/** Why a file cannot be read. Thrown deep inside a parser, and answered as a refusal where the reading began. */
export class Unreadable extends Error {
  readonly refusal: Refusal

  constructor(refused: Refusal['refused']) {
    super(refused)
    this.refusal = { refused }
  }
}

/** Longest text that comes out of a file, in characters. */
export const LONGEST_TEXT = 1_000_000

/** Lines of a text that grows piece by piece, and is given up where it grows too long. */
export class Lines {
  #length = 0
  readonly #lines: string[] = []

  add(line: string): void {
    this.#length += line.length + 1
    if (this.#length > LONGEST_TEXT) throw new Unreadable('too-much-to-read')
    this.#lines.push(line)
  }

  toString(): string {
    return this.#lines.join('\n')
  }
}
