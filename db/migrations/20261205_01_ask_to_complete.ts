import { type Kysely, sql } from 'kysely'

/** A bidder may be asked in writing to complete an irregular offer (R2152-2), as it may be to justify a price. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table price_question
      add column kind text not null default 'price',
      add constraint price_question_kind_check check (kind in ('price', 'completion')),
      drop constraint price_question_pkey,
      add constraint price_question_pkey primary key (offer_id, lot, kind)`.execute(db)
  await sql`alter table price_question alter column kind drop default`.execute(db)
  await sql`alter table price_question rename to offer_question`.execute(db)
  const constraints = [
    'pkey',
    'kind_check',
    'answer_check',
    'offer_id_fkey',
    'asked_by_fkey',
    'answered_by_fkey',
  ]
  for (const name of constraints)
    await sql
      .raw(`alter table offer_question rename constraint price_question_${name} to offer_question_${name}`)
      .execute(db)
}
