import { api, ask } from '#lib/api/client.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Thread = Reply<'/api/organisations/{organisationId}/threads', 'get'>[number]
export type Conversation = Reply<'/api/organisations/{organisationId}/threads/{threadId}', 'get'>
export type Message = Conversation['messages'][number]
export type About = Reply<'/api/organisations/{organisationId}/threads/about', 'get'>
export type ThreadKind = Thread['subject']['kind']
export type Written = Sent<'/api/organisations/{organisationId}/threads/{threadId}/messages', 'post'>
export type Report = Reply<'/api/organisations/{organisationId}/message-reports', 'get'>[number]
export type Settlement = Sent<'/api/organisations/{organisationId}/message-reports/{messageId}', 'put'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = (organisationId: string, threadId: string) => ({ params: { path: { organisationId, threadId } } })

/** What one's organisation writes with others. This and what follows throw `ApiProblem` where the server refuses. */
export function readThreads(organisationId: string): Promise<Thread[]> {
  return ask(api.GET('/api/organisations/{organisationId}/threads', of(organisationId)))
}

export function readConversation(organisationId: string, threadId: string): Promise<Conversation> {
  return ask(api.GET('/api/organisations/{organisationId}/threads/{threadId}', one(organisationId, threadId)))
}

/** Whom one would write to about something; without `to`, all who are in the room of a group. */
export function readAbout(
  organisationId: string,
  query: { kind: ThreadKind; subject: string; to?: string },
): Promise<About> {
  const params = { path: { organisationId }, query }
  return ask(api.GET('/api/organisations/{organisationId}/threads/about', { params }))
}

/** Begins a thread; returns it with its message. */
export function beginThread(
  organisationId: string,
  { subject, isRoom, with: others }: Pick<About, 'subject' | 'isRoom' | 'with'>,
  written: Written,
): Promise<Conversation> {
  const body = {
    subject: { kind: subject.kind, id: subject.id },
    to: isRoom ? null : (others[0]?.id ?? null),
    ...written,
  }
  return ask(api.POST('/api/organisations/{organisationId}/threads', { ...of(organisationId), body }))
}

export function writeMessage(organisationId: string, threadId: string, body: Written): Promise<Conversation> {
  const path = '/api/organisations/{organisationId}/threads/{threadId}/messages'
  return ask(api.POST(path, { ...one(organisationId, threadId), body }))
}

/** Notes that one's organisation has seen the messages up to this one. */
export async function markThreadRead(organisationId: string, threadId: string, upTo: number): Promise<void> {
  const path = '/api/organisations/{organisationId}/threads/{threadId}/read'
  await ask(api.POST(path, { ...one(organisationId, threadId), body: { upTo } }))
}

export function reportMessage(
  { organisationId, threadId, messageId }: { organisationId: string; threadId: string; messageId: string },
  reason: string,
): Promise<Conversation> {
  const params = { path: { organisationId, threadId, messageId } }
  const path = '/api/organisations/{organisationId}/threads/{threadId}/messages/{messageId}/report'
  return ask(api.POST(path, { params, body: { reason } }))
}

/** Messages that were reported to the operator. */
export function readReports(organisationId: string): Promise<Report[]> {
  return ask(api.GET('/api/organisations/{organisationId}/message-reports', of(organisationId)))
}

export function settleReport(organisationId: string, messageId: string, body: Settlement): Promise<Report[]> {
  const params = { path: { organisationId, messageId } }
  return ask(api.PUT('/api/organisations/{organisationId}/message-reports/{messageId}', { params, body }))
}

/**
 * The page where one writes to an organisation about something, or (without `to`) in the room of a group, or goes on with what was
 * written.
 */
export const writeHref = (kind: ThreadKind, subject: string, to?: string) =>
  `/messages/new?${new URLSearchParams({ kind, subject, ...(to !== undefined && { to }) })}`

/** The others who read a thread, in a line; nobody where all have left the room. */
export const namesOf = ({ with: others }: Pick<Thread, 'with'>) =>
  others.map(({ name }) => name).join(', ') || m.message_nobody_else()

/** The page of what a thread is about, for whoever reads it. */
export function subjectHref({ kind, id, own }: Thread['subject']): string {
  if (kind === 'need') return own ? `/buyer/needs/${id}` : `/needs/${id}`
  if (kind === 'tender') return own ? `/buyer/tenders/${id}/evaluation` : `/tenders/${id}`
  if (kind === 'contract') return `/${own ? 'buyer' : 'firm'}/contracts/${id}`
  return `/groups/${id}`
}
