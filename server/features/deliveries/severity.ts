import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import type { Kysely } from 'kysely'
import { firstLot, resume, type Switching } from '../inspections/switching.ts'

export type ByClass = Record<'major' | 'minor', Switching>

/** Whose lots of what are inspected by whom: severity is kept for each supplier and product of a buyer. */
export interface Series {
  buyerId: string
  supplier: string
  item: string
}

/** A supplier as severity is kept for it, on the platform or not. */
export const supplierKey = ({
  firmId,
  siren,
  name,
}: {
  firmId: string | null
  siren: string | null
  name: string
}) => firmId ?? siren ?? name

/** How severely the next lot of a series is inspected; as the first one where none was. */
export async function severityOf(db: Kysely<DB>, { buyerId, supplier, item }: Series): Promise<ByClass> {
  const rows = await db
    .selectFrom('inspectionSeverity')
    .select(['class', 'switching'])
    .where('buyerId', '=', buyerId)
    .where('supplier', '=', supplier)
    .where('item', '=', item)
    .execute()
  const of = (name: 'major' | 'minor') => rows.find(row => row.class === name)?.switching ?? firstLot
  return { major: of('major'), minor: of('minor') }
}

/** Remembers how severely the next lot is inspected. */
export async function rememberSeverity(
  trx: Transaction<DB>,
  series: Series,
  severity: ByClass,
): Promise<void> {
  for (const name of ['major', 'minor'] as const) {
    const switching = JSON.stringify(severity[name])
    await trx
      .insertInto('inspectionSeverity')
      .values({ ...series, class: name, switching })
      .onConflict(conflict =>
        conflict.columns(['buyerId', 'supplier', 'item', 'class']).doUpdateSet({ switching }),
      )
      .execute()
  }
}

export const isDiscontinued = ({ major, minor }: ByClass): boolean => major.discontinued || minor.discontinued

/** After the buyer has agreed that deliveries go on: tightened inspection, for the classes that had stopped. */
export function resumed(severity: ByClass): ByClass {
  const of = (switching: Switching) => (switching.discontinued ? resume() : switching)
  return { major: of(severity.major), minor: of(severity.minor) }
}
