import { describe, expect, test } from 'vitest'
import { filtersIn } from './filters.ts'

const inAddress = (query: string) => filtersIn(new URLSearchParams(query))

describe('the filters of an address', () => {
  test('show everything where it says nothing', () => {
    expect(inAddress('')).toEqual({ state: null, words: '' })
  })

  test('keep a state and words', () => {
    expect(inAddress('state=draft&q=surblouse+lavable')).toEqual({
      state: 'draft',
      words: 'surblouse lavable',
    })
  })

  test('pass over a state that does not exist', () => {
    expect(inAddress('state=lost').state).toBeNull()
  })
})
