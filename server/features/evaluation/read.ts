import type { DB } from '@maillage/db/tables/database.ts'
import type { Criterion } from '@maillage/db/tables/tenders.ts'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { listOpenedOffers } from '../openings/queries.ts'
import type { OpenedOffer } from '../openings/schemas.ts'
import { databaseNow, readLots } from '../tenders/queries.ts'
import { judgesCandidacies, readCandidacies } from '../candidacies/read.ts'
import type { CandidacyShown } from '../candidacies/schemas.ts'
import { negotiationDue, readNegotiation } from '../negotiation/read.ts'
import { isAnswered } from './days.ts'
import { missingBefore } from './missing.ts'
import { looksLow, priceMark, rankOffers } from './rank-offers.ts'
import type { CriterionMark, EvaluatedLot, EvaluatedOffer, EvaluationShown } from './schemas.ts'

/** All that was written on the offers of a tender, by offer and lot; what was asked, by its kind besides. */
interface Notes {
  today: string
  criteria: Criterion[]
  judgements: Map<string, Pick<EvaluatedOffer, 'verdict' | 'reason'>>
  questions: Map<string, NonNullable<EvaluatedOffer['question']>>
  marks: Map<string, { criterion: number; mark: number; justification: string }[]>
  samples: Map<string, NonNullable<EvaluatedOffer['sample']>>
  /** By offer: what its candidacy is held to be. */
  candidacies: Map<string, CandidacyShown['verdict']>
}

const key = ({ offerId, lot }: { offerId: string; lot: number }) => `${offerId} ${lot}`

async function readNotes(
  db: Kysely<DB>,
  tenderId: string,
  { criteria, today, candidacies }: Pick<Notes, 'criteria' | 'today'> & { candidacies: CandidacyShown[] },
): Promise<Notes> {
  const of = db.selectFrom('offer').select('id').where('tenderId', '=', tenderId)
  const judgements = await db.selectFrom('offerJudgement').selectAll().where('offerId', 'in', of).execute()
  const questions = await db.selectFrom('offerQuestion').selectAll().where('offerId', 'in', of).execute()
  const marks = await db.selectFrom('offerMark').selectAll().where('offerId', 'in', of).execute()
  const samples = await db.selectFrom('offerSample').selectAll().where('offerId', 'in', of).execute()
  return {
    today,
    criteria,
    candidacies: new Map(candidacies.map(({ offerId, verdict }) => [offerId, verdict])),
    judgements: new Map(judgements.map(row => [key(row), { verdict: row.verdict, reason: row.reason }])),
    questions: new Map(
      questions.map(({ text, due, askedAt, answer, answeredAt, kind, ...row }) => [
        `${kind} ${key(row)}`,
        {
          text,
          due,
          askedAt: askedAt.toISOString(),
          answer,
          answeredAt: answeredAt?.toISOString() ?? null,
        },
      ]),
    ),
    marks: Map.groupBy(marks, key),
    samples: new Map(
      samples.map(({ sentOn, sentNote: note, receivedOn, scores, remarks, ...row }) => [
        key(row),
        { sentOn, note, receivedOn, scores, remarks },
      ]),
    ),
  }
}

const counted = (criterion: Criterion, hundredths: number | null, justification: string): CriterionMark => ({
  kind: criterion.kind,
  name: criterion.name,
  weight: criterion.weight,
  mark: hundredths === null ? null : hundredths / 100,
  points: hundredths === null ? null : (hundredths * criterion.weight) / 10_000,
  justification,
})

interface ForLot {
  offer: OpenedOffer
  cents: number
  answers: string[]
}

