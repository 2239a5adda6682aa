import { type Kysely, sql } from 'kysely'
import type { DB } from './tables/database.ts'

export interface PicturedColumn {
  table: string
  column: string
  type: string
  nullable: boolean
  /** The database fills it when it is left out. */
  hasDefault: boolean
  /** The database computes it; it cannot be written. */
  generated: boolean
}

/** Every column of our tables, as the database has it. */
export async function picturedColumns(db: Kysely<DB>): Promise<PicturedColumn[]> {
  const { rows } = await sql<PicturedColumn>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      not a.attnotnull as nullable,
      (a.atthasdef or a.attidentity <> '') as "hasDefault",
      (a.attgenerated <> '' or a.attidentity = 'a') as generated
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
    where c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely_%'
      and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db)
  return rows
}

/**
 * The whole schema as text for reviewers: columns, constraints, indexes, triggers. Two databases with the same picture
 * have the same schema.
 */
export async function schemaPicture(db: Kysely<DB>): Promise<string> {
  const columns = await picturedColumns(db)
  const { rows: details } = await sql<{ table: string; detail: string }>`
    select * from (
      select conrelid::regclass::text as "table", 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as detail
      from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0
      union all
      select i.indrelid::regclass::text, pg_get_indexdef(i.indexrelid)
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))
      union all
      select tgrelid::regclass::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    ) details
    order by "table", detail`.execute(db)

  const tables = [...new Set(columns.map(({ table }) => table))]
  return tables
    .map(table => {
      const ofTable = columns.filter(column => column.table === table)
      const lines = ofTable.map(({ column, type, nullable, hasDefault, generated }) =>
        [`  ${column} ${type}`, nullable && 'null', generated ? 'generated' : hasDefault && 'default']
          .filter(Boolean)
          .join(' '),
      )
      const rest = details
        .filter(detail => detail.table.replaceAll('"', '') === table)
        .map(({ detail }) => `  ${detail}`)
      return [table, ...lines, ...rest].join('\n')
    })
    .join('\n\n')
    .concat('\n')
}
