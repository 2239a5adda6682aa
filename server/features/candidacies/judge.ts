import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { dayAfter, isAnswered } from '../evaluation/days.ts'
import { type Held, holdFor, raiseVersion } from '../evaluation/step.ts'
import { listOpenedOffers } from '../openings/queries.ts'
import { limitOn, readLaw } from '../procedures/law.ts'
import { recordTender, type Tendering } from '../tenders/tell.ts'
import { isAppreciated, isExclusion } from './grounds.ts'
import { judgesCandidacies, readCandidacies } from './read.ts'
import type { CandidacyInput, CandidacyShown } from './schemas.ts'

type Candidate = CandidacyShown['candidates'][number]

const said = {
  ground: {
    fr: 'Dites au titre de quel article cette candidature est écartée.',
    en: 'Say by which article this candidacy is set aside.',
  },
  reason: {
    fr: 'Dites pourquoi : le candidat le lira dans sa lettre.',
    en: 'Say why: the bidder will read it in its letter.',
  },
  waiting: {
    fr: 'Ce candidat a encore le temps de compléter sa candidature : attendez sa réponse, ou la fin du délai.',
    en: 'This candidate still has time to complete its candidacy: wait for its answer, or for the day to pass.',
  },
  heard: {
    fr: 'Demandez-lui d’abord, par écrit, ce qui montre sa fiabilité : sans cela, personne n’est exclu à l’appréciation de l’acheteur (L2141-11).',
    en: 'Ask it first, in writing, for what shows that it is reliable: without that, nobody is excluded at the buyer’s discretion (L2141-11).',
  },
} satisfies Record<string, Text>

const mustBeReplaced = (days: number): Text => ({
  fr: `Exigez d’abord du mandataire, par écrit, le remplacement de ce membre dans les ${days} jours : le groupement n’est exclu que s’il ne le fait pas (L2141-13).`,
  en: `Ask the lead first, in writing, to replace this member within ${days} days: the group is excluded only where it does not (L2141-13).`,
})

/** Which candidate behind which offer. */
export interface CandidatePlace {
  tenderId: string
  offerId: string
  candidateId: string
}

/** A tender held for its candidacies, with those of its opened offers; not found where it judges none. */
export async function holdCandidacies(
  trx: Transaction<DB>,
  tenderId: string,
): Promise<(Held & { today: string; candidacies: CandidacyShown[] }) | Refusal> {
  const held = await holdFor(trx, tenderId, 'judge')
  if (isRefusal(held)) return held
  if (!judgesCandidacies(held.tender.procedure)) return { refused: 'not-found' }
  const today = parisDate(held.now)
  const offers = await listOpenedOffers(trx, tenderId)
  return { ...held, today, candidacies: await readCandidacies(trx, tenderId, offers, today) }
}

/** How many days a group has to replace a member that would be excluded (L2141-13), by the law of a day. */
export async function replacementDays(trx: Transaction<DB>, today: string): Promise<number> {
  return limitOn((await readLaw(trx)).limits, 'member-replacement-days', today)?.value ?? 0
}

/** What stands against setting a candidate aside: whoever may still answer, or has to be heard first, is heard. */
async function asideFaults(
  trx: Transaction<DB>,
  { ground, reason }: CandidacyInput,
  { asked }: Candidate,
  { isOfGroup, today }: { isOfGroup: boolean; today: string },
): Promise<Fault[]> {
  const faults: Fault[] = reason.trim() === '' ? [{ field: '/reason', message: said.reason }] : []
  if (ground === null) return [{ field: '/ground', message: said.ground }, ...faults]
  if (asked !== null && !isAnswered(asked, today))
    return [{ field: '/verdict', message: said.waiting }, ...faults]
  if (isOfGroup && isExclusion(ground)) {
    const days = await replacementDays(trx, today)
    const hadTime = asked !== null && asked.due >= dayAfter(parisDate(new Date(asked.askedAt)), days)
    return hadTime ? faults : [{ field: '/ground', message: mustBeReplaced(days) }, ...faults]
  }
  return isAppreciated(ground) && asked === null
    ? [{ field: '/ground', message: said.heard }, ...faults]
    : faults
}

/** Says whether a candidate behind an opened offer is admitted, or set aside and by which article (R2144-7). */
export async function judgeCandidacy(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  { tenderId, offerId, candidateId }: CandidatePlace,
  input: CandidacyInput,
): Promise<null | Refusal> {
  const held = await holdCandidacies(trx, tenderId)
  if (isRefusal(held)) return held
  const candidacy = held.candidacies.find(one => one.offerId === offerId)
  const candidate = candidacy?.candidates.find(({ id }) => id === candidateId)
  if (candidacy === undefined || candidate === undefined) return { refused: 'not-found' }
  const isAside = input.verdict === 'set-aside'
  const isOfGroup = candidacy.candidates.length > 1
  const faults = isAside ? await asideFaults(trx, input, candidate, { isOfGroup, today: held.today }) : []
  if (faults.length > 0) return invalid(faults)
  const isPending = input.verdict === 'pending'
  const row = {
    verdict: input.verdict === 'pending' ? null : input.verdict,
    ground: isAside ? input.ground : null,
    reason: isAside ? input.reason.trim() : '',
    judgedBy: isPending ? null : actor,
    judgedAt: isPending ? null : held.now,
  }
  await trx
    .insertInto('candidacy')
    .values({ offerId, organisationId: candidateId, ...row })
    .onConflict(conflict => conflict.columns(['offerId', 'organisationId']).doUpdateSet(row))
    .execute()
  await raiseVersion(trx, tenderId)
  const { verdict, ground } = row
  await recordTender(trx, actor, held.tender, 'tender.candidacy-judged', {
    offer: offerId,
    candidate: candidateId,
    verdict,
    ground,
  })
  return null
}
