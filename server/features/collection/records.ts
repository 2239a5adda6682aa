import type {
  CollectedLotTable,
  CollectionRoundTable,
  SortedLotTable,
} from '@maillage/db/tables/collections.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { balanceOf, type Collected } from '@maillage/matching/recycling/balance.ts'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { BalanceShown } from './schemas.ts'
import type { Agreement } from './tell.ts'

const GRAMS_A_KG = 1000
export const kgOf = (grams: number): number => grams / GRAMS_A_KG
/** Grams of kilograms that somebody typed. */
export const gramsOf = (kg: number): number => Math.round(kg * GRAMS_A_KG)

/** What was weighed of an article, and what became of it. */
export interface LotRecord extends Selectable<CollectedLotTable> {
  sorted: Selectable<SortedLotTable>[]
}
export interface RoundRecord extends Selectable<CollectionRoundTable> {
  lots: LotRecord[]
}
export interface AgreementRecord extends Agreement {
  holder: string
  partner: string
  rounds: RoundRecord[]
}

/** The balance of lots, in kilograms. */
export function balanceShown(lots: readonly Collected[]): BalanceShown {
  const { collected, reused, recycled, disposed, toSort, given, lost, toMake } = balanceOf(lots)
  return {
    collected: kgOf(collected),
    reused: kgOf(reused),
    recycled: kgOf(recycled),
    disposed: kgOf(disposed),
    toSort: kgOf(toSort),
    given: kgOf(given),
    lost: kgOf(lost),
    toMake: kgOf(toMake),
  }
}

export const lotsOf = ({ rounds }: AgreementRecord): LotRecord[] => rounds.flatMap(({ lots }) => lots)

const among = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`

/** Agreements with all that was done by them, the last proposed first; `party`: of this organisation alone, null of everybody. */
export async function agreementsOf(db: Kysely<DB>, party: string | null): Promise<AgreementRecord[]> {
  const agreements = await db
    .selectFrom('collectionAgreement')
    .innerJoin('organisation as holder', 'holder.id', 'holderId')
    .innerJoin('organisation as partner', 'partner.id', 'partnerId')
    .selectAll('collectionAgreement')
    .select(['holder.name as holder', 'partner.name as partner'])
    .$if(party !== null, query =>
      query.where(({ eb, or }) => or([eb('holderId', '=', party ?? ''), eb('partnerId', '=', party ?? '')])),
    )
    .orderBy('proposedAt', 'desc')
    .orderBy('collectionAgreement.id')
    .execute()
  const ids = agreements.map(({ id }) => id)
  const rounds = await db
    .selectFrom('collectionRound')
    .selectAll()
    .where(among('agreement_id', ids))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const roundIds = rounds.map(({ id }) => id)
  const lots = await db
    .selectFrom('collectedLot')
    .selectAll()
    .where(among('round_id', roundIds))
    .orderBy('item')
    .execute()
  const lotIds = lots.map(({ id }) => id)
  const sorted = await db
    .selectFrom('sortedLot')
    .selectAll()
    .where(among('lot_id', lotIds))
    .orderBy('day')
    .orderBy('id')
    .execute()
  const byLot = Map.groupBy(sorted, ({ lotId }) => lotId)
  const byRound = Map.groupBy(
    lots.map(lot => ({ ...lot, sorted: byLot.get(lot.id) ?? [] })),
    ({ roundId }) => roundId,
  )
  const byAgreement = Map.groupBy(
    rounds.map(round => ({ ...round, lots: byRound.get(round.id) ?? [] })),
    ({ agreementId }) => agreementId,
  )
  return agreements.map(agreement => ({ ...agreement, rounds: byAgreement.get(agreement.id) ?? [] }))
}
