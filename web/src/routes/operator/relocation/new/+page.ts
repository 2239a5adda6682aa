import { loadCatalogue } from '#lib/catalogue.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  await loadCatalogue()
  return { organisation }
}
