import { session } from '#lib/session.svelte.ts'

/** Pages are drawn in the browser: the server sends one document for all of them. */
export const ssr = false

export async function load({ depends }) {
  depends('app:session')
  await session.load()
}
