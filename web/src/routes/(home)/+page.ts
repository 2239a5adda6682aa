import { api, ask } from '#lib/api/client.ts'
import { session } from '#lib/session.svelte.ts'

/** The accounts that can be entered in one click, where this server shows a demonstration. */
export async function load({ parent }) {
  await parent()
  if (!session.demonstration) return { accounts: [] }
  return await ask(api.GET('/api/demonstration'))
}
