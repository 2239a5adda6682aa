import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { articlesOf } from './articles.ts'
import {
  type AgreementRecord,
  agreementsOf,
  balanceShown,
  kgOf,
  lotsOf,
  type RoundRecord,
} from './records.ts'
import type { AgreementShown, CollectionShown } from './schemas.ts'
import { law, streamsShown } from './streams.ts'

function roundShown(
  { id, day, state, reason, lots }: RoundRecord,
  today: string,
): AgreementShown['rounds'][number] {
  return {
    id,
    day,
    state,
    isLate: state === 'planned' && day < today,
    reason,
    lots: lots.map(({ id: lotId, item, grams, sortedGrams, sorted }) => ({
      id: lotId,
      item,
      kg: kgOf(grams),
      leftKg: kgOf(grams - sortedGrams),
      sorted: sorted.map(one => ({
        id: one.id,
        outcome: one.outcome,
        material: one.material,
        kg: kgOf(one.grams),
        day: one.day,
        note: one.note,
        given:
          one.givenGrams === null || one.givenOn === null
            ? null
            : { kg: kgOf(one.givenGrams), day: one.givenOn, to: one.givenTo },
      })),
    })),
  }
}

function agreementShown(one: AgreementRecord, reader: string, today: string): AgreementShown {
  return {
    id: one.id,
    side: one.holderId === reader ? 'holder' : 'partner',
    holder: { id: one.holderId, name: one.holder },
    partner: { id: one.partnerId, name: one.partner },
    stream: one.stream,
    startsOn: one.startsOn,
    everyWeeks: one.everyWeeks,
    expectedKg: kgOf(one.expectedGrams),
    note: one.note,
    state: one.state,
    reason: one.reason,
    balance: balanceShown(lotsOf(one)),
    rounds: one.rounds.map(round => roundShown(round, today)),
  }
}

/** What an organisation has that will be used articles, what is agreed about them, and what became of them. */
export async function readCollection(
  db: Kysely<DB>,
  reading: { organisationId: string; mayWrite: boolean; catalogue: Catalogue; today: string },
): Promise<CollectionShown> {
  const { organisationId, mayWrite, today } = reading
  const articles = await articlesOf(db, reading, [organisationId])
  const agreements = await agreementsOf(db, organisationId)
  const lotsAs = (side: 'holderId' | 'partnerId') =>
    agreements.filter(one => one[side] === organisationId).flatMap(lotsOf)
  return {
    asOf: today,
    mayWrite,
    articles: articles.get(organisationId) ?? [],
    agreements: agreements.map(one => agreementShown(one, organisationId, today)),
    held: balanceShown(lotsAs('holderId')),
    taken: balanceShown(lotsAs('partnerId')),
    streams: streamsShown,
    law,
  }
}
