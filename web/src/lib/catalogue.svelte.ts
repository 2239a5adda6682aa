import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { inLanguage } from '#lib/language.svelte.ts'

export type Catalogue = Reply<'/api/catalogue', 'get'>

const KINDS = [
  'families',
  'materialFamilies',
  'items',
  'processes',
  'machineTypes',
  'trades',
  'norms',
] as const
type Kind = (typeof KINDS)[number]

let catalogue = $state.raw<Catalogue | null>(null)
let pending: Promise<Catalogue> | null = null

const byId = $derived.by(() => {
  const index = new Map<string, { fr: string; en: string }>()
  if (catalogue) {
    for (const kind of KINDS)
      for (const named of catalogue[kind]) index.set(`${kind}/${named.id}`, named.name)
  }
  return index
})

/** The reference catalogue, read once and kept. Throws `ApiProblem`; a later call then tries again. */
export async function loadCatalogue(): Promise<Catalogue> {
  if (catalogue) return catalogue
  pending ??= ask(api.GET('/api/catalogue'))
  try {
    catalogue = await pending
    return catalogue
  } finally {
    pending = null
  }
}

/** What a thing of the catalogue is called, in the reader's language; its id where the catalogue is not read yet. */
export function nameOf(kind: Kind, id: string): string {
  const name = byId.get(`${kind}/${id}`)
  return name ? inLanguage(name) : id
}
