import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Stocks = Reply<'/api/organisations/{organisationId}/stocks', 'get'>
export type ItemStock = Stocks['items'][number]
export type Expiring = Stocks['expiring'][number]
export type Depot = Reply<'/api/organisations/{organisationId}/depots/{depotId}', 'get'>
export type Stored = Depot['stored'][number]
export type Movement = Depot['movements'][number]
export type Lot = Reply<'/api/organisations/{organisationId}/lots/{lotId}', 'get'>
export type Pick = Reply<'/api/organisations/{organisationId}/depots/{depotId}/pick', 'get'>
export type Checked = Reply<'/api/organisations/{organisationId}/depots/{depotId}/counts/check', 'post'>
export type BuyerStocks = Reply<'/api/organisations/{organisationId}/buyer-stocks', 'get'>[number]
export type Surplus = Reply<'/api/organisations/{organisationId}/surplus', 'get'>[number]
export type Entry = Sent<'/api/organisations/{organisationId}/depots/{depotId}/entries', 'post'>
export type Move = Sent<'/api/organisations/{organisationId}/depots/{depotId}/movements', 'post'>
export type Count = Sent<'/api/organisations/{organisationId}/depots/{depotId}/counts', 'post'>
type DepotSent = Sent<'/api/organisations/{organisationId}/depots', 'post'>
type LotSent = Sent<'/api/organisations/{organisationId}/lots/{lotId}', 'put'>
export type SurplusSent = Sent<'/api/organisations/{organisationId}/surplus', 'post'>

const one = '/api/organisations/{organisationId}/depots/{depotId}' as const
const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const at = (organisationId: string, depotId: string) => ({ params: { path: { organisationId, depotId } } })

/** This and what follows throw `ApiProblem` where the server refuses. */
export const readStocks = (organisationId: string): Promise<Stocks> =>
  ask(api.GET('/api/organisations/{organisationId}/stocks', of(organisationId)))

export const readBuyerStocks = (organisationId: string): Promise<BuyerStocks[]> =>
  ask(api.GET('/api/organisations/{organisationId}/buyer-stocks', of(organisationId)))

export const setTarget = (organisationId: string, item: string, days: number | null): Promise<Stocks> =>
  ask(
    api.PUT('/api/organisations/{organisationId}/stock-targets', {
      ...of(organisationId),
      body: { item, days },
    }),
  )

export const openDepot = (organisationId: string, body: DepotSent): Promise<Depot> =>
  ask(api.POST('/api/organisations/{organisationId}/depots', { ...of(organisationId), body }))

export const changeDepot = (
  organisationId: string,
  depotId: string,
  body: DepotSent & { closed: boolean },
): Promise<Depot> => ask(api.PUT(one, { ...at(organisationId, depotId), body }))

export const readDepot = (organisationId: string, depotId: string): Promise<Depot> =>
  ask(api.GET(one, at(organisationId, depotId)))

export const enterLot = (organisationId: string, depotId: string, body: Entry): Promise<Depot> =>
  ask(api.POST(`${one}/entries`, { ...at(organisationId, depotId), body }))

export const moveGoods = (organisationId: string, depotId: string, body: Move): Promise<Depot> =>
  ask(api.POST(`${one}/movements`, { ...at(organisationId, depotId), body }))

/** What to take so many of an item from: what expires first, first. */
export const proposePick = (
  organisationId: string,
  depotId: string,
  query: { item: string; size?: string; quantity: number },
): Promise<Pick> => ask(api.GET(`${one}/pick`, { params: { path: { organisationId, depotId }, query } }))

export const checkCount = (organisationId: string, depotId: string, body: Count): Promise<Checked> =>
  ask(api.POST(`${one}/counts/check`, { ...at(organisationId, depotId), body }))

export const countDepot = (organisationId: string, depotId: string, body: Count): Promise<Depot> =>
  ask(api.POST(`${one}/counts`, { ...at(organisationId, depotId), body }))

export async function reverseMovement(organisationId: string, movementId: string): Promise<void> {
  await ask(
    api.POST('/api/organisations/{organisationId}/movements/{movementId}/reverse', {
      params: { path: { organisationId, movementId } },
    }),
  )
}

export async function takeInDelivery(
  organisationId: string,
  deliveryId: string,
  depotId: string,
): Promise<void> {
  await ask(
    api.POST('/api/organisations/{organisationId}/deliveries/{deliveryId}/take-in', {
      params: { path: { organisationId, deliveryId } },
      body: { depotId },
    }),
  )
}

const contractDepot = '/api/organisations/{organisationId}/contracts/{contractId}/depot' as const

/** The depot that a contract's deliveries come into, and those they could. */
export const readContractDepot = (
  organisationId: string,
  contractId: string,
): Promise<Reply<typeof contractDepot, 'get'>> =>
  ask(api.GET(contractDepot, { params: { path: { organisationId, contractId } } }))

export async function nameContractDepot(
  organisationId: string,
  contractId: string,
  depotId: string | null,
): Promise<void> {
  await ask(api.PUT(contractDepot, { params: { path: { organisationId, contractId } }, body: { depotId } }))
}

const lotPath = '/api/organisations/{organisationId}/lots/{lotId}' as const

export const readLot = (organisationId: string, lotId: string): Promise<Lot> =>
  ask(api.GET(lotPath, { params: { path: { organisationId, lotId } } }))

export const correctLot = (organisationId: string, lotId: string, body: LotSent): Promise<Lot> =>
  ask(api.PUT(lotPath, { params: { path: { organisationId, lotId } }, body }))

export const readSurplus = (organisationId: string): Promise<Surplus[]> =>
  ask(api.GET('/api/organisations/{organisationId}/surplus', of(organisationId)))

export const offerSurplus = (organisationId: string, body: SurplusSent): Promise<Surplus[]> =>
  ask(api.POST('/api/organisations/{organisationId}/surplus', { ...of(organisationId), body }))

export const withdrawSurplus = (organisationId: string, surplusId: string): Promise<Surplus[]> =>
  ask(
    api.POST('/api/organisations/{organisationId}/surplus/{surplusId}/withdraw', {
      params: { path: { organisationId, surplusId } },
    }),
  )

export const readSurplusOffers = (organisationId: string): Promise<Surplus[]> =>
  ask(api.GET('/api/organisations/{organisationId}/surplus-offers', of(organisationId)))

export const answerSurplus = (
  organisationId: string,
  surplusId: string,
  body: Sent<'/api/organisations/{organisationId}/surplus-offers/{surplusId}/answer', 'post'>,
): Promise<Surplus[]> =>
  ask(
    api.POST('/api/organisations/{organisationId}/surplus-offers/{surplusId}/answer', {
      params: { path: { organisationId, surplusId } },
      body,
    }),
  )
