import type { PoolState } from '@maillage/db/tables/pools.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Refusal } from '../../problems/problem.ts'

export const poolVerbs = [
  'take-on',
  'change',
  'invite',
  'join',
  'sign',
  'leave',
  'fix',
  'reopen',
  'dissolve',
] as const
export type PoolVerb = (typeof poolVerbs)[number]

/** What may become of a pool, and by which step. What is not here is refused. */
export const poolLifeCycle: Record<PoolState, Partial<Record<PoolVerb, PoolState>>> = {
  proposed: { 'take-on': 'forming', dissolve: 'dissolved' },
  forming: {
    change: 'forming',
    invite: 'forming',
    join: 'forming',
    sign: 'forming',
    leave: 'forming',
    fix: 'fixed',
    dissolve: 'dissolved',
  },
  // Whoever leaves changes what was fixed for all, so that it is agreed anew.
  fixed: { leave: 'forming', reopen: 'forming', dissolve: 'dissolved' },
  dissolved: {},
}

/** What a step of a pool is judged by. */
export interface Moment {
  state: PoolState
  joinBy: string
  /** Whether firms read its quantities in a tender that runs. */
  tendered: boolean
  /** Whether a contract stands, or is proposed, on it. */
  bought: boolean
}

/** Why no step is left in a state. */
const closed: Record<PoolState, Text> = {
  proposed: {
    fr: 'L’opérateur a proposé cet achat groupé : son coordonnateur doit d’abord l’accepter.',
    en: 'The operator has proposed this joint purchase: its coordinator has to take it on first.',
  },
  forming: {
    fr: 'Les quantités ne sont pas encore arrêtées.',
    en: 'The quantities are not fixed yet.',
  },
  fixed: {
    fr: 'Les quantités sont arrêtées. Pour les changer, le coordonnateur rouvre l’achat groupé.',
    en: 'The quantities are fixed. To change them, the coordinator reopens the joint purchase.',
  },
  dissolved: { fr: 'Cet achat groupé est dissous.', en: 'This joint purchase is dissolved.' },
}

const said = {
  tooLate: {
    fr: 'La date limite pour rejoindre cet achat groupé est passée. Demandez au coordonnateur de la repousser.',
    en: 'The last day to join this joint purchase has passed. Ask its coordinator to put it off.',
  },
  tendered: {
    fr: 'La consultation est publiée : les entreprises répondent aux quantités de tous les membres. Elles ne changent plus, et personne ne quitte l’achat groupé, sauf si le coordonnateur déclare la consultation sans suite.',
    en: 'The tender is published: firms answer the quantities of all members. They change no more, and nobody leaves, unless the coordinator ends the tender without a contract.',
  },
  bought: {
    fr: 'Le marché est conclu : chaque membre est engagé pour son minimum jusqu’à son terme.',
    en: 'The contract is concluded: each member is bound for its minimum until it ends.',
  },
} satisfies Record<string, Text>

type Guard = (moment: Moment, today: string) => Text | null

const inTime: Guard = ({ joinBy }, today) => (today <= joinBy ? null : said.tooLate)
const unpublished: Guard = ({ bought, tendered }) => (bought ? said.bought : tendered ? said.tendered : null)

/** Until when each step may be taken, beside the state. */
const guards: Partial<Record<PoolVerb, Guard>> = {
  join: inTime,
  leave: unpublished,
  reopen: unpublished,
  dissolve: unpublished,
}

/** The state a step leads to today, or the sentence that says why it cannot be taken. */
export function step(
  moment: Moment,
  verb: PoolVerb,
  today: string,
): { state: PoolState } | { because: Text } {
  const state = poolLifeCycle[moment.state][verb]
  if (state === undefined) return { because: unpublished(moment, today) ?? closed[moment.state] }
  const because = guards[verb]?.(moment, today) ?? null
  return because === null ? { state } : { because }
}

/** A refusal that says why a pool does not change now. */
export const wrongState = (message: Text): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message }],
})
