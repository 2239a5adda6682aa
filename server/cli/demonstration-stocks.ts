import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { pickFirstExpired } from '@maillage/matching/stocks/pick.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { countDepot } from '../features/stocks/count.ts'
import { openDepot } from '../features/stocks/depots.ts'
import { type Moving, moveGoods, takeIn } from '../features/stocks/move.ts'
import { lotThere, storedIn } from '../features/stocks/standing.ts'
import { offerSurplus } from '../features/stocks/surplus.ts'
import { setTarget } from '../features/stocks/target.ts'
import { parisDate } from '../paris-date.ts'
import { well } from './demonstration-story.ts'

interface Keepers {
  operator: string
  buyer: string
  workshop: string
}

/** A lot of an invented depot: came in so many days ago, expires in so many, or never. */
type Came = [
  item: string,
  size: string | null,
  number: string,
  maker: string,
  quantity: number,
  expires: number | null,
]

interface InventedDepot {
  of: 'operator' | 'buyer'
  name: string
  address: string
  commune: string
  came: Came[]
  /** What went out for use since, on the days before today. */
  used: [item: string, quantity: number, day: number][]
}

const depots: InventedDepot[] = [
  {
    of: 'operator',
    name: 'Plateforme de Toulouse',
    address: '12 chemin de la Loge',
    commune: '31555',
    came: [
      ['mask-surg-IIR', null, 'IIR-2406', 'Hygiène du Sidobre', 120_000, 30],
      ['mask-surg-IIR', null, 'IIR-2611', 'Hygiène du Sidobre', 180_000, 900],
      ['ffp2', null, 'F2-118', 'Hygiène du Sidobre', 32_000, 600],
      ['gown-disposable', 'L', 'SB-77', 'Non-tissés du Tarn', 40_000, 400],
      ['gel-ha', null, 'G-031', 'Distillerie de Gaillac', 6000, 300],
    ],
    used: [
      ['mask-surg-IIR', 36_000, -70],
      ['mask-surg-IIR', 36_000, -35],
      ['ffp2', 26_000, -20],
      ['gown-disposable', 16_000, -25],
      ['gel-ha', 2400, -15],
    ],
  },
  {
    of: 'operator',
    name: 'Réserve de Castres',
    address: '3 rue du Lavoir',
    commune: '81065',
    came: [
      ['visor', null, 'V-09', 'Plasturgie de l’Agout', 5000, null],
      ['mask-uns1-adult', 'M', 'U-512', 'Confection du Thoré', 30_000, null],
    ],
    used: [['visor', 900, -40]],
  },
  {
    of: 'buyer',
    name: 'Pharmacie de l’hôpital',
    address: '1 allée du Pas-du-Roc',
    commune: '09122',
    came: [
      ['mask-surg-IIR', null, 'IIR-2590', 'Hygiène du Sidobre', 80_000, 500],
      ['ffp2', null, 'F2-102', 'Hygiène du Sidobre', 6000, 420],
      ['gel-ha', null, 'G-028', 'Distillerie de Gaillac', 900, 200],
    ],
    used: [
      ['mask-surg-IIR', 40_000, -40],
      ['mask-surg-IIR', 34_000, -6],
      ['ffp2', 1800, -12],
      ['gel-ha', 700, -9],
    ],
  },
]

const targets: [of: 'operator' | 'buyer', item: string, days: number][] = [
  ['operator', 'mask-surg-IIR', 60],
  ['operator', 'ffp2', 120],
  ['operator', 'gown-disposable', 45],
  ['buyer', 'mask-surg-IIR', 21],
  ['buyer', 'ffp2', 30],
]

/** So many days ago all that was there came in. */
const CAME = -80

/**
 * Depots of the operator and of a hospital with their lots, what went out of them, a count, targets, and a surplus that
 * waits for its answer; each by the same functions as anybody's, on days gone by. Nobody is told of it.
 */
export async function fillDepots(
  { catalogue }: Pick<FastifyInstance, 'catalogue'>,
  trx: Transaction<DB>,
  keepers: Keepers,
): Promise<void> {
  const now = dayOf(parisDate(new Date()))
  const sendJob = async () => {}
  const on = (organisationId: string, days: number): Moving => ({
    actor: null,
    organisationId,
    today: dateOf(now + days),
    catalogue,
    sendJob,
  })
  for (const depot of depots) {
    const owner = keepers[depot.of]
    const { of: _, came, used, ...place } = depot
    const opened = { ...place, latitude: null, longitude: null }
    const { depotId } = well(await openDepot(trx, on(owner, CAME), opened))
    for (const [item, size, number, maker, quantity, expires] of came)
      well(
        await takeIn(trx, on(owner, CAME), depotId, {
          item,
          size,
          number,
          maker,
          quantity,
          regime: 'normal',
          certificate: '',
          note: '',
          expiresOn: expires === null ? null : dateOf(now + expires),
        }),
      )
    for (const [item, quantity, day] of used) await use(trx, on(owner, day), depotId, item, quantity)
  }
  for (const [of, item, days] of targets) well(await setTarget(trx, on(keepers[of], -30), { item, days }))
  await countVisors(trx, on(keepers.operator, -5))
  well(
    await offerSurplus(trx, on(keepers.workshop, -2), {
      item: 'gown-washable',
      size: 'L',
      number: 'FS-14',
      quantity: 600,
      expiresOn: null,
      regime: 'normal',
      certificate: '',
      note: 'Fin de série : commande réduite en cours de route.',
    }),
  )
}

/** Takes out what expires first. */
async function use(
  trx: Transaction<DB>,
  moving: Moving,
  depotId: string,
  item: string,
  quantity: number,
): Promise<void> {
  const lots = (await storedIn(trx, { depotId })).filter(lot => lot.item === item).map(lotThere)
  const { lines } = pickFirstExpired(lots, quantity, moving.today)
  const taken = lines.map(line => ({ lotId: line.id, quantity: line.quantity }))
  well(await moveGoods(trx, moving, depotId, { kind: 'out', to: null, lines: taken, note: '' }))
}

/** Two visors are missing. */
async function countVisors(trx: Transaction<DB>, moving: Moving): Promise<void> {
  const visors = await trx
    .selectFrom('stockBalance')
    .innerJoin('stockLot', 'stockLot.id', 'stockBalance.lotId')
    .select(['lotId', 'depotId', 'quantity'])
    .where('stockLot.item', '=', 'visor')
    .where('account', '=', 'depot')
    .executeTakeFirstOrThrow()
  const { lotId, depotId, quantity } = visors
  if (depotId === null) throw new Error('visors are in no depot')
  const lines = [{ lotId, book: quantity, counted: quantity - 2 }]
  well(await countDepot(trx, moving, depotId, { after: 0, lines }))
}
