import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { csvOf } from '../tables/csv.ts'
import type { Territory, territoryTables } from './schemas.ts'

const heading = {
  department: { fr: 'Département', en: 'Department' },
  firm: { fr: 'Entreprise', en: 'Firm' },
  firms: { fr: 'Entreprises', en: 'Firms' },
  done: { fr: 'Heures passées', en: 'Hours done' },
  ahead: { fr: 'Heures à venir', en: 'Hours to come' },
  planned: { fr: 'dont lignes de plan convenues', en: 'of which agreed plan lines' },
  jobsDone: { fr: 'Emplois (ETP) passés', en: 'Jobs (FTE) done' },
  jobsAhead: { fr: 'Emplois (ETP) à venir', en: 'Jobs (FTE) to come' },
  load: { fr: 'Charge des 13 semaines', en: 'Load over 13 weeks' },
  weeksInHand: { fr: 'Semaines de travail en carnet', en: 'Weeks of work in hand' },
  thinFrom: { fr: 'Carnet sous la moitié dès', en: 'Less than half full from' },
  lasting: { fr: 'Heures qui dureraient au plus', en: 'Hours that would last at most' },
  unknown: { fr: 'Heures sans usage courant connu', en: 'Hours whose calm use is not known' },
  activityLost: { fr: 'Activité perdue (%)', en: 'Activity lost (%)' },
  jobs: { fr: 'Emplois', en: 'Jobs' },
  jobsAtRisk: { fr: 'Emplois menacés', en: 'Jobs at risk' },
  inPlan: { fr: 'Travail dans le plan', en: 'Work in the plan' },
  item: { fr: 'Article', en: 'Item' },
  units: { fr: 'Quantité livrée', en: 'Delivered' },
  euros: { fr: 'Montant (€ HT)', en: 'Amount (€, ex tax)' },
  kilograms: { fr: 'Masse (kg)', en: 'Weight (kg)' },
  recyclable: { fr: 'Recyclable', en: 'Recyclable' },
} satisfies Record<string, Text>

const yesNo = (value: boolean, language: Language) =>
  language === 'fr' ? (value ? 'oui' : 'non') : value ? 'yes' : 'no'

const round = (value: number, digits = 0) => Number(value.toFixed(digits))
const roundOr = (value: number | null, digits: number) => (value === null ? null : round(value, digits))

/** One table of the territory's page, for spreadsheets. */
export function territoryCsv(
  territory: Territory,
  table: (typeof territoryTables)[number],
  catalogue: Catalogue,
  language: Language,
): string {
  const head = (...names: (keyof typeof heading)[]) => names.map(name => heading[name][language])
  const { items } = knownIn(catalogue)
  const tables: Record<(typeof territoryTables)[number], () => (string | number | null)[][]> = {
    departments: () => [
      head('department', 'firms', 'done', 'ahead', 'planned', 'jobsDone', 'jobsAhead'),
      ...territory.departments.map(one => [
        `${one.department} ${one.name}`,
        one.firms,
        ...[one.done, one.ahead, one.planned].map(value => round(value)),
        round(one.jobsDone, 1),
        round(one.jobsAhead, 1),
      ]),
    ],
    firms: () => [
      head(
        ...(['firm', 'department', 'done', 'ahead', 'planned', 'jobsAhead', 'load'] as const),
        ...(['weeksInHand', 'thinFrom', 'lasting', 'unknown'] as const),
      ),
      ...territory.firms.map(one => [
        one.name,
        one.department,
        ...[one.done, one.ahead, one.planned].map(value => round(value)),
        round(one.jobsAhead, 1),
        roundOr(one.load, 2),
        roundOr(one.weeksInHand, 1),
        one.thinFrom,
        round(one.lasting),
        round(one.unknown),
      ]),
    ],
    difficulty: () => [
      head('firm', 'department', 'activityLost', 'jobs', 'jobsAtRisk', 'inPlan', 'ahead'),
      ...territory.difficulty.map(one => [
        one.name,
        one.department,
        one.activityLostPercent,
        one.jobs,
        one.jobsAtRisk,
        yesNo(one.inPlan, language),
        round(one.ahead),
      ]),
    ],
    delivered: () => [
      head('item', 'units', 'euros', 'kilograms', 'recyclable'),
      ...territory.delivered.items.map(one => [
        items.get(one.item)?.name[language] ?? one.item,
        one.units,
        round(one.cents / 100, 2),
        round(one.grams / 1000),
        recyclableName[items.get(one.item)?.recyclable ?? 'no'][language],
      ]),
    ],
  }
  return csvOf(tables[table]())
}

const recyclableName = {
  yes: { fr: 'oui', en: 'yes' },
  partly: { fr: 'en partie', en: 'partly' },
  no: { fr: 'non', en: 'no' },
}
