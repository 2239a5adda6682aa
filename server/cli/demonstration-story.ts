import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { knownIn } from '../features/catalogue/known.ts'
import type { Terms } from '../features/contracts/schemas.ts'
import type { Trading } from '../features/contracts/tell.ts'
import { announceDelivery } from '../features/deliveries/announce.ts'
import { inspectDelivery } from '../features/deliveries/inspect.ts'
import { receiveDelivery } from '../features/deliveries/receive.ts'
import { checkDraft } from '../features/needs/check.ts'
import { createDraft } from '../features/needs/save.ts'
import type { NeedDraft } from '../features/needs/schemas.ts'
import { isRefusal, type Refusal } from '../problems/problem.ts'

/** Who plays: a hospital, a weaver that leads, a workshop that sews, and a shirtmaker that competes with it. */
export interface Players {
  buyer: string
  weaver: string
  workshop: string
  shirtmaker: string
}

/** What a story needs at each of its steps: who is told, and which day it is. */
export interface Story {
  trx: Transaction<DB>
  /** So many days from today: before it, below 0. */
  day: (days: number) => string
  on: (days: number) => Trading
  players: Players
}

/** A step of an invented story has to go well: the region is shipped with it. */
export function well<Value>(result: Value | Refusal): Value {
  if (isRefusal(result)) throw new Error(`the demonstration is refused: ${JSON.stringify(result)}`)
  return result
}

const COMMUNE_OF_BUYER = '09122'

/** A need that is over: it was published once, and what it asked for is ordered. */
export async function pastNeed(
  { trx, on, players }: Story,
  differs: Pick<NeedDraft, 'item' | 'claim' | 'quantity' | 'schedule' | 'text' | 'wishes'> &
    Partial<Pick<NeedDraft, 'commune'>>,
): Promise<string> {
  const draft: NeedDraft = {
    family: null,
    sizes: [],
    packaging: null,
    norms: [],
    maximumPartners: 3,
    visibility: 'members',
    reservedFor: [],
    commune: COMMUNE_OF_BUYER,
    latitude: null,
    longitude: null,
    ceilingCents: null,
    weights: null,
    excludedFirms: [],
    ...differs,
  }
  const checked = checkDraft(draft, knownIn(on(0).catalogue))
  if (Array.isArray(checked))
    throw new Error(`the demonstration has a faulty need: ${JSON.stringify(checked)}`)
  const id = await createDraft(trx, players.buyer, checked)
  await trx.updateTable('need').set({ state: 'withdrawn', revision: 1 }).where('id', '=', id).execute()
  return id
}

export const agreed = { ends: null, allocation: null, minimumCents: null, maximumCents: null, options: [] }

export const lead = (firmId: string) => ({
  firmId,
  name: '',
  siren: null,
  role: 'partner' as const,
  isLead: true,
  share: null,
})

export const line = (
  item: string,
  needId: string,
  due: string,
  quantity: number,
  priceCents: number,
): Terms['lines'][number] => ({
  holder: 0,
  party: null,
  item,
  size: null,
  quantity,
  priceCents,
  perQuantity: 1000,
  meets: { needId, tranche: due, due },
})

export async function deliver(
  { trx, on, day, players }: Story,
  contractId: string,
  {
    line: at,
    by,
    batch,
    quantity,
    days,
    major,
    hasSample,
    replacesId = null,
  }: {
    line: number
    by: string
    batch: string
    quantity: number
    days: number
    major: number
    hasSample: boolean
    replacesId?: string | null
  },
): Promise<string> {
  const orderLines = await trx
    .selectFrom('orderLine')
    .select('id')
    .where('contractId', '=', contractId)
    .orderBy('due')
    .execute()
  const announced = {
    orderLineId: orderLines[at]?.id ?? '',
    batch,
    quantity,
    plannedOn: day(days),
    replacesId,
    conformity: 'Conforme au marché et aux essais de référence de l’article.',
    documents: [],
  }
  well(await announceDelivery(trx, on(days - 3), { contractId, organisationId: by }, announced))
  const { id: deliveryId } = await trx
    .selectFrom('delivery')
    .select('id')
    .where('contractId', '=', contractId)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  const asked = { contractId, deliveryId, organisationId: players.buyer }
  well(await receiveDelivery(trx, on(days), asked, { receivedOn: day(days), received: quantity }))
  const note = major < 8 ? '' : 'Coutures qui filent et barrettes mal prises.'
  const found = { critical: 0, major, minor: 1 }
  const conformsToSample = hasSample ? true : null
  well(
    await inspectDelivery(trx, on(days + 1), asked, {
      kind: 'series',
      found,
      conformsToSample,
      note,
      documents: [],
    }),
  )
  await trx
    .updateTable('inspection')
    .set({ at: new Date(`${day(days + 1)}T11:00:00Z`) })
    .where('deliveryId', '=', deliveryId)
    .execute()
  return deliveryId
}
