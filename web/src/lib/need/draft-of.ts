import type { Need, NeedDraft } from './need.ts'

/** What was written of a need, as its buyer would send it again. */
export function draftOf(need: Need): NeedDraft {
  return {
    item: need.item,
    family: need.family,
    claim: need.claim,
    quantity: need.quantity,
    sizes: need.sizes,
    packaging: need.packaging,
    schedule: need.schedule,
    norms: need.norms,
    wishes: need.wishes,
    text: need.text,
    maximumPartners: need.maximumPartners,
    visibility: need.visibility,
    reservedFor: need.reservedFor,
    commune: need.commune,
    latitude: need.latitude,
    longitude: need.longitude,
    ceilingCents: need.own?.ceilingCents ?? null,
    weights: need.own?.weights ?? null,
    excludedFirms: need.own?.excludedFirms ?? [],
  }
}
