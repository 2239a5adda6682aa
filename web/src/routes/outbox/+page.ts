import { api, ask } from '#lib/api/client.ts'

export async function load({ depends }) {
  depends('app:outbox')
  return await ask(api.GET('/api/outbox'))
}
