import type { Need } from '@maillage/matching/demand.ts'
import { remedyOf } from '@maillage/matching/explain/remedy.ts'
import type { Stability } from '@maillage/matching/explain/stability.ts'
import type { Partnership, Ranking } from '@maillage/matching/match.ts'
import { criterionNames, modeNames, roleNames } from '@maillage/matching/words/labels.ts'
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
    leftOut: (count: number) => `Entreprises ou procédés écartés${narrow}: ${count}`,
    does: 'Qui fait quoi',
    missing: 'À trouver',
    bought: 'Achats',
    services: 'Prestations',
    transports: 'Transports',
    deliveries: 'Livraisons',
    leadDays: (days: string) => `délai ${days}${fixed}j`,
    delivered: (delivered: string, required: string) => `${delivered} sur ${required}`,
    withPeopleFrom: (firm: string, lender: string) => `${firm}, personnel prêté par ${lender}`,
    fromTo: (from: string, to: string) => `semaines du ${from} au ${to}`,
    buyer: 'livraison',
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
    leftOut: (count: number) => `Firms or processes left out: ${count}`,
    does: 'Who does what',
    missing: 'To be found',
    bought: 'Bought',
    services: 'Services',
    transports: 'Transports',
    deliveries: 'Deliveries',
    leadDays: (days: string) => `${days} days to come`,
    delivered: (delivered: string, required: string) => `${delivered} of ${required}`,
    withPeopleFrom: (firm: string, lender: string) => `${firm}, people lent by ${lender}`,
    fromTo: (from: string, to: string) => `weeks of ${from} to ${to}`,
    buyer: 'delivery',
  },
}

const indented = (lines: string[], by = '    ') => lines.map(line => by + line)

function heading(ranking: Ranking, need: Need, names: Names, language: Language): string[] {
  const words = said[language]
  const subject = 'item' in need.subject ? need.subject.item : need.subject.family
  const last =
    need.schedule
      .map(({ due }) => due)
      .sort()
      .at(-1) ?? ''
  const { partnerships, candidates, exact } = ranking
  return [
    words.summary(
      number(need.quantity, language),
      inside(names(subject, 'subject'), 'subject'),
      day(last, language),
    ),
    partnerships.length === 0
      ? words.none
      : `${words.found(partnerships.length, candidates)}${language === 'fr' ? narrow : ''}; ${exact ? words.exact : words.searched}.`,
  ]
}

function title(partnership: Partnership, index: number, names: Names, language: Language): string {
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
  return [
    ...heading(ranking, need, names, language),
    ...ranking.partnerships.flatMap((partnership, index) => [
      '',
      title(partnership, index, names, language),
      ...indented(criteria(partnership)),
    ]),
    ...(stability === null || stability.others === 0
      ? []
      : ['', ...stabilityLines(stability, names, language)]),
    ...(count === 0 ? [] : ['', words.leftOut(count)]),
    ...indented(
      nearest.map(({ firm, reason }) => {
        const remedy = remedyOf(reason, ranking.asOf)
        const sentences = [reason, ...(remedy ? [remedy] : [])].map(one => sentence(one, language, names))
        return names(firm, 'firm') + words.colon + sentences.join(' ')
      }),
    ),
  ]
}

/** The partnerships with who does what, what is bought, what travels and when it is delivered. */
export function showPartnerships(ranking: Ranking, need: Need, names: Names, language: Language): string[] {
  return [
    ...heading(ranking, need, names, language),
    ...ranking.partnerships.flatMap((partnership, index) => [
      '',
      title(partnership, index, names, language),
      ...indented(parts(partnership, names, language)),
    ]),
  ]
}

function parts(partnership: Partnership, names: Names, language: Language): string[] {
  const words = said[language]
  const item = (id: string) => inside(names(id, 'item'), 'item')
  const process = (id: string) => inside(names(id, 'process'), 'process')
  const amount = (value: number) => number(value, language, value < 10 ? 2 : 0)
  const section = (name: string, rows: string[][], right: number[] = []) =>
    rows.length === 0 ? [] : [name, ...indented(table(rows, right), '  ')]
  return [
    ...section(
      words.does,
      partnership.assignments.map(each => [
        each.peopleFrom === null
          ? names(each.firm, 'firm')
          : words.withPeopleFrom(names(each.firm, 'firm'), names(each.peopleFrom, 'firm')),
        process(each.process),
        item(each.item),
        percent(each.share, language),
        amount(each.quantity),
        modeNames[each.mode][language].toLowerCase(),
        words.fromTo(day(each.from, language), day(each.to, language)),
      ]),
      [3, 4],
    ),
    ...section(
      words.missing,
      partnership.missing.map(each => [item(each.item), each.processes.map(process).join(' / ')]),
    ),
    ...section(
      words.services,
      partnership.boughtServices.map(each => [item(each.item), process(each.process)]),
    ),
    ...section(
      words.bought,
      partnership.bought.map(each => [
        item(each.item),
        amount(each.quantity),
        words.leadDays(number(each.leadDays, language)),
      ]),
      [1],
    ),
    ...section(
      words.transports,
      partnership.transports.map(each => [
        item(each.item),
        `${names(each.from, 'firm')} → ${each.to === null ? words.buyer : names(each.to, 'firm')}`,
        `${number(each.kilometres, language)}${fixed}km`,
      ]),
      [2],
    ),
    ...section(
      words.deliveries,
      partnership.deliveries.map(({ due, required, delivered }) => [
        day(due, language),
        words.delivered(number(delivered, language), number(required, language)),
      ]),
    ),
  ]
}
