import { type Need, type Standing, standingOf } from './overview.ts'

/** From what needs looking at first to what is well. */
export const STANDINGS = ['none', 'near', 'met'] as const satisfies Standing[]

export function standingIn(query: { get(name: string): string | null }): Standing | 'all' {
  return STANDINGS.find(standing => standing === query.get('state')) ?? 'all'
}

/** The needs that stand so: what needs looking at first, and of it what is due first. */
export function needsIn(needs: readonly Need[], standing: Standing | 'all'): Need[] {
  return needs
    .filter(need => standing === 'all' || standingOf(need) === standing)
    .toSorted(
      (one, other) =>
        STANDINGS.indexOf(standingOf(one)) - STANDINGS.indexOf(standingOf(other)) ||
        (one.nextDue ?? '').localeCompare(other.nextDue ?? '') ||
        (one.id < other.id ? -1 : 1),
    )
}
