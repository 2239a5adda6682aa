import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUp, bySize, roomOf, shareOut, sumOf } from './split.ts'

const days = ['2027-01-11', '2027-02-08', '2027-03-08']
const line = fc.record({
  size: fc.constantFrom(null, 'M', 'L'),
  due: fc.constantFrom(...days),
  quantity: fc.integer({ min: 1, max: 1_000_000_000 }),
})
const shares = fc
  .array(fc.uniqueArray(line, { selector: ({ size, due }) => `${due} ${size}`, maxLength: 9 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(all => all.map((lines, at) => ({ needId: `need ${at}`, lines })))

test('what all members ask for is the lot, and each size once in a framework', () => {
  fc.assert(
    fc.property(shares, all => {
      const lot = addUp(all)
      expect(sumOf(lot)).toBe(sumOf(all.flatMap(({ lines }) => lines)))
      expect(new Set(lot.map(({ size, due }) => `${due} ${size}`)).size).toBe(lot.length)
      const framework = bySize(lot)
      expect(sumOf(framework)).toBe(sumOf(lot))
      expect(new Set(framework.map(({ size }) => size)).size).toBe(framework.length)
    }),
  )
})

test('no piece is lost or doubled when a quantity is shared out, and nobody gets more than asked', () => {
  const rooms = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), rooms, (quantity, room) => {
      const given = shareOut(quantity, room)
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(
        Math.min(
          quantity,
          room.reduce((sum, one) => sum + one, 0),
        ),
      )
      for (const [at, one] of given.entries()) expect(one).toBeLessThanOrEqual(room[at] ?? 0)
    }),
  )
})

test('a whole lot goes back to each member as it asked for it', () => {
  fc.assert(
    fc.property(shares, all => {
      for (const { size, due, quantity } of addUp(all)) {
        const asked = all.map(({ lines }) => sumOf(lines.filter(own => own.size === size && own.due === due)))
        expect(shareOut(quantity, asked)).toEqual(asked)
      }
    }),
  )
})

test('what is covered leaves room for the rest, of the same size and day alone', () => {
  const [share] = roomOf(
    [{ needId: 'a', lines: [line('M', 100), line('L', 50)] }],
    [
      { needId: 'a', ...line('M', 30) },
      { needId: 'b', ...line('L', 50) },
    ],
  )
  expect(share?.lines).toEqual([line('M', 70), line('L', 50)])

  function line(size: string, quantity: number) {
    return { size, due: '2027-01-11', quantity }
  }
})

test('ten pieces for members who asked for two, three and ten: in proportion, the rest to the largest remainder', () => {
  // 10 × 2/15 = 1.33, 10 × 3/15 = 2, 10 × 10/15 = 6.67: the last piece goes to the third.
  expect(shareOut(10, [2, 3, 10])).toEqual([1, 2, 7])
})
