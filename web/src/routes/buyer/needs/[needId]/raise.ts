import type { Place } from '@maillage/matching/explain/raise.ts'
import type { Reason } from '@maillage/matching/words/reasons.ts'
import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import { known, type FirmCard } from './ranking.ts'

/** What would raise a firm, in reasons this page can put in words. */
export interface ReadRaise {
  now: Place | null
  listed: number
  together: { partners: string[]; place: Place; alone: Place | null } | null
  changes: { change: Reason; place: Place }[]
  whole: boolean
  firms: Record<string, FirmCard>
}

const read = (raise: Reply<'/api/needs/{needId}/firms/{firmId}/raise', 'get'>): ReadRaise => ({
  ...raise,
  changes: raise.changes.map(({ change, place }) => ({ change: known(change), place })),
})

/** Asks what would raise one's own firm in the ranking of a need: the server ranks anew with each change, which takes a while. */
export async function readRaise(path: { organisationId: string; needId: string }): Promise<ReadRaise> {
  return read(
    await ask(api.GET('/api/organisations/{organisationId}/open-needs/{needId}/raise', { params: { path } })),
  )
}

/** Asks what would raise a firm in the ranking of one's own need: to its buyer, changes of public facts alone. */
export async function readRaiseOf(path: { firmId: string; needId: string }): Promise<ReadRaise> {
  return read(await ask(api.GET('/api/needs/{needId}/firms/{firmId}/raise', { params: { path } })))
}
