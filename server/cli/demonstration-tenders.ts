import type { FastifyInstance } from 'fastify'
import { lastWritten } from '../engine/follower.ts'
import { loadNeeds } from '../engine/load-needs.ts'
import { awardTender } from '../features/evaluation/award.ts'
import { concludeTender } from '../features/evaluation/conclude.ts'
import { judgeCandidacy } from '../features/candidacies/judge.ts'
import { judgeOffer, markOffer } from '../features/evaluation/judge.ts'
import { recordSample } from '../features/evaluation/samples.ts'
import { closeOffer, storeOffer } from '../features/offers/seal.ts'
import { storeDocument } from '../features/documents/store.ts'
import { openTender } from '../features/openings/open.ts'
import { chooseProcedure } from '../features/procedures/choose.ts'
import { storeRevision } from '../features/tenders/publish.ts'
import { lockTender } from '../features/tenders/queries.ts'
import { answerQuestion, askQuestion } from '../features/tenders/questions.ts'
import { isRefusal } from '../problems/problem.ts'
import { capSheet, gownDocuments, gownSheet } from './demonstration-sheets.ts'
import { deliver, pastNeed, type Story, well } from './demonstration-story.ts'
import { negotiate, tellAward } from './demonstration-negotiation.ts'
import { type Acting, done, happened, noonOf, PHRASES, publishOneLot } from './demonstration-tender-story.ts'

const LOT = 1
const ITEM_OF_OPEN_TENDER = 'gown-polycotton'

interface Bid {
  by: string
  /** For a thousand, ex tax: first, and after the negotiation; null where it keeps its offer. */
  cents: number
  lastCents: number | null
  quality: string
  environment: string
  /** Null for the one that is turned away. */
  marks: { tried: number[]; quality: [number, string]; environment: [number, string] } | null
}

const bidsOf = ({ workshop, shirtmaker, weaver }: Story['players']): Bid[] => [
  {
    by: workshop,
    cents: 395_000,
    lastCents: 388_000,
    quality: 'Retrait de 2 % après cinquante lavages, rapport du laboratoire remis avec les échantillons.',
    environment: 'Calots usés repris et effilochés dans le Tarn ; coton biologique pour un tiers.',
    marks: {
      tried: [5, 3, 4],
      quality: [86, 'Retrait de 2 %, coutures intactes ; les porteurs le disent un peu chaud.'],
      environment: [82, 'Reprise organisée, un tiers de coton biologique.'],
    },
  },
  {
    by: shirtmaker,
    cents: 372_000,
    lastCents: 366_000,
    quality: 'Popeline de 115 g, retrait de 4 % après cinquante lavages.',
    environment: 'Chutes de coupe recyclées.',
    marks: {
      tried: [2, 4, 4],
      quality: [71, 'Retrait de 4 % : le calot serre après trente lavages.'],
      environment: [48, 'Les chutes sont recyclées, les calots usés ne sont pas repris.'],
    },
  },
  {
    by: weaver,
    cents: 428_000,
    lastCents: null,
    quality: 'Tissu de notre atelier, trame en polyester recyclé.',
    environment: 'Polyester recyclé, tissé et confectionné à moins de 40 km.',
    marks: null,
  },
]

const noon = ({ day }: Story, days: number) => noonOf(day(days))

/** A need whose procedure is open to all; null where the law of today has no such rule. */
async function needToTender(story: Story): Promise<string | null> {
  const { trx, day, on } = story
  const needId = await pastNeed(story, {
    item: 'cap-washable',
    claim: 'none',
    quantity: 6000,
    schedule: [
      { due: day(-28), quantity: 3000 },
      { due: day(-6), quantity: 3000 },
    ],
    text: 'Calots lavables pour les deux blocs opératoires.',
    wishes: { regionalDepth: 'first-inputs', minimumWashes: 50, recyclable: true },
  })
  const chosen = await chooseProcedure(
    trx,
    { needId, catalogue: on(0).catalogue, actor: null, today: day(0) },
    {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: 2_700_000,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen: 'adapted',
      reason: 'Plusieurs ateliers de la région savent faire : la concurrence est ouverte à tous.',
      grounds: null,
    },
  )
  if (isRefusal(chosen)) return null
  await trx.updateTable('need').set({ state: 'published' }).where('id', '=', needId).execute()
  return needId
}

