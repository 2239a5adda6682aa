import { describe, expect, test } from 'vitest'
import { names } from '../testing/names.ts'
import type { Reason } from './reasons.ts'
import { type Language, sentence } from './sentence.ts'
import { day, estimated, fixed, inside, list, narrow, number, percent } from './typography.ts'

describe('figures are written as each language writes them:', () => {
  test('numbers', () => {
    expect(number(1234567.5, 'fr', 1)).toBe(`1${narrow}234${narrow}567,5`)
    expect(number(1234567.5, 'en', 1)).toBe('1,234,567.5')
    expect(number(3, 'fr', 2)).toBe('3')
    expect(number(-0.2, 'fr')).toBe('0')
    expect(number(-12, 'en')).toBe('−12')
  })

  test('shares, dates, amounts and lists', () => {
    expect([percent(0.425, 'fr'), percent(0.425, 'en')]).toEqual([`43${narrow}%`, '43%'])
    expect(day('2026-12-01', 'fr')).toBe(`1er${fixed}décembre 2026`)
    expect(day('2026-12-01', 'en')).toBe(`1${fixed}December 2026`)
    expect([estimated(12_345, 'fr'), estimated(12_345, 'en')]).toEqual([`123,45${fixed}€`, '€123.45'])
    expect(estimated(12_345_678, 'fr')).toBe(`123${narrow}457${fixed}€`)
    expect(list(['a', 'b', 'c'], 'fr')).toBe('a, b et c')
    expect([list([], 'en'), list(['a'], 'en'), list(['a', 'b'], 'en')]).toEqual(['', 'a', 'a and b'])
  })

  test('names of things lose their capital inside a sentence, acronyms and firms do not', () => {
    expect(inside('Tissage', 'process')).toBe('tissage')
    expect(inside('FFP2', 'item')).toBe('FFP2')
    expect(inside('Atelier Garonne', 'firm')).toBe('Atelier Garonne')
  })
})

const spoken = [
  { firm: 'a', words: ['surblouses', 'SMS'] },
  { firm: 'b', words: ['blouses'] },
]

/** Reasons that regions drawn at random seldom give. */
const rare: Reason[] = [
  { code: 'coverage.whole', figures: { operations: 1 } },
  { code: 'lead-time.never', figures: { due: '2027-01-01' } },
  { code: 'compliance.claim-not-served', figures: { item: 'mask', claim: 'protects-wearer' } },
  { code: 'firm.no-operation', figures: { subject: 'mask' } },
  { code: 'jobs.unknown', figures: { firms: 1 } },
  { code: 'jobs.hit', figures: { people: 11, band: 'high', firms: ['a'] } },
  {
    code: 'reliability.record',
    figures: { firm: 'a', onTime: { kept: 9, of: 10 }, accepted: null, answered: { kept: 1, of: 5 } },
  },
  { code: 'know-how.proven', figures: { firm: 'a', item: 'mask' } },
  { code: 'know-how.new', figures: { firms: 1, reoriented: 2, operations: 3, words: spoken } },
]

describe.each<Language>(['fr', 'en'])('a sentence (%s)', language => {
  test.each(rare)('says $code with its figures', reason => {
    const text = sentence(reason, language, names)
    expect(text).toMatch(/\.$/)
    expect(text).not.toMatch(/undefined|NaN|\[\]/)
  })

  test('names the words of profiles that counted, and whose they are', () => {
    const near = { firms: 2, direct: 1, operations: 1, materials: [] }
    const without = sentence({ code: 'know-how.near', figures: near }, language, names)
    const text = sentence({ code: 'know-how.near', figures: { ...near, words: spoken } }, language, names)
    expect(text.startsWith(without)).toBe(true)
    const [open, close] = language === 'fr' ? [`«${narrow}`, `${narrow}»`] : ['“', '”']
    expect(text).toContain(`${open}surblouses${close}, ${open}SMS${close} (`)
    expect(text).toContain(`${open}blouses${close} (`)
  })

  test('agrees with the number of what it counts', () => {
    const people = (count: number) =>
      sentence({ code: 'jobs.people', figures: { people: count, firms: 1 } }, language, names)
    expect(people(1)).not.toBe(people(2).replace('2', '1'))
  })
})

test('French keeps its narrow spaces before the colon', () => {
  const text = sentence({ code: 'firm.rule', figures: { rule: 'r' } }, 'fr', names)
  expect(text).toContain(`${narrow}: [r]`)
})
