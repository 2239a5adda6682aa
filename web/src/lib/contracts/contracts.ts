import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type ContractLine = Reply<'/api/organisations/{organisationId}/contracts', 'get'>[number]
export type Contract = Reply<'/api/contracts/{contractId}', 'get'>
export type Deliveries = Reply<'/api/contracts/{contractId}/deliveries', 'get'>
export type Delivery = Deliveries['deliveries'][number]
export type Risk = Deliveries['risks'][number]
export type OrderLine = Contract['orderLines'][number]
export type Proposal = Sent<'/api/organisations/{organisationId}/contracts', 'post'>
export type Announcement = Sent<'/api/contracts/{contractId}/deliveries', 'post'>
export type Inspection = Sent<'/api/contracts/{contractId}/deliveries/{deliveryId}/inspect', 'post'>

/** A contract with how it is carried out. */
export interface Followed {
  contract: Contract
  deliveries: Deliveries
}

const at = (contractId: string) => ({ params: { path: { contractId } } })
const of = (contractId: string, deliveryId: string) => ({ params: { path: { contractId, deliveryId } } })

/** Contracts of an organisation. This and what follows throw `ApiProblem` where the server refuses. */
export function readContracts(organisationId: string): Promise<ContractLine[]> {
  return ask(
    api.GET('/api/organisations/{organisationId}/contracts', { params: { path: { organisationId } } }),
  )
}

export async function readFollowed(contractId: string): Promise<Followed> {
  const [contract, deliveries] = await Promise.all([
    ask(api.GET('/api/contracts/{contractId}', at(contractId))),
    ask(api.GET('/api/contracts/{contractId}/deliveries', at(contractId))),
  ])
  return { contract, deliveries }
}

export function proposeContract(organisationId: string, body: Proposal): Promise<Contract> {
  return ask(
    api.POST('/api/organisations/{organisationId}/contracts', { params: { path: { organisationId } }, body }),
  )
}

/** The answer of a partner of the reader's organisation. */
export function answerContract(
  { id: contractId, version }: Contract,
  partyId: string,
  verb: 'accept' | 'decline',
  reason: string,
): Promise<Contract> {
  const sent = { params: { path: { contractId, partyId } }, body: { version, reason } }
  return ask(
    verb === 'accept'
      ? api.POST('/api/contracts/{contractId}/parties/{partyId}/accept', sent)
      : api.POST('/api/contracts/{contractId}/parties/{partyId}/decline', sent),
  )
}

export function endContract(
  { id, version }: Contract,
  verb: 'withdraw' | 'terminate' | 'complete',
  reason: string,
): Promise<Contract> {
  const sent = { ...at(id), body: { version, reason } }
  if (verb === 'withdraw') return ask(api.POST('/api/contracts/{contractId}/withdraw', sent))
  if (verb === 'terminate') return ask(api.POST('/api/contracts/{contractId}/terminate', sent))
  return ask(api.POST('/api/contracts/{contractId}/complete', sent))
}

export function exerciseOption({ id: contractId, version }: Contract, optionId: string): Promise<Contract> {
  return ask(
    api.POST('/api/contracts/{contractId}/options/{optionId}/exercise', {
      params: { path: { contractId, optionId } },
      body: { version },
    }),
  )
}

export function answerCallOff(
  contractId: string,
  callOffId: string,
  verb: 'accept' | 'decline' | 'cancel',
  reason: string,
): Promise<Contract> {
  const sent = { params: { path: { contractId, callOffId } }, body: { reason } }
  if (verb === 'accept')
    return ask(api.POST('/api/contracts/{contractId}/call-offs/{callOffId}/accept', sent))
  if (verb === 'decline')
    return ask(api.POST('/api/contracts/{contractId}/call-offs/{callOffId}/decline', sent))
  return ask(api.POST('/api/contracts/{contractId}/call-offs/{callOffId}/cancel', sent))
}

export function placeCallOff(
  contractId: string,
  body: Sent<'/api/contracts/{contractId}/call-offs', 'post'>,
): Promise<Contract> {
  return ask(api.POST('/api/contracts/{contractId}/call-offs', { ...at(contractId), body }))
}

export function announceDelivery(contractId: string, body: Announcement): Promise<Deliveries> {
  return ask(api.POST('/api/contracts/{contractId}/deliveries', { ...at(contractId), body }))
}

export function cancelDelivery(contractId: string, deliveryId: string): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/cancel', of(contractId, deliveryId)),
  )
}

export function returnDelivery(contractId: string, deliveryId: string): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/return', of(contractId, deliveryId)),
  )
}

export function receiveDelivery(
  contractId: string,
  deliveryId: string,
  body: Sent<'/api/contracts/{contractId}/deliveries/{deliveryId}/receive', 'post'>,
): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/receive', {
      ...of(contractId, deliveryId),
      body,
    }),
  )
}

export function inspectDelivery(
  contractId: string,
  deliveryId: string,
  body: Inspection,
): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/inspect', {
      ...of(contractId, deliveryId),
      body,
    }),
  )
}

export function sortDelivery(
  contractId: string,
  deliveryId: string,
  body: Sent<'/api/contracts/{contractId}/deliveries/{deliveryId}/sort', 'post'>,
): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/sort', {
      ...of(contractId, deliveryId),
      body,
    }),
  )
}

export function recordPayment(contractId: string, deliveryId: string, paidOn: string): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/deliveries/{deliveryId}/paid', {
      ...of(contractId, deliveryId),
      body: { paidOn },
    }),
  )
}

export function approveSample(
  contractId: string,
  body: Sent<'/api/contracts/{contractId}/samples', 'post'>,
): Promise<Deliveries> {
  return ask(api.POST('/api/contracts/{contractId}/samples', { ...at(contractId), body }))
}

/** Declares the day on which the advance was paid. */
export function declareAdvance({ id, version }: Contract, paidOn: string): Promise<Contract> {
  return ask(api.POST('/api/contracts/{contractId}/advance', { ...at(id), body: { version, paidOn } }))
}

export function setMilestone(
  contractId: string,
  body: Sent<'/api/contracts/{contractId}/milestones', 'post'>,
): Promise<Deliveries> {
  return ask(api.POST('/api/contracts/{contractId}/milestones', { ...at(contractId), body }))
}

export function reachMilestone(
  contractId: string,
  milestoneId: string,
  reachedOn: string,
): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/milestones/{milestoneId}/reach', {
      params: { path: { contractId, milestoneId } },
      body: { reachedOn },
    }),
  )
}

export function resumeDeliveries(contractId: string, orderLineId: string): Promise<Deliveries> {
  return ask(
    api.POST('/api/contracts/{contractId}/order-lines/{orderLineId}/resume', {
      params: { path: { contractId, orderLineId } },
    }),
  )
}
