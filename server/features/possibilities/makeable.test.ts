import type { OperationState, Possibility } from '@maillage/matching/match.ts'
import { describe, expect, test } from 'vitest'
import { makeableFrom } from './makeable.ts'

/** An item by one of its recipes, with the state of each of its operations; all but packing takes skill. */
function possibility(item: string, recipe: string, states: Record<string, OperationState>): Possibility {
  return {
    item,
    kind: 'product',
    family: 'gown',
    recipe,
    operations: Object.entries(states).map(([operation, state]) => ({
      item,
      recipe,
      operation,
      state,
      process: null,
      reorientations: [],
    })),
    coverage: 0,
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    weeklyUnits: 0,
    limitedBy: null,
    inputs: [],
    goesInto: [],
    skilled: Object.entries(states).some(([operation, state]) => operation !== 'pack' && state !== 'missing'),
    rules: [],
    score: 0,
  }
}

describe('what a firm could make by itself', () => {
  test('is what it does every operation of, at once or after a change', () => {
    const makeable = makeableFrom(
      [
        possibility('gown', 'sewn', { cut: 'direct', sew: 'direct' }),
        possibility('coverall', 'sewn', { cut: 'direct', sew: 'reoriented' }),
        possibility('cap', 'sewn', { cut: 'direct', sew: 'missing' }),
      ],
      new Set(),
    )
    expect([...makeable.now]).toEqual(['gown'])
    expect([...makeable.reoriented]).toEqual(['coverall'])
    expect(makeable.subjects).toEqual({ items: ['gown', 'coverall'], families: ['gown'] })
  })

  test('counts at once what one recipe allows at once', () => {
    const makeable = makeableFrom(
      [
        possibility('gown', 'welded', { weld: 'reoriented' }),
        possibility('gown', 'sewn', { sew: 'direct' }),
        possibility('gown', 'taped', { tape: 'missing' }),
      ],
      new Set(),
    )
    expect([...makeable.now]).toEqual(['gown'])
    expect([...makeable.reoriented]).toEqual([])
    expect([...makeable.operations]).toEqual(['welded/weld', 'sewn/sew'])
  })

  test('may leave to others what anyone buys as a service, but not all of it', () => {
    const services = new Set(['sewn/test'])
    const sewn = possibility('gown', 'sewn', { sew: 'direct', test: 'missing' })
    expect([...makeableFrom([sewn], services).now]).toEqual(['gown'])
    expect([...makeableFrom([sewn], new Set()).now]).toEqual([])
    const nothing = possibility('gown', 'sewn', { test: 'missing' })
    expect([...makeableFrom([nothing], services).now]).toEqual([])
  })

  test('is nothing where all it could do is pack', () => {
    const packed = possibility('gown', 'sewn', { pack: 'direct', test: 'missing' })
    expect([...makeableFrom([packed], new Set(['sewn/test'])).now]).toEqual([])
  })
})
