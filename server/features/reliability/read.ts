import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { buyerFacts, declaredPayment } from './buyer-facts.ts'
import { firmFacts } from './firm-facts.ts'
import { counted, leftOut } from './record.ts'
import type { Own, Part, Told } from './schemas.ts'
import {
  buyerKinds,
  type Fact,
  type FactKind,
  firmKinds,
  leastFacts,
  leastOthers,
  medianDays,
  tallyOf,
  toldOf,
  windowMonths,
} from './tally.ts'

/** Facts that a page lists: older ones count, and are not shown one by one. */
const mostListed = 300

const toldFigure = (facts: Fact[], kind: FactKind): Told['figures'][number] => {
  const tally = toldOf(facts, kind)
  return { kind, tally, medianDays: tally === null ? null : medianDays(facts, kind) }
}

/** What others read of a firm. */
export async function readFirm(db: Kysely<DB>, firmId: string, today: string): Promise<Told> {
  const facts = counted(await firmFacts(db, firmId, today), await leftOut(db, firmId))
  return { months: windowMonths, figures: firmKinds.map(kind => toldFigure(facts, kind)), declared: null }
}

/** What firms read of a buyer. */
export async function readBuyer(db: Kysely<DB>, buyerId: string, today: string): Promise<Told> {
  const facts = counted(await buyerFacts(db, buyerId, today), await leftOut(db, buyerId))
  const declared = await declaredPayment(db, buyerId, today)
  const isTold = declared !== null && declared.contracts >= leastFacts && declared.firms >= leastOthers
  return {
    months: windowMonths,
    figures: buyerKinds.map(kind => toldFigure(facts, kind)),
    declared: isTold ? { days: declared.days, contracts: declared.contracts } : null,
  }
}

type Reports = Map<string, NonNullable<Part['facts'][number]['report']>>

async function readReports(db: Kysely<DB>, organisationId: string): Promise<Reports> {
  const rows = await db
    .selectFrom('factReport')
    .select(['fact', 'reason', 'at', 'decision', 'said'])
    .where('organisationId', '=', organisationId)
    .execute()
  return new Map(rows.map(({ fact, at, ...report }) => [fact, { ...report, at: at.toISOString() }]))
}

function partOf(facts: Fact[], kinds: readonly FactKind[], reports: Reports): Part {
  const standing = facts.filter(({ key }) => reports.get(key)?.decision !== 'left-out')
  return {
    figures: kinds.map(kind => ({
      kind,
      tally: tallyOf(standing, kind),
      medianDays: medianDays(standing, kind),
      told: toldOf(standing, kind) !== null,
    })),
    facts: facts.slice(0, mostListed).map(fact => ({ ...fact, report: reports.get(fact.key) ?? null })),
  }
}

/** What an organisation reads of itself: every figure with the facts behind it. */
export async function readOwn(db: Kysely<DB>, organisationId: string, today: string): Promise<Own> {
  const { roles } = await db
    .selectFrom('organisation')
    .select('roles')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const reports = await readReports(db, organisationId)
  const asBuyer = await buyerFacts(db, organisationId, today)
  const declared = await declaredPayment(db, organisationId, today)
  return {
    months: windowMonths,
    leastFacts,
    leastOthers,
    firm: roles.includes('firm')
      ? partOf(await firmFacts(db, organisationId, today), firmKinds, reports)
      : null,
    // A firm that buys nothing is no buyer to anybody.
    buyer: roles.includes('buyer') || asBuyer.length > 0 ? partOf(asBuyer, buyerKinds, reports) : null,
    declared: declared && { days: declared.days, contracts: declared.contracts },
  }
}

/** Every fact of an organisation that counts now, as a firm and as a buyer. */
export async function allFacts(db: Kysely<DB>, organisationId: string, today: string): Promise<Fact[]> {
  return [...(await firmFacts(db, organisationId, today)), ...(await buyerFacts(db, organisationId, today))]
}
