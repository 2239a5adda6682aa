import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

const ALL = '/api/organisations/{organisationId}/collection'
const PARTNERS = '/api/organisations/{organisationId}/collection/partners'
const PROPOSE = '/api/organisations/{organisationId}/collection-agreements'
const AGREEMENT = '/api/organisations/{organisationId}/collection-agreements/{agreementId}'
const ROUND = '/api/organisations/{organisationId}/collection-rounds/{roundId}'
const LOT = '/api/organisations/{organisationId}/collected-lots/{lotId}/sort'
const SORTED = '/api/organisations/{organisationId}/sorted-lots/{sortedId}'
const REGION = '/api/organisations/{organisationId}/regional-collection'

export type Collection = Reply<typeof ALL, 'get'>
export type Agreement = Collection['agreements'][number]
export type Round = Agreement['rounds'][number]
export type Lot = Round['lots'][number]
export type Sorted = Lot['sorted'][number]
export type Balance = Collection['held']
export type Stream = Collection['streams'][number]
export type Law = Collection['law']
export type Partners = Reply<typeof PARTNERS, 'get'>
export type Regional = Reply<typeof REGION, 'get'>
export type Proposal = Sent<typeof PROPOSE, 'post'>
type Weighing = Sent<`${typeof ROUND}/weigh`, 'post'>
type Sorting = Sent<typeof LOT, 'post'>
type Given = Sent<`${typeof SORTED}/given`, 'put'>

// All throw `ApiProblem` where the server refuses; whatever changes something answers what is there then.

export const readCollection = (organisationId: string) =>
  ask(api.GET(ALL, { params: { path: { organisationId } } }))
export const readPartners = (organisationId: string, stream: string) =>
  ask(api.GET(PARTNERS, { params: { path: { organisationId }, query: { stream } } }))
export const readRegional = (organisationId: string, weeks: number) =>
  ask(api.GET(REGION, { params: { path: { organisationId }, query: { weeks } } }))

export const propose = (organisationId: string, body: Proposal) =>
  ask(api.POST(PROPOSE, { params: { path: { organisationId } }, body }))
export const answerProposal = (
  organisationId: string,
  agreementId: string,
  body: { answer: 'agreed' | 'refused'; reason: string },
) => ask(api.POST(`${AGREEMENT}/answer`, { params: { path: { organisationId, agreementId } }, body }))
export const endAgreement = (organisationId: string, agreementId: string, reason: string) =>
  ask(api.POST(`${AGREEMENT}/end`, { params: { path: { organisationId, agreementId } }, body: { reason } }))

export const moveRound = (organisationId: string, roundId: string, day: string) =>
  ask(api.PUT(ROUND, { params: { path: { organisationId, roundId } }, body: { day } }))
export const cancelRound = (organisationId: string, roundId: string, reason: string) =>
  ask(api.POST(`${ROUND}/cancel`, { params: { path: { organisationId, roundId } }, body: { reason } }))
export const weigh = (organisationId: string, roundId: string, body: Weighing) =>
  ask(api.POST(`${ROUND}/weigh`, { params: { path: { organisationId, roundId } }, body }))

export const sortLot = (organisationId: string, lotId: string, body: Sorting) =>
  ask(api.POST(LOT, { params: { path: { organisationId, lotId } }, body }))
export const unsort = (organisationId: string, sortedId: string) =>
  ask(api.DELETE(SORTED, { params: { path: { organisationId, sortedId } } }))
export const giveBack = (organisationId: string, sortedId: string, body: Given) =>
  ask(api.PUT(`${SORTED}/given`, { params: { path: { organisationId, sortedId } }, body }))
