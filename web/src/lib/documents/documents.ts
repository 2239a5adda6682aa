import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import type { Reply } from '#lib/api/types.ts'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

export type Document = Reply<
  '/api/organisations/{organisationId}/certificates',
  'get'
>[number]['documents'][number]

/** What a list says of a document. */
export type Listed = Pick<Document, 'id' | 'name' | 'bytes'>

/** What the server takes in: a larger file would be sent for nothing. */
const MOST_BYTES = 20_000_000
/** What a file dialogue offers; the server judges by the content. */
export const DOCUMENT_KINDS = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt'

/** A file as it is sent, one of a form; throws `ApiProblem` where it is too large to be. */
export function formOf(file: File): FormData {
  if (file.size > MOST_BYTES)
    throw new ApiProblem({
      type: 'about:blank',
      title: m.document_large({ name: file.name }),
      status: 413,
      detail: m.document_large_detail(),
      code: 'document-too-large',
    })
  const form = new FormData()
  form.append('file', file)
  return form
}

/** Sends a document, to be taken along with something within a day. Throws `ApiProblem` where it is refused. */
export async function sendDocument(organisationId: string, file: File): Promise<Document> {
  const form = formOf(file)
  return ask(
    api.POST('/api/organisations/{organisationId}/documents', {
      params: { path: { organisationId } },
      body: form,
      bodySerializer: () => form,
    }),
  )
}

/** Lets go of a document that nothing has taken yet. */
export async function dropDocument(documentId: string): Promise<void> {
  await ask(api.DELETE('/api/documents/{documentId}', { params: { path: { documentId } } }))
}

export const documentHref = (id: string) => `/api/documents/${id}`

/** « 240 ko », « 1,2 Mo » */
export function sizeOf(bytes: number): string {
  return bytes < 950_000
    ? m.document_kilobytes({ size: number(Math.max(1, Math.round(bytes / 1000))) })
    : m.document_megabytes({ size: number(bytes / 1_000_000, 1) })
}
