import { Reading } from '#lib/reading.svelte.ts'
import { readEssential } from './essential.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  const { contractId } = params
  return { organisation, contractId, essential: new Reading(() => readEssential(contractId)) }
}
