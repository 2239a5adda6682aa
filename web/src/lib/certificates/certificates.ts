import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'

export type Certificate = Reply<'/api/organisations/{organisationId}/certificates', 'get'>[number]
export type Queue = Reply<'/api/organisations/{organisationId}/certificate-queue', 'get'>
export type Queued = Queue['waiting'][number]
export type Dossier = Sent<'/api/organisations/{organisationId}/certificates/{certificateId}', 'put'>
export type Decision = Sent<'/api/organisations/{organisationId}/certificate-queue/{certificateId}', 'put'>

const of = (organisationId: string) => ({ params: { path: { organisationId } } })
const one = (organisationId: string, certificateId: string) => ({
  params: { path: { organisationId, certificateId } },
})

/** A firm's certificates with what stands behind each. This and what follows throw `ApiProblem` where the server refuses. */
export function readCertificates(organisationId: string): Promise<Certificate[]> {
  return ask(api.GET('/api/organisations/{organisationId}/certificates', of(organisationId)))
}

/** Sends a certificate to the operator; returns all of the firm's. */
export function sendCertificate(organisationId: string, id: string, body: Dossier): Promise<Certificate[]> {
  const path = '/api/organisations/{organisationId}/certificates/{certificateId}'
  return ask(api.PUT(path, { ...one(organisationId, id), body }))
}

/** What waits for the operator, and what it decided last. */
export function readQueue(organisationId: string): Promise<Queue> {
  return ask(api.GET('/api/organisations/{organisationId}/certificate-queue', of(organisationId)))
}

/** Decides about a certificate; returns the queue without it. */
export function decideCertificate(organisationId: string, id: string, body: Decision): Promise<Queue> {
  const path = '/api/organisations/{organisationId}/certificate-queue/{certificateId}'
  return ask(api.PUT(path, { ...one(organisationId, id), body }))
}