/** Published, asked about, answered, and past its deadline. Returns its id. */
async function publishInThePast(story: Story, acting: Acting, needId: string): Promise<string> {
  const { trx, day, players } = story
  const { weaver, workshop, shirtmaker } = players
  const { tendering } = acting
  const tenderId = await publishOneLot(trx, acting, {
    needId,
    capable: [weaver, workshop, shirtmaker],
    sheet: capSheet,
    questionsIn: 18,
    days: 28,
  })
  await happened(trx, tenderId, noon(story, -100))
  const text = 'Les calots se nouent-ils à l’arrière ?'
  done(await askQuestion(trx, tendering, { tenderId, organisationId: shirtmaker, text }))
  await happened(trx, tenderId, noon(story, -94))
  const { id: questionId } = await trx
    .selectFrom('tenderQuestion')
    .select('id')
    .where('tenderId', '=', tenderId)
    .executeTakeFirstOrThrow()
  const answer = 'Oui, par deux liens ; un élastique à l’arrière est accepté aussi.'
  done(await answerQuestion(trx, tendering, { tenderId, questionId, answer }))
  await happened(trx, tenderId, noon(story, -92))
  const times = { questionsUntil: new Date(noon(story, -82)), deadline: new Date(noon(story, -72)) }
  const published = await trx
    .updateTable('tender')
    .set(times)
    .where('id', '=', tenderId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('tenderLot')
    .set({ sampleDue: day(-72) })
    .where('tenderId', '=', tenderId)
    .execute()
  await trx.deleteFrom('tenderRevision').where('tenderId', '=', tenderId).execute()
  await storeRevision(trx, published, '')
  await happened(trx, tenderId, noon(story, -100))
  return tenderId
}

async function sealAndOpen(story: Story, { tendering, holders }: Acting, tenderId: string): Promise<void> {
  const { trx, on } = story
  const offering = { ...tendering, actor: null, catalogue: on(0).catalogue }
  const arrived = new Date(noon(story, -75))
  for (const { by, cents, quality, environment } of bidsOf(story.players)) {
    const bid = { tenderId, organisationId: by, groupId: null }
    const lots = [{ number: LOT, prices: [cents, cents], answers: ['', quality, environment] }]
    const closed = await closeOffer(trx, bid, { code: PHRASES[0], content: { lots, statement: '' } })
    const moments = { firstByteAt: arrived, lastByteAt: arrived }
    done(await storeOffer(trx, offering, bid, { ...well(closed), ...moments }, null))
  }
  await happened(trx, tenderId, noon(story, -75))
  for (const [at, actor] of holders.entries()) {
    const given = { recovery: false, secret: PHRASES[at] ?? '' }
    done(await openTender(trx, { ...tendering, actor }, tenderId, given))
  }
  await happened(trx, tenderId, noon(story, -71))
}

/** Every candidate is admitted; two of the three offer anew in a round of negotiation, the third keeps its offer. */
async function admitAndNegotiate(story: Story, acting: Acting, tenderId: string): Promise<void> {
  const { trx, players } = story
  const offers = await trx
    .selectFrom('offer')
    .select(['id', 'organisationId'])
    .where('tenderId', '=', tenderId)
    .execute()
  const admitted = { verdict: 'admitted', ground: null, reason: '' } as const
  for (const { id: offerId, organisationId: candidateId } of offers)
    done(await judgeCandidacy(trx, acting.tendering, { tenderId, offerId, candidateId }, admitted))
  const bids = bidsOf(players).flatMap(({ by, lastCents, quality, environment }) =>
    lastCents === null ? [] : [{ by, cents: lastCents, answers: ['', quality, environment] }],
  )
  await negotiate(story, acting, tenderId, bids, { invited: -70, sealed: -67, deadline: -66, opened: -65 })
}

async function judgeAndAward(story: Story, { tendering }: Acting, tenderId: string): Promise<void> {
  const { trx, day, on, players } = story
  const offers = await trx
    .selectFrom('offer')
    .select(['id', 'organisationId'])
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'opened')
    .execute()
  const offerOf = (by: string) => offers.find(({ organisationId }) => organisationId === by)?.id ?? ''
  for (const { by, marks } of bidsOf(players)) {
    const place = { tenderId, offerId: offerOf(by), lot: LOT }
    if (marks === null) {
      const reason = 'Le tissu proposé contient du polyester ; la consultation demande du coton.'
      done(await judgeOffer(trx, tendering, place, { verdict: 'irregular', reason }))
      continue
    }
    const tried = { receivedOn: day(-73), scores: marks.tried, remarks: marks.quality[1] }
    done(await recordSample(trx, tendering, place, tried))
    done(await judgeOffer(trx, tendering, place, { verdict: 'regular', reason: '' }))
    const given = [marks.quality, marks.environment].map(([mark, justification], at) => ({
      criterion: at + 1,
      mark,
      justification,
    }))
    done(await markOffer(trx, tendering, place, { marks: given }))
  }
  await happened(trx, tenderId, noon(story, -64))
  const { version } = (await lockTender(trx, tenderId)) ?? { version: 0 }
  const reason = 'La meilleure tenue au lavage, et des calots usés qui sont repris.'
  const lots = [{ number: LOT, offerId: offerOf(players.workshop), reason }]
  const awarding = { ...tendering, today: day(-60), catalogue: on(0).catalogue }
  done(await awardTender(trx, awarding, tenderId, { version, lots }))
  await happened(trx, tenderId, noon(story, -60))
}

