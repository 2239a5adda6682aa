import { api, ask } from '#lib/api/client.ts'
import { requireUser } from '#lib/guard.ts'

export async function load({ parent, url, params, depends }) {
  depends('app:organisation')
  await parent()
  requireUser(url)
  return {
    organisation: await ask(
      api.GET('/api/organisations/{organisationId}', {
        params: { path: { organisationId: params.id } },
      }),
    ),
  }
}
