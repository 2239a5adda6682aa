import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { communeName } from '../../places.ts'
import type { NeedLine } from './schemas.ts'

const EXCERPT = 240

/** First tranche still to come on this day, and the last one. */
const nextDue = (today: string) =>
  sql<string | null>`(select min(due) from need_tranche where need_id = need.id and due >= ${today}::date)`
const lastDue = sql<string | null>`(select max(due) from need_tranche where need_id = need.id)`

/** Needs with what every list shows of them, and nothing that is the buyer's alone. `today` is the day in France. */
export function selectLines(db: Kysely<DB>, today: string) {
  return db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.id', 'need.item', 'need.family', 'need.claim', 'need.quantity', 'need.commune'])
    .select(['need.department', 'need.latitude', 'need.longitude', 'need.precision', 'need.revision'])
    .select(['need.reservedFor', 'need.publishedAt', 'need.organisationId'])
    .select(['organisation.name as buyerName', 'organisation.buyerKind'])
    .select([nextDue(today).as('nextDue'), lastDue.as('lastDue')])
    .select(sql<string>`left(need.text, ${EXCERPT})`.as('excerpt'))
}

/** The same, of needs that are open: published, by an organisation in good standing, with a delivery still to come. */
export function selectOpenLines(db: Kysely<DB>, today: string) {
  return selectLines(db, today)
    .where('need.state', '=', 'published')
    .where('organisation.status', '!=', 'suspended')
    .where(nextDue(today), 'is not', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number]

/** A row of such a list as its reader gets it. */
export function toLine(row: Row): NeedLine {
  return {
    id: row.id,
    buyer: { id: row.organisationId, name: row.buyerName, kind: row.buyerKind },
    item: row.item,
    family: row.family,
    claim: row.claim,
    quantity: row.quantity,
    commune: row.commune,
    communeName: communeName(row.commune),
    department: row.department,
    latitude: row.latitude,
    longitude: row.longitude,
    precision: row.precision,
    nextDue: row.nextDue,
    lastDue: row.lastDue,
    excerpt: row.excerpt,
    revision: row.revision,
    reservedFor: row.reservedFor,
    publishedAt: row.publishedAt?.toISOString() ?? null,
  }
}
