import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { readRegionalDemand } from '../consumption/read.ts'
import { readByProduct } from '../investment/read.ts'
import type { Capabilities } from '../overview/capabilities.ts'
import { showFirms, showGaps, showProducts } from '../overview/overview.ts'
import { openNeedsWithBest } from '../overview/queries.ts'
import { lateDeliveries } from '../queues/deliveries.ts'
import { csvOf } from '../tables/csv.ts'
import type { Reading } from './read.ts'
import type { regionTables } from './schemas.ts'

type Table = (typeof regionTables)[number]
type Cell = string | number | null

const headings: Record<Table, Text[]> = {
  firms: [
    { fr: 'Entreprise', en: 'Firm' },
    { fr: 'Structure', en: 'Structure' },
    { fr: 'Département', en: 'Department' },
    { fr: 'Commune', en: 'Town' },
    { fr: 'Produits faits seule', en: 'Products made alone' },
    { fr: 'Produits après réorientation', en: 'Products after reorientation' },
  ],
  needs: [
    { fr: 'Article', en: 'Item' },
    { fr: 'Quantité', en: 'Quantity' },
    { fr: 'Acheteur', en: 'Buyer' },
    { fr: 'Département', en: 'Department' },
    { fr: 'Prochaine livraison', en: 'Next delivery' },
    { fr: 'A une réponse', en: 'Has an answer' },
  ],
  products: [
    { fr: 'Produit', en: 'Product' },
    { fr: 'Entreprises seules', en: 'Firms alone' },
    { fr: 'Après réorientation', en: 'After reorientation' },
    { fr: 'Ensemble', en: 'Together' },
    { fr: 'Besoins ouverts', en: 'Open needs' },
    { fr: 'Quantité demandée', en: 'Quantity asked for' },
  ],
  gaps: [
    { fr: 'Ce qui manque', en: 'What is missing' },
    { fr: 'Dépendance', en: 'Dependence' },
    { fr: 'Étapes que personne ne fait', en: 'Steps that nobody does' },
    { fr: 'Produits touchés', en: 'Products concerned' },
    { fr: 'Besoins touchés', en: 'Needs concerned' },
  ],
  autonomy: [
    { fr: 'Article', en: 'Item' },
    { fr: 'Besoin par semaine', en: 'Need a week' },
    { fr: 'Part aujourd’hui', en: 'Share today' },
    { fr: 'Part après réorientation', en: 'Share after reorientation' },
    { fr: 'Part seule, sans le marché', en: 'Share alone, without the market' },
    { fr: 'Maillons manquants', en: 'Missing links' },
    { fr: 'Entreprises dont elle dépend', en: 'Firms it rests on' },
  ],
  demand: [
    { fr: 'Article', en: 'Item' },
    { fr: 'Semaine du', en: 'Week of' },
    { fr: 'Prévu', en: 'Forecast' },
    { fr: 'Bas', en: 'Low' },
    { fr: 'Haut', en: 'High' },
  ],
  investments: [
    { fr: 'Article', en: 'Item' },
    { fr: 'Entreprises', en: 'Firms' },
    { fr: 'Préparé', en: 'Prepared' },
    { fr: 'Commandé', en: 'Ordered' },
    { fr: 'Demandé', en: 'Asked for' },
    { fr: 'Engagé (€)', en: 'Engaged (€)' },
    { fr: 'Total (€)', en: 'In all (€)' },
  ],
  late: [
    { fr: 'Contrat', en: 'Contract' },
    { fr: 'Acheteur', en: 'Buyer' },
    { fr: 'Entreprise', en: 'Firm' },
    { fr: 'Article', en: 'Item' },
    { fr: 'Attendu le', en: 'Due on' },
    { fr: 'Quantité', en: 'Quantity' },
  ],
}

const yesNo: Record<'true' | 'false', Text> = {
  true: { fr: 'oui', en: 'yes' },
  false: { fr: 'non', en: 'no' },
}
const CENTS = 100

/** One of the region's tables, as its operator's pages show it today, for spreadsheets. No figure of distress is in any. */
export async function regionCsv(
  db: Kysely<DB>,
  reading: Reading & { capabilities: () => Promise<Capabilities> },
  table: Table,
  language: Language,
): Promise<string> {
  const { catalogue, today, operatorId, personId } = reading
  const known = knownIn(catalogue)
  const named = (id: string) => known.items.get(id)?.name[language] ?? id
  const families = new Map(catalogue.families.map(({ id, name }) => [id, name[language]]))
  const asking = { organisationId: operatorId, personId, catalogue, today, scenario: 'calm' as const }
  const say = (value: boolean) => yesNo[`${value}`][language]
  const hundredth = (value: number) => Number(value.toFixed(2))
  const needs = () => openNeedsWithBest(db, today)
  const rows: Record<Table, () => Promise<Cell[][]>> = {
    firms: async () =>
      showFirms(
        await reading.capabilities(),
        new Set([...known.families.values()].flat().map(({ id }) => id)),
      ).map(one => [
        one.name,
        one.structure,
        one.department,
        one.communeName,
        one.productsNow,
        one.productsReoriented,
      ]),
    needs: async () =>
      (await needs()).map(one => [
        one.item === null ? (families.get(one.family ?? '') ?? one.family) : named(one.item),
        one.quantity,
        one.buyer.name,
        one.department,
        one.nextDue,
        say(one.feasible),
      ]),
    products: async () =>
      showProducts(await reading.capabilities(), await needs(), catalogue).map(one => [
        named(one.item),
        one.makersNow,
        one.makersReoriented,
        say(one.together),
        one.needs,
        one.quantity,
      ]),
    gaps: async () =>
      showGaps(await reading.capabilities(), await needs(), catalogue).map(one => [
        named(one.item),
        one.outside,
        one.operations.map(({ operation }) => operation).join(', '),
        one.products.map(named).join(', '),
        one.needs,
      ]),
    autonomy: async () =>
      (await reading.autonomy.all(db, asking)).items.map(one => [
        named(one.item),
        Math.round(one.weekly),
        hundredth(one.withMarket.today),
        hundredth(one.withMarket.after),
        hundredth(one.alone.after),
        one.missing,
        one.fragile,
      ]),
    demand: async () =>
      (await readRegionalDemand(db, asking, false)).items.flatMap(({ item, weeks }) =>
        weeks.map(({ week, value, low, high }) => [named(item), week, ...[value, low, high].map(Math.round)]),
      ),
    investments: async () =>
      (await readByProduct(db, catalogue, today)).map(one => [
        named(one.item),
        one.firms,
        one.prepared,
        one.ordered,
        one.asked,
        one.engagedCents / CENTS,
        one.cents / CENTS,
      ]),
    late: async () =>
      (await lateDeliveries(db, catalogue, today)).map(one => [
        `${one.contract.number} ${one.contract.title}`,
        one.buyer.name,
        one.firm?.name ?? null,
        one.item === null ? null : named(one.item),
        one.due,
        one.quantity,
      ]),
  }
  return csvOf([headings[table].map(text => text[language]), ...(await rows[table]())])
}
