import type { Need, NeedDraft } from './need.ts'

/** What was written of a need, as its buyer would send it again. */
export function draftOf(need: Need): NeedDraft {
  const { item, family, claim, quantity, sizes, packaging, schedule, norms, wishes, text } = need
  const { maximumPartners, visibility, reservedFor, commune, latitude, longitude } = need
  return {
    ...{ item, family, claim, quantity, sizes, packaging, schedule, norms, wishes, text },
    ...{ maximumPartners, visibility, reservedFor, commune, latitude, longitude },
    ceilingCents: need.own?.ceilingCents ?? null,
    weights: need.own?.weights ?? null,
    excludedFirms: need.own?.excludedFirms ?? [],
  }
}
