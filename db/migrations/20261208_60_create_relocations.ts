import { type Kysely, sql } from 'kysely'

/** Imported articles that a region could make: what an operator knows of each, and which item of the catalogue it is made like. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table relocation (
      id uuid not null constraint relocation_pkey primary key,
      operator_id uuid not null references organisation (id) on delete cascade,
      name text not null,
      cpv text,
      -- Where it comes from today, in words: « Bangladesh », « Chine ».
      origin text not null default '',
      -- Where its figures were read.
      source text not null,
      yearly_quantity integer not null,
      -- Delivered, ex tax.
      cents_per_thousand bigint not null,
      -- The item of the catalogue that it is, or that it is made like, and how many times its work and its materials.
      item text not null,
      work_times double precision not null default 1,
      material_times double precision not null default 1,
      note text not null default '',
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      constraint relocation_name_key unique (operator_id, name),
      constraint relocation_figures_check check (
        yearly_quantity > 0 and cents_per_thousand > 0 and work_times > 0 and work_times <= 20
        and material_times > 0 and material_times <= 20
      ),
      constraint relocation_said_check check (name <> '' and source <> ''),
      constraint relocation_cpv_check check (cpv ~ '^[0-9]{8}$')
    )`.execute(db)
}
