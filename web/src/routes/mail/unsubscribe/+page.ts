import { api, ask } from '#lib/api/client.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  await parent()
  const token = url.searchParams.get('token') ?? ''
  return {
    token,
    wayOut: new Reading(() => ask(api.GET('/api/mail/way-out', { params: { query: { token } } }))),
  }
}
