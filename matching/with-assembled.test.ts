import { describe, expect, test } from 'vitest'
import { engineWith, firm, maskNeed, sewingShop, site } from './testing/examples.ts'
import { withAssembled } from './with-assembled.ts'

const viewer = { kind: 'other' } as const
const need = maskNeed(20_000, { maximumPartners: 2 })
const cutter = firm('cutter', [site({ cutter: 1 }, { cutter: 1 })])
const { partnerships } = engineWith(sewingShop('a'), sewingShop('b'), cutter).rank(need, { viewer })
const only = (...keys: string[]) => partnerships.filter(({ key }) => keys.includes(key))
const keysOf = (list: typeof partnerships) => list.map(({ key }) => key)

describe('a list with what a proven assembly found', () => {
  test('has both, best first, each set of firms once and at its best', () => {
    const [first, second] = partnerships
    if (first === undefined || second === undefined) throw new Error('Two are listed')
    const worse = { ...first, score: first.score - 0.2 }
    expect(keysOf(partnerships).length).toBeGreaterThan(1)
    expect(withAssembled(partnerships, [])).toEqual(partnerships)
    expect(withAssembled([second, worse], [first])).toEqual([first, second])
    expect(withAssembled([second, first], [worse])).toEqual([first, second])
  })

  test('leaves out whoever is not needed, as the list does', () => {
    const [alone] = only('a')
    if (alone === undefined) throw new Error('One is listed alone')
    const members = [...alone.members, { firm: 'b', role: 'partner' as const }]
    const both = { ...alone, key: 'a+b', members, score: alone.score - 0.01 }
    expect(keysOf(withAssembled([both], [alone]))).toEqual(['a'])
    expect(keysOf(withAssembled([{ ...both, score: alone.score + 0.01 }], [alone]))).toEqual(['a+b', 'a'])
    const more = both.deliveries.map(delivery => ({ ...delivery, delivered: delivery.required }))
    const less = alone.deliveries.map(delivery => ({ ...delivery, delivered: 0 }))
    const few = { ...alone, deliveries: less }
    expect(keysOf(withAssembled([{ ...both, deliveries: more }], [few]))).toEqual(['a', 'a+b'])
  })

  test('has nothing that lacks something beside what lacks nothing', () => {
    const [lacking] = engineWith(cutter).rank(need, { viewer }).partnerships
    const [whole] = only('a')
    if (lacking === undefined || whole === undefined) throw new Error('Both are listed')
    expect(lacking.missing).not.toEqual([])
    expect(withAssembled([lacking], [whole])).toEqual([whole])
    expect(withAssembled([lacking], [lacking])).toEqual([lacking])
  })
})
