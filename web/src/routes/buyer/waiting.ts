import type { OwnNeedLine } from '#lib/need/need.ts'

/** Why a need waits for its buyer: to be published, to be given new dates, or to be asked for less strictly. */
export type Wait = 'draft' | 'past' | 'unmet'

export interface Waiting {
  need: OwnNeedLine
  wait: Wait
}

function waitOf({ state, nextDue, matches }: OwnNeedLine): Wait | null {
  if (state === 'draft') return 'draft'
  if (state !== 'published') return null
  if (nextDue === null) return 'past'
  return matches !== null && matches.feasible === 0 ? 'unmet' : null
}

/** The needs that wait for a decision of their buyer: first those that nobody could meet in time, then drafts. */
export function waitingOf(needs: readonly OwnNeedLine[]): Waiting[] {
  const order: Wait[] = ['past', 'unmet', 'draft']
  return needs
    .flatMap(need => {
      const wait = waitOf(need)
      return wait === null ? [] : [{ need, wait }]
    })
    .sort((one, other) => order.indexOf(one.wait) - order.indexOf(other.wait))
}
