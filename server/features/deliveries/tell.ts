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
import { receiversOf } from '../pools/points.ts'
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
  // Of a pool's members, the one that this delivery is for.
  const members = (await receiversOf(trx, deliveryId)).filter(id => id !== buyerId)
  const readers = { ...contract, members }
  const told = [buyerId, ...members, ...firms].filter(organisation => organisation !== by)
  for (const organisationId of [...new Set(told)].sort()) {
    await notify(trx, {
      organisationId,
      kind: 'delivery-news',
      needId: null,
      eventId,
      data: {
        contract: lineFor(readers, organisationId),
        delivery: { number, item, quantity },
        happened,
        by: await nameOf(trx, by),
      },
    })
    await writeToSide(trx, trading, readers, organisationId, link =>
      deliveryNews(contract, number, happened, link),
    )
  }
}
