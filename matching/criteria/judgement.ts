import type { Reason } from '../words/reasons.ts'

/** What a criterion answers: a value in [0, 1] and why, with its figures, worked out for those that are shown. */
export interface Judgement {
  value: number
  reason: () => Reason
}

/** Keeps a value in [0, 1]; rounding must not push a mean out of it. */
export function unit(value: number): number {
  return Math.min(1, Math.max(0, value))
}
