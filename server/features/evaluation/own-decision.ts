import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { Value } from 'typebox/value'
import { readOwnCandidacies } from '../candidacies/own.ts'
import { hasOpenedOffer, partnerOf } from '../offers/queries.ts'
import { databaseNow } from '../tenders/queries.ts'
import { LetterContentSchema, type OwnDecision } from './schemas.ts'

const letters = (db: Kysely<DB>, tenderId: string) =>
  db
    .selectFrom('decisionLetter')
    .innerJoin('offer', 'offer.id', 'decisionLetter.offerId')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .select(['offerId', 'organisation.id as bidderId', 'organisation.name as bidder', 'sentAt'])
    .select('decisionLetter.content')
    .where('offer.tenderId', '=', tenderId)
    .orderBy('offer.receivedAt')
    .orderBy('offerId')

/** The letters of a tender, as they were sent; those to one bidder, and to the groups it is a partner of, where it is named. */
export async function readLetters(db: Kysely<DB>, tenderId: string, bidderId?: string) {
  const rows = await letters(db, tenderId)
    .$if(bidderId !== undefined, query =>
      query.where(eb =>
        eb.or([
          eb('offer.organisationId', '=', bidderId ?? ''),
          eb('offer.groupId', 'in', partnerOf(db, bidderId ?? '')),
        ]),
      ),
    )
    .execute()
  return rows.map(({ offerId, bidder, sentAt, content }) => ({
    offerId,
    bidder,
    sentAt: sentAt.toISOString(),
    content: Value.Parse(LetterContentSchema, content),
  }))
}

/** What an organisation reads of the evaluation of its own offers, as bidder or lead: what it was asked, and its letters. */
export async function readOwnDecision(
  db: Kysely<DB>,
  tenderId: string,
  organisationId: string,
): Promise<OwnDecision> {
  const today = parisDate(await databaseNow(db))
  const questions = await db
    .selectFrom('offerQuestion')
    .innerJoin('offer', 'offer.id', 'offerQuestion.offerId')
    .innerJoin('tender', 'tender.id', 'offer.tenderId')
    .innerJoin('tenderLot', join =>
      join
        .onRef('tenderLot.tenderId', '=', 'offer.tenderId')
        .onRef('tenderLot.number', '=', 'offerQuestion.lot'),
    )
    .select(['offerId', 'lot', 'kind', 'tenderLot.title as lotTitle', 'text', 'due', 'askedAt', 'answer'])
    .select(['answeredAt', 'tender.state'])
    .where('offer.tenderId', '=', tenderId)
    .where('offer.organisationId', '=', organisationId)
    .orderBy('askedAt')
    .execute()
  return {
    questions: questions.map(({ askedAt, answeredAt, state, ...question }) => ({
      ...question,
      askedAt: askedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      mayAnswer: state === 'opened' && answeredAt === null && question.due >= today,
    })),
    candidacies: await readOwnCandidacies(db, tenderId, organisationId, today),
    letters: (await readLetters(db, tenderId, organisationId)).map(({ bidder: _, ...sent }) => sent),
    mayWrite: await hasOpenedOffer(db, tenderId, organisationId),
  }
}
