import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'

export type Evaluation = Reply<'/api/tenders/{tenderId}/evaluation', 'get'>
export type EvaluatedLot = Evaluation['lots'][number]
export type EvaluatedOffer = EvaluatedLot['offers'][number]
export type Decision = Reply<'/api/organisations/{organisationId}/offers/{tenderId}/decision', 'get'>
export type Award = Sent<'/api/tenders/{tenderId}/award', 'post'>
type Judgement = Sent<'/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/judgement', 'put'>
type Marks = Sent<'/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/marks', 'put'>
type Sample = Sent<'/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/sample', 'put'>
export type Verdict = Judgement['verdict']

/** One offer for one lot of a tender. */
export interface Place {
  tenderId: string
  offerId: string
  lot: number
}

const of = (tenderId: string) => ({ params: { path: { tenderId } } })
const at = (path: Place) => ({ params: { path } })

// All of these throw `ApiProblem` where the server refuses.

export const readEvaluation = (id: string) => ask(api.GET('/api/tenders/{tenderId}/evaluation', of(id)))
export const judgeOffer = (place: Place, body: Judgement) =>
  ask(
    api.PUT('/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/judgement', {
      ...at(place),
      body,
    }),
  )
export const markOffer = (place: Place, marks: Marks['marks']) =>
  ask(
    api.PUT('/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/marks', {
      ...at(place),
      body: { marks },
    }),
  )
export const recordSample = (place: Place, body: Sample) =>
  ask(
    api.PUT('/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/sample', { ...at(place), body }),
  )
/** What a bidder may be asked in writing: to justify its price, or to complete its offer. */
export type QuestionKind = Decision['questions'][number]['kind']

const questions = {
  price: '/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/price-question',
  completion: '/api/tenders/{tenderId}/evaluation/offers/{offerId}/lots/{lot}/completion-question',
} as const
export const askBidder = (place: Place, kind: QuestionKind, body: { text: string; due: string }) =>
  ask(api.POST(questions[kind], { ...at(place), body }))
export const awardTender = (id: string, body: Award) =>
  ask(api.POST('/api/tenders/{tenderId}/award', { ...of(id), body }))
export const declareUnsuccessful = (id: string, body: { version: number; reason: string }) =>
  ask(api.POST('/api/tenders/{tenderId}/unsuccessful', { ...of(id), body }))
export const concludeTender = (id: string, body: Sent<'/api/tenders/{tenderId}/conclude', 'post'>) =>
  ask(api.POST('/api/tenders/{tenderId}/conclude', { ...of(id), body }))
export const relaunchTender = (id: string) => ask(api.POST('/api/tenders/{tenderId}/relaunch', of(id)))
export const readDecision = (organisationId: string, tenderId: string) =>
  ask(
    api.GET('/api/organisations/{organisationId}/offers/{tenderId}/decision', {
      params: { path: { organisationId, tenderId } },
    }),
  )
const answers = {
  price: '/api/organisations/{organisationId}/offers/{tenderId}/decision/{offerId}/lots/{lot}/price-answer',
  completion:
    '/api/organisations/{organisationId}/offers/{tenderId}/decision/{offerId}/lots/{lot}/completion-answer',
} as const
export const answerQuestion = (
  organisationId: string,
  { tenderId, offerId, lot }: Place,
  kind: QuestionKind,
  answer: string,
) =>
  ask(
    api.PUT(answers[kind], {
      params: { path: { organisationId, tenderId, offerId, lot } },
      body: { answer },
    }),
  )

export const verdicts: Verdict[] = [
  'pending',
  'regular',
  'irregular',
  'unacceptable',
  'inappropriate',
  'abnormally-low',
]

/** What a verdict is called. */
export function verdictName(verdict: Verdict): string {
  return {
    pending: m.evaluation_pending,
    regular: m.evaluation_regular,
    irregular: m.evaluation_irregular,
    unacceptable: m.evaluation_unacceptable,
    inappropriate: m.evaluation_inappropriate,
    'abnormally-low': m.evaluation_abnormally_low,
  }[verdict]()
}
