import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { sayConsumption } from '../features/consumption/save.ts'
import type { ConsumptionInput } from '../features/consumption/schemas.ts'
import { parisDate } from '../paris-date.ts'
import { well } from './demonstration-story.ts'

const blank: ConsumptionInput = { version: null, basis: 'declared', rule: null, fleet: null, weeks: [] }

const byBed = (perDay: number, count: number): Partial<ConsumptionInput> => ({
  basis: 'rule',
  rule: { base: 'bed', perDay, count, daysPerWeek: 7 },
})

/** By the SIREN of invented buyers: what each says it uses, by the rates that ship. */
const said: [siren: string, item: string, says: Partial<ConsumptionInput>][] = [
  ['000001602', 'mask-surg-IIR', byBed(1.4, 240)],
  [
    '000001602',
    'gown-washable',
    {
      basis: 'fleet',
      fleet: {
        users: 180,
        changesPerDay: 1.5,
        daysPerWeek: 7,
        rotationDays: 4,
        life: 70,
        pieces: 950,
        washesLeft: 22,
        yearlyLoss: 0.06,
      },
    },
  ],
  ['000001628', 'mask-surg-IIR', byBed(1.4, 310)],
  ['000001636', 'ffp2', byBed(0.15, 180)],
  ['000001651', 'mask-surg-IIR', byBed(1.5, 84)],
  ['000001651', 'gel-ha', byBed(0.008, 84)],
  ['000001677', 'mask-surg-IIR', byBed(1.5, 420)],
]

/** Boxes of FFP2 that the hospital of the first seat has counted, the last weeks first. */
const COUNTED = [340, 290, 310, 420, 380, 260, 300, 330]

/** What invented buyers use, each said by the same function as anybody's. Nobody is told of it. */
export async function sayDemand(
  { catalogue }: Pick<FastifyInstance, 'catalogue'>,
  trx: Transaction<DB>,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const today = parisDate(new Date())
  const monday = mondayOf(dayOf(today))
  const weeks = COUNTED.map((quantity, index) => ({ week: dateOf(monday - 7 * (index + 1)), quantity }))
  for (const [siren, item, says] of [...said, ['000001602', 'ffp2', { weeks }] as const]) {
    const organisationId = organisations.get(siren)
    if (organisationId === undefined) throw new Error(`the demonstration has no buyer ${siren}`)
    const moving = { actor: null, organisationId, today, catalogue, sendJob: async () => {} }
    well(await sayConsumption(trx, moving, item, { ...blank, ...says }))
  }
}
