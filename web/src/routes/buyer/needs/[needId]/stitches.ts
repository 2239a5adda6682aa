import type { Partnership } from '@maillage/matching/match.ts'
import { letterOf } from '#lib/components/mesh.ts'

/** How a firm is drawn all over one partnership: its letter and the colour of its stitches. */
export interface Stitch {
  letter: string
  colour: string
}

/** The dyer's colours, told apart in both themes; beyond them the letter alone tells firms apart. */
const COLOURS = [
  'var(--color-thread)',
  'var(--color-verdigris)',
  'var(--color-ochre)',
  'var(--color-murex)',
  'var(--color-lagoon)',
]

/** The stitch of each firm of a partnership, by the firm's id. */
export function stitchesOf({ members }: Pick<Partnership, 'members'>): Map<string, Stitch> {
  return new Map(
    members.map(({ firm }, index) => [
      firm,
      { letter: letterOf(index), colour: COLOURS[index % COLOURS.length] ?? 'var(--color-thread)' },
    ]),
  )
}
