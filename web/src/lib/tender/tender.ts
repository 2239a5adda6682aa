import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { formOf } from '#lib/documents/documents.ts'

export type Tender = Reply<'/api/tenders/{tenderId}', 'get'>
export type TenderLine = Reply<'/api/tenders', 'get'>[number]
export type Lot = Tender['lots'][number]
export type Criterion = Tender['criteria'][number]
export type TenderDraft = Sent<'/api/tenders/{tenderId}', 'put'>
export type Amendment = Sent<'/api/tenders/{tenderId}/amend', 'post'>
export type OpenedOffer = Reply<'/api/tenders/{tenderId}/offers', 'get'>[number]
export type OwnOffer = Reply<'/api/organisations/{organisationId}/offers/{tenderId}', 'get'>[number]
export type OfferSent = Sent<'/api/organisations/{organisationId}/offers/{tenderId}', 'post'>
export type OfferContent = OfferSent['content']
/** One's own offer, read back: what it says, and its documents with their keys. */
export type OfferCopy = Reply<'/api/organisations/{organisationId}/offers/{tenderId}/copy', 'post'>
export type OfferDocument = NonNullable<OfferCopy['documents']>[number]

const of = (tenderId: string) => ({ params: { path: { tenderId } } })
const by = (organisationId: string, tenderId: string) => ({ params: { path: { organisationId, tenderId } } })

// All of these throw `ApiProblem` where the server refuses.

export const readTender = (id: string) => ask(api.GET('/api/tenders/{tenderId}', of(id)))
export const readOpenTenders = () => ask(api.GET('/api/tenders'))
export const readOwnTenders = (organisationId: string) =>
  ask(api.GET('/api/organisations/{organisationId}/tenders', { params: { path: { organisationId } } }))
export const readTendersToAnswer = (organisationId: string) =>
  ask(
    api.GET('/api/organisations/{organisationId}/tenders-to-answer', {
      params: { path: { organisationId } },
    }),
  )
export const draftTender = (needId: string, title: string) =>
  ask(api.POST('/api/needs/{needId}/tender', { params: { path: { needId } }, body: { title } }))
export const storeDraft = (id: string, body: TenderDraft) =>
  ask(api.PUT('/api/tenders/{tenderId}', { ...of(id), body }))
export async function dropDraft(id: string): Promise<void> {
  await ask(api.DELETE('/api/tenders/{tenderId}', of(id)))
}
export const takeKey = (id: string, passphrase: string) =>
  ask(api.POST('/api/tenders/{tenderId}/keys', { ...of(id), body: { passphrase } }))
export const giveKeyBack = (tenderId: string, part: number) =>
  ask(api.DELETE('/api/tenders/{tenderId}/keys/{part}', { params: { path: { tenderId, part } } }))
export const makeRecoveryCode = (id: string) => ask(api.POST('/api/tenders/{tenderId}/recovery-code', of(id)))
export const publishTender = (id: string, version: number) =>
  ask(api.POST('/api/tenders/{tenderId}/publish', { ...of(id), body: { version } }))
export const amendTender = (id: string, body: Amendment) =>
  ask(api.POST('/api/tenders/{tenderId}/amend', { ...of(id), body }))
export const cancelTender = (id: string, reason: string) =>
  ask(api.POST('/api/tenders/{tenderId}/cancel', { ...of(id), body: { reason } }))
export const askQuestion = (id: string, organisationId: string, text: string) =>
  ask(api.POST('/api/tenders/{tenderId}/questions', { ...of(id), body: { organisationId, text } }))
export const answerQuestion = (tenderId: string, questionId: string, answer: string) =>
  ask(
    api.PUT('/api/tenders/{tenderId}/questions/{questionId}', {
      params: { path: { tenderId, questionId } },
      body: { answer },
    }),
  )
export const readOpening = (id: string) => ask(api.GET('/api/tenders/{tenderId}/opening', of(id)))
export const decideLate = (
  tenderId: string,
  offerId: string,
  body: { decision: 'accepted' | 'refused'; reason: string },
) =>
  ask(
    api.POST('/api/tenders/{tenderId}/late-offers/{offerId}', {
      params: { path: { tenderId, offerId } },
      body,
    }),
  )
export const extendDeadline = (id: string, body: { version: number; deadline: string; reason: string }) =>
  ask(api.POST('/api/tenders/{tenderId}/extend', { ...of(id), body }))
export const openTender = (id: string, body: { recovery: boolean; secret: string }) =>
  ask(api.POST('/api/tenders/{tenderId}/open', { ...of(id), body }))
export const readOpenedOffers = (id: string) => ask(api.GET('/api/tenders/{tenderId}/offers', of(id)))

export const readOwnOffers = (organisationId: string, tenderId: string) =>
  ask(api.GET('/api/organisations/{organisationId}/offers/{tenderId}', by(organisationId, tenderId)))
export const sealOffer = (organisationId: string, tenderId: string, body: OfferSent) =>
  ask(
    api.POST('/api/organisations/{organisationId}/offers/{tenderId}', {
      ...by(organisationId, tenderId),
      body,
    }),
  )
/** Sends a document to seal with an offer; it is answered with the key that the offer takes along. Throws `ApiProblem`. */
export async function sendOfferDocument(organisationId: string, tenderId: string, file: File) {
  const form = formOf(file)
  return ask(
    api.POST('/api/organisations/{organisationId}/offers/{tenderId}/documents', {
      ...by(organisationId, tenderId),
      body: form,
      bodySerializer: () => form,
    }),
  )
}
export const offerDocumentHref = (tenderId: string, offerId: string, documentId: string) =>
  `/api/tenders/${tenderId}/offers/${offerId}/documents/${documentId}`
export const saySampleSent = (
  organisationId: string,
  tenderId: string,
  { offerId, lot, ...body }: { offerId: string; lot: number; sentOn: string; note: string },
) =>
  ask(
    api.PUT('/api/organisations/{organisationId}/offers/{tenderId}/{offerId}/lots/{lot}/sample', {
      params: { path: { organisationId, tenderId, offerId, lot } },
      body,
    }),
  )
export const reopenOffer = (
  organisationId: string,
  tenderId: string,
  body: { groupId: string | null; code: string },
) =>
  ask(
    api.POST('/api/organisations/{organisationId}/offers/{tenderId}/copy', {
      ...by(organisationId, tenderId),
      body,
    }),
  )
export const withdrawOffer = (
  organisationId: string,
  tenderId: string,
  body: { groupId: string | null; version: number },
) =>
  ask(
    api.POST('/api/organisations/{organisationId}/offers/{tenderId}/withdraw', {
      ...by(organisationId, tenderId),
      body,
    }),
  )
