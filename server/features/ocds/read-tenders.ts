import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { ExternalFacts, TenderFacts } from './facts.ts'
import { publishedTender } from './published-tender.ts'

/** Tenders of some processes, with all that each has published. */
export async function readTenderFacts(
  db: Kysely<DB>,
  processes: readonly string[],
): Promise<Map<string, TenderFacts & { buyerId: string }>> {
  if (processes.length === 0) return new Map()
  const tenders = await db
    .selectFrom('tender')
    .select(['id', 'organisationId', 'access', 'state', 'procedure', 'publishedAt', 'openedAt', 'endedAt'])
    .select(eb => [
      eb
        .selectFrom('tenderQuestion')
        .select(question => question.fn.min('askedAt').as('askedAt'))
        .whereRef('tenderId', '=', 'tender.id')
        .as('askedAt'),
      eb
        .selectFrom('offer')
        .select(offer => offer.fn.countAll<number>().as('offers'))
        .whereRef('offer.tenderId', '=', 'tender.id')
        .where('offer.state', '=', 'opened')
        .as('offers'),
      eb
        .selectFrom('awardNotice')
        .select('publishedAt')
        .whereRef('tenderId', '=', 'tender.id')
        .as('noticedAt'),
    ])
    .where('id', 'in', processes)
    .execute()
  const revisions = await db
    .selectFrom('tenderRevision')
    .selectAll()
    .where('tenderId', 'in', processes)
    .orderBy('revision')
    .execute()
  const unsuccessful = await db
    .selectFrom('lotAward')
    .innerJoin('tender', 'tender.id', 'lotAward.tenderId')
    .innerJoin('tenderLot', join =>
      join.onRef('tenderLot.tenderId', '=', 'lotAward.tenderId').onRef('number', '=', 'lot'),
    )
    .select(['lotAward.tenderId', 'number', 'tenderLot.title'])
    .where('lotAward.tenderId', 'in', processes)
    .where('tender.state', '=', 'concluded')
    .where('offerId', 'is', null)
    .orderBy('number')
    .execute()
  return new Map(
    tenders.flatMap(({ id, organisationId, publishedAt, offers, askedAt, noticedAt, ...tender }) =>
      publishedAt === null
        ? []
        : [
            [
              id,
              {
                ...tender,
                publishedAt,
                buyerId: organisationId,
                askedAt: askedAt ?? null,
                noticedAt: noticedAt ?? null,
                offers: offers ?? 0,
                revisions: revisions
                  .filter(({ tenderId }) => tenderId === id)
                  .map(({ revision, at, reason, content }) => ({
                    revision,
                    at,
                    reason,
                    content: publishedTender(content),
                  })),
                unsuccessful: unsuccessful
                  .filter(({ tenderId }) => tenderId === id)
                  .map(({ number, title }) => ({ number, title })),
              },
            ] as const,
          ],
    ),
  )
}

/** Procedures that were run elsewhere, each with the need it is about. */
export async function readExternalFacts(
  db: Kysely<DB>,
  processes: readonly string[],
): Promise<Map<string, ExternalFacts & { needId: string }>> {
  if (processes.length === 0) return new Map()
  const rows = await db
    .selectFrom('externalProcedure')
    .select(['id', 'needId', 'platform', 'address', 'reference', 'publishedOn', 'deadline'])
    .where('id', 'in', processes)
    .execute()
  return new Map(rows.map(({ id, ...external }) => [id, external]))
}
