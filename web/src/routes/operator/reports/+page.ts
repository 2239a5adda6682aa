import { Reading } from '#lib/reading.svelte.ts'
import { readReports } from '#lib/threads/threads.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return { organisation, reports: new Reading(() => readReports(organisation.id)) }
}
