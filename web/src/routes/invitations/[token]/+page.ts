import { api, ask } from '#lib/api/client.ts'

export async function load({ parent, params }) {
  await parent()
  const { token } = params
  return {
    token,
    invitation: await ask(api.GET('/api/invitations/{token}', { params: { path: { token } } })),
  }
}
