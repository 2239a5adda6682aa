import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Contact = Reply<'/api/needs/{needId}/contacts', 'get'>[number]
export type Asked = Reply<'/api/organisations/{organisationId}/contacts', 'get'>[number]
export type Question = Sent<'/api/needs/{needId}/contacts', 'post'>
export type Answer = Sent<'/api/organisations/{organisationId}/contacts/{needId}', 'put'>
export type DeclineReason = NonNullable<Answer['reason']>

const of = (needId: string, firmId: string) => ({ params: { path: { needId, firmId } } })

/** Firms asked about a need. This and what follows throw `ApiProblem` where the server refuses. */
export function readContacts(needId: string): Promise<Contact[]> {
  return ask(api.GET('/api/needs/{needId}/contacts', { params: { path: { needId } } }))
}

export function askFirms(needId: string, body: Question): Promise<Contact[]> {
  return ask(api.POST('/api/needs/{needId}/contacts', { params: { path: { needId } }, body }))
}

export function remindFirm(needId: string, firmId: string): Promise<Contact[]> {
  return ask(api.POST('/api/needs/{needId}/contacts/{firmId}/remind', of(needId, firmId)))
}

export function withdrawContact(needId: string, firmId: string): Promise<Contact[]> {
  return ask(api.POST('/api/needs/{needId}/contacts/{firmId}/withdraw', of(needId, firmId)))
}

/** What a firm was asked, what waits for an answer first. */
export function readAsked(organisationId: string): Promise<Asked[]> {
  return ask(
    api.GET('/api/organisations/{organisationId}/contacts', { params: { path: { organisationId } } }),
  )
}

export function answerContact(organisationId: string, needId: string, body: Answer): Promise<Asked[]> {
  return ask(
    api.PUT('/api/organisations/{organisationId}/contacts/{needId}', {
      params: { path: { organisationId, needId } },
      body,
    }),
  )
}
