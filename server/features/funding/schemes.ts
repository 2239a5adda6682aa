import { loadSchemes } from '@maillage/db/law/load.ts'
import { type FundingScheme, FundingSchemeSchema } from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { shipRecords } from '../../engine/catalogue-records.ts'
import type { Fault } from '../../problems/faults.ts'
import { type Revised, reviseRecord } from '../procedures/law.ts'
import type { FundingEffect } from './schemas.ts'

const KIND = 'fundingSchemes'

/** A scheme as it stands in the table, with what an upgrade ships to one that the operator has revised. */
export type SchemeLine = FundingScheme & {
  revision: number
  origin: 'shipped' | 'operator'
  shipped: FundingScheme | null
}

/** Brings the schemes that ship with this version into the database, beside what the operator has revised. */
export async function shipSchemes(trx: Transaction<DB>): Promise<void> {
  const schemes = loadSchemes()
  await shipRecords(
    trx,
    schemes.map((content, position) => ({ kind: KIND, slug: content.id, position, content })),
  )
}

const Schemes = Type.Array(FundingSchemeSchema)
function schemesIn(contents: unknown[]): FundingScheme[] {
  if (!Value.Check(Schemes, contents)) throw new Error('a stored funding scheme is not as expected')
  return contents
}

/** The last revision of every scheme, in the order of the table. Throws where one no longer has the shape this version reads. */
export async function readSchemes(db: Kysely<DB>): Promise<SchemeLine[]> {
  const rows = await db
    .selectFrom('catalogueRecord')
    .leftJoin('catalogueProposal', join =>
      join
        .onRef('catalogueProposal.kind', '=', 'catalogueRecord.kind')
        .onRef('catalogueProposal.slug', '=', 'catalogueRecord.slug'),
    )
    .distinctOn('catalogueRecord.slug')
    .select(['catalogueRecord.slug', 'revision', 'origin', 'position', 'catalogueRecord.content'])
    .select('catalogueProposal.content as shipped')
    .where('catalogueRecord.kind', '=', KIND)
    .orderBy('catalogueRecord.slug')
    .orderBy('revision', 'desc')
    .execute()
  rows.sort((a, b) => a.position - b.position || (a.slug < b.slug ? -1 : 1))
  const schemes = schemesIn(rows.map(({ content }) => content))
  return schemes.map((scheme, at) => {
    const { revision = 1, origin = 'shipped' as const, shipped = null } = rows[at] ?? {}
    return { ...scheme, revision, origin, shipped: shipped && (schemesIn([shipped])[0] ?? null) }
  })
}

/** The schemes, held until the transaction ends. */
export async function lockSchemes(trx: Transaction<DB>): Promise<SchemeLine[]> {
  await trx
    .selectFrom('catalogueRecord')
    .select('slug')
    .where('kind', '=', KIND)
    .orderBy('slug')
    .orderBy('revision')
    .forUpdate()
    .execute()
  return readSchemes(trx)
}

export const reviseScheme = (trx: Transaction<DB>, scheme: Revised<FundingScheme>) =>
  reviseRecord(trx, KIND, scheme)

const said = {
  days: { fr: 'La fin doit venir après le début.', en: 'The end has to come after the beginning.' },
  twice: { fr: 'Ce dispositif figure deux fois.', en: 'This scheme appears twice.' },
  future: { fr: 'Ce jour n’est pas encore venu.', en: 'This day has not come yet.' },
}

/** What is wrong with schemes that are to stand in the table. `today` is an ISO date in France. */
export function checkSchemes(revised: readonly FundingScheme[], today: string): Fault[] {
  return revised.flatMap(({ id, from, until, source }, at) => {
    const fault = (field: string, message: Fault['message']) => [
      { field: `/schemes/${at}/${field}`, message },
    ]
    return [
      ...(revised.findIndex(other => other.id === id) < at ? fault('id', said.twice) : []),
      ...(until !== null && until <= from ? fault('until', said.days) : []),
      ...(source.readOn > today ? fault('source/readOn', said.future) : []),
    ]
  })
}

/** Whether a scheme takes anybody on a day. */
export const isOpen = ({ from, until }: Pick<FundingScheme, 'from' | 'until'>, day: string) =>
  from <= day && (until === null || day < until)

/**
 * How many reorientations that are going on count on each scheme that is revised, and whether it would take them today. They are
 * counted and not named: what a firm invests is its own.
 */
export async function effectOf(
  db: Kysely<DB>,
  revised: readonly FundingScheme[],
  today: string,
): Promise<FundingEffect> {
  const stored = await readSchemes(db)
  const { rows } = await sql<{ scheme: string; files: number; waiting: number }>`
    select line ->> 'scheme' as scheme, count(distinct investment.id) as files,
      count(distinct investment.id) filter (where line ->> 'state' in ('thought-of', 'asked')) as waiting
    from investment, jsonb_array_elements(funding) line
    where investment.state in ('planned', 'begun') and line ->> 'scheme' = any(${revised.map(({ id }) => id)})
    group by 1`.execute(db)
  return revised.map(scheme => {
    const was = stored.find(({ id }) => id === scheme.id)
    const { files = 0, waiting = 0 } = rows.find(row => row.scheme === scheme.id) ?? {}
    const wasOpen = was !== undefined && isOpen(was, today)
    return { id: scheme.id, files, waiting, wasOpen, isOpen: isOpen(scheme, today) }
  })
}
