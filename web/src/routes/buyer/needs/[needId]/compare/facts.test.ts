import { describe, expect, test } from 'vitest'
import { bestOf } from './facts.ts'

describe('the best of what is compared', () => {
  test('is the least or the most, ties included', () => {
    expect(bestOf([12, 7, 7], 'least')).toEqual([false, true, true])
    expect(bestOf([0.4, 0.9], 'most')).toEqual([false, true])
  })

  test('is the earliest of dates', () => {
    expect(bestOf(['2027-02-01', '2026-12-20'], 'least')).toEqual([false, true])
  })

  test('is never what does not deliver', () => {
    expect(bestOf([null, '2026-12-20'], 'least')).toEqual([false, true])
  })

  test('is nobody where all are alike or neither end is better', () => {
    expect(bestOf([3, 3], 'least')).toEqual([false, false])
    expect(bestOf([1, 2], null)).toEqual([false, false])
  })
})
