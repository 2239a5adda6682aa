import { Reading } from '#lib/reading.svelte.ts'
import { readThreads } from '#lib/threads/threads.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return { organisation, threads: new Reading(() => readThreads(organisation.id)) }
}
