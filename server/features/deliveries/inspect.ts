import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { endContract } from '../contracts/decide.ts'
import type { Contract } from '../contracts/lock.ts'
import type { Trading } from '../contracts/tell.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { inspectedLot, judge } from '../inspections/judge.ts'
import { type Aql, aqls } from '../inspections/sampling-tables.ts'
import { afterLot } from '../inspections/switching.ts'
import { toldOf } from './announce.ts'
import { takeInByContract } from '../stocks/deliver.ts'
import { takenUp } from './life-cycle.ts'
import { lockDelivery } from './lock.ts'
import { classesOf, type InspectionTerms, type Way, waysFor } from './plans.ts'
import { isAllAccepted } from './progress.ts'
import { said } from './said.ts'
import type { InspectInput } from './schemas.ts'
import { type ByClass, rememberSeverity, severityOf, supplierKey } from './severity.ts'
import { tellDelivery } from './tell.ts'

const aqlOf = (value: number): Aql => {
  const aql = aqls.find(one => one === value)
  if (aql === undefined) throw new RangeError(`${value} is no acceptable quality limit`)
  return aql
}

/** How a contract says that its lots are inspected. */
export const termsOf = ({
  inspectionLevel,
  aqlMajor,
  aqlMinor,
}: Pick<Contract, 'inspectionLevel' | 'aqlMajor' | 'aqlMinor'>): InspectionTerms => ({
  level: inspectionLevel,
  aql: { major: aqlOf(aqlMajor), minor: aqlOf(aqlMinor) },
})

/** How severely a lot is inspected: as its series has come to; tightened where it was sorted and is presented again. */
export const severitiesFor = (series: ByClass, presentation: number) =>
  presentation === 1
    ? { major: series.major.severity, minor: series.minor.severity }
    : ({ major: 'tightened', minor: 'tightened' } as const)

function inputFaults({ found, conformsToSample }: InspectInput, { plan }: Way, hasSample: boolean): Fault[] {
  const beyond = (['critical', 'major', 'minor'] as const).flatMap(name => {
    const { sampleSize } = plan.classes[name]
    return found[name] > sampleSize ? [{ field: `/found/${name}`, message: said.found(sampleSize) }] : []
  })
  const sample =
    hasSample === (conformsToSample !== null)
      ? []
      : [{ field: '/conformsToSample', message: hasSample ? said.sample : said.noSample }]
  return [...beyond, ...sample]
}

/**
 * Inspects a delivery that has come in: the verdict is that of the plan on what was found, and a refusal where it does not
 * conform to the approved sample. Keeps how severely the next lot of its maker is inspected (a lot presented again counts for
 * nothing there), sets the day its payment is due, and closes an order that is accepted whole.
 */
export async function inspectDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  {
    contractId,
    deliveryId,
    organisationId,
  }: { contractId: string; deliveryId: string; organisationId: string },
  input: InspectInput,
): Promise<Refusal | null> {
  const locked = await lockDelivery(trx, contractId, deliveryId, 'accept')
  if (isRefusal(locked)) return locked
  const { contract, parties, delivery } = locked
  const party = parties.find(({ id }) => id === delivery.partyId)
  const line = await trx
    .selectFrom('orderLine')
    .leftJoin('approvedSample', 'approvedSample.lineId', 'orderLine.lineId')
    .select(['orderLine.item', 'approvedSample.id as sampleId'])
    .where('orderLine.id', '=', delivery.orderLineId)
    .executeTakeFirstOrThrow()
  if (party === undefined) throw new Error('a delivery has no party')
  const series = { buyerId: contract.buyerId, supplier: supplierKey(party), item: line.item }
  const before = await severityOf(trx, series)
  const terms = termsOf(contract)
  const lotSize = takenUp(delivery)
  const { presentation } = delivery
  const way = waysFor(lotSize, terms, severitiesFor(before, presentation))[input.kind]
  if (way === null) return invalid([{ field: '/kind', message: said.sampled }])
  const faults = inputFaults(input, way, line.sampleId !== null)
  if (faults.length > 0) return invalid(faults)
  const subject = { kind: 'delivery', id: deliveryId }
  const kept = await keepDocuments(trx, { organisationId, ids: input.documents, subject })
  if (kept !== null) return kept
  await publishDocuments(trx, subject)

  const { found, conformsToSample, note, kind } = input
  const judged = judge(way.plan, found).verdict
  const verdict = conformsToSample === false ? 'refused' : judged
  await trx
    .insertInto('inspection')
    .values({
      id: newId(),
      deliveryId,
      presentation,
      kind,
      edition: kind === 'full' ? null : way.plan.standard,
      level: way.level,
      lotSize,
      sampleSize: way.plan.sampleSize,
      classes: JSON.stringify(classesOf(way).map(one => ({ ...one, found: found[one.class] }))),
      conformsToSample,
      verdict,
      note: note.trim(),
      inspectedBy: trading.actor,
    })
    .execute()
  if (kind === 'series' && presentation === 1) {
    const after = (name: 'major' | 'minor') =>
      before[name].discontinued
        ? before[name]
        : afterLot(before[name], inspectedLot(way.plan, found, name, terms.aql[name]), {
            steady: true,
            // Fewer samples are the buyer's choice to make, which nobody has made here.
            reducedWanted: false,
          })
    await rememberSeverity(trx, series, { major: after('major'), minor: after('minor') })
  }
  const accepted = verdict === 'accepted'
  await trx
    .updateTable('delivery')
    .set({
      state: accepted ? 'accepted' : 'rejected',
      decidedOn: trading.today,
      paymentDue: accepted ? dateOf(dayOf(trading.today) + contract.paymentDays) : null,
    })
    .where('id', '=', deliveryId)
    .execute()
  await tellDelivery(trx, trading, contract, {
    ...(await toldOf(trx, deliveryId)),
    quantity: lotSize,
    happened: accepted ? 'accepted' : 'rejected',
    by: organisationId,
    data: { verdict, presentation },
  })
  if (accepted)
    await takeInByContract(trx, { ...trading, organisationId: contract.buyerId }, { contractId, deliveryId })
  if (accepted && contract.form === 'order' && (await isAllAccepted(trx, contract, trading.today)))
    await endContract(trx, trading, contract, 'completed', { reason: '', by: organisationId })
  return null
}
