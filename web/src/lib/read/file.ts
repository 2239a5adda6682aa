import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the server takes in: a larger file would be sent for nothing. */
const MOST_BYTES = 10_000_000

/** The text of files, one after the other, as the server reads them. Throws `ApiProblem` for the first that cannot be read. */
export async function textOfFiles(organisationId: string, files: readonly File[]): Promise<string> {
  const texts: string[] = []
  for (const file of files) {
    if (file.size > MOST_BYTES) throw new ApiProblem(tooLarge(file))
    const { text } = await ask(
      api.POST('/api/organisations/{organisationId}/reading/files', {
        params: { path: { organisationId } },
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
        bodySerializer: () => file,
      }),
    )
    texts.push(text)
  }
  return texts.join('\n\n')
}

function tooLarge({ name }: File) {
  return {
    type: 'about:blank',
    title: m.read_file_large({ name }),
    status: 413,
    detail: m.read_file_large_detail(),
    code: 'file-too-large',
  }
}
