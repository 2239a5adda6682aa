import type { Unit } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import { modeNames } from '@maillage/matching/words/labels.ts'
import type { Names } from '@maillage/matching/words/sentence.ts'
import { day, fixed, inside, narrow, number, percent } from '@maillage/matching/words/typography.ts'
import type { Language } from '../problems/problem.ts'
import { heading, indented, title } from './show-ranking.ts'
import { table } from './words.ts'

const said = {
  fr: {
    exact: 'toutes les combinaisons ont été essayées',
    proven: (points: string) => `prouvé${narrow}: aucun autre ne dépasse le premier de plus de ${points}`,
    limit: (points: string) =>
      `recherche arrêtée à sa limite${narrow}: aucun autre ne dépasse le premier de plus de ${points}`,
    incomplete: 'aucun ne fait tout, rien n’est prouvé',
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
    units: { piece: 'pièces', pair: 'paires', m: 'm', m2: 'm²', kg: 'kg', l: 'l' },
  },
  en: {
    exact: 'all combinations were tried',
    proven: (points: string) => `proven: no other passes the first by more than ${points}`,
    limit: (points: string) =>
      `the search stopped at its limit: no other passes the first by more than ${points}`,
    incomplete: 'none does everything, nothing is proven',
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
    units: { piece: 'pieces', pair: 'pairs', m: 'm', m2: 'm²', kg: 'kg', l: 'l' },
  },
}

/** The partnerships with the proof, who does what, what is bought, what travels and when it is delivered. */
export function showAssembled(
  found: Assembled,
  need: Need,
  { names, unitOf }: { names: Names; unitOf: (item: string) => Unit },
  language: Language,
): string[] {
  return [
    ...heading(found, proof(found, language), need, names, language),
    ...found.partnerships.flatMap((partnership, index) => [
      '',
      title(partnership, index, names, language),
      ...indented(parts(partnership, names, unitOf, language)),
    ]),
  ]
}

/** How much better another could be, rounded up: what is told is never passed. */
function proof({ partnerships, exact, status, bound }: Assembled, language: Language): string {
  const words = said[language]
  const [first] = partnerships
  if (bound === null || first === undefined) return words.incomplete
  if (exact) return words.exact
  const points = number(Math.ceil((bound - first.score) * 1000) / 1000, language, 3)
  return status === 'optimal' ? words.proven(points) : words.limit(points)
}

function parts(
  partnership: Partnership,
  names: Names,
  unitOf: (item: string) => Unit,
  language: Language,
): string[] {
  const words = said[language]
  const item = (id: string) => inside(names(id, 'item'), 'item')
  const process = (id: string) => inside(names(id, 'process'), 'process')
  const unit = (id: string) => words.units[unitOf(id)]
  const amount = (value: number, id: string) =>
    `${number(value, language, value < 10 ? 2 : 0)}${fixed}${unit(id)}`
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
        amount(each.quantity, each.item),
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
        amount(each.quantity, each.item),
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
        words.delivered(number(delivered, language), amount(required, partnership.item)),
      ]),
    ),
  ]
}
