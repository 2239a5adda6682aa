import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ranking } from './match.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { engineWith, firm as plainFirm, maskNeed, sewingShop } from './testing/examples.ts'
import { hitsByFirm, mostFromText, type TextHit, toCheck, withText } from './text-hits.ts'

const hit = (firm: string, score: number): TextHit => ({ firm, score, words: ['blouses'] })
const shares = fc.double({ min: 0, max: 1, noNaN: true })

describe('the words of a profile', () => {
  test('add to know-how, a tenth at most, and never take from it', () => {
    fc.assert(
      fc.property(shares, shares, (knowHow, score) => {
        const value = withText(knowHow, hit('a', score))
        expect(value).toBeGreaterThanOrEqual(knowHow)
        expect(value).toBeLessThanOrEqual(Math.min(1, knowHow + mostFromText))
        expect(withText(knowHow, undefined)).toBe(knowHow)
      }),
    )
    expect(withText(0.5, hit('a', 1))).toBeCloseTo(0.6, 12)
    expect(withText(0.5, hit('a', 0.5))).toBeCloseTo(0.55, 12)
    expect(withText(0.97, hit('a', 1))).toBe(1)
  })

  test('that are nearer never add less', () => {
    fc.assert(
      fc.property(shares, shares, shares, (knowHow, one, two) => {
        const [less, more] = one < two ? [one, two] : [two, one]
        expect(withText(knowHow, hit('a', more))).toBeGreaterThanOrEqual(withText(knowHow, hit('a', less)))
      }),
    )
  })

  test('count once a firm, by the nearest', () => {
    const hits = hitsByFirm([hit('a', 0.2), hit('a', 0.7), hit('a', 0.4), hit('b', 0)])
    expect([...hits.values()]).toEqual([hit('a', 0.7), hit('b', 0)])
  })

  test.each([-0.1, 1.5, Number.NaN, Infinity])('cannot score %s', score => {
    expect(() => hitsByFirm([hit('a', score)])).toThrow(RangeError)
  })
})

describe('firms to check', () => {
  test('are those that may be asked, the nearest first, whatever the order they were found in', () => {
    const found = [hit('c', 0.4), hit('ranked', 1), hit('b', 0.9), hit('a', 0.4), hit('far', 0)]
    const named = (hits: TextHit[]) =>
      toCheck(hitsByFirm(hits), firm => firm !== 'ranked').map(({ firm }) => firm)
    expect(named(found)).toEqual(['b', 'a', 'c'])
    expect(named([...found].reverse())).toEqual(['b', 'a', 'c'])
  })

  test('are twelve at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => hit(`f${index}`, 0.5))
    expect(toCheck(hitsByFirm(many), () => true)).toHaveLength(12)
  })
})

describe('in a ranking, the words of profiles', () => {
  const other = { viewer: { kind: 'other' }, limit: 1000 } as const
  const silent = plainFirm('silent', [])

  test('bring no firm in and leave none out, and move nothing but know-how, up', () => {
    fc.assert(
      fc.property(regions(3), needs('need'), shares, (region, need, score) => {
        const engine = engineWith(...region)
        const without = engine.rank(need, other)
        const textHits = ['a', 'b', 'z'].map(id => hit(id, score))
        const { toCheck: checked, ...withHits } = engine.rank(need, { ...other, textHits })
        expect(withHits.candidates).toBe(without.candidates)
        expect(withHits.knockedOut).toEqual(without.knockedOut)
        const ranked = new Set(without.partnerships.flatMap(({ members }) => members.map(({ firm }) => firm)))
        const named = withHits.partnerships.flatMap(({ members }) => members.map(({ firm }) => firm))
        expect(checked?.some(({ firm }) => ranked.has(firm) || named.includes(firm))).toBe(false)
        expect(checked?.some(({ firm }) => firm === 'z')).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('move no firm by more than a tenth of what know-how counts for', () => {
    const alone = { ...other, partners: 1 }
    const scores = (ranking: Ranking) => new Map(ranking.partnerships.map(({ key, score }) => [key, score]))
    fc.assert(
      fc.property(
        regions(3),
        needs('need'),
        fc.array(shares, { minLength: 3, maxLength: 3 }),
        (region, need, near) => {
          const engine = engineWith(...region)
          const before = engine.rank(need, alone)
          const textHits = ['a', 'b', 'c'].map((id, at) => hit(id, near[at] ?? 0))
          const after = scores(engine.rank(need, { ...alone, textHits }))
          expect([...after.keys()].sort()).toEqual([...scores(before).keys()].sort())
          for (const [key, score] of scores(before)) {
            const moved = (after.get(key) ?? 0) - score
            expect(moved).toBeGreaterThanOrEqual(-1e-9)
            expect(moved).toBeLessThanOrEqual(mostFromText * before.weights['know-how'] + 1e-9)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('that counted are in the reason of know-how, with whose they are', () => {
    const engine = engineWith(sewingShop('a'), sewingShop('b'))
    const reasons = engine
      .rank(maskNeed(1000, { maximumPartners: 1 }), { ...other, textHits: [hit('b', 0.5)] })
      .partnerships.map(({ key, criteria }) => [key, criteria.find(({ id }) => id === 'know-how')?.reason])
    const [[first, counted] = [], [second, silence] = []] = reasons
    expect([first, second]).toEqual(['b', 'a'])
    expect(counted).toMatchObject({ figures: { words: [{ firm: 'b', words: ['blouses'] }] } })
    expect(silence).not.toHaveProperty('figures.words')
  })

  test('let the nearer of two equal firms come first, by a tenth of know-how at most', () => {
    const engine = engineWith(sewingShop('a'), sewingShop('b'))
    const know = (textHits: TextHit[]) =>
      engine
        .rank(maskNeed(1000, { maximumPartners: 1 }), { ...other, textHits })
        .partnerships.map(({ key, criteria }) => [
          key,
          criteria.find(({ id }) => id === 'know-how')?.value ?? 0,
        ])
    const [[first, before] = ['', 0]] = know([])
    expect(first).toBe('a')
    const [[nearer, after] = ['', 0]] = know([hit('b', 1)])
    expect(nearer).toBe('b')
    expect(Number(after) - Number(before)).toBeCloseTo(mostFromText, 9)
  })

  test('name apart a firm that declares nothing for it, and none that the buyer bars', () => {
    const engine = engineWith(sewingShop('a'), silent)
    const textHits = [hit('a', 1), hit('silent', 0.8)]
    const need = maskNeed(1000)
    expect(engine.rank(need, { ...other, textHits }).toCheck).toEqual([hit('silent', 0.8)])
    const barred = { ...need, excludedFirms: ['silent'] }
    expect(engine.rank(barred, { ...other, textHits }).toCheck).toEqual([])
    expect(engine.rank({ ...need, reservedFor: ['esat'] }, { ...other, textHits }).toCheck).toEqual([])
    expect(engine.rank(need, other)).not.toHaveProperty('toCheck')
  })
})
