import type { Place, Raise } from '@maillage/matching/explain/raise.ts'
import { type Names, sentence } from '@maillage/matching/words/sentence.ts'
import { list, narrow, number } from '@maillage/matching/words/typography.ts'
import type { Language } from '../problems/problem.ts'
import { table } from './words.ts'

const said = {
  fr: {
    colon: `${narrow}: `,
    now: (rank: string, listed: number, score: string) => `rang ${rank} sur ${listed}, ${score}`,
    nowhere: 'dans aucun partenariat classé',
    raises: 'Ce qui la ferait monter',
    together: (names: string, rank: string) => `À appeler${narrow}: ${names} (rang ${rank} ensemble).`,
    nothing: 'Aucun changement essayé ne la ferait monter.',
    rank: 'rang',
    feasible: 'réalisable',
    infeasible: 'incomplet ou en retard',
    tried: (rankings: number) => `Classements calculés${narrow}: ${rankings}.`,
    part: 'Tout n’a pas été essayé.',
  },
  en: {
    colon: ': ',
    now: (rank: string, listed: number, score: string) => `rank ${rank} of ${listed}, ${score}`,
    nowhere: 'in no partnership ranked',
    raises: 'What would raise it',
    together: (names: string, rank: string) => `To call: ${names} (rank ${rank} together).`,
    nothing: 'No change that was tried would raise it.',
    rank: 'rank',
    feasible: 'feasible',
    infeasible: 'incomplete or late',
    tried: (rankings: number) => `Rankings computed: ${rankings}.`,
    part: 'Not everything was tried.',
  },
}

/** Where a firm stands, whom it should call, and each change that raises it with its new place. */
export function showRaise(raise: Raise, names: Names, language: Language): string[] {
  const words = said[language]
  const { now, together, changes, leftOut, listed, rankings, whole } = raise
  const score = (place: Place) => number(place.score, language, 3)
  const rank = (place: Place) => number(place.rank, language)
  const stands = now === null ? words.nowhere : words.now(rank(now), listed, score(now))
  const partners = list(together?.partners.map(id => names(id, 'firm')) ?? [], language)
  const rows = changes.map(({ change, place }) => [
    `${words.rank} ${rank(place)}`,
    score(place),
    place.feasible ? words.feasible : words.infeasible,
    sentence(change, language, names),
  ])
  return [
    names(raise.firm, 'firm') + words.colon + stands,
    ...(leftOut === null ? [] : [sentence(leftOut, language, names)]),
    ...(together === null ? [] : [words.together(partners, rank(together.place))]),
    '',
    ...(changes.length === 0
      ? [words.nothing]
      : [words.raises, ...table(rows, [1]).map(line => `    ${line}`)]),
    [words.tried(rankings), ...(whole ? [] : [words.part])].join(' '),
  ]
}