/** One lot as it is judged so far: what is regular and marked is ranked. */
function evaluateLot(number: number, opened: OpenedOffer[], notes: Notes) {
  const { judgements, questions, marks, samples, candidacies, criteria, today } = notes
  const forLot: ForLot[] = opened.flatMap(offer =>
    offer.lots.filter(lot => lot.number === number).map(({ cents, answers }) => ({ offer, cents, answers })),
  )
  const noteOf = ({ offer }: ForLot) => key({ offerId: offer.id, lot: number })
  const verdictOf = (one: ForLot) => judgements.get(noteOf(one))?.verdict ?? null
  const isAside = ({ offer }: ForLot) => candidacies.get(offer.id) === 'set-aside'
  // Of a candidacy that is set aside, the offer is neither marked nor ranked.
  const isCounted = (one: ForLot) => verdictOf(one) === 'regular' && !isAside(one)
  const regular = forLot.filter(isCounted)
  const lowestCents = regular.reduce<number | null>(
    (least, { cents }) => Math.min(least ?? cents, cents),
    null,
  )
  const markOf = (one: ForLot, criterion: number) =>
    marks.get(noteOf(one))?.find(mark => mark.criterion === criterion)
  const isMarked = (one: ForLot) =>
    criteria.every(({ kind }, at) => kind === 'price' || markOf(one, at) !== undefined)
  const ranked = regular.every(isMarked)
    ? rankOffers(
        criteria,
        regular.map(one => ({
          id: one.offer.id,
          cents: one.cents,
          marks: criteria.map((_, at) => markOf(one, at)?.mark ?? 0),
        })),
      )
    : []
  const rankOf = new Map(ranked.map(offer => [offer.id, offer]))
  const comparable = forLot.filter(
    one => !isAside(one) && [null, 'regular', 'abnormally-low'].includes(verdictOf(one)),
  )

  const offers = forLot.map((one): EvaluatedOffer => {
    const { offer, cents, answers } = one
    const question = questions.get(`price ${noteOf(one)}`) ?? null
    const rank = rankOf.get(offer.id)
    const isRegular = isCounted(one)
    const others = comparable.filter(other => other !== one).map(other => other.cents)
    return {
      offerId: offer.id,
      bidder: offer.bidder,
      group: offer.group,
      cents,
      round: offer.round,
      earlier: offer.earlier.flatMap(({ round, lots }) =>
        lots.filter(lot => lot.number === number).map(lot => ({ round, cents: lot.cents })),
      ),
      answers,
      sample: samples.get(noteOf(one)) ?? null,
      candidacy: candidacies.get(offer.id) ?? null,
      verdict: verdictOf(one),
      reason: judgements.get(noteOf(one))?.reason ?? '',
      looksLow: looksLow(cents, others),
      question,
      completion: questions.get(`completion ${noteOf(one)}`) ?? null,
      mayRejectAsLow: isAnswered(question, today),
      marks: criteria.map((criterion, at) => {
        if (criterion.kind !== 'price') {
          const mark = markOf(one, at)
          return counted(criterion, mark ? mark.mark * 100 : null, mark?.justification ?? '')
        }
        return counted(criterion, isRegular ? priceMark(lowestCents ?? cents, cents) : null, '')
      }),
      total: rank === undefined ? null : rank.total / 10_000,
      rank: rank?.rank ?? null,
      isTied: rank?.isTied ?? false,
    }
  })
  const last = offers.length + 1
  return { lowestCents, offers: offers.toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last)) }
}

/** The evaluation of a tender whose offers are opened, as far as it has come. Before that, there are no offers in it. */
export async function readEvaluation(db: Kysely<DB>, tenderId: string): Promise<EvaluationShown> {
  const tender = await db
    .selectFrom('tender')
    .leftJoin('award', 'award.tenderId', 'tender.id')
    .select(['title', 'state', 'version', 'criteria', 'procedure', 'standstillDays', 'award.at'])
    .select(['signableFrom', 'negotiation', 'mayAwardFirst', 'negotiatesWith', 'round'])
    .where('tender.id', '=', tenderId)
    .executeTakeFirstOrThrow()
  const today = parisDate(await databaseNow(db))
  const opened = await listOpenedOffers(db, tenderId)
  const candidacies = judgesCandidacies(tender.procedure)
    ? await readCandidacies(db, tenderId, opened, today)
    : []
  const notes = await readNotes(db, tenderId, { criteria: tender.criteria, today, candidacies })
  const awards = await db
    .selectFrom('lotAward')
    .select(['lot', 'offerId', 'reason', 'contractId'])
    .where('tenderId', '=', tenderId)
    .execute()
  const lots = (await readLots(db, tenderId)).map((lot): EvaluatedLot => {
    const { number, title, item, family, sampleCount, sampleDue, sampleQuestions } = lot
    const award = awards.find(one => one.lot === number)
    return {
      number,
      title,
      item,
      family,
      sampleCount,
      sampleDue,
      sampleQuestions,
      ...evaluateLot(number, opened, notes),
      award: award ? { offerId: award.offerId, reason: award.reason, contractId: award.contractId } : null,
    }
  })
  const { state, signableFrom } = tender
  const negotiation = await readNegotiation(db, tenderId, tender)
  return {
    tenderId,
    title: tender.title,
    state,
    version: tender.version,
    standstillDays: tender.standstillDays,
    awardedAt: tender.at?.toISOString() ?? null,
    signableFrom,
    mayConclude: state === 'awarded' && signableFrom !== null && today >= signableFrom,
    judgesCandidacies: judgesCandidacies(tender.procedure),
    candidacies,
    negotiation,
    lots,
    missing:
      state === 'opened' ? [...missingBefore({ lots, candidacies }), ...negotiationDue(negotiation)] : [],
  }
}
