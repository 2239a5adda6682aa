import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { documentsBySubject } from '../documents/keep.ts'
import { deliversFor } from './announce.ts'
import { risksOf } from './follow.ts'
import { severitiesFor, termsOf } from './inspect.ts'
import { takenUp } from './life-cycle.ts'
import { type Delivery, standingLines, takenUpByLine } from './lock.ts'
import { classesOf, type Way, waysFor } from './plans.ts'
import { acceptedByLine } from './progress.ts'
import type { DeliveriesShown, DeliveryShown } from './schemas.ts'
import { type ByClass, isDiscontinued, severityOf, supplierKey } from './severity.ts'

/** How a contract is carried out, as a member of one side reads it; undefined where it is not. */
export async function readDeliveries(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { contractId, organisationId, today }: { contractId: string; organisationId: string; today: string },
): Promise<DeliveriesShown | undefined> {
  const contract = await db.selectFrom('contract').selectAll().where('id', '=', contractId).executeTakeFirst()
  if (contract === undefined) return undefined
  const lines = await standingLines(db, [contractId]).execute()
  const rows = await db
    .selectFrom('delivery')
    .leftJoin('user', 'user.id', 'delivery.declaredBy')
    .selectAll('delivery')
    .select('user.name as declarer')
    .where('contractId', '=', contractId)
    .orderBy('number')
    .execute()
  const inspections = await db
    .selectFrom('inspection')
    .innerJoin('delivery', 'delivery.id', 'inspection.deliveryId')
    .selectAll('inspection')
    .where('delivery.contractId', '=', contractId)
    .orderBy('inspection.presentation')
    .execute()
  const milestones = await db
    .selectFrom('milestone')
    .select(['id', 'partyId', 'kind', 'note', 'due', 'reachedOn'])
    .where('contractId', '=', contractId)
    .orderBy('due')
    .orderBy('id')
    .execute()
  const samples = await db
    .selectFrom('approvedSample')
    .select(['id', 'lineId', 'description', 'approvedOn'])
    .where('contractId', '=', contractId)
    .orderBy('approvedOn')
    .execute()
  const papers = await documentsBySubject(
    db,
    'delivery',
    rows.map(({ id }) => id),
  )
  const ofSamples = await documentsBySubject(
    db,
    'sample',
    samples.map(({ id }) => id),
  )
  const named = (documents: { id: string; name: string }[] = []) =>
    documents.map(({ id, name }) => ({ id, name }))

  const severities = new Map<string, ByClass>()
  for (const line of lines) {
    const series = { buyerId: contract.buyerId, supplier: supplierKey(line), item: line.item }
    severities.set(line.id, await severityOf(db, series))
  }
  const isOpen = contract.state === 'in-force'
  const taken = await takenUpByLine(db, contractId)
  const accepted = await acceptedByLine(db, contractId)
  const plansOf = (delivery: Delivery): DeliveryShown['plans'] => {
    const severity = severities.get(delivery.orderLineId)
    if (!isOpen || delivery.state !== 'received' || severity === undefined) return null
    const ways = waysFor(takenUp(delivery), termsOf(contract), severitiesFor(severity, delivery.presentation))
    const shown = (way: Way) => ({ sampleSize: way.plan.sampleSize, classes: classesOf(way) })
    const full = ways.full
    if (full === null) throw new Error('every lot may be looked at whole')
    return {
      series: ways.series && shown(ways.series),
      isolated: ways.isolated && shown(ways.isolated),
      full: shown(full),
    }
  }
  return {
    deliveries: rows.map(({ declarer, contractId: _, declaredBy: _by, at: _at, ...row }) => ({
      ...row,
      declaredBy: declarer,
      documents: named(papers.get(row.id)),
      inspections: inspections
        .filter(({ deliveryId }) => deliveryId === row.id)
        .map(({ id: _id, deliveryId: _delivery, inspectedBy: _who, at, ...inspection }) => ({
          ...inspection,
          at: at.toISOString(),
        })),
      plans: plansOf({ ...row, contractId, declaredBy: null, at: new Date(0) }),
    })),
    milestones,
    samples: samples.map(sample => ({ ...sample, documents: named(ofSamples.get(sample.id)) })),
    lines: lines.map(({ id, item, quantity, firmId }) => {
      const severity = severities.get(id)
      const discontinued = severity !== undefined && isDiscontinued(severity)
      const left = quantity - (taken.get(id) ?? 0)
      const mayAnnounce = isOpen && left > 0 && !discontinued && deliversFor(firmId, contract, organisationId)
      return {
        orderLineId: id,
        item,
        ordered: quantity,
        takenUp: taken.get(id) ?? 0,
        accepted: accepted.get(id) ?? 0,
        discontinued,
        mayAnnounce,
      }
    }),
    risks: isOpen ? await risksOf(db, catalogue, contractId, today) : [],
  }
}
