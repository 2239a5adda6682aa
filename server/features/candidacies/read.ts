import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderProcedure } from '@maillage/db/tables/tenders.ts'
import { type Kysely, sql } from 'kysely'
import type { OpenedOffer } from '../openings/schemas.ts'
import type { CandidacyRejection, CandidacyShown } from './schemas.ts'

type Candidate = CandidacyShown['candidates'][number]

/** Whether candidacies are judged apart from offers: where publicity brings whoever wants to answer. */
export const judgesCandidacies = (procedure: TenderProcedure) =>
  procedure === 'adapted' || procedure === 'formal'

/** Who stands as a candidate behind an offer: its bidder alone, or each partner of its group. */
export function candidatesOf({ bidder, group }: Pick<OpenedOffer, 'bidder' | 'group'>) {
  const partners = group?.members.filter(({ role }) => role === 'partner') ?? []
  return partners.length === 0 ? [bidder] : partners.map(({ id, name }) => ({ id, name }))
}

function verdictOf(candidates: Candidate[]): CandidacyShown['verdict'] {
  if (candidates.some(({ verdict }) => verdict === 'set-aside')) return 'set-aside'
  return candidates.every(({ verdict }) => verdict === 'admitted') ? 'admitted' : null
}

/** Certificates of these organisations that were verified, and hold on this day. */
async function verifiedOf(db: Kysely<DB>, organisations: string[], today: string) {
  return db
    .selectFrom('certificate')
    .select(['organisationId', 'norm', 'edition', 'item', 'validUntil', 'checkedUntil'])
    .where(sql<boolean>`organisation_id = any(${organisations}::uuid[])`)
    .where('status', '=', 'verified')
    .where(eb => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>=', today)]))
    .where(eb => eb.or([eb('checkedUntil', 'is', null), eb('checkedUntil', '>=', today)]))
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** The candidacies behind opened offers, as far as they are judged. */
export async function readCandidacies(
  db: Kysely<DB>,
  tenderId: string,
  offers: OpenedOffer[],
  today: string,
): Promise<CandidacyShown[]> {
  const of = db.selectFrom('offer').select('id').where('tenderId', '=', tenderId)
  const rows = await db
    .selectFrom('candidacy')
    .innerJoin('organisation', 'organisation.id', 'candidacy.organisationId')
    .leftJoin('organisation as next', 'next.id', 'candidacy.replacedBy')
    .selectAll('candidacy')
    .select(['organisation.name', 'next.name as nextName'])
    .where('offerId', 'in', of)
    .orderBy('replacedAt')
    .execute()
  const organisations = [...new Set(offers.flatMap(candidatesOf).map(({ id }) => id))]
  const certificates = Map.groupBy(
    await verifiedOf(db, organisations, today),
    ({ organisationId }) => organisationId,
  )
  return offers.map(offer => {
    const candidates = candidatesOf(offer).map(({ id, name }): Candidate => {
      const row = rows.find(one => one.offerId === offer.id && one.organisationId === id)
      const { text = null, due = null, askedAt = null } = row ?? {}
      return {
        id,
        name,
        verdict: row?.verdict ?? null,
        ground: row?.ground ?? null,
        reason: row?.reason ?? '',
        asked:
          text === null || due === null || askedAt === null
            ? null
            : {
                text,
                due,
                askedAt: askedAt.toISOString(),
                answer: row?.answer ?? null,
                answeredAt: row?.answeredAt?.toISOString() ?? null,
              },
        replacement: row?.replacementGround ? { ground: row.replacementGround, by: row.nextName } : null,
        earlier: row?.earlier ?? [],
        certificates: (certificates.get(id) ?? []).map(
          ({ organisationId: _, ...certificate }) => certificate,
        ),
      }
    })
    return {
      offerId: offer.id,
      bidder: offer.bidder,
      verdict: verdictOf(candidates),
      replaced: rows
        .filter(row => row.offerId === offer.id)
        .flatMap(({ name, nextName: by, replacementGround: ground, replacedAt }) =>
          by === null || ground === null || replacedAt === null
            ? []
            : [{ name, by, ground, at: replacedAt.toISOString() }],
        ),
      documents: offer.documents.filter(({ kind }) => kind === 'candidacy'),
      candidates,
    }
  })
}

/** Why the candidacy behind an offer was set aside; empty where it was not. */
export const rejectionsOf = ({ candidates }: CandidacyShown): CandidacyRejection[] =>
  candidates.flatMap(({ name, verdict, ground, reason }) =>
    verdict === 'set-aside' && ground !== null ? [{ candidate: name, ground, reason }] : [],
  )
