import type { TenderState } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'

export type TenderVerb =
  | 'change'
  | 'publish'
  | 'amend'
  | 'ask'
  | 'answer'
  | 'submit'
  | 'give-key'
  | 'open'
  | 'judge'
  | 'negotiate'
  | 'award'
  | 'conclude'
  | 'declare-unsuccessful'
  | 'cancel'
  | 'relaunch'

/** What may become of a tender, and by which step. What is not here is refused. */
export const tenderLifeCycle: Record<TenderState, Partial<Record<TenderVerb, TenderState>>> = {
  draft: { change: 'draft', publish: 'published' },
  published: {
    amend: 'published',
    ask: 'published',
    answer: 'published',
    submit: 'published',
    'give-key': 'published',
    open: 'opened',
    cancel: 'cancelled',
  },
  opened: {
    judge: 'opened',
    negotiate: 'negotiating',
    award: 'awarded',
    'declare-unsuccessful': 'unsuccessful',
    cancel: 'cancelled',
  },
  negotiating: { submit: 'negotiating', 'give-key': 'negotiating', open: 'opened', cancel: 'cancelled' },
  awarded: { conclude: 'concluded', cancel: 'cancelled' },
  concluded: {},
  unsuccessful: { relaunch: 'unsuccessful' },
  cancelled: { relaunch: 'cancelled' },
}

/** When a step of a published tender may be taken, by the database's clock. */
export interface Moment {
  state: TenderState
  questionsUntil: Date | null
  deadline: Date | null
  /** Of the round of negotiation that is open. */
  roundDeadline: Date | null
}

/** Until when offers are received: of the first round, or of the round of negotiation that is open. */
export const closesAt = ({ state, deadline, roundDeadline }: Omit<Moment, 'questionsUntil'>): Date | null =>
  state === 'negotiating' ? roundDeadline : deadline

const said = {
  state: {
    fr: 'À ce stade de la consultation, ce n’est pas possible.',
    en: 'This cannot be done at this stage of the tender.',
  },
  closed: {
    fr: 'La date limite de remise des offres est passée.',
    en: 'The deadline for offers has passed.',
  },
  questionsOver: {
    fr: 'La date limite des questions est passée.',
    en: 'The last day for questions has passed.',
  },
  notYet: {
    fr: 'Les offres restent scellées jusqu’à la date limite, et une minute de plus : personne ne peut les ouvrir avant.',
    en: 'Offers stay sealed until the deadline, and one minute more: nobody can open them before.',
  },
} satisfies Record<string, Text>

/** Between the deadline and the opening: what was here in time is sealed by then. */
const PAUSE_MILLISECONDS = 60_000

type Guard = (moment: Moment, now: Date) => Text | null

const beforeDeadline: Guard = (moment, now) => {
  const closes = closesAt(moment)
  return closes !== null && now < closes ? null : said.closed
}
const afterDeadline: Guard = (moment, now) => {
  const closes = closesAt(moment)
  return closes !== null && now.getTime() >= closes.getTime() + PAUSE_MILLISECONDS ? null : said.notYet
}

const guards: Partial<Record<TenderVerb, Guard>> = {
  ask: ({ questionsUntil }, now) =>
    questionsUntil !== null && now < questionsUntil ? null : said.questionsOver,
  amend: beforeDeadline,
  answer: beforeDeadline,
  submit: beforeDeadline,
  'give-key': afterDeadline,
  open: afterDeadline,
}

/** The state a step leads to now, or the sentence that says why it cannot be taken. */
export function step(
  moment: Moment,
  verb: TenderVerb,
  now: Date,
): { state: TenderState } | { because: Text } {
  const state = tenderLifeCycle[moment.state][verb]
  if (state === undefined) return { because: said.state }
  const because = guards[verb]?.(moment, now) ?? null
  return because === null ? { state } : { because }
}
