import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Language } from '../../problems/problem.ts'
import { csvOf } from '../tables/csv.ts'
import type { PlanLines, planTables, PlanShown } from './schemas.ts'

const heading = {
  item: { fr: 'Article', en: 'Item' },
  claim: { fr: 'Revendication', en: 'Claim' },
  week: { fr: 'Semaine du', en: 'Week of' },
  due: { fr: 'Attendu', en: 'Due' },
  delivered: { fr: 'Remis', en: 'Handed over' },
  late: { fr: 'En retard', en: 'Late' },
  stock: { fr: 'Stock en fin de semaine', en: 'Stock at the end of the week' },
  firm: { fr: 'Entreprise', en: 'Firm' },
  site: { fr: 'Site', en: 'Site' },
  operation: { fr: 'Opération', en: 'Operation' },
  units: { fr: 'Quantité', en: 'Quantity' },
  from: { fr: 'De (département)', en: 'From (department)' },
  to: { fr: 'Vers (département)', en: 'To (department)' },
  kilometres: { fr: 'Kilomètres', en: 'Kilometres' },
  reorientations: { fr: 'Reconversion', en: 'Reorientation' },
  keuro: { fr: 'k€', en: 'k€' },
  days: { fr: 'Jours', en: 'Days' },
  beginBy: { fr: 'À commencer avant le', en: 'To begin by' },
  firstWork: { fr: 'Premier travail', en: 'First work' },
} satisfies Record<string, Text>

/** One of a plan's tables, for spreadsheets; empty but for its headings where the plan was not made. */
export function planCsv(
  { weeks, result }: PlanShown,
  lines: PlanLines,
  table: (typeof planTables)[number],
  catalogue: Catalogue,
  language: Language,
): string {
  const head = (...names: (keyof typeof heading)[]) => names.map(name => heading[name][language])
  const nameIn = (records: readonly { id: string; name: Text }[]) => {
    const names = new Map(records.map(({ id, name }) => [id, name[language]]))
    return (id: string) => names.get(id) ?? id
  }
  const item = nameIn(catalogue.items)
  const move = nameIn(catalogue.reorientations)
  const operations = new Map(
    catalogue.recipes.flatMap(recipe =>
      recipe.operations.map(({ id, name }) => [`${recipe.id} ${id}`, name[language]]),
    ),
  )
  const operation = (one: { recipe: string; operation: string }) =>
    operations.get(`${one.recipe} ${one.operation}`) ?? one.operation
  const rounded = (value: number | undefined) => Math.round(value ?? 0)
  const spread = (units: readonly number[]) =>
    units.flatMap((amount, week) => (rounded(amount) === 0 ? [] : [{ week: weeks[week] ?? '', amount }]))
  const rows = {
    items: () => [
      head('item', 'claim', 'week', 'due', 'delivered', 'late', 'stock'),
      ...(result?.items ?? []).flatMap(one =>
        weeks.map((week, at) => [
          item(one.item),
          one.claim,
          week,
          ...[one.due[at], one.delivered[at], one.late[at], one.stock[at]].map(rounded),
        ]),
      ),
    ],
    lines: () => [
      head('firm', 'site', 'item', 'claim', 'operation', 'week', 'units'),
      ...lines.flatMap(line =>
        spread(line.units).map(({ week, amount }) => [
          line.firm,
          line.site,
          item(line.item),
          line.claim,
          operation(line),
          week,
          rounded(amount),
        ]),
      ),
    ],
    purchases: () => [
      head('item', 'week', 'units'),
      ...(result?.purchases ?? []).flatMap(one =>
        spread(one.units).map(({ week, amount }) => [item(one.item), week, rounded(amount)]),
      ),
    ],
    transports: () => [
      head('item', 'operation', 'from', 'to', 'kilometres', 'units'),
      ...(result?.transports ?? []).map(one => [
        item(one.item),
        operation(one),
        one.from,
        one.to,
        rounded(one.kilometres),
        rounded(one.units),
      ]),
    ],
    changes: () => [
      head('firm', 'site', 'reorientations', 'keuro', 'days', 'beginBy', 'firstWork'),
      ...(result?.changes ?? []).map(one => [
        one.firm,
        one.site,
        one.reorientations.map(move).join(' + '),
        one.keuro,
        one.days,
        one.beginBy,
        one.firstWork,
      ]),
    ],
  } satisfies Record<(typeof planTables)[number], () => (string | number | null)[][]>
  return csvOf(rows[table]())
}
