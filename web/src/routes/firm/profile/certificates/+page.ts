import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readCertificates } from '#lib/certificates/certificates.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { api, ask } from '#lib/api/client.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id } }
  return {
    organisation,
    held: new Reading(async () => {
      const [certificates, profile] = await Promise.all([
        readCertificates(organisation.id),
        ask(api.GET('/api/organisations/{organisationId}/profile', { params })),
        loadCatalogue(),
      ])
      return { certificates, sites: profile.sites.map(({ id, name }) => ({ id, name })) }
    }),
  }
}
