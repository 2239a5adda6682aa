import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { csvOf } from '../tables/csv.ts'
import type { BalanceShown, RegionalShown, regionalTables } from './schemas.ts'
import { streamOf } from './streams.ts'

const heading = {
  item: { fr: 'Article', en: 'Article' },
  material: { fr: 'Matière', en: 'Material' },
  department: { fr: 'Département', en: 'Department' },
  holders: { fr: 'Détenteurs', en: 'Holders' },
  holder: { fr: 'Détenteur', en: 'Holder' },
  partner: { fr: 'Partenaire', en: 'Partner' },
  state: { fr: 'État', en: 'State' },
  everyWeeks: { fr: 'Toutes les (semaines)', en: 'Every (weeks)' },
  nextOn: { fr: 'Prochaine tournée', en: 'Next round' },
  delivered: { fr: 'Livré (kg)', en: 'Delivered (kg)' },
  collected: { fr: 'Collecté (kg)', en: 'Collected (kg)' },
  reused: { fr: 'Réemployé (kg)', en: 'Reused (kg)' },
  recycled: { fr: 'Recyclé (kg)', en: 'Recycled (kg)' },
  disposed: { fr: 'Éliminé (kg)', en: 'Disposed of (kg)' },
  toSort: { fr: 'À trier (kg)', en: 'To sort (kg)' },
  given: { fr: 'Matière rendue (kg)', en: 'Material given back (kg)' },
  lost: { fr: 'Perdu au recyclage (kg)', en: 'Lost in recycling (kg)' },
  toMake: { fr: 'À transformer (kg)', en: 'To make (kg)' },
  kgAWeek: { fr: 'Fin de vie (kg par semaine)', en: 'End of life (kg a week)' },
  agreed: { fr: 'dont collecte convenue (kg par semaine)', en: 'of which collection agreed (kg a week)' },
  unknown: { fr: 'Détenteurs dont on ne sait pas quand', en: 'Holders of whom nobody knows when' },
  why: { fr: 'Pourquoi', en: 'Why' },
} satisfies Record<string, Text>

const states = {
  proposed: { fr: 'proposée', en: 'proposed' },
  agreed: { fr: 'convenue', en: 'agreed' },
  refused: { fr: 'refusée', en: 'refused' },
  withdrawn: { fr: 'retirée', en: 'taken back' },
  ended: { fr: 'terminée', en: 'ended' },
} satisfies Record<RegionalShown['agreements'][number]['state'], Text>

const BALANCE = ['collected', 'reused', 'recycled', 'disposed', 'toSort', 'given'] as const
const kg = (value: number) => Number(value.toFixed(3))
const parts = (one: BalanceShown) => BALANCE.map(name => kg(one[name]))

/** One table of the region's page, for spreadsheets. */
export function regionalCsv(
  region: RegionalShown,
  table: (typeof regionalTables)[number],
  catalogue: Catalogue,
  language: Language,
): string {
  const head = (...names: (keyof typeof heading)[]) => names.map(name => heading[name][language])
  const { items } = knownIn(catalogue)
  const named = (id: string) => items.get(id)?.name[language] ?? id
  const streamName = (id: string) => streamOf(id)?.name[language] ?? id
  const tables: Record<(typeof regionalTables)[number], () => (string | number | null)[][]> = {
    items: () => [
      head('item', 'delivered', ...BALANCE),
      ...region.items.map(one => [named(one.item), kg(one.deliveredKg), ...parts(one)]),
    ],
    materials: () => [
      head('material', 'recycled', 'given', 'lost', 'toMake'),
      ...region.materials.map(({ material, recycled, given, lost, toMake }) => [
        named(material),
        ...[recycled, given, lost, toMake].map(kg),
      ]),
    ],
    departments: () => [
      head('department', 'holders', ...BALANCE),
      ...region.departments.map(one => [`${one.department} ${one.name}`, one.holders, ...parts(one)]),
    ],
    deposits: () => [
      head('item', 'material', 'holders', 'kgAWeek', 'agreed', 'unknown', 'why'),
      ...region.deposits.map(({ item, stream, holders, kgAWeek, agreedKgAWeek, unknown, why }) => [
        named(item),
        stream === null ? null : streamName(stream),
        holders,
        kg(kgAWeek),
        kg(agreedKgAWeek),
        unknown,
        why[language],
      ]),
    ],
    agreements: () => [
      head('holder', 'partner', 'material', 'state', 'everyWeeks', 'nextOn', ...BALANCE),
      ...region.agreements.map(one => [
        one.holder.name,
        one.partner.name,
        streamName(one.stream),
        states[one.state][language],
        one.everyWeeks,
        one.nextOn,
        ...parts(one),
      ]),
    ],
  }
  return csvOf(tables[table]())
}
