import type { Place } from '@maillage/matching/explain/raise.ts'
import type { Reason } from '@maillage/matching/words/reasons.ts'
import { api, ask } from '#lib/api/client.ts'
import { known, type FirmCard } from '../../../buyer/needs/[needId]/ranking.ts'

/** What would raise a firm, in reasons this page can put in words. */
export interface ReadRaise {
  now: Place | null
  listed: number
  together: { partners: string[]; place: Place; alone: Place | null } | null
  changes: { change: Reason; place: Place }[]
  whole: boolean
  firms: Record<string, FirmCard>
}

/** Asks what would raise the firm in the ranking of a need: the server ranks anew with each change, which takes a while. */
export async function readRaise(path: { organisationId: string; needId: string }): Promise<ReadRaise> {
  const raise = await ask(
    api.GET('/api/organisations/{organisationId}/open-needs/{needId}/raise', { params: { path } }),
  )
  return {
    ...raise,
    changes: raise.changes.map(({ change, place }) => ({ change: known(change), place })),
  }
}
