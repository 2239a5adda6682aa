import { describe, expect, test } from 'vitest'
import { names } from '../testing/names.ts'
import type { Language } from './sentence.ts'
import { narrow } from './typography.ts'
import { partOf, type Suggestion, type SuggestionCause, type SuggestionChange, whyNow } from './suggestion.ts'

const suggestion: Suggestion = {
  change: 'new',
  cause: 'need',
  rank: 3,
  feasible: true,
  partners: 1,
  work: [
    { process: 'cut', mode: 'direct' },
    { process: 'sew', mode: 'reoriented' },
  ],
}
const changes: SuggestionChange[] = [
  'new',
  'entered-first-ten',
  'became-feasible',
  'no-longer-feasible',
  'need-revised',
  'does-more',
]
const causes: SuggestionCause[] = ['need', 'own-profile', 'other-firm']

describe('a suggestion says', () => {
  test('what the firm would do, how, with whom and where it stands', () => {
    expect(partOf(suggestion, 'fr', names)).toBe(
      `Votre part${narrow}: [cut] et [sew] (après réorientation), avec un partenaire. Rang 3, réalisable à temps.`,
    )
    expect(partOf({ ...suggestion, partners: 0, feasible: false }, 'en', names)).toBe(
      'Your part: [cut] and [sew] (after a reorientation), without a partner. Rank 3, not yet whole and in time.',
    )
    expect(partOf({ ...suggestion, work: [] }, 'fr', names)).toBe('')
  })

  test.each<Language>(['fr', 'en'])('why now, differently for each cause and change (%s)', language => {
    const said = changes.flatMap(change => causes.map(cause => whyNow({ change, cause }, language)))
    for (const text of said) expect(text).toMatch(/^[A-ZÀ-Ý].*\.$/)
    expect(new Set(said).size).toBe(3 + 3 * 3 + 1)
  })
})
