import type { OperationState } from '@maillage/matching/match.ts'
import { operationStateNames } from '@maillage/matching/words/labels.ts'
import { inLanguage } from '#lib/language.svelte.ts'
import { m } from '#lib/paraglide/messages.js'

/** How far a firm is from an operation; `service` where it does not do it and buys it as a service. */
export type StepState = OperationState | 'service'

export function stepStateName(state: StepState): string {
  return state === 'service' ? m.stitches_service() : inLanguage(operationStateNames[state])
}
