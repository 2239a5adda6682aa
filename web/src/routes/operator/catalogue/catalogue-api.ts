import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import type { JsonObject } from './fields.ts'
import type { RecordKind } from './kinds.ts'

const ofChange = '/api/organisations/{organisationId}/catalogue-changes/{changeId}'
const ofRecord = '/api/organisations/{organisationId}/catalogue-records/{kind}/{slug}'

export type Change = Reply<typeof ofChange, 'get'>
export type ChangeHead = Reply<'/api/organisations/{organisationId}/catalogue-changes', 'get'>[number]
export type Effect = Reply<`${typeof ofChange}/effect`, 'post'>
export type PlanEffect = Reply<
  '/api/organisations/{organisationId}/catalogue-changes/{changeId}/plan-effect',
  'post'
>
export type RecordShown = Reply<typeof ofRecord, 'get'>

export const readRecords = (organisationId: string, kind: RecordKind) =>
  ask(
    api.GET('/api/organisations/{organisationId}/catalogue-records/{kind}', {
      params: { path: { organisationId, kind } },
    }),
  )

export const readRecord = (organisationId: string, kind: RecordKind, slug: string) =>
  ask(api.GET(ofRecord, { params: { path: { organisationId, kind, slug } } }))

export const readChanges = (organisationId: string) =>
  ask(
    api.GET('/api/organisations/{organisationId}/catalogue-changes', {
      params: { path: { organisationId } },
    }),
  )

export const readChange = (organisationId: string, changeId: string) =>
  ask(api.GET(ofChange, { params: { path: { organisationId, changeId } } }))

/** Begins a draft; `from`: with what another change made. */
export const beginChange = (
  organisationId: string,
  body: Sent<'/api/organisations/{organisationId}/catalogue-changes', 'post'>,
) =>
  ask(
    api.POST('/api/organisations/{organisationId}/catalogue-changes', {
      params: { path: { organisationId } },
      body,
    }),
  )

export const describeChange = (
  organisationId: string,
  changeId: string,
  body: Sent<typeof ofChange, 'patch'>,
) => ask(api.PATCH(ofChange, { params: { path: { organisationId, changeId } }, body }))

export const discardChange = (organisationId: string, changeId: string) =>
  ask(api.DELETE(ofChange, { params: { path: { organisationId, changeId } } }))

/** Puts a record into a draft; throws `ApiProblem` with the fields at fault. */
export const putRecord = (
  organisationId: string,
  changeId: string,
  {
    kind,
    slug,
    revision,
    removed,
    content,
  }: {
    kind: RecordKind
    slug: string
    revision: number
    removed: boolean
    content: JsonObject
  },
) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/catalogue-changes/{changeId}/records/{kind}/{slug}', {
      params: { path: { organisationId, changeId, kind, slug } },
      body: { revision, removed, content },
    }),
  )

export const dropRecord = (organisationId: string, changeId: string, kind: RecordKind, slug: string) =>
  ask(
    api.DELETE('/api/organisations/{organisationId}/catalogue-changes/{changeId}/records/{kind}/{slug}', {
      params: { path: { organisationId, changeId, kind, slug } },
    }),
  )

export const activateChange = (organisationId: string, changeId: string, version: number) =>
  ask(
    api.POST('/api/organisations/{organisationId}/catalogue-changes/{changeId}/activate', {
      params: { path: { organisationId, changeId } },
      body: { version },
    }),
  )

/** What a draft would change of rankings, of what firms could make, and of plans; takes some seconds, up to a minute. */
export const readEffect = (organisationId: string, changeId: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/catalogue-changes/{changeId}/effect', {
      params: { path: { organisationId, changeId } },
    }),
  )

/** What a draft would make of the last plan: takes as long as two plans. */
export const readPlanEffect = (organisationId: string, changeId: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/catalogue-changes/{changeId}/plan-effect', {
      params: { path: { organisationId, changeId } },
    }),
  )

export const undoChange = (organisationId: string, changeId: string) =>
  ask(
    api.POST('/api/organisations/{organisationId}/catalogue-changes/{changeId}/undo', {
      params: { path: { organisationId, changeId } },
    }),
  )
