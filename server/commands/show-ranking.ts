import type { Need } from '@maillage/matching/demand.ts'
import { remedyOf } from '@maillage/matching/explain/remedy.ts'
import type { Stability } from '@maillage/matching/explain/stability.ts'
import type { Partnership, Ranking } from '@maillage/matching/match.ts'
import { criterionNames, roleNames } from '@maillage/matching/words/labels.ts'
import { type Names, sentence } from '@maillage/matching/words/sentence.ts'
import { day, fixed, inside, list, narrow, number, percent } from '@maillage/matching/words/typography.ts'
import type { Language } from '../problems/problem.ts'
import { stabilityLines } from './show-stability.ts'
import { table } from './words.ts'

const said = {
  fr: {
    colon: `${narrow}: `,
    summary: (quantity: string, subject: string, due: string) =>
      `${quantity}${fixed}× ${subject}, pour le ${due}`,
    found: (shown: number, candidates: number) =>
      `${shown} partenariat(s) montré(s), ${candidates} entreprise(s) candidate(s)`,
    exact: 'toutes les combinaisons ont été essayées',
    searched: 'les meilleures combinaisons ont été cherchées, pas toutes essayées',
    none: 'Aucun partenariat ne peut répondre à ce besoin.',
    feasible: 'réalisable',
    infeasible: 'incomplet ou en retard',
    weight: 'poids',
    leftOut: (count: number) => `Entreprises écartées${narrow}: ${count}`,
    closed: `Procédés et matières écartés${narrow}:`,
  },
  en: {
    colon: ': ',
    summary: (quantity: string, subject: string, due: string) => `${quantity} × ${subject}, for ${due}`,
    found: (shown: number, candidates: number) =>
      `${shown} partnership(s) shown, ${candidates} candidate firm(s)`,
    exact: 'all combinations were tried',
    searched: 'the best combinations were searched for, not all tried',
    none: 'No partnership can meet this need.',
    feasible: 'feasible',
    infeasible: 'incomplete or late',
    weight: 'weight',
    leftOut: (count: number) => `Firms left out: ${count}`,
    closed: 'Processes and materials left out:',
  },
}

export const indented = (lines: string[], by = '    ') => lines.map(line => by + line)

/** What is asked, and how many partnerships are shown. `searched`: how they were looked for. */
export function heading(
  { partnerships, candidates }: Pick<Ranking, 'partnerships' | 'candidates'>,
  searched: string,
  need: Need,
  names: Names,
  language: Language,
): string[] {
  const words = said[language]
  const subject = 'item' in need.subject ? need.subject.item : need.subject.family
  const last =
    need.schedule
      .map(({ due }) => due)
      .sort()
      .at(-1) ?? ''
  return [
    words.summary(
      number(need.quantity, language),
      inside(names(subject, 'subject'), 'subject'),
      day(last, language),
    ),
    partnerships.length === 0
      ? words.none
      : `${words.found(partnerships.length, candidates)}${language === 'fr' ? narrow : ''}; ${searched}.`,
  ]
}

/** Its place, its score and its members. */
export function title(partnership: Partnership, index: number, names: Names, language: Language): string {
  const { score, members, feasible } = partnership
  const firms = members.map(({ firm, role }) =>
    role === 'partner'
      ? names(firm, 'firm')
      : `${names(firm, 'firm')} (${roleNames[role][language].toLowerCase()})`,
  )
  const words = said[language]
  return `${index + 1}. ${number(score, language, 3)}  ${list(firms, language)}, ${feasible ? words.feasible : words.infeasible}`
}

/** The ranking with the criteria of each partnership, how firm the first is, and who is left out, why, and what would do. */
export function showRanking(
  ranking: Ranking,
  stability: Stability | null,
  need: Need,
  names: Names,
  language: Language,
): string[] {
  const words = said[language]
  const criteria = (partnership: Partnership) =>
    table(
      partnership.criteria.map(({ id, value, weight, reason }) => [
        criterionNames[id][language],
        number(value, language, 2),
        `${words.weight} ${percent(weight, language)}`,
        sentence(reason, language, names),
      ]),
      [1],
    )
  const { count, nearest } = ranking.knockedOut
  const named = (listed: typeof nearest) =>
    indented(
      listed.map(({ firm, reason }) => {
        const remedy = remedyOf(reason, ranking.asOf)
        const sentences = [reason, ...(remedy ? [remedy] : [])].map(one => sentence(one, language, names))
        return names(firm, 'firm') + words.colon + sentences.join(' ')
      }),
    )
  const isFirm = ({ reason }: (typeof nearest)[number]) => reason.code.startsWith('firm.')
  const routes = nearest.filter(each => !isFirm(each))
  return [
    ...heading(ranking, ranking.exact ? words.exact : words.searched, need, names, language),
    ...ranking.partnerships.flatMap((partnership, index) => [
      '',
      title(partnership, index, names, language),
      ...indented(criteria(partnership)),
    ]),
    ...(stability === null || stability.others === 0
      ? []
      : ['', ...stabilityLines(stability, names, language)]),
    ...(count === 0 ? [] : ['', words.leftOut(count), ...named(nearest.filter(isFirm))]),
    ...(routes.length === 0 ? [] : ['', words.closed, ...named(routes)]),
  ]
}
