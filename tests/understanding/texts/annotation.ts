/**
 * Texts with what a person of the trade reads in them. Annotations were written before the reader was asked, by these
 * rules: an activity is a line of business that is the firm's own; a process is work named as done (not its line of
 * business); a material is what it works; `also` may be found and need not be (a reader may see it or not).
 */

/** Ids by kind; machines and trades may carry their count: `sew-overlock:6`. */
export interface FirmTold {
  machine?: string[]
  trade?: string[]
  process?: string[]
  material?: string[]
  norm?: string[]
  activity?: string[]
  denied?: string[]
  employees?: number
  also?: string[]
}

export interface FirmText {
  id: string
  text: string
  /** Where the firm is told of; null where it is invented. */
  source: string | null
  expects: FirmTold
}

/** One thing asked for. What is left out is not said. */
export interface NeedTold {
  family: string
  /** Only where the text says the type. */
  product?: string
  quantity?: number
  per?: 'day' | 'week' | 'month'
  deadline?: string
  place?: string
  norms?: string[]
}

export interface NeedText {
  id: string
  text: string
  source: string | null
  /** The day it is read on, where it is not that of all tests. */
  on?: string
  expects: NeedTold[]
}
