import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Highest } from './highest.ts'
import { Smallest } from './smallest.ts'

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 })

test('values are taken from the highest down, each once', () => {
  fc.assert(
    fc.property(numbers, values => {
      const highest = new Highest<number>()
      const taken: number[] = []
      const takeOne = () => {
        const next = highest.take()
        if (next !== undefined) taken.push(next.item)
        return next
      }
      // Some are taken while others still come.
      values.forEach((value, at) => {
        highest.add(value, at)
        if (value < 0) takeOne()
      })
      const early = taken.length
      while (takeOne() !== undefined);
      expect([...taken].sort((a, b) => a - b)).toEqual(values.map((_, at) => at))
      const late = taken.slice(early).map(at => values[at] ?? 0)
      expect(late).toEqual([...late].sort((a, b) => b - a))
    }),
  )
})

test('the smallest of many values are kept in their order', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 8 }), (values, most) => {
      const smallest = new Smallest<number>(most, (a, b) => a - b)
      for (const value of values) smallest.add(value)
      expect(smallest.values).toEqual([...values].sort((a, b) => a - b).slice(0, most))
    }),
  )
})
