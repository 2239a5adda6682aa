import { api, ask } from '#lib/api/client.ts'
import type { Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Decision, Evaluation } from './evaluation.ts'

export type Candidacy = Evaluation['candidacies'][number]
export type Candidate = Candidacy['candidates'][number]
export type OwnCandidacy = Decision['candidacies'][number]
type Judgement = Sent<'/api/tenders/{tenderId}/evaluation/offers/{offerId}/candidacies/{candidateId}', 'put'>
export type Ground = NonNullable<Candidate['ground']>

type Exclusion = Exclude<Ground, 'conditions' | 'incomplete' | 'false'>

// All of these throw `ApiProblem` where the server refuses.

export const judgeCandidacy = (
  path: { tenderId: string; offerId: string; candidateId: string },
  body: Judgement,
) =>
  ask(
    api.PUT('/api/tenders/{tenderId}/evaluation/offers/{offerId}/candidacies/{candidateId}', {
      params: { path },
      body,
    }),
  )
export const askCandidates = (
  tenderId: string,
  body: Sent<'/api/tenders/{tenderId}/evaluation/candidacy-requests', 'post'>,
) =>
  ask(
    api.POST('/api/tenders/{tenderId}/evaluation/candidacy-requests', {
      params: { path: { tenderId } },
      body,
    }),
  )
export const answerCandidacy = (
  path: { organisationId: string; tenderId: string; offerId: string; candidateId: string },
  answer: string,
) =>
  ask(
    api.PUT(
      '/api/organisations/{organisationId}/offers/{tenderId}/decision/{offerId}/candidacies/{candidateId}',
      { params: { path }, body: { answer } },
    ),
  )

const names: Record<Ground, () => string> = {
  conditions: m.candidacy_conditions_unmet,
  incomplete: m.candidacy_incomplete,
  false: m.candidacy_false,
  'L2141-1': m.candidacy_l2141_1,
  'L2141-2': m.candidacy_l2141_2,
  'L2141-3': m.candidacy_l2141_3,
  'L2141-4': m.candidacy_l2141_4,
  'L2141-5': m.candidacy_l2141_5,
  'L2141-7': m.candidacy_l2141_7,
  'L2141-8': m.candidacy_l2141_8,
  'L2141-9': m.candidacy_l2141_9,
  'L2141-10': m.candidacy_l2141_10,
}

/** Why a candidacy may be set aside, in the order one meets them. */
export const grounds: Ground[] = [
  'conditions',
  'incomplete',
  'false',
  'L2141-1',
  'L2141-2',
  'L2141-3',
  'L2141-4',
  'L2141-5',
  'L2141-7',
  'L2141-8',
  'L2141-9',
  'L2141-10',
]

/** A ground by its article, and in a few words. */
/** Exclusions, for which a group may have to replace a member. */
export const exclusions = grounds.filter((ground): ground is Exclusion => ground.startsWith('L2141-'))

export const groundName = (ground: Ground) =>
  `${ground.startsWith('L2141') ? ground : 'R2144-7'} · ${names[ground]()}`

/** What a candidacy is held to be, in words and in the tone of a status. */
export function candidacyStatus(verdict: Candidate['verdict']): {
  tone: 'good' | 'wrong' | 'wait'
  text: string
} {
  if (verdict === 'admitted') return { tone: 'good', text: m.candidacy_admitted() }
  if (verdict === 'set-aside') return { tone: 'wrong', text: m.candidacy_aside() }
  return { tone: 'wait', text: m.candidacy_pending() }
}
