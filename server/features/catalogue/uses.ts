import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import type { Kind } from '@maillage/db/catalogue/kinds.ts'

/** Where something of the catalogue is spoken of outside of it, and what that is called. */
interface Place {
  table: string
  column: string
  what: Text
}

const place = (table: string, column: string, fr: string, en: string): Place => ({
  table,
  column,
  what: { fr, en },
})

const PLACES: Partial<Record<Kind, Place[]>> = {
  items: [
    place('need', 'item', 'besoins', 'needs'),
    place('contract_line', 'item', 'lignes de marchés', 'lines of contracts'),
    place('order_line', 'item', 'lignes de commandes', 'lines of orders'),
    place('tender_lot', 'item', 'lots de consultations', 'lots of tenders'),
    place('pool', 'item', 'achats groupés', 'joint purchases'),
    place('stock_lot', 'item', 'lots en stock', 'lots in stock'),
    place('stock_target', 'item', 'seuils de stock', 'stock targets'),
    place('consumption', 'item', 'consommations', 'consumptions'),
    place('surplus', 'item', 'surplus', 'surpluses'),
    place('investment', 'item', 'investissements', 'investments'),
    place('plan_line', 'item', 'lignes de plans', 'lines of plans'),
    place('certificate', 'item', 'certificats', 'certificates'),
  ],
  families: [
    place('need', 'family', 'besoins', 'needs'),
    place('tender_lot', 'family', 'lots de consultations', 'lots of tenders'),
  ],
  norms: [
    place('need_norm', 'norm', 'besoins', 'needs'),
    place('certificate', 'norm', 'certificats', 'certificates'),
  ],
  machineTypes: [place('machine', 'type', 'parcs de machines', 'groups of machines')],
  trades: [place('workforce', 'trade', 'équipes', 'groups of people')],
  materialFamilies: [place('worked_material', 'family', 'profils d’entreprises', 'profiles of firms')],
}

/** How often something of the catalogue is spoken of, by what speaks of it; nothing where nobody does. */
export async function usesOf(
  db: Kysely<DB>,
  kind: Kind,
  slug: string,
): Promise<{ what: Text; count: number }[]> {
  const found: { what: Text; count: number }[] = []
  for (const { table, column, what } of PLACES[kind] ?? []) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from ${sql.table(table)} where ${sql.ref(column)} = ${slug}`.execute(
      db,
    )
    const count = rows[0]?.count ?? 0
    if (count > 0) found.push({ what, count })
  }
  return found
}
