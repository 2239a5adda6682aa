import { requireUser } from '#lib/guard.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readDeliveries } from '../webhooks.ts'

export async function load({ params, parent, url }) {
  await parent()
  requireUser(url)
  const { id: organisationId, webhookId } = params
  return {
    organisationId,
    webhookId,
    deliveries: new Reading(() => readDeliveries(organisationId, webhookId)),
  }
}
