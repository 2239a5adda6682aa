import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

const ALL = '/api/organisations/{organisationId}/pools'
const ONE = '/api/organisations/{organisationId}/pools/{poolId}'
const REGION = '/api/organisations/{organisationId}/region-pools'

export type Pools = Reply<typeof ALL, 'get'>
export type PoolLine = Pools['own'][number]
export type Form = Pools['forms'][number]
export type Brought = Pools['needs'][number]
export type Alike = Pools['alike'][number]
export type Pool = Reply<typeof ONE, 'get'>
export type PoolMember = Pool['members'][number]
export type Terms = Omit<Sent<typeof ONE, 'put'>, 'version'>
export type Share = Sent<`${typeof ONE}/share`, 'put'>
export type Proposal = Sent<typeof REGION, 'post'>

const inOrganisation = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = (organisationId: string, poolId: string) => ({ params: { path: { organisationId, poolId } } })

// All of these throw `ApiProblem` where the server refuses.

export const readPools = (organisationId: string) => ask(api.GET(ALL, inOrganisation(organisationId)))
export const readPool = (organisationId: string, poolId: string) =>
  ask(api.GET(ONE, one(organisationId, poolId)))
export const openPool = (organisationId: string, body: Terms & { item: string }) =>
  ask(api.POST(ALL, { ...inOrganisation(organisationId), body }))
export const changePool = (organisationId: string, poolId: string, body: Terms & { version: number }) =>
  ask(api.PUT(ONE, { ...one(organisationId, poolId), body }))
export const findBuyers = (organisationId: string, poolId: string, name: string) =>
  ask(
    api.GET(`${ONE}/candidates`, {
      params: { path: { organisationId, poolId }, query: { name } },
    }),
  )
export const inviteBuyer = (organisationId: string, poolId: string, invited: string) =>
  ask(api.POST(`${ONE}/invite`, { ...one(organisationId, poolId), body: { organisationId: invited } }))
export const bringShare = (organisationId: string, poolId: string, body: Share) =>
  ask(api.PUT(`${ONE}/share`, { ...one(organisationId, poolId), body }))
export const signPool = (organisationId: string, poolId: string, version: number) =>
  ask(api.POST(`${ONE}/sign`, { ...one(organisationId, poolId), body: { version } }))
export const leavePool = (organisationId: string, poolId: string, reason: string) =>
  ask(api.POST(`${ONE}/leave`, { ...one(organisationId, poolId), body: { reason } }))
export const removeMember = (organisationId: string, poolId: string, memberId: string, reason: string) =>
  ask(
    api.POST(`${ONE}/members/{memberId}/remove`, {
      params: { path: { organisationId, poolId, memberId } },
      body: { reason },
    }),
  )
export const fixPool = (organisationId: string, poolId: string, version: number) =>
  ask(api.POST(`${ONE}/fix`, { ...one(organisationId, poolId), body: { version } }))
export const takeOnPool = (organisationId: string, poolId: string) =>
  ask(api.POST(`${ONE}/take-on`, one(organisationId, poolId)))
export const reopenPool = (organisationId: string, poolId: string) =>
  ask(api.POST(`${ONE}/reopen`, one(organisationId, poolId)))
export const dissolvePool = (organisationId: string, poolId: string) =>
  ask(api.POST(`${ONE}/dissolve`, one(organisationId, poolId)))
export const needOfDemand = (
  organisationId: string,
  body: Sent<'/api/organisations/{organisationId}/needs-of-demand', 'post'>,
) =>
  ask(
    api.POST('/api/organisations/{organisationId}/needs-of-demand', {
      ...inOrganisation(organisationId),
      body,
    }),
  )
export const readRegionPools = (organisationId: string) =>
  ask(api.GET(REGION, inOrganisation(organisationId)))
export const proposePool = (organisationId: string, body: Proposal) =>
  ask(api.POST(REGION, { ...inOrganisation(organisationId), body }))
