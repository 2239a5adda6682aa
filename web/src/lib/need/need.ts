import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { draftOf } from './draft-of.ts'

/** A need as the server shows it to its buyer. */
export type Need = Reply<'/api/needs/{needId}', 'get'>
/** What a buyer writes of a need. */
export type NeedDraft = Sent<'/api/organisations/{organisationId}/needs', 'post'>
export type OwnNeedLine = Reply<'/api/organisations/{organisationId}/needs', 'get'>['needs'][number]

const at = (needId: string) => ({ params: { path: { needId } } })
/** The version that was looked at; a reader who is no member of the buyer has none, and decides nothing. */
const versionOf = (need: Need) => need.own?.version ?? 0

/** Reads a need. This and what follows throw `ApiProblem` where the server refuses. */
export function readNeed(needId: string): Promise<Need> {
  return ask(api.GET('/api/needs/{needId}', at(needId)))
}

export function publishNeed(need: Need): Promise<Need> {
  return ask(api.POST('/api/needs/{needId}/publish', { ...at(need.id), body: { version: versionOf(need) } }))
}

export function withdrawNeed(need: Need): Promise<Need> {
  return ask(api.POST('/api/needs/{needId}/withdraw', { ...at(need.id), body: { version: versionOf(need) } }))
}

export function republishNeed(need: Need): Promise<Need> {
  return ask(
    api.POST('/api/needs/{needId}/republish', { ...at(need.id), body: { version: versionOf(need) } }),
  )
}

/** Throws a draft away. */
export async function deleteNeed(needId: string): Promise<void> {
  await ask(api.DELETE('/api/needs/{needId}', at(needId)))
}

/** Saves a need as it was read, but for these changes; a published one becomes its next revision. */
export function changeNeed(need: Need, changes: Partial<NeedDraft>): Promise<Need> {
  return saveNeed(need.id, versionOf(need), { ...draftOf(need), ...changes })
}

/** Saves a need over the version that was read. */
export function saveNeed(needId: string, version: number, draft: NeedDraft): Promise<Need> {
  return ask(api.PUT('/api/needs/{needId}', { ...at(needId), body: { ...draft, version } }))
}

export function createNeed(organisationId: string, draft: NeedDraft): Promise<Need> {
  return ask(
    api.POST('/api/organisations/{organisationId}/needs', {
      params: { path: { organisationId } },
      body: draft,
    }),
  )
}
