import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { anyone, mayRead } from '../../search/reader.ts'
import type { Hit, Reader } from '../../search/text-search.ts'

/** Who a person (null: anyone) is to the index: a suspended organisation lets its members read no more than anyone. */
export async function readerOf(db: Kysely<DB>, personId: string | null): Promise<Reader> {
  if (personId === null) return anyone
  const memberships = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.id', 'organisation.roles', 'organisation.status'])
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .execute()
  const current = memberships.filter(({ status }) => status !== 'suspended')
  return {
    member: current.length > 0,
    operator: current.some(({ roles }) => roles.includes('operator')),
    organisations: memberships.map(({ id }) => id),
  }
}

/** What a list shows of a need besides what it is found by. */
export interface NeedFigures {
  quantity: number
  due: string | null
}

/**
 * Hits that the tables still let this reader read, with the figures of needs. An index follows the tables a moment
 * later, and by longer while it is away: what was hidden meanwhile is not shown.
 */
export async function stillReadable(
  db: Kysely<DB>,
  hits: Hit[],
  reader: Reader,
): Promise<{ hit: Hit; need: NeedFigures | null }[]> {
  const idsOf = (kind: Hit['kind']) => hits.filter(hit => hit.kind === kind).map(({ id }) => id)
  const [firmIds, needIds] = [idsOf('firm'), idsOf('need')]
  const firms =
    firmIds.length === 0
      ? []
      : await db
          .selectFrom('profile')
          .innerJoin('organisation', 'organisation.id', 'profile.organisationId')
          .select(['organisation.id', 'profile.audience'])
          .where(sql<boolean>`organisation.id = any(${firmIds}::uuid[])`)
          .where('organisation.status', '!=', 'suspended')
          .execute()
  const needs =
    needIds.length === 0
      ? []
      : await db
          .selectFrom('need')
          .innerJoin('organisation', 'organisation.id', 'need.organisationId')
          .select(['need.id', 'need.organisationId', 'need.visibility', 'need.quantity'])
          .select(
            sql<
              string | null
            >`(select min(due) from need_tranche where need_id = need.id and due >= current_date)`.as('due'),
          )
          .where(sql<boolean>`need.id = any(${needIds}::uuid[])`)
          .where('need.state', '=', 'published')
          .where('organisation.status', '!=', 'suspended')
          .execute()
  const readable = new Map<string, NeedFigures | null>([
    ...firms.filter(({ id, audience }) => mayRead(reader, audience, id)).map(({ id }) => [id, null] as const),
    ...needs
      .filter(({ visibility, organisationId }) => mayRead(reader, visibility, organisationId))
      .map(({ id, quantity, due }) => [id, { quantity, due }] as const),
  ])
  return hits.flatMap(hit => {
    const isOfCatalogue = hit.kind === 'product' || hit.kind === 'machine'
    return isOfCatalogue || readable.has(hit.id) ? [{ hit, need: readable.get(hit.id) ?? null }] : []
  })
}
