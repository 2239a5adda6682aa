import { type Kysely, sql } from 'kysely'

/** A lot names the record of the regime it was made under. What was said before stays: normal law, or a kind without a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['stock_lot', 'surplus']) {
    await sql`alter table ${sql.table(table)}
      drop constraint ${sql.ref(`${table}_regime_check`)},
      add constraint ${sql.ref(`${table}_regime_check`)} check (regime <> '')`.execute(db)
  }
}
