import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import type { Trading } from '../features/contracts/tell.ts'
import { setMilestone } from '../features/deliveries/milestones.ts'
import { keepExternal, recordAward } from '../features/elsewhere/keep.ts'
import { parisDate } from '../paris-date.ts'
import { finishedDirectContract } from './demonstration-direct.ts'
import {
  agreed,
  deliver,
  lead,
  line,
  pastNeed,
  type Players,
  type Story,
  well,
} from './demonstration-story.ts'
import { playInvestments } from './demonstration-investments.ts'
import { playTheRecord } from './demonstration-record.ts'
import { finishedTender } from './demonstration-tenders.ts'

/** A procedure that the hospital ran on its own profile: awarded, half delivered, with a milestone to come. */
async function procedureRunElsewhere(story: Story): Promise<void> {
  const { trx, on, day, players } = story
  const { buyer, weaver, workshop } = players
  const ITEM = 'gown-washable'
  const schedule = [
    { due: day(-5), quantity: 600 },
    { due: day(35), quantity: 600 },
  ]
  const needId = await pastNeed(story, {
    item: ITEM,
    claim: 'none',
    quantity: 1200,
    schedule,
    text: 'Surblouses lavables pour les urgences, en deux livraisons.',
    wishes: { regionalDepth: 'first-inputs', minimumWashes: 50, recyclable: true },
  })
  const organisation = { needId, organisationId: buyer }
  well(
    await keepExternal(
      trx,
      { ...organisation, actor: null },
      {
        version: null,
        platform: 'PLACE',
        address: 'https://www.marches-publics.gouv.fr/',
        reference: '2026-SURB-07',
        state: 'published',
        publishedOn: day(-110),
        deadline: day(-80),
        criteria: [
          { name: 'Prix', weight: 50, environmental: false },
          { name: 'Confort et tenue au lavage', weight: 30, environmental: false },
          { name: 'Matières recyclées et fin de vie', weight: 20, environmental: true },
        ],
      },
    ),
  )
  const { contractId } = well(
    await recordAward(trx, on(-60), organisation, {
      ...agreed,
      title: 'Surblouses lavables des urgences',
      needs: [needId],
      form: 'order',
      starts: day(-60),
      advance: null,
      paymentDays: 50,
      holders: [
        {
          parties: [
            lead(workshop),
            { firmId: weaver, name: '', siren: null, role: 'supplier', isLead: false, share: null },
          ],
        },
      ],
      lines: schedule.map(({ due, quantity }) => line(ITEM, needId, due, quantity, 1_450_000)),
      concludedOn: day(-60),
    }),
  )
  await deliver(story, contractId, {
    line: 0,
    by: workshop,
    batch: 'S-31',
    quantity: 600,
    days: -6,
    major: 1,
    hasSample: false,
  })
  const { id: partyId } = await trx
    .selectFrom('contractParty')
    .select('id')
    .where('contractId', '=', contractId)
    .where('isLead', '=', true)
    .executeTakeFirstOrThrow()
  well(
    await setMilestone(
      trx,
      on(0),
      { contractId, organisationId: workshop },
      { partyId, kind: 'half-made', note: '', due: day(15) },
    ),
  )
}

/** Nobody is told of what is past: what was said so far to invented organisations and people is forgotten. */
async function forgetNews(trx: Transaction<DB>): Promise<void> {
  const invented = trx.selectFrom('organisation').select('id').where('demonstration', '=', true)
  for (const table of ['notification', 'mailWaiting', 'mail'] as const)
    await trx.deleteFrom(table).where('organisationId', 'in', invented).execute()
  // No number is left out for whoever follows by them.
  await trx
    .updateTable('organisation')
    .set({ notificationSeq: 0 })
    .where('demonstration', '=', true)
    .execute()
}

/**
 * What came before: a direct contract that is over, a procedure run elsewhere, and a tender that is over, each by the same
 * functions as anybody's, on days gone by. Nobody is told of it.
 */
export async function playThePast(
  { catalogue, environment }: FastifyInstance,
  trx: Transaction<DB>,
  players: Players,
  named: (siren: string) => string,
  { buyer, colleague }: { buyer: string; colleague: string },
): Promise<void> {
  const now = dayOf(parisDate(new Date()))
  const day = (days: number) => dateOf(now + days)
  const { publicUrl } = environment
  const sendJob = async () => {}
  const on = (days: number): Trading => ({ actor: null, catalogue, today: day(days), publicUrl, sendJob })
  const story = { trx, day, on, players }
  await finishedDirectContract(story)
  await procedureRunElsewhere(story)
  const tendering = { actor: buyer, publicUrl, sendJob }
  await finishedTender(story, { tendering, holders: [buyer, colleague] })
  await playTheRecord(story, named)
  await playInvestments(story, named)
  await forgetNews(trx)
}
