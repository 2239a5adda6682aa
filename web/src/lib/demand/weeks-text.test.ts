import { expect, test } from 'vitest'
import { textOfWeeks, weeksIn } from './weeks-text.ts'

test('weeks are read as they are typed or pasted, by any day of them, and the line that is wrong is named', () => {
  const weeks = [
    { week: '2026-11-16', quantity: 1200 },
    { week: '2026-11-23', quantity: 0 },
  ]
  expect(weeksIn('2026-11-18;1 200\n23/11/2026\t0\n\n')).toEqual(weeks)
  expect(weeksIn('16/11/2026 1200\n2026-11-29, 0')).toEqual(weeks)
  expect(weeksIn(textOfWeeks(weeks))).toEqual(weeks)
  expect(weeksIn('2026-11-16;1\n2026-02-30;1')).toEqual({ line: 2 })
  expect(weeksIn('2026-11-16;-4')).toEqual({ line: 1 })
  expect(weeksIn('2026-11-16')).toEqual({ line: 1 })
})
