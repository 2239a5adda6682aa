import type { NeedState } from '@maillage/db/tables/demand.ts'

export type NeedVerb = 'publish' | 'withdraw' | 'republish'

/**
 * What may become of a need. A published one is never deleted; withdrawing is undone by republishing.
 * To become published it must be complete and its organisation allowed to publish: see `policy.ts`.
 */
export const lifeCycle: Record<NeedState, Partial<Record<NeedVerb, NeedState>>> = {
  draft: { publish: 'published' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { republish: 'published' },
}
