import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type CompiledFirm, compileFirm } from '@maillage/matching/firm.ts'
import type { Kysely } from 'kysely'
import { loadFirms } from '../../engine/load-firms.ts'
import { referenceOf } from '../contracts/hours.ts'
import type { HoursTaken, TakenWeek } from './schemas.ts'

const MINUTES_AN_HOUR = 60

/** What is taken of a firm's hours from a week on, with the offers it is held for. */
const takenFrom = (db: Kysely<DB>, organisationId: string, monday: string) =>
  db
    .selectFrom('capacityLedger')
    .innerJoin('site', 'site.id', 'capacityLedger.siteId')
    .leftJoin('offer', join =>
      join.onRef('offer.id', '=', 'causeId').on('capacityLedger.cause', '=', 'offer'),
    )
    .leftJoin('tender', 'tender.id', 'offer.tenderId')
    .select(['siteId', 'site.name as siteName', 'kind', 'resource', 'week', 'minutes'])
    .select(['capacityLedger.state', 'expiresAt', 'tender.id as tenderId', 'tender.title'])
    .where('site.organisationId', '=', organisationId)
    .where('week', '>=', monday)
    .orderBy('week')
    .orderBy('site.position')
    .orderBy('kind')
    .orderBy('resource')
    .orderBy('capacityLedger.id')
    .execute()

type Row = Awaited<ReturnType<typeof takenFrom>>[number]

/** Minutes that a firm declares of a resource for a week: where it declares nobody, those the engine assumes. */
function declaredIn(firm: CompiledFirm, { siteId, kind, resource, week }: Row): number {
  const site = firm.sites.find(one => one.site.id === siteId)
  const share = firm.firm.availability.findLast(one => one.week === week)?.share ?? 1
  const hours =
    kind === 'machines'
      ? site?.machines.filter(({ type }) => type === resource)
      : site?.pools.filter(({ trade }) => trade === resource)
  return Math.round((hours ?? []).reduce((sum, one) => sum + one.hours, 0) * share * MINUTES_AN_HOUR)
}

function weekOf(firm: CompiledFirm, rows: readonly Row[], first: Row): TakenWeek {
  const minutes = (state: Row['state']) =>
    rows.reduce((sum, row) => sum + (row.state === state ? row.minutes : 0), 0)
  const { siteId, siteName, kind, resource, week } = first
  return {
    siteId,
    siteName,
    kind,
    resource,
    week,
    declared: declaredIn(firm, first),
    committed: minutes('committed'),
    held: minutes('held'),
    tenders: [...new Set(rows.flatMap(({ tenderId }) => tenderId ?? []))].sort(),
  }
}

/**
 * What is taken of a firm's hours from a Monday on, beside what it declares: contracts, proposals, and its own offers, which
 * nobody else counts. For the firm alone.
 */
export async function readHours(
  db: Kysely<DB>,
  catalogue: Catalogue,
  organisationId: string,
  monday: string,
): Promise<HoursTaken> {
  const [firm] = await loadFirms(db, [organisationId])
  if (firm === undefined) return { weeks: [], tenders: [] }
  const compiled = compileFirm(firm, referenceOf(catalogue))
  const rows = await takenFrom(db, organisationId, monday)
  const byResource = Map.groupBy(rows, ({ siteId, kind, resource, week }) =>
    [week, siteId, kind, resource].join(' '),
  )
  const offered = rows.flatMap(({ tenderId, title, minutes, expiresAt }) =>
    tenderId === null || title === null ? [] : [{ id: tenderId, title, minutes, expiresAt }],
  )
  const byTender = Map.groupBy(offered, ({ id }) => id)
  return {
    weeks: [...byResource.values()].flatMap(all =>
      all[0] === undefined ? [] : [weekOf(compiled, all, all[0])],
    ),
    tenders: [...byTender.values()].flatMap(all =>
      all.slice(0, 1).map(({ id, title, expiresAt }) => ({
        id,
        title,
        minutes: all.reduce((sum, one) => sum + one.minutes, 0),
        until: expiresAt?.toISOString() ?? null,
      })),
    ),
  }
}
