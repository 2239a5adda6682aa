import type { Audience } from '@maillage/matching/supply.ts'
import type { Reader } from './text-search.ts'

/** Somebody who is not signed in, or belongs to no organisation. */
export const anyone: Reader = { member: false, operator: false, organisations: [] }

/** Whose documents a reader reads besides those of its own organisations. */
export function audiencesOf({ member, operator }: Reader): Audience[] {
  return [
    'public',
    ...(member || operator ? (['members'] as const) : []),
    ...(operator ? (['operator'] as const) : []),
  ]
}
