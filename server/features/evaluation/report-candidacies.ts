import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import type { Paper } from '../../papers/paper.ts'
import type { Language } from '../../problems/problem.ts'
import { articleOf, groundWords } from '../candidacies/grounds.ts'
import type { CandidacyShown } from '../candidacies/schemas.ts'

/** How the parts of a report speak: one language, its numbers and its moments. */
export interface Speaking {
  language: Language
  say: (text: Text) => string
  moment: (instant: string | null) => string
}

const words = {
  title: { fr: 'Candidatures', en: 'Candidacies' },
  candidate: { fr: 'Candidat', en: 'Candidate' },
  offer: { fr: 'Offre de', en: 'Offer of' },
  verdict: { fr: 'Recevabilité', en: 'Verdict' },
  why: { fr: 'Motif', en: 'Reason' },
  admitted: { fr: 'admise', en: 'admitted' },
  aside: { fr: 'écartée', en: 'set aside' },
  pending: { fr: 'non examinée', en: 'not looked at' },
  asked: { fr: 'À compléter, demandé le', en: 'To complete, asked on' },
  by: { fr: 'pour le', en: 'by' },
  answer: { fr: 'Réponse', en: 'Answer' },
  noAnswer: { fr: 'sans réponse', en: 'no answer' },
} satisfies Record<string, Text>

/** The part of a report on who was admitted and who was not, by which article, and what each was asked. */
export function writeCandidacies(
  paper: Paper,
  candidacies: CandidacyShown[],
  { language, say, moment }: Speaking,
): void {
  if (candidacies.length === 0) return
  const all = candidacies.flatMap(({ bidder, candidates }) =>
    candidates.map(candidate => ({ bidder: bidder.name, ...candidate })),
  )
  const verdicts = { admitted: words.admitted, 'set-aside': words.aside }
  paper.heading(say(words.title), 2)
  paper.table(
    [
      { head: say(words.candidate), width: 3 },
      { head: say(words.offer), width: 3 },
      { head: say(words.verdict), width: 2 },
      { head: say(words.why), width: 5 },
    ],
    all.map(({ name, bidder, verdict, ground, reason }) => [
      name,
      bidder,
      say(verdict === null ? words.pending : verdicts[verdict]),
      ground === null ? '–' : `${articleOf(ground)} (${say(groundWords[ground])}). ${reason}`,
    ]),
  )
  for (const { name, asked: last, earlier } of all)
    for (const asked of last === null ? [] : [...earlier, last]) {
      paper.text(name, 'strong')
      paper.facts([
        [
          `${say(words.asked)} ${moment(asked.askedAt)}, ${say(words.by)} ${day(asked.due, language)}`,
          asked.text,
        ],
        [say(words.answer), asked.answer ?? say(words.noAnswer)],
      ])
    }
}
