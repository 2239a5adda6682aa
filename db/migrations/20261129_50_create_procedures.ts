import { type Kysely, sql } from 'kysely'

/** By which procedure a need is bought, and by which revision of which rule of public buying. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table procedure (
      id uuid primary key,
      need_id uuid not null references need (id) on delete cascade,
      need_revision integer not null,
      regime text not null,
      authority text not null,
      urgency text not null,
      begins date not null,
      need_cents bigint not null,
      elsewhere_cents bigint not null,
      -- Of the whole homogeneous need: with the needs that are counted beside it.
      total_cents bigint not null,
      form text not null,
      framework_months integer,
      -- A revision in catalogue_record, of the kind buyingRules.
      rule_slug text not null,
      rule_revision integer not null,
      proposed text not null,
      chosen text not null,
      reason text not null default '',
      grounds jsonb,
      decided_by uuid references "user" (id) on delete set null,
      decided_at timestamptz not null default now(),
      approved_by uuid references "user" (id) on delete set null,
      approved_at timestamptz,
      version integer not null default 1,
      constraint procedure_need_id_key unique (need_id),
      constraint procedure_regime_check check (regime in ('public', 'private')),
      constraint procedure_authority_check check (authority in ('central', 'other')),
      constraint procedure_urgency_check check (urgency in ('none', 'simple', 'imperious')),
      constraint procedure_cents_check check (need_cents > 0 and elsewhere_cents >= 0
        and total_cents >= need_cents + elsewhere_cents),
      constraint procedure_form_check check (form in ('order', 'framework')),
      constraint procedure_framework_months_check check ((form = 'framework') = (framework_months is not null)),
      constraint procedure_kind_check check (
        proposed in ('without-publicity', 'adapted', 'formal', 'imperious-urgency', 'quotes')
        and chosen in ('without-publicity', 'adapted', 'formal', 'imperious-urgency', 'quotes')),
      constraint procedure_grounds_check check ((chosen = 'imperious-urgency') = (grounds is not null))
    )`.execute(db)
  await sql`
    create table procedure_alike (
      procedure_id uuid not null references procedure (id) on delete cascade,
      need_id uuid not null references need (id) on delete cascade,
      cents bigint not null,
      constraint procedure_alike_pkey primary key (procedure_id, need_id),
      constraint procedure_alike_cents_check check (cents > 0)
    )`.execute(db)
}
