import type { Kind } from './kinds.ts'

export type CatalogueProblemCode =
  | 'unknown'
  | 'twice'
  | 'circle'
  | 'loose-ends'
  | 'nobody-can'
  | 'not-obtainable'
  | 'mass'
  | 'no-time'
  | 'missing'
  | 'no-recipe-for-claim'
  | 'sold-ready-made'
  | 'reaches-nothing'
  | 'not-growing'
  | 'not-between'
  | 'not-whole-cents'
  | 'too-wide'
  | 'gauge'
  | 'nothing-offered'
  | 'idle'
  | 'no-date'
  | 'ends-before'
  | 'about-nothing'
  | 'claim-not-served'

/** What is wrong with a catalogue, and where. */
export interface CatalogueProblem {
  code: CatalogueProblemCode
  kind: Kind
  /** Of the record at fault. */
  id: string
  /** JSON pointer in the record. */
  field: string
  /** What it is about: an id that leads nowhere, a claim, a share in per cent. */
  about: string
}
