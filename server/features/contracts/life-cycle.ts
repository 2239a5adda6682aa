import type { CallOffState, ContractState } from '@maillage/db/tables/contracts.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Refusal } from '../../problems/problem.ts'

export type ContractVerb = 'accept' | 'decline' | 'withdraw' | 'terminate' | 'complete'

/**
 * What may become of a contract. Its holders accept or decline it, its buyer withdraws it until they have, terminates it or
 * closes it; an order closes by itself once all of it is accepted. One that was concluded elsewhere begins in force.
 */
export const contractLifeCycle: Record<ContractState, Partial<Record<ContractVerb, ContractState>>> = {
  proposed: { accept: 'in-force', decline: 'declined', withdraw: 'withdrawn' },
  'in-force': { terminate: 'terminated', complete: 'completed' },
  completed: {},
  declined: {},
  withdrawn: {},
  terminated: {},
}

export type CallOffVerb = 'accept' | 'decline' | 'cancel'

/** What may become of a call-off. */
export const callOffLifeCycle: Record<CallOffState, Partial<Record<CallOffVerb, CallOffState>>> = {
  placed: { accept: 'accepted', decline: 'declined', cancel: 'cancelled' },
  accepted: {},
  declined: {},
  cancelled: {},
}

const contractStates: Record<ContractState, Text> = {
  proposed: {
    fr: 'Ce marché attend encore la réponse de son titulaire.',
    en: 'This contract still waits for its holder’s answer.',
  },
  'in-force': { fr: 'Ce marché est en cours.', en: 'This contract is in force.' },
  completed: {
    fr: 'Ce marché est soldé : tout est livré et accepté.',
    en: 'This contract is closed: all is delivered and accepted.',
  },
  declined: { fr: 'Ce marché a été décliné.', en: 'This contract was declined.' },
  withdrawn: {
    fr: 'Ce marché a été retiré par l’acheteur.',
    en: 'This contract was withdrawn by its buyer.',
  },
  terminated: { fr: 'Ce marché a été résilié.', en: 'This contract was terminated.' },
}

const callOffStates: Record<CallOffState, Text> = {
  placed: {
    fr: 'Ce bon de commande attend encore une réponse.',
    en: 'This call-off still waits for an answer.',
  },
  accepted: { fr: 'Ce bon de commande est accepté.', en: 'This call-off is accepted.' },
  declined: { fr: 'Ce bon de commande a été décliné.', en: 'This call-off was declined.' },
  cancelled: { fr: 'Ce bon de commande a été annulé.', en: 'This call-off was cancelled.' },
}

/** The refusal of a step that a contract in this state does not take. */
export const contractRefusal = (state: ContractState): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message: contractStates[state] }],
})

/** The same of a call-off. */
export const callOffRefusal = (state: CallOffState): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message: callOffStates[state] }],
})

/** The state a step leads to, or why it is not taken. */
export function stepOf(state: ContractState, verb: ContractVerb): ContractState | Refusal {
  return contractLifeCycle[state][verb] ?? contractRefusal(state)
}
