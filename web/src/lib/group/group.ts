import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Group = Reply<'/api/organisations/{organisationId}/groups/{groupId}', 'get'>
export type GroupMember = Group['members'][number]
export type Composition = Sent<'/api/organisations/{organisationId}/tenders/{tenderId}/groups', 'post'>
export type Proposal = Reply<
  '/api/organisations/{organisationId}/tenders/{tenderId}/partnerships',
  'get'
>[number]
export type PriceCopy = Reply<'/api/organisations/{organisationId}/groups/{groupId}/price', 'post'>
export type AskedPrice = Reply<'/api/organisations/{organisationId}/groups/{groupId}/asked-price', 'post'>
export type PartnerPrice = Reply<
  '/api/organisations/{organisationId}/groups/{groupId}/asked-prices',
  'post'
>[number]

const inTender = (organisationId: string, tenderId: string) => ({
  params: { path: { organisationId, tenderId } },
})
const one = (organisationId: string, groupId: string) => ({ params: { path: { organisationId, groupId } } })

// All of these throw `ApiProblem` where the server refuses.

export const readGroups = (organisationId: string) =>
  ask(api.GET('/api/organisations/{organisationId}/groups', { params: { path: { organisationId } } }))
export const readGroupsIn = (organisationId: string, tenderId: string) =>
  ask(
    api.GET(
      '/api/organisations/{organisationId}/tenders/{tenderId}/groups',
      inTender(organisationId, tenderId),
    ),
  )
export const readProposals = (organisationId: string, tenderId: string) =>
  ask(
    api.GET(
      '/api/organisations/{organisationId}/tenders/{tenderId}/partnerships',
      inTender(organisationId, tenderId),
    ),
  )
export const findCandidates = (organisationId: string, tenderId: string, name: string) =>
  ask(
    api.GET('/api/organisations/{organisationId}/tenders/{tenderId}/candidates', {
      params: { path: { organisationId, tenderId }, query: { name } },
    }),
  )
export const formGroup = (organisationId: string, tenderId: string, body: Composition) =>
  ask(
    api.POST('/api/organisations/{organisationId}/tenders/{tenderId}/groups', {
      ...inTender(organisationId, tenderId),
      body,
    }),
  )
export const readGroup = (organisationId: string, groupId: string) =>
  ask(api.GET('/api/organisations/{organisationId}/groups/{groupId}', one(organisationId, groupId)))
export const changeGroup = (
  organisationId: string,
  groupId: string,
  body: Composition & { version: number },
) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/groups/{groupId}', {
      ...one(organisationId, groupId),
      body,
    }),
  )
export const consentTo = (
  organisationId: string,
  groupId: string,
  body: { version: number; code: string | null },
) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/consent', {
      ...one(organisationId, groupId),
      body,
    }),
  )
export const leaveGroup = (organisationId: string, groupId: string, reason: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/leave', {
      ...one(organisationId, groupId),
      body: { reason },
    }),
  )
export const dissolveGroup = (organisationId: string, groupId: string, version: number) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/dissolve', {
      ...one(organisationId, groupId),
      body: { version },
    }),
  )
export const readPrice = (organisationId: string, groupId: string, code: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/price', {
      ...one(organisationId, groupId),
      body: { code },
    }),
  )
/** Chooses, as the lead, the code that opens what partners send. */
export const chooseCode = (organisationId: string, groupId: string, code: string) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/groups/{groupId}/code', {
      ...one(organisationId, groupId),
      body: { code },
    }),
  )
/** Sends one's price for one's part to the lead, under seal. */
export const sendAskedPrice = (
  organisationId: string,
  groupId: string,
  body: Sent<'/api/organisations/{organisationId}/groups/{groupId}/asked-price', 'put'>,
) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/groups/{groupId}/asked-price', {
      ...one(organisationId, groupId),
      body,
    }),
  )
export const readAskedPrice = (organisationId: string, groupId: string, code: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/asked-price', {
      ...one(organisationId, groupId),
      body: { code },
    }),
  )
export const readAskedPrices = (organisationId: string, groupId: string, code: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/groups/{groupId}/asked-prices', {
      ...one(organisationId, groupId),
      body: { code },
    }),
  )
/** Proposes, as the lead, a firm in the place of the member that the buyer wants replaced. */
export const proposeReplacement = (organisationId: string, groupId: string, replacement: string) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/groups/{groupId}/replacement', {
      ...one(organisationId, groupId),
      body: { organisationId: replacement },
    }),
  )
export const consentToReplacement = (organisationId: string, groupId: string) =>
  ask(
    api.POST(
      '/api/organisations/{organisationId}/groups/{groupId}/replacement/consent',
      one(organisationId, groupId),
    ),
  )
export const declineReplacement = async (organisationId: string, groupId: string): Promise<void> => {
  await ask(
    api.POST(
      '/api/organisations/{organisationId}/groups/{groupId}/replacement/decline',
      one(organisationId, groupId),
    ),
  )
}
