import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readContacts } from '#lib/sourcing/sourcing.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const needId = url.searchParams.get('need') ?? ''
  return {
    organisation,
    about: new Reading(async () => {
      const [need, contacts] = await Promise.all([readNeed(needId), readContacts(needId), loadCatalogue()])
      return { need, contacts: contacts.filter(({ state }) => state !== 'withdrawn') }
    }),
  }
}
