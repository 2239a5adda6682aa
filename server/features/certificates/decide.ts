import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { findMember } from '../organisations/members.ts'
import { lockCertificate, type Vetting } from './lock.ts'
import { certificateChecked } from './mail.ts'
import type { DecisionInput } from './schemas.ts'

/** A verification is looked at again after so many years at most, whatever a document says. */
const LONGEST_YEARS = 5

const said = {
  reason: {
    fr: 'Dites à l’entreprise pourquoi, et ce qu’elle peut faire.',
    en: 'Tell the firm why, and what it can do.',
  },
  noReason: { fr: 'Un motif va avec un refus seulement.', en: 'A reason goes with a refusal alone.' },
  until: {
    fr: 'Dites jusqu’à quel jour la vérification vaut.',
    en: 'Say until which day the verification holds.',
  },
  noUntil: {
    fr: 'Une date va avec une vérification seulement.',
    en: 'A day goes with a verification alone.',
  },
  past: { fr: 'Ce jour est passé.', en: 'This day is past.' },
  beyond: {
    fr: 'Le certificat lui-même prend fin avant ce jour.',
    en: 'The certificate itself ends before this day.',
  },
  tooFar: {
    fr: `${LONGEST_YEARS} ans au plus : d’ici là, il sera regardé de nouveau.`,
    en: `${LONGEST_YEARS} years at most: it is looked at again by then.`,
  },
} satisfies Record<string, Text>

/** Whether a decision says all that its readers need. `today` is an ISO date. */
export function decisionFaults(
  { decision, reason, until }: Pick<DecisionInput, 'decision' | 'reason' | 'until'>,
  validUntil: string | null,
  today: string,
): Fault[] {
  if (decision === 'refused')
    return [
      ...(reason === null ? [{ field: '/reason', message: said.reason }] : []),
      ...(until === null ? [] : [{ field: '/until', message: said.noUntil }]),
    ]
  const furthest = `${Number(today.slice(0, 4)) + LONGEST_YEARS}${today.slice(4)}`
  const wrong =
    until === null
      ? said.until
      : until < today
        ? said.past
        : validUntil !== null && until > validUntil
          ? said.beyond
          : until > furthest
            ? said.tooFar
            : null
  return [
    ...(reason === null ? [] : [{ field: '/reason', message: said.noReason }]),
    ...(wrong === null ? [] : [{ field: '/until', message: wrong }]),
  ]
}

/**
 * The operator decides about a certificate that was sent, as its verifier has looked at it; its firm is told. Nobody
 * decides about a certificate of their own organisation.
 */
export async function decideCertificate(
  trx: Transaction<DB>,
  { actor, catalogue, publicUrl, sendJob }: Vetting,
  certificateId: string,
  { sentAt, ...input }: DecisionInput,
): Promise<null | Refusal> {
  const certificate = await lockCertificate(trx, certificateId)
  if (certificate === undefined || certificate.sentAt === null) return { refused: 'not-found' }
  const { organisationId, norm, validUntil } = certificate
  const own = await findMember(trx, { organisationId, userId: actor })
  if (own !== undefined) return { refused: 'not-allowed' }
  if (certificate.sentAt.toISOString() !== sentAt) return { refused: 'stale-version' }
  if (certificate.checkedAt !== null) return { refused: 'wrong-state' }
  const faults = decisionFaults(input, validUntil, parisDate(new Date()))
  if (faults.length > 0) return invalid(faults)
  const { decision, how, reason, until } = input
  await trx
    .updateTable('certificate')
    .set({
      status: decision,
      checkedAt: sql<Date>`now()`,
      checkedBy: actor,
      checkedHow: how.trim(),
      checkedReason: reason?.trim() ?? null,
      checkedUntil: until,
    })
    .where('id', '=', certificateId)
    .execute()
  const position = await recordEvent(trx, {
    verb: `certificate.${decision}`,
    actor,
    organisationId,
    subjectKind: 'firm',
    subjectId: organisationId,
    data: { certificate: certificateId, norm, until },
  })
  await sendJob(trx, 'match-firm', { firmId: organisationId, position })
  await announceChange(trx, { organisationId, subject: 'profile', id: organisationId })
  await notify(trx, {
    organisationId,
    kind: 'certificate-checked',
    needId: null,
    eventId: position.eventId,
    data: { norm, decision, until, reason: reason ?? '' },
  })
  const name = catalogue.norms.find(({ id }) => id === norm)?.name ?? { fr: norm, en: norm }
  const mail = certificateChecked({
    name,
    decision,
    until,
    reason,
    link: `${publicUrl}/firm/profile/certificates`,
  })
  await writeToMembers(trx, sendJob, { organisations: [organisationId], kind: 'certificates', mail })
  return null
}
