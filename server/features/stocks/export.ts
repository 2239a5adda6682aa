import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { sql, type Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { csvOf } from '../tables/csv.ts'
import { movementsOf } from './read.ts'
import type { MovementShown } from './schemas.ts'
import { lotColumns } from './standing.ts'

const heading = {
  depot: { fr: 'Dépôt', en: 'Depot' },
  item: { fr: 'Article', en: 'Item' },
  size: { fr: 'Taille', en: 'Size' },
  number: { fr: 'Lot', en: 'Lot' },
  maker: { fr: 'Fabricant', en: 'Maker' },
  expiresOn: { fr: 'Péremption', en: 'Expires on' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  counted: { fr: 'Compté', en: 'Counted' },
  onTheRoad: { fr: 'En route', en: 'On the road' },
  day: { fr: 'Jour', en: 'Day' },
  kind: { fr: 'Mouvement', en: 'Movement' },
  from: { fr: 'De', en: 'From' },
  to: { fr: 'Vers', en: 'To' },
  note: { fr: 'Note', en: 'Note' },
  undoes: { fr: 'Annule un autre', en: 'Undoes another' },
} satisfies Record<string, Text>

const accountName: Record<MovementShown['from']['account'], Text> = {
  depot: { fr: 'dépôt', en: 'depot' },
  transit: { fr: 'en route vers', en: 'on the road to' },
  supplier: { fr: 'fournisseur', en: 'supplier' },
  consumed: { fr: 'consommé', en: 'consumed' },
  lost: { fr: 'perdu', en: 'lost' },
  adjustment: { fr: 'écart de comptage', en: 'difference of a count' },
}

const kindName: Record<MovementShown['kind'], Text> = {
  in: { fr: 'entrée', en: 'in' },
  'take-back': { fr: 'reprise', en: 'take-back' },
  out: { fr: 'sortie', en: 'out' },
  transfer: { fr: 'transfert', en: 'transfer' },
  arrival: { fr: 'arrivée', en: 'arrival' },
  loss: { fr: 'perte', en: 'loss' },
  count: { fr: 'comptage', en: 'count' },
}

const headings = (names: readonly (keyof typeof heading)[], language: Language) =>
  names.map(name => heading[name][language])

/** What an organisation has, a line a lot and depot, with an empty column to count it: a count is read back from this file. */
export async function lotsCsv(
  db: Kysely<DB>,
  organisationId: string,
  catalogue: Catalogue,
  language: Language,
): Promise<string> {
  const rows = await db
    .selectFrom('stockBalance')
    .innerJoin('depot', 'depot.id', 'stockBalance.depotId')
    .innerJoin('stockLot', 'stockLot.id', 'stockBalance.lotId')
    .select(lotColumns)
    .select('depot.name as depot')
    .select(
      sql<number>`sum(case when account = 'depot' then stock_balance.quantity else 0 end)::float8`.as(
        'quantity',
      ),
    )
    .select(
      sql<number>`sum(case when account = 'transit' then stock_balance.quantity else 0 end)::float8`.as(
        'onTheRoad',
      ),
    )
    .where('depot.organisationId', '=', organisationId)
    .groupBy([...lotColumns, 'depot.name'])
    .having(sql<number>`sum(stock_balance.quantity)`, '>', 0)
    .orderBy('depot.name')
    .orderBy('stockLot.item')
    .orderBy('stockLot.expiresOn')
    .execute()
  const { items } = knownIn(catalogue)
  return csvOf([
    headings(
      ['depot', 'item', 'size', 'number', 'maker', 'expiresOn', 'quantity', 'counted', 'onTheRoad'],
      language,
    ),
    ...rows.map(row => [
      row.depot,
      items.get(row.item)?.name[language] ?? row.item,
      row.size,
      row.number,
      row.maker,
      row.expiresOn,
      row.quantity,
      null,
      row.onTheRoad,
    ]),
  ])
}

/** Every movement that concerns an organisation, the last first. */
export async function movementsCsv(
  db: Kysely<DB>,
  organisationId: string,
  catalogue: Catalogue,
  language: Language,
): Promise<string> {
  const movements = await movementsOf(db, organisationId, sql<boolean>`true`, 100_000)
  const { items } = knownIn(catalogue)
  const place = ({ account, depot }: MovementShown['from']) =>
    depot === null
      ? accountName[account][language]
      : account === 'depot'
        ? depot.name
        : `${accountName[account][language]} ${depot.name}`
  return csvOf([
    headings(['day', 'kind', 'item', 'size', 'number', 'quantity', 'from', 'to', 'note', 'undoes'], language),
    ...movements.map(({ day, kind, lot, quantity, from, to, note, reverses }) => [
      day,
      kindName[kind][language],
      items.get(lot.item)?.name[language] ?? lot.item,
      lot.size,
      lot.number,
      quantity,
      place(from),
      place(to),
      note,
      reverses ? '1' : null,
    ]),
  ])
}
