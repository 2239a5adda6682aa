import { redirect } from '@sveltejs/kit'
import { Reading } from '#lib/reading.svelte.ts'
import { readTender } from '#lib/tender/tender.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const tenderId = url.searchParams.get('tender')
  if (tenderId === null) redirect(307, '/firm/tenders')
  return { organisation, tender: new Reading(() => readTender(tenderId)) }
}