/**
 * A tender that is over, with three offers of which one was turned away and a round of negotiation; its award is published, its
 * contract carried out and closed.
 */
export async function finishedTender(story: Story, acting: Acting): Promise<void> {
  const needId = await needToTender(story)
  // The law moves on: a demonstration of later years shows what it still can.
  if (needId === null) return
  const { trx, day, on, players } = story
  const tenderId = await publishInThePast(story, acting, needId)
  await sealAndOpen(story, acting, tenderId)
  await admitAndNegotiate(story, acting, tenderId)
  await judgeAndAward(story, acting, tenderId)
  const { version } = (await lockTender(trx, tenderId)) ?? { version: 0 }
  const concluded = await concludeTender(trx, { tendering: acting.tendering, trading: on(-48) }, tenderId, {
    version,
    starts: day(-48),
    paymentDays: 30,
    items: [],
  })
  const [contractId = ''] = well(concluded)
  await happened(trx, tenderId, noon(story, -48))
  await tellAward(story, acting, tenderId, -40)
  await trx.updateTable('need').set({ state: 'withdrawn' }).where('id', '=', needId).execute()
  const delivered = { by: players.workshop, quantity: 3000, hasSample: true }
  await deliver(story, contractId, { ...delivered, line: 0, batch: 'C-12', days: -30, major: 3 })
  await deliver(story, contractId, { ...delivered, line: 1, batch: 'C-19', days: -8, major: 1 })
}

/** A tender that is open, on a need of the region: every firm that the engine calls is told, as of anybody's. */
export async function openTenderOfTheDay(
  app: FastifyInstance,
  buyerId: string,
  acting: Acting,
): Promise<void> {
  const { db, connection, engine, follower } = app
  const need = await db
    .selectFrom('need')
    .innerJoin('procedure', 'procedure.needId', 'need.id')
    .select('need.id')
    .where('organisationId', '=', buyerId)
    .where('item', '=', ITEM_OF_OPEN_TENDER)
    .where('chosen', '=', 'adapted')
    .executeTakeFirst()
  // Its procedure had no rule in the table of today: that was said when it was chosen.
  if (need === undefined) return
  await follower.reached(await lastWritten(connection))
  const capable = (await loadNeeds(db, [need.id])).flatMap(one => engine.firmsCalled(one))
  const documents: string[] = []
  for (const { name, text } of gownDocuments) {
    const file = { name, mediaType: 'text/plain', bytes: Buffer.from(text) }
    documents.push(
      well(await storeDocument(app, { organisationId: buyerId, actor: acting.tendering.actor, ...file })).id,
    )
  }
  const sheet = { ...gownSheet, documents }
  await db
    .transaction()
    .execute(trx =>
      publishOneLot(trx, acting, { needId: need.id, capable, sheet, questionsIn: 16, days: 24 }),
    )
}
