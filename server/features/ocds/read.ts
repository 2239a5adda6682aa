import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import type { Process } from './facts.ts'
import type { Publisher } from './packages.ts'
import { type GoodsNamed, readContractFacts } from './read-contracts.ts'
import { readExternalFacts, readTenderFacts } from './read-tenders.ts'

/** Items by their French name and their CPV. */
function goodsIn(catalogue: Catalogue): GoodsNamed {
  const { items } = knownIn(catalogue)
  return ({ item, unit, quantity }) => {
    const known = items.get(item)
    return { item, name: known?.name.fr ?? item, cpv: known?.cpv ?? null, unit, quantity }
  }
}

/** Procedures that buyers chose here, by their own id and by the need they are about. */
async function readProcedures(db: Kysely<DB>, ids: string[], needs: string[]) {
  if (ids.length + needs.length === 0) return []
  return db
    .selectFrom('procedure')
    .select(['id', 'needId', 'chosen'])
    .where(eb =>
      eb.or([
        ...(ids.length > 0 ? [eb('id', 'in', ids)] : []),
        ...(needs.length > 0 ? [eb('needId', 'in', needs)] : []),
      ]),
    )
    .execute()
}

/** All that is public of some processes, in the order of their ids as given. */
export async function readProcesses(
  db: Kysely<DB>,
  catalogue: Catalogue,
  ids: readonly string[],
): Promise<Process[]> {
  const tenders = await readTenderFacts(db, ids)
  const externals = await readExternalFacts(db, ids)
  const contracts = await readContractFacts(db, ids, goodsIn(catalogue))
  const procedures = await readProcedures(
    db,
    contracts.flatMap(({ needProcedureId }) => needProcedureId ?? []),
    [...externals.values()].map(({ needId }) => needId),
  )
  const buyerIds = [
    ...[...tenders.values()].map(({ buyerId }) => buyerId),
    ...contracts.map(({ buyerId }) => buyerId),
  ]
  const buyers =
    buyerIds.length === 0
      ? []
      : await db
          .selectFrom('organisation')
          .select(['id', 'name', 'siren'])
          .where('id', 'in', buyerIds)
          .execute()
  return ids.flatMap(id => {
    const tender = tenders.get(id) ?? null
    const external = externals.get(id) ?? null
    const own = contracts.filter(({ processId }) => processId === id)
    const buyerId = tender?.buyerId ?? own[0]?.buyerId
    const buyer = buyers.find(organisation => organisation.id === buyerId)
    if (buyer === undefined) return []
    const procedure = procedures.find(
      one => one.id === own[0]?.needProcedureId || one.needId === external?.needId,
    )
    return [
      {
        id,
        buyer: { name: buyer.name, siren: buyer.siren },
        tender,
        external,
        procedure: procedure?.chosen ?? null,
        contracts: own.map(({ contract }) => contract),
      },
    ]
  })
}

/** Who publishes: the verified operator that has been here longest, or the platform itself. */
export async function readPublisher(db: Kysely<DB>): Promise<Publisher> {
  const operator = await db
    .selectFrom('organisation')
    .select(['name', 'siren'])
    .where(sql<boolean>`'operator' = any(roles)`)
    .where('status', '=', 'verified')
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirst()
  return operator ?? { name: 'Maillage', siren: null }
}
