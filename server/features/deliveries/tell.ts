import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import {
  lineFor,
  nameOf,
  recordContract,
  sidesOf,
  type ToldContract,
  type Trading,
  writeToSide,
} from '../contracts/tell.ts'
import { deliveryNews } from '../mail/contract-words.ts'
import { type DeliveryNews, notify } from '../notifications/notify.ts'

/** Writes what happened to a delivery, and tells every side but the one that did it. */
export async function tellDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  contract: ToldContract,
  {
    deliveryId,
    number,
    item,
    quantity,
    happened,
    by,
    data = {},
  }: {
    deliveryId: string
    number: number
    item: string
    quantity: number
    happened: DeliveryNews
    by: string
    data?: Record<string, unknown>
  },
): Promise<void> {
  const eventId = await recordContract(trx, trading, contract, `delivery.${happened}`, {
    by,
    data: { deliveryId, delivery: number, item, quantity, ...data },
  })
  const { buyerId, firms } = await sidesOf(trx, contract)
  const told = [buyerId, ...firms].filter(organisation => organisation !== by)
  for (const organisationId of [...new Set(told)].sort()) {
    await notify(trx, {
      organisationId,
      kind: 'delivery-news',
      needId: null,
      eventId,
      data: {
        contract: lineFor(contract, organisationId),
        delivery: { number, item, quantity },
        happened,
        by: await nameOf(trx, by),
      },
    })
    await writeToSide(trx, trading, contract, organisationId, link =>
      deliveryNews(contract, number, happened, link),
    )
  }
}
