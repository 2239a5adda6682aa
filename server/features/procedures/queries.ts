import type { DB } from '@maillage/db/tables/database.ts'
import type { ProcedureTable } from '@maillage/db/tables/trade.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { knownIn } from '../catalogue/known.ts'
import { readRule } from './law.ts'
import type { ProcedurePage, ProcedureShown, PurchaseInput } from './schemas.ts'

/** What of a need and its buyer decides how it is bought. */
export interface Bought {
  needId: string
  organisationId: string
  revision: number
  /** A firm that buys for itself is no public buyer. */
  regime: 'public' | 'private'
  family: string | null
}

/** A need as it is bought; undefined where it is not. */
export async function readBought(
  db: Kysely<DB>,
  catalogue: Catalogue,
  needId: string,
): Promise<Bought | undefined> {
  const row = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.organisationId', 'need.revision', 'need.item', 'need.family', 'organisation.buyerRegime'])
    .where('need.id', '=', needId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { organisationId, revision, item, family, buyerRegime } = row
  return {
    needId,
    organisationId,
    revision,
    regime: buyerRegime ?? 'private',
    family: family ?? knownIn(catalogue).items.get(item ?? '')?.family ?? null,
  }
}

/** Other needs of the same buyer, of the same family, written within so many months: the law sums what is alike (R2121-7). */
export async function needsAlike(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { needId, organisationId, family }: Bought,
  months: number | null,
): Promise<ProcedurePage['alike']> {
  if (family === null || months === null) return []
  const items = catalogue.items.filter(item => item.family === family).map(({ id }) => id)
  return db
    .selectFrom('need')
    .leftJoin('procedure', 'procedure.needId', 'need.id')
    .select(['need.id as needId', 'need.item', 'need.family', 'need.quantity', 'need.state'])
    .select('procedure.needCents as cents')
    .where('need.organisationId', '=', organisationId)
    .where('need.id', '!=', needId)
    .where('need.state', '!=', 'withdrawn')
    .where('need.createdAt', '>', sql<Date>`now() - make_interval(months => ${months})`)
    .where(or =>
      or.or([or('need.family', '=', family), or('need.item', '=', sql<string>`any(${items}::text[])`)]),
    )
    .orderBy('need.createdAt', 'desc')
    .limit(200)
    .execute()
}

/** Those of the needs named that are this buyer's others. */
export async function othersOf(db: Kysely<DB>, { needId, organisationId }: Bought, ids: string[]) {
  const rows = await db
    .selectFrom('need')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('id', '!=', needId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The procedure of a need, with whoever chose and approved it; null where none was chosen. */
export async function readProcedure(db: Kysely<DB>, needId: string): Promise<ProcedureShown | null> {
  const row = await db
    .selectFrom('procedure')
    .innerJoin('need', 'need.id', 'procedure.needId')
    .leftJoin('user as decider', 'decider.id', 'procedure.decidedBy')
    .leftJoin('user as approver', 'approver.id', 'procedure.approvedBy')
    .selectAll('procedure')
    .select(['decider.name as deciderName', 'approver.name as approverName', 'need.revision'])
    .where('procedure.needId', '=', needId)
    .executeTakeFirst()
  if (row === undefined) return null
  const alike = await db
    .selectFrom('procedureAlike')
    .select(['needId', 'cents'])
    .where('procedureId', '=', row.id)
    .orderBy('needId')
    .execute()
  const person = (id: string | null, name: string | null) =>
    id === null || name === null ? null : { id, name }
  const { id, version, regime, authority, urgency, begins, needCents, elsewhereCents, totalCents } = row
  const { form, frameworkMonths, proposed, chosen, reason, grounds } = row
  return {
    id,
    version,
    regime,
    authority,
    urgency,
    begins,
    needCents,
    elsewhereCents,
    totalCents,
    alike,
    form,
    frameworkMonths,
    proposed,
    chosen,
    reason,
    grounds,
    rule: await readRule(db, row.ruleSlug, row.ruleRevision),
    decidedBy: person(row.decidedBy, row.deciderName),
    decidedAt: row.decidedAt.toISOString(),
    approvedBy: person(row.approvedBy, row.approverName),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    needRevised: row.needRevision !== row.revision,
  }
}

/** Stores a choice over the one that was there, whose approval falls. Returns the procedure's id. */
export async function storeProcedure(
  trx: Transaction<DB>,
  chosen: Omit<Insertable<ProcedureTable>, 'id'>,
  alike: PurchaseInput['alike'],
): Promise<string> {
  const { id } = await trx
    .insertInto('procedure')
    .values({ id: newId(), ...chosen })
    .onConflict(conflict =>
      conflict.column('needId').doUpdateSet(old => ({
        ...chosen,
        version: old('procedure.version', '+', 1),
        decidedAt: sql<Date>`now()`,
        approvedBy: null,
        approvedAt: null,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx.deleteFrom('procedureAlike').where('procedureId', '=', id).execute()
  if (alike.length > 0) {
    const rows = alike.map(({ needId, cents }) => ({ procedureId: id, needId, cents }))
    await trx.insertInto('procedureAlike').values(rows).execute()
  }
  return id
}

/** The engine's estimate of what a need costs, from the first ten partnerships of its ranking. */
export async function estimateOf(db: Kysely<DB>, needId: string): Promise<ProcedurePage['estimate']> {
  const { rows } = await sql<{ low: number | null; high: number | null }>`
    select round(min(cents))::bigint low, round(max(cents))::bigint high from (
      select (criterion -> 'reason' -> 'figures' ->> 'centsPerThousand')::numeric * need.quantity / 1000 cents
      from match join need on need.id = match.need_id,
        jsonb_array_elements(match.partnership -> 'criteria') criterion
      where match.need_id = ${needId} and match.rank <= 10 and match.feasible and criterion ->> 'id' = 'cost'
    ) estimates`.execute(db)
  const [row] = rows
  return row === undefined || row.low === null || row.high === null
    ? null
    : { lowCents: row.low, highCents: row.high }
}
