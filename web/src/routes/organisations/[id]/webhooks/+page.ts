import { api, ask } from '#lib/api/client.ts'
import { requireUser } from '#lib/guard.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent, url }) {
  await parent()
  requireUser(url)
  const path = { organisationId: params.id }
  return {
    organisationId: params.id,
    webhooks: new Reading(() =>
      ask(api.GET('/api/organisations/{organisationId}/webhooks', { params: { path } })),
    ),
  }
}
