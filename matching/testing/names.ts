/** Names for the ids of a sentence: each one in its own brackets, so that a missing one shows. */
import type { Names } from '../words/sentence.ts'

export const names: Names = (id, kind) => {
  if (typeof id !== 'string' || id === '') throw new Error(`A ${kind} without an id`)
  return `[${id}]`
}
