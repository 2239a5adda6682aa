import { describe, expect, test } from 'vitest'
import { afterLot, firstLot, type InspectedLot, resume, type Switching } from './switching.ts'

const steady = { steady: true, reducedWanted: true }
const good: InspectedLot = { accepted: true, accept: 3, acceptedStricter: true }
const fair: InspectedLot = { accepted: true, accept: 3, acceptedStricter: false }
const small: InspectedLot = { accepted: true, accept: 1, acceptedStricter: null }
const bad: InspectedLot = { accepted: false, accept: 3, acceptedStricter: false }

const after = (lots: InspectedLot[], from: Switching = firstLot, conditions = steady) =>
  lots.reduce((state, lot) => afterLot(state, lot, conditions), from)
const times = (count: number, lot: InspectedLot) => Array.from({ length: count }, () => lot)

describe('inspection', () => {
  test('begins as normal', () => {
    expect(firstLot).toMatchObject({ severity: 'normal', score: 0, discontinued: false })
  })

  test('is tightened as soon as two of five lots in a row are refused, or of fewer', () => {
    expect(after([bad]).severity).toBe('normal')
    expect(after([bad, bad]).severity).toBe('tightened')
    expect(after([bad, fair, fair, fair, bad]).severity).toBe('tightened')
    expect(after([bad, fair, fair, fair, fair, bad]).severity).toBe('normal')
  })

  test('is normal again after five lots in a row that were accepted', () => {
    const tightened = after([bad, bad])
    expect(after(times(4, fair), tightened).severity).toBe('tightened')
    expect(after(times(5, fair), tightened)).toEqual(firstLot)
    expect(after([...times(4, fair), bad, ...times(4, fair)], tightened).severity).toBe('tightened')
    expect(after([bad, ...times(5, fair)], tightened).severity).toBe('normal')
  })

  test('is reduced at a score of 30: three for a lot that was good one limit stricter, two where few are allowed', () => {
    expect(after(times(9, good))).toMatchObject({ severity: 'normal', score: 27 })
    expect(after(times(10, good)).severity).toBe('reduced')
    expect(after(times(14, small))).toMatchObject({ severity: 'normal', score: 28 })
    expect(after(times(15, small)).severity).toBe('reduced')
  })

  test('begins its score anew with a lot that was only just accepted, or refused', () => {
    expect(after([...times(9, good), fair])).toMatchObject({ severity: 'normal', score: 0 })
    expect(after([...times(5, small), { ...small, accepted: false }]).score).toBe(0)
  })

  test('is not reduced unless production is steady and it is wanted', () => {
    for (const conditions of [
      { steady: false, reducedWanted: true },
      { steady: true, reducedWanted: false },
    ]) {
      const waiting = after(times(12, good), firstLot, conditions)
      expect(waiting).toMatchObject({ severity: 'normal', score: 36 })
      expect(afterLot(waiting, good, steady).severity).toBe('reduced')
    }
  })

  test('is normal again with the first lot refused when reduced, or when production is steady no more', () => {
    const reduced = after(times(10, good))
    expect(after(times(20, fair), reduced).severity).toBe('reduced')
    expect(afterLot(reduced, bad, steady)).toEqual(firstLot)
    expect(afterLot(reduced, good, { steady: false, reducedWanted: true })).toEqual(firstLot)
  })

  test('ends with the fifth lot refused since it was tightened, until it is resumed, tightened', () => {
    const tightened = after([bad, bad])
    const ended = after([bad, fair, fair, bad, fair, fair, fair, fair, bad, bad, bad], tightened)
    expect(ended).toMatchObject({ severity: 'tightened', refusedWhileTightened: 5, discontinued: true })
    expect(() => afterLot(ended, good, steady)).toThrow('discontinued')
    expect(after(times(5, fair), resume()).severity).toBe('normal')
    expect(resume()).toMatchObject({ severity: 'tightened', refusedWhileTightened: 0, discontinued: false })
  })
})
