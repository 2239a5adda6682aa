import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'

export type Webhook = Reply<'/api/organisations/{organisationId}/webhooks', 'get'>[number]
export type Group = Sent<'/api/organisations/{organisationId}/webhooks', 'post'>['groups'][number]
export type Delivery = Reply<
  '/api/organisations/{organisationId}/webhooks/{webhookId}/deliveries',
  'get'
>[number]
export type Attempt = Delivery['attempts'][number]

const NAMES: Record<Group, () => string> = {
  'public-needs': m.hook_group_public_needs,
  'public-tenders': m.hook_group_public_tenders,
  needs: m.hook_group_needs,
  contacts: m.hook_group_contacts,
  tenders: m.hook_group_tenders,
  contracts: m.hook_group_contracts,
  deliveries: m.hook_group_deliveries,
  certificates: m.hook_group_certificates,
  messages: m.hook_group_messages,
}

/** Everything a target may be told of: what is public, then what concerns the organisation. */
export const GROUPS: readonly Group[] = [
  'public-needs',
  'public-tenders',
  'needs',
  'contacts',
  'tenders',
  'contracts',
  'deliveries',
  'certificates',
  'messages',
]

export const groupName = (group: Group) => NAMES[group]()

/** What a target is told of in words, in the order in which it is offered. */
export const groupsOf = ({ groups }: Webhook) => GROUPS.filter(group => groups.includes(group))

const FAILURES: Record<NonNullable<Attempt['failure']>, () => string> = {
  unresolved: m.hook_failure_unresolved,
  'private-address': m.hook_failure_private,
  unreachable: m.hook_failure_unreachable,
  timeout: m.hook_failure_timeout,
  'secret-unreadable': m.hook_failure_secret,
}

/** What came of an attempt, in words: the answer's status, or why there was none. */
export const outcomeOf = ({ status, failure }: Attempt) =>
  failure === null ? m.hook_answered({ status: String(status ?? '') }) : FAILURES[failure]()

/** Makes a target; its secret is in the answer and nowhere else. Throws `ApiProblem`. */
export function makeWebhook(organisationId: string, body: { url: string; groups: Group[] }) {
  const path = { organisationId }
  return ask(api.POST('/api/organisations/{organisationId}/webhooks', { params: { path }, body }))
}

/** Switches a target off or on. Returns those there are. Throws `ApiProblem`. */
export function switchWebhook(organisationId: string, webhook: Webhook, isOn: boolean) {
  const path = { organisationId, webhookId: webhook.id }
  const body = { url: webhook.url, groups: groupsOf(webhook), isOn }
  return ask(api.PUT('/api/organisations/{organisationId}/webhooks/{webhookId}', { params: { path }, body }))
}

/** Removes a target with its log. Returns those there are. Throws `ApiProblem`. */
export function removeWebhook(organisationId: string, webhookId: string) {
  const path = { organisationId, webhookId }
  return ask(api.DELETE('/api/organisations/{organisationId}/webhooks/{webhookId}', { params: { path } }))
}

/** Renews a secret; it is in the answer and nowhere else. Throws `ApiProblem`. */
export function renewSecret(organisationId: string, webhookId: string) {
  const path = { organisationId, webhookId }
  return ask(
    api.POST('/api/organisations/{organisationId}/webhooks/{webhookId}/secret', { params: { path } }),
  )
}

/** Sends a test at once. Returns it with what was answered. Throws `ApiProblem`. */
export function ping(organisationId: string, webhookId: string): Promise<Delivery> {
  const path = { organisationId, webhookId }
  return ask(api.POST('/api/organisations/{organisationId}/webhooks/{webhookId}/ping', { params: { path } }))
}

/** What was sent to a target, the last first, before one of the sequence. Throws `ApiProblem`. */
export function readDeliveries(
  organisationId: string,
  webhookId: string,
  before?: number,
): Promise<Delivery[]> {
  const path = { organisationId, webhookId }
  return ask(
    api.GET('/api/organisations/{organisationId}/webhooks/{webhookId}/deliveries', {
      params: { path, query: before === undefined ? {} : { before } },
    }),
  )
}

/** Sends a delivery again. Throws `ApiProblem`. */
export function replayOne(organisationId: string, webhookId: string, deliveryId: string) {
  const path = { organisationId, webhookId, deliveryId }
  return ask(
    api.POST('/api/organisations/{organisationId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay', {
      params: { path },
    }),
  )
}

/** Sends again what was sent from one instant to another. Returns how much. Throws `ApiProblem`. */
export function replaySpan(organisationId: string, webhookId: string, body: { from: string; until: string }) {
  const path = { organisationId, webhookId }
  return ask(
    api.POST('/api/organisations/{organisationId}/webhooks/{webhookId}/replay', { params: { path }, body }),
  )
}
