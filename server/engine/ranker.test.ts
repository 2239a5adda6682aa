import { autonomyOf } from '@maillage/matching/autonomy/autonomy.ts'
import { standingUnits } from '@maillage/matching/autonomy/standing.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import { compileReference } from '@maillage/matching/reference.ts'
import { smallCatalogue } from '@maillage/matching/testing/catalogue.ts'
import { maskNeed, mill, sewingShop, today } from '@maillage/matching/testing/examples.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { createHighsSolver } from '../solver/highs.ts'
import { createRanker, type Ranker } from './ranker.ts'
import { firmsIn } from './region-aside.ts'

const departments = ['09', '31']
const options = { viewer: { kind: 'other' } } as const
const many = Array.from({ length: 15 }, (_, at) => sewingShop(`shop-${at}`))
const need = maskNeed(130_000)

/** An engine, and a ranker that is told of all that happens to it, as the server tells it. */
function both() {
  const engine = createEngine(smallCatalogue, { asOf: today, departments })
  const ranker = createRanker(smallCatalogue, { departments }, engine)
  open.push(ranker)
  return { engine, ranker }
}

const open: Ranker[] = []
afterEach(async () => {
  for (const ranker of open.splice(0)) await ranker.close()
})

describe('a ranking computed aside', () => {
  test('is that of the engine, to the letter, whatever happened before and after it began', async () => {
    const { engine, ranker } = both()
    engine.upsertFirm(sewingShop('a'))
    engine.upsertFirm(mill('gone'))
    const same = async () => expect(await ranker.rank(need, options)).toEqual(engine.rank(need, options))
    await same()
    const changes = [
      { firm: sewingShop('b') },
      { firm: sewingShop('a', { minimumOrder: 1000 }) },
      { without: 'gone' },
      { asOf: '2026-12-15' },
    ]
    for (const change of changes) {
      if ('firm' in change) engine.upsertFirm(change.firm)
      else if ('without' in change) engine.removeFirm(change.without)
      else engine.setAsOf(change.asOf)
      ranker.changed(change)
      await same()
    }
  })

  test('does not wait for an assembly, nor does anything else', async () => {
    const { engine, ranker } = both()
    for (const firm of many) engine.upsertFirm(firm)
    const order: string[] = []
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const assembled = ranker.assemble(need, { ...options, limit: 50 }).then(() => order.push('assembly'))
    const ranked = ranker.rank(maskNeed(10), options).then(() => order.push('ranking'))
    await Promise.all([assembled, ranked])
    clearInterval(timer)
    expect(order).toEqual(['ranking', 'assembly'])
    expect(turns).toBeGreaterThan(5)
  })

  test('is refused once the server stops, and one that fails says why', async () => {
    const { ranker } = both()
    await expect(ranker.rank({ ...need, schedule: [] }, options)).rejects.toThrow('no due date')
    const late = ranker.rank(need, options).catch(String)
    await ranker.close()
    expect(await late).toContain('has ended')
    await expect(ranker.rank(need, options)).rejects.toThrow('has ended')
  })
})

describe('an assembly computed aside', () => {
  test('is that of the engine, with its proof', async () => {
    const { engine, ranker } = both()
    for (const firm of many) engine.upsertFirm(firm)
    const solver = createHighsSolver()
    const expected = await engine.assemble(need, { ...options, solver })
    await solver.close()
    expect(expected).toMatchObject({ exact: false, status: 'optimal' })
    expect(await ranker.assemble(need, options)).toEqual(expected)
  })

  test('ends soon for whoever goes', async () => {
    const { engine, ranker } = both()
    for (const firm of many) engine.upsertFirm(firm)
    expect((await ranker.assemble(need, options, AbortSignal.abort())).status).toBe('interrupted')
  })
})

describe('what a region can make, worked out aside', () => {
  const reference = compileReference(smallCatalogue)
  const asked = { asOf: today, item: 'mask', claim: 'none' as const, need: [4000, 10_000, 20_000] }
  const standing = { asOf: today, item: 'mask', claim: 'none' as const, most: 100_000 }

  test('is that of the firms of the region as they are, whatever happened before and after it was first asked', async () => {
    const { engine, ranker } = both()
    const { sites, ...beyond } = sewingShop('beyond')
    const inParis = sites.map(site => ({ ...site, place: { ...site.place, department: '75' } }))
    engine.upsertFirm({ ...beyond, sites: inParis })
    const same = async () => {
      const firms = firmsIn(engine, departments)
      const autonomy = await ranker.autonomy(asked)
      expect(autonomy).toEqual(autonomyOf(reference, { ...asked, firms }))
      expect(await ranker.standing(standing)).toEqual(standingUnits(reference, { ...standing, firms }))
      return autonomy.withMarket.after
    }
    expect(await same()).toBe(0)
    for (const shop of ['a', 'b']) {
      engine.upsertFirm(sewingShop(shop))
      ranker.changed({ firm: sewingShop(shop) })
    }
    const two = await same()
    expect(two).toBeGreaterThan(0)
    engine.removeFirm('a')
    ranker.changed({ without: 'a' })
    expect(await same()).toBeLessThan(two)
  })

  test('says why it fails, as often as it is asked, and goes on answering', async () => {
    const { ranker } = both()
    const rocket = () => ranker.autonomy({ ...asked, item: 'rocket' })
    await expect(rocket()).rejects.toThrow('Unknown id in the catalogue: rocket')
    await expect(rocket()).rejects.toThrow('Unknown id in the catalogue: rocket')
    await expect(ranker.autonomy({ ...asked, need: [] })).rejects.toThrow('over no week')
    expect((await ranker.standing(standing)).weekly).toBe(0)
    const late = ranker.autonomy(asked).catch(String)
    await ranker.close()
    expect(await late).toContain('has ended')
  })
})
