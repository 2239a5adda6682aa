/** Needs of a few pieces on drawn regions: what their work takes of a firm's hours is near nothing beside the rest of its programme. */
import { expect, test } from 'vitest'
import { drawRegion, engineOf } from '../bench/region.ts'

test.each([
  { seed: 5, id: 'e8868cf4-32f3-4227-826b-bce5769d7c66', quantity: 3 },
  { seed: 10, id: '88413fd5-cb34-4d06-8d06-dad8bee2565f', quantity: 5 },
])('$quantity masks are ranked as any number is', ({ seed, id, quantity }) => {
  const region = drawRegion({ firms: 60, needs: 60, seed, seconds: 1 })
  const drawn = region.needs.find(need => need.id === id)
  const last = drawn?.schedule.at(-1)
  if (drawn === undefined || last === undefined) throw new Error('Not drawn')
  const need = { ...drawn, quantity, schedule: [{ ...last, quantity }] }
  const { partnerships } = engineOf(region).rank(need, { viewer: { kind: 'other' }, partners: 2, limit: 10 })
  expect(partnerships.length).toBeGreaterThan(0)
})
