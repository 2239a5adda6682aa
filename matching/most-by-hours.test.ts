import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maximise, type Row, type Term } from './linear.ts'
import { mostByHours, type PlannedOperation } from './most-by-hours.ts'

const way = (...draws: { row: number; minutes: number }[]) => ({
  days: 0,
  rampUp: [],
  rows: draws.map(({ row }) => row),
  minutes: draws.map(({ minutes }) => minutes),
})
const operations = (...ways: ReturnType<typeof way>[][]): PlannedOperation[] =>
  ways.map((own, operation) => ({ operation, ways: own }))

test('people who stand in for others at half their pace count by half', () => {
  const sewing = operations([way({ row: 0, minutes: 1 }), way({ row: 1, minutes: 2 })])
  const most = mostByHours(sewing, Float64Array.of(100, 100), Float64Array.of(1, 1), 1000)
  expect(most).toBeGreaterThanOrEqual(150)
  expect(most).toBeLessThan(155)
})

test('what has no way that is ready in time is not delivered at all', () => {
  const two = operations([way({ row: 0, minutes: 1 })], [way({ row: 0, minutes: 1 })])
  expect(mostByHours(two, Float64Array.of(100), Float64Array.of(3, 0), 1)).toBe(0)
})

const rows = 4
const weeks = fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 40, noNaN: true }))
const someWay = fc.uniqueArray(
  fc.record({ row: fc.nat(rows - 1), minutes: fc.double({ min: 0.01, max: 30, noNaN: true }) }),
  { selector: ({ row }) => row, minLength: 1, maxLength: 3 },
)
const someOperations = fc.array(
  fc.array(fc.record({ draws: someWay, weeks }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 4 },
)

test('no division of the work delivers more than is said', () => {
  fc.assert(
    fc.property(
      someOperations,
      fc.array(fc.double({ min: 1, max: 3000, noNaN: true }), { minLength: rows, maxLength: rows }),
      (asked, hours) => {
        const planned = operations(...asked.map(ways => ways.map(({ draws }) => way(...draws))))
        const ways = asked.flatMap((own, operation) => own.map(each => ({ ...each, operation })))
        const own = Float64Array.from(ways, each => each.weeks)
        // Delivered, then the pace of each way.
        const programme: Row[] = [
          { terms: [[0, 1]], limit: 1 },
          ...asked.map((_, operation): Row => {
            const paces = ways.flatMap((each, at): Term[] =>
              each.operation === operation ? [[at + 1, -each.weeks]] : [],
            )
            return { terms: [[0, 1], ...paces], limit: 0 }
          }),
          ...hours.map((limit, row): Row => {
            const terms = ways.flatMap(({ draws }, at) =>
              draws.flatMap((draw): Term[] => (draw.row === row ? [[at + 1, draw.minutes / limit]] : [])),
            )
            return { terms, limit: 1 }
          }),
        ]
        const { objective } = maximise([1, ...ways.map(() => 0)], programme)
        expect(mostByHours(planned, Float64Array.from(hours), own, 1)).toBeGreaterThanOrEqual(
          objective - 1e-9,
        )
      },
    ),
    { numRuns: 300 },
  )
})
