import type { DB } from '@maillage/db/tables/database.ts'
import type { Outcome } from '@maillage/matching/recycling/balance.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Transaction } from 'kysely'
import { answerProposal, propose } from '../features/collection/agree.ts'
import { weigh } from '../features/collection/rounds.ts'
import { giveBack, sortLot } from '../features/collection/sort.ts'
import { parisDate } from '../paris-date.ts'
import { well } from './demonstration-story.ts'
import { done } from './demonstration-tender-story.ts'

const HOSPITAL = '000001602'
const SECOND_HOSPITAL = '000001628'
const CARE_HOMES = '000001677'
const LAUNDRY = '000001578'
const INSERTION = '000001362'
const WEAVER = '000001008'

/** What became of a weighing, and the kilograms of material made of what was recycled. */
interface Weighed {
  day: number
  item: string
  kg: number
  sorted: [outcome: Outcome, kg: number, given?: number][]
}

interface Invented {
  holder: string
  partner: string
  stream: string
  starts: number
  everyWeeks: number
  expectedKg: number
  note: string
  agreed: boolean
  weighed: Weighed[]
}

/** Days are counted from today. */
const agreements: Invented[] = [
  {
    holder: HOSPITAL,
    partner: LAUNDRY,
    stream: 'polyester',
    starts: -70,
    everyWeeks: 4,
    expectedKg: 45,
    note: 'Surblouses réformées au contrôle du linge, en sacs gris ; quai de la lingerie.',
    agreed: true,
    weighed: [
      {
        day: -70,
        item: 'gown-washable',
        kg: 46.2,
        sorted: [
          ['reuse', 6.2],
          ['recycle', 36, 28.9],
          ['disposal', 4],
        ],
      },
      {
        day: -42,
        item: 'gown-washable',
        kg: 51.5,
        sorted: [
          ['reuse', 7.5],
          ['recycle', 38],
        ],
      },
      { day: -14, item: 'gown-washable', kg: 44, sorted: [] },
    ],
  },
  {
    holder: SECOND_HOSPITAL,
    partner: INSERTION,
    stream: 'polypropylene',
    starts: -31,
    everyWeeks: 4,
    expectedKg: 60,
    note: 'Masques des bureaux et de l’accueil seulement, en bornes fermées.',
    agreed: true,
    weighed: [
      {
        day: -30,
        item: 'mask-surg-IIR',
        kg: 58.4,
        sorted: [
          ['recycle', 41, 32.1],
          ['disposal', 17.4],
        ],
      },
    ],
  },
  {
    holder: SECOND_HOSPITAL,
    partner: WEAVER,
    stream: 'polyester',
    starts: 25,
    everyWeeks: 6,
    expectedKg: 30,
    note: 'Vous avez tissé ces surblouses : reprenez-les en fin de vie, avec un effilocheur de votre choix.',
    agreed: false,
    weighed: [],
  },
  {
    holder: CARE_HOMES,
    partner: INSERTION,
    stream: 'polycotton',
    starts: 20,
    everyWeeks: 8,
    expectedKg: 80,
    note: 'Tuniques et surblouses usées des cinq résidences.',
    agreed: false,
    weighed: [],
  },
]

/** Plays one agreement by the same functions as anybody's, on days gone by. */
async function play(
  trx: Transaction<DB>,
  { agreed, weighed, starts, partner, holder, ...terms }: Invented,
  named: (siren: string) => string,
): Promise<void> {
  const today = dayOf(parisDate(new Date()))
  const day = (days: number) => dateOf(today + days)
  const acting = (siren: string, days: number) => ({
    actor: null,
    organisationId: named(siren),
    today: day(days),
  })
  const proposedOn = Math.min(starts - 5, -1)
  const input = { ...terms, startsOn: day(starts), notInfectious: true }
  const id = well(await propose(trx, acting(holder, proposedOn), { ...input, partnerId: named(partner) }))
  if (!agreed) return
  const collector = (days: number) => acting(partner, days)
  done(await answerProposal(trx, collector(proposedOn), id, { answer: 'agreed', reason: '' }))
  for (const { day: on, item, kg, sorted } of weighed) {
    const round = await trx
      .selectFrom('collectionRound')
      .select('id')
      .where('agreementId', '=', id)
      .where('state', '=', 'planned')
      .executeTakeFirstOrThrow()
    done(await weigh(trx, collector(on), round.id, { day: day(on), lots: [{ item, kg }] }))
    const lot = await trx
      .selectFrom('collectedLot')
      .select('id')
      .where('roundId', '=', round.id)
      .executeTakeFirstOrThrow()
    for (const [outcome, part, given] of sorted) {
      const sorting = { outcome, kg: part, day: day(on + 3), note: '' }
      done(await sortLot(trx, collector(on + 3), lot.id, sorting))
      if (given === undefined) continue
      const made = await trx
        .selectFrom('sortedLot')
        .select('id')
        .where('lotId', '=', lot.id)
        .where('outcome', '=', 'recycle')
        .executeTakeFirstOrThrow()
      const to = terms.stream === 'polyester' ? 'Draperie de l’Arnette' : 'Sacherie de l’Aude'
      done(await giveBack(trx, collector(on + 12), made.id, { given: { kg: given, day: day(on + 12), to } }))
    }
  }
}

/** Used articles of an invented region: collected and sorted, with a round that is late, and proposed. Nobody is told of it. */
export async function collectUsed(
  trx: Transaction<DB>,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const named = (siren: string) => {
    const id = organisations.get(siren)
    if (id === undefined) throw new Error(`the demonstration has no organisation ${siren}`)
    return id
  }
  for (const one of agreements) await play(trx, one, named)
}
