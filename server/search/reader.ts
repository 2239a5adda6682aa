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

/** Whether a reader may read what is for an audience (`invited`: whom its owner names, and the operator) and belongs to an owner. */
export function mayRead(reader: Reader, audience: Audience | 'invited', owner: string): boolean {
  return (
    reader.organisations.includes(owner) ||
    audiencesOf(reader).some(one => one === audience) ||
    (audience === 'invited' && reader.operator)
  )
}
