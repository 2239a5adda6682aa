/**
 * Partnerships proven to be the best within few programmes, on drawn regions: what the search takes a set to be worth at most
 * is then what the engine finds it worth. Each of these needs was once at its limit of 250 programmes, took 200, or came to the
 * limit that it has here, for the reason that it is named by.
 */
import { createHighsHere } from '@maillage/server/solver/highs-here.ts'
import { expect, test } from 'vitest'
import { drawRegion, engineOf } from '../bench/region.ts'

const size = { firms: 300, needs: 100, seed: 1, seconds: 0 }
const region = drawRegion(size)
const engine = engineOf(region)
const solver = createHighsHere()

const cases: [why: string, need: number, limit: number, nodes: number][] = [
  ['a change is paid for by what the need takes of it', 89, 5, 60],
  ['what is delivered is made, whatever that costs', 95, 1, 20],
  ['nobody gives up the score for a thousandth more in time, where some comes late anyway', 33, 5, 120],
  ['whoever has a least order does so much of one operation', 57, 5, 100],
  ['costs below the least count for nothing', 47, 1, 50],
  ['costs beyond three times the least count for nothing', 52, 5, 60],
  ['the chain of most promise is searched before others take what may be spent', 84, 5, 60],
]

test.each(cases)('%s', async (_, number, limit, nodes) => {
  const need = region.needs[number]
  if (need === undefined) throw new RangeError(`No need ${number}`)
  const { gap, status, partnerships } = await engine.assemble(
    { ...need, maximumPartners: 5 },
    { viewer: { kind: 'other' }, solver, limit, nodes },
  )
  expect(partnerships).toHaveLength(limit)
  expect({ status, isProven: gap !== null && gap <= 0.001 }).toEqual({ status: 'optimal', isProven: true })
})
