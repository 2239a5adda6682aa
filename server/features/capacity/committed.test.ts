import { expect, it } from 'vitest'
import { type Committed, piecesByWeek } from './committed.ts'

const gowns = (firm: string, operation: string | null, weeks: number[]): Committed => ({
  firm,
  item: 'gown-washable',
  operation,
  weeks,
})

it('pieces that one firm cuts and another sews are counted once, and what is ordered is added', () => {
  const promised = [
    gowns('cutter', 'cut', [100, 0, 50]),
    gowns('first sewer', 'sew', [60, 40, 0]),
    gowns('second sewer', 'sew', [30, 40, 0]),
  ]
  expect(piecesByWeek(promised, 3)).toEqual([100, 80, 50])
  expect(piecesByWeek([...promised, gowns('tailor', null, [10, 10, 10])], 3)).toEqual([110, 90, 60])
  expect(piecesByWeek([], 2)).toEqual([0, 0])
})
