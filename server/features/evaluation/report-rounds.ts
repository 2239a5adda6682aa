import type { Text } from '@maillage/matching/catalogue.ts'
import { amount } from '../../papers/amount.ts'
import type { Paper } from '../../papers/paper.ts'
import type { Speaking } from './report-candidacies.ts'
import type { EvaluationShown } from './schemas.ts'

const words = {
  title: { fr: 'Négociation', en: 'Negotiation' },
  round: { fr: 'Tour', en: 'Round' },
  invited: { fr: 'Invités', en: 'Invited' },
  invitedAt: { fr: 'Invitations', en: 'Invitations' },
  deadline: { fr: 'Nouvelles offres jusqu’au', en: 'New offers until' },
  extension: { fr: 'Motif de la prolongation', en: 'Why it was extended' },
  openedAt: { fr: 'Ouverture', en: 'Opening' },
  points: { fr: 'Points négociés', en: 'Points negotiated' },
  lot: { fr: 'Lot', en: 'Lot' },
  bidder: { fr: 'Candidat', en: 'Bidder' },
  prices: { fr: 'Prix hors taxes, tour par tour', en: 'Price ex tax, round by round' },
} satisfies Record<string, Text>

/** The part of a report on the rounds of negotiation: who was invited to negotiate what, and how prices moved. */
export function writeRounds(
  paper: Paper,
  { negotiation, lots }: EvaluationShown,
  { language, say, moment }: Speaking,
): void {
  if (negotiation.rounds.length === 0) return
  paper.heading(say(words.title), 2)
  for (const {
    number,
    points,
    invitedAt,
    deadline,
    extensionReason,
    openedAt,
    invited,
  } of negotiation.rounds) {
    paper.heading(`${say(words.round)} ${number}`, 3)
    paper.facts([
      [say(words.invitedAt), moment(invitedAt)],
      [say(words.deadline), moment(deadline)],
      ...(extensionReason === null ? [] : [[say(words.extension), extensionReason] as const]),
      [say(words.openedAt), moment(openedAt)],
      [say(words.points), points],
      [say(words.invited), invited.map(({ bidder }) => bidder).join(', ')],
    ])
  }
  paper.table(
    [
      { head: say(words.lot), width: 1 },
      { head: say(words.bidder), width: 4 },
      { head: say(words.prices), width: 6 },
    ],
    lots.flatMap(lot =>
      lot.offers.map(({ bidder, round, cents, earlier }) => [
        String(lot.number),
        bidder.name,
        [...earlier.toReversed(), { round, cents }]
          .map(
            one =>
              `${say(words.round)} ${one.round}${language === 'fr' ? '\u00a0' : ''}: ${amount(one.cents, language)}`,
          )
          .join('\n'),
      ]),
    ),
  )
}
