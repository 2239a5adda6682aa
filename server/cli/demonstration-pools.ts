import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { listBringable } from '../features/pools/bring.ts'
import type { Pooling } from '../features/pools/hold.ts'
import { openPool } from '../features/pools/open.ts'
import { bringShare } from '../features/pools/share.ts'
import { signPool } from '../features/pools/sign.ts'
import { parisDate } from '../paris-date.ts'
import { isRefusal } from '../problems/problem.ts'
import { well } from './demonstration-story.ts'

const ITEM = 'ffp2'

/** By the SIREN of invented buyers, its coordinator first: where each is delivered, and its own estimate. */
const members: [siren: string, address: string, euros: number][] = [
  ['000001610', 'Plateforme logistique, quai 4, de 7 h à 15 h', 168_000],
  ['000001727', 'Centre de secours principal, magasin, le matin', 13_500],
]

const DAYS_TO_JOIN = 25
const CENTS = 100

/**
 * A pool that invented buyers have opened and signed, and that the hospital of the first seat may join; each step by the same
 * function as anybody's. Nobody is told of it.
 */
export async function openDemonstrationPool(
  { catalogue }: Pick<FastifyInstance, 'catalogue'>,
  trx: Transaction<DB>,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const today = parisDate(new Date())
  const by = (siren: string): Pooling => {
    const organisationId = organisations.get(siren)
    if (organisationId === undefined) throw new Error(`the demonstration has no buyer ${siren}`)
    return { actor: null, organisationId, today, publicUrl: '', sendJob: async () => {} }
  }
  const [coordinator] = members
  if (coordinator === undefined) throw new Error('the pool of the demonstration has no coordinator')
  const poolId = await openPool(trx, by(coordinator[0]), catalogue, {
    item: ITEM,
    title: 'Masques FFP2 des hôpitaux et des secours',
    legalForm: 'group',
    purchase: 'framework',
    pays: 'each',
    orders: 'each',
    text: 'Les frais de publicité sont partagés selon les parts. Un comité de suivi se réunit chaque trimestre.',
    access: 'open',
    joinBy: dateOf(dayOf(today) + DAYS_TO_JOIN),
  })
  if (isRefusal(poolId)) throw new Error(JSON.stringify(poolId))
  for (const [siren, address, euros] of members) {
    const pooling = by(siren)
    const needs = (await listBringable(trx, pooling.organisationId, today)).filter(
      ({ item }) => item === ITEM,
    )
    const most = needs.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
    well(
      await bringShare(trx, pooling, poolId, {
        // Half of what each may order is what it undertakes to.
        minimum: Math.floor(most / 2),
        estimateCents: euros * CENTS,
        needs: needs.map(({ needId, lines }) => ({ needId, address, lines })),
      }),
    )
    well(await signPool(trx, pooling, poolId, 1))
  }
}
