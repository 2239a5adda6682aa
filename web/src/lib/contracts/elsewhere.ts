import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import type { Contract } from './contracts.ts'

export type Elsewhere = Reply<'/api/needs/{needId}/elsewhere', 'get'>
export type External = Sent<'/api/needs/{needId}/elsewhere', 'put'>
export type Award = Sent<'/api/needs/{needId}/elsewhere/award', 'post'>
export type AwardRead = Reply<'/api/needs/{needId}/elsewhere/read', 'post'>

const of = (needId: string) => ({ params: { path: { needId } } })

/** A procedure that is run elsewhere, and its sourcing pack. This and what follows throw `ApiProblem`. */
export function readElsewhere(needId: string): Promise<Elsewhere> {
  return ask(api.GET('/api/needs/{needId}/elsewhere', of(needId)))
}

export function keepElsewhere(needId: string, body: External): Promise<Elsewhere> {
  return ask(api.PUT('/api/needs/{needId}/elsewhere', { ...of(needId), body }))
}

/** What a file says was awarded; nothing is stored. */
export function readAward(needId: string, format: 'csv' | 'json', text: string): Promise<AwardRead> {
  return ask(api.POST('/api/needs/{needId}/elsewhere/read', { ...of(needId), body: { format, text } }))
}

export function recordAward(needId: string, body: Award): Promise<Contract> {
  return ask(api.POST('/api/needs/{needId}/elsewhere/award', { ...of(needId), body }))
}
