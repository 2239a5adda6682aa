import type { RecordKind } from './kinds.ts'

/** A record of the draft under the hand, which others of it may name. */
export interface Drafted {
  kind: RecordKind
  slug: string
  name: string
}

/** A text as it is compared: lower case, without accents. */
export const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
