import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { OwnCandidacy } from './schemas.ts'

/** What an organisation was asked of its candidacies in a tender, as bidder or lead. */
export async function readOwnCandidacies(
  db: Kysely<DB>,
  tenderId: string,
  organisationId: string,
  today: string,
): Promise<OwnCandidacy[]> {
  const rows = await db
    .selectFrom('candidacy')
    .innerJoin('offer', 'offer.id', 'candidacy.offerId')
    .innerJoin('tender', 'tender.id', 'offer.tenderId')
    .innerJoin('organisation', 'organisation.id', 'candidacy.organisationId')
    .select(['offerId', 'candidacy.organisationId as id', 'organisation.name', 'text', 'due', 'askedAt'])
    .select(['replacementGround', 'groupId', 'answer', 'answeredAt', 'tender.state'])
    .where('offer.tenderId', '=', tenderId)
    .where('offer.organisationId', '=', organisationId)
    .where('replacedAt', 'is', null)
    .orderBy('askedAt')
    .orderBy('organisation.name')
    .execute()
  return rows.flatMap(
    ({ id, name, text, due, askedAt, answeredAt, state, replacementGround, groupId, ...row }) =>
      text === null || due === null || askedAt === null
        ? []
        : [
            {
              ...row,
              candidate: { id, name },
              replacingGroupId: replacementGround === null ? null : groupId,
              text,
              due,
              askedAt: askedAt.toISOString(),
              answeredAt: answeredAt?.toISOString() ?? null,
              mayAnswer: state === 'opened' && answeredAt === null && due >= today,
            },
          ],
  )
}
