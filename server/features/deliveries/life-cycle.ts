import type { DeliveryState } from '@maillage/db/tables/deliveries.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

export type DeliveryVerb = 'cancel' | 'receive' | 'accept' | 'reject' | 'sort' | 'return'

/**
 * What may become of a delivery. The firm announces it, and may cancel that until it has arrived; the buyer counts what came
 * in and inspects it. What was refused is sorted and presented once more (`received` again), or goes back and is replaced.
 */
export const deliveryLifeCycle: Record<DeliveryState, Partial<Record<DeliveryVerb, DeliveryState>>> = {
  announced: { cancel: 'cancelled', receive: 'received' },
  received: { accept: 'accepted', reject: 'rejected' },
  rejected: { sort: 'received', return: 'returned' },
  accepted: {},
  returned: {},
  cancelled: {},
}

/** Why a delivery in this state does not take a step. */
export const deliveryStates: Record<DeliveryState, Text> = {
  announced: {
    fr: 'Cette livraison est annoncée, et pas encore arrivée.',
    en: 'This delivery is announced, and has not arrived yet.',
  },
  received: {
    fr: 'Cette livraison est arrivée et attend son contrôle.',
    en: 'This delivery has arrived and waits for its inspection.',
  },
  accepted: { fr: 'Cette livraison est acceptée.', en: 'This delivery is accepted.' },
  rejected: {
    fr: 'Cette livraison est refusée : le fournisseur la trie, ou elle repart.',
    en: 'This delivery is refused: its maker sorts it, or it goes back.',
  },
  returned: { fr: 'Cette livraison est repartie.', en: 'This delivery has gone back.' },
  cancelled: { fr: 'Cette livraison a été annulée.', en: 'This delivery was cancelled.' },
}

interface Counted {
  state: DeliveryState
  quantity: number
  received: number | null
  removed: number
}

/**
 * What of an order a delivery takes up: what was announced until it is counted, then what came in less what was sorted out.
 * Nothing where it never came or went back: so much has to be delivered again.
 */
export function takenUp({ state, quantity, received, removed }: Counted): number {
  if (state === 'cancelled' || state === 'returned') return 0
  return (received ?? quantity) - removed
}

/** What of it was accepted. */
export const acceptedOf = (delivery: Counted): number =>
  delivery.state === 'accepted' ? takenUp(delivery) : 0
