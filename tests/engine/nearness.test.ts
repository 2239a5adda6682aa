/** Which products a firm is nearest to, on the real catalogue: the order a person of the trade would give. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import { firm, site, today } from '@maillage/matching/testing/examples.ts'
import { describe, expect, test } from 'vitest'

const engine = createEngine(loadCatalogue(), { asOf: today, departments: [] })

type Park = Record<string, number>

/** What the engine says of a product, for a firm with these machines, people and materials. */
function products(machines: Park, people: Park, workedMaterials: string[]) {
  const found = engine.exploreProducts(firm('house', [site(machines, people)], { workedMaterials }))
  return (product: string) => {
    const one = found.find(each => each.product === product)
    if (one === undefined) throw new Error(`Nothing about ${product}`)
    return one
  }
}

const sewing = { 'sew-lockstitch': 8, 'sew-overlock': 4, 'cut-table-knife': 1 }
const sewers = { 't-sew-op': 12, 't-cut-op': 1 }

describe('a workshop that cuts and sews', () => {
  test('cotton is nearer to masks than to caps, which few ask for: most of their stack is the cloth it knows', () => {
    const of = products(sewing, sewers, ['woven-cotton'])
    expect(of('mask-uns1-adult').score).toBeGreaterThan(of('cap-washable').score)
    expect(of('mask-uns1-adult').score).toBeGreaterThan(of('gown-washable').score)
  })

  test('jersey is nearer to masks, which are made of it too, than to caps', () => {
    const of = products(sewing, sewers, ['knit-cotton'])
    expect(of('mask-uns1-adult').score).toBeGreaterThan(of('cap-washable').score)
  })

  test('is nearer to what is washed than to what machines drop by the minute, and to that than to certified coveralls', () => {
    const of = products(sewing, sewers, ['knit-elastane'])
    for (const disposable of ['cap', 'overshoe', 'gown-disposable']) {
      expect(of('gown-washable').score).toBeGreaterThan(of(disposable).score)
    }
    expect(of('gown-washable').score).toBeGreaterThan(of('coverall-56').score)
    expect(of('mask-uns1-adult').score).toBeGreaterThan(of('mask-inclusive').score)
  })

  test('buys the laboratory’s test: it misses nothing', () => {
    const mask = products(sewing, sewers, ['woven-cotton'])('mask-uns1-adult')
    expect(mask.operations.missing).toEqual([])
    expect(mask.services).toEqual(['qc-test'])
    const withBench = products({ ...sewing, 'test-bench': 1 }, { ...sewers, 't-lab': 1 }, ['woven-cotton'])
    expect(withBench('mask-uns1-adult').services).toEqual([])
  })
})

describe('what is a small part of a product', () => {
  const weaver = products(
    { 'loom-airjet': 20, warper: 1, stenter: 1, 'jigger-jet': 1 },
    { 't-textile-machine': 12, 't-finish': 4 },
    ['woven-cotton'],
  )

  test('brings its maker less near than its cloth: the elastic of a mask, the cuffs of a gown', () => {
    const ribbons = products({ 'loom-narrow': 20 }, { 't-textile-machine': 8 }, ['elastic', 'narrow-fabric'])
    expect(ribbons('mask-uns1-adult').makes).toBe('elastic-flat-5mm')
    expect(ribbons('mask-uns1-adult').score).toBeLessThan(0.6 * weaver('mask-uns1-adult').score)
    const jersey = products({ 'knit-flat': 10 }, { 't-textile-machine': 5 }, ['knit-wool'])
    expect(jersey('gown-washable').makes).toBe('rib-cuff')
    expect(jersey('gown-washable').score).toBeLessThan(0.6 * weaver('cap-washable').score)
  })

  test('finds its partners for what is asked for: a maker of nonwoven for gowns before overshoes', () => {
    const of = products({ 'nw-spunbond-line': 1, slitter: 1 }, { 't-nonwoven': 12 }, [
      'nonwoven-polypropylene',
    ])
    for (const other of ['overshoe', 'cap']) {
      expect(of('gown-disposable').score).toBeGreaterThan(of(other).score)
    }
  })

  test('a foam converter is nearest to visors, not to respirators for the foam at their nose', () => {
    const of = products({ 'band-knife': 3, 'press-die': 2 }, { 't-cut-op': 8 }, ['foam'])
    for (const other of ['ffp2', 'ffp3', 'gown-washable', 'mask-uns1-adult']) {
      expect(of('visor').score).toBeGreaterThan(of(other).score)
    }
  })

  test('cutting the pieces of a gown is cutting, not a material that somebody sells', () => {
    const of = products({ 'cut-table-knife': 2 }, { 't-cut-op': 4 }, ['knit-elastane'])
    expect(of('gown-washable').score).toBe(of('mask-uns1-adult').score)
  })
})

describe('a maker of nonwoven', () => {
  const wipes = products({ 'nw-spunlace-line': 1, slitter: 1, flowpack: 2 }, { 't-nonwoven': 12 }, [
    'nonwoven-hygiene',
  ])

  test('of wipes gives a layer of barrier masks within weeks, then cloth for gowns that somebody finishes', () => {
    const mask = wipes('mask-uns1-adult')
    expect(mask.makes).toBe('spunlace-viscose-polyester')
    expect(mask.operations).toMatchObject({
      reoriented: ['nw-np', 'slit'],
      missing: ['cut-cnc', 'sew', 'pack'],
    })
    expect(mask.effort.days).toBe(10)
    expect(wipes('gown-disposable').makes).toBe('spunlace-woodpulp-polyester')
    expect(wipes('gown-disposable').score).toBeGreaterThan(0.1)
    expect(wipes('gown-disposable').score).toBeLessThan(mask.score)
  })

  test('of wipes has no part in surgical masks, respirators or caps', () => {
    for (const other of ['mask-surg-I', 'mask-surg-IIR', 'ffp2', 'cap', 'overshoe'])
      expect(wipes(other).score).toBeLessThanOrEqual(0.05)
  })

  test('is laminated by whoever has a laminator, though its slitter would be changed sooner', () => {
    const of = products({ laminating: 2, slitter: 2 }, { 't-finish': 12 }, ['laminate'])
    expect(of('mask-uns1-adult').score).toBeGreaterThan(0.3)
    expect(of('mask-uns1-adult').operations.missing).toEqual(['line-mask', 'pack'])
  })

  test('makes it: whoever slits what others made makes nothing, neither stacks nor films', () => {
    const slits = products({ slitter: 3 }, { 't-cut-op': 6 }, ['film-adhesive', 'nonwoven-filter'])
    for (const other of ['mask-uns1-adult', 'film-virucide', 'coverall-56'])
      expect(slits(other).score).toBeLessThanOrEqual(0.05)
  })
})

describe('what a part-maker is said to make', () => {
  test('is its own cloth where a mill knits and does not finish, and finishing is missing', () => {
    const of = products({ 'knit-circ-large': 20 }, { 't-textile-machine': 12 }, ['knit-cotton'])
    expect(of('mask-uns1-adult').makes).toBe('knit-double-jersey')
    expect(of('mask-uns1-adult').operations.direct).toEqual(['knit'])
    expect(of('mask-uns1-adult').operations.missing).toContain('finish')
  })

  test('is the nose bar of every surgical mask, the head band, the valve and the housing for a moulder', () => {
    const of = products({ 'inject-press': 10 }, { 't-inj': 15 }, ['rigid-plastic'])
    for (const type of ['I', 'II', 'IIR']) expect(of(`mask-surg-${type}`).makes).toBe('nose-bar-plastic')
    expect(of('visor').makes).toBe('visor-head-band')
    expect(of('ffp3').makes).toBe('valve-ffp')
    expect(of('decon-device').makes).toBe('cover-plastic')
  })

  test('a laundry washes gowns, of polycotton too', () => {
    const of = products({ 'laundry-tunnel': 2 }, { 't-laund': 30 }, ['woven-workwear'])
    expect(of('gown-polycotton').operations.direct).toContain('wash')
    expect(of('gown-washable').operations.reoriented).toContain('wash')
  })

  test('a packaging press cuts visors and blanks of nonwoven with a new forme', () => {
    const of = products({ 'platen-die-cutter': 2 }, { 't-cut-op': 6 }, ['paper-board'])
    expect(of('visor').operations.reoriented).toContain('cut-die')
    expect(of('cap').operations.reoriented).toContain('cut-die')
    expect(of('cap').score).toBeLessThan(of('visor').score)
  })
})

describe('machines that do less than their process', () => {
  test('a hot-air machine tapes sewn seams as it stands; film it welds after a change', () => {
    const of = products({ ...sewing, 'hotair-seam': 2 }, { ...sewers, 't-weld': 2 }, [
      'laminate',
      'coated-fabric',
    ])
    expect(of('gown-washable').operations.direct).toContain('heat-seal')
    expect(of('body-bag').operations.reoriented).toContain('heat-seal')
    expect(of('gown-disposable').operations.direct).not.toContain('heat-seal')
  })

  test('a mixer of perfume does not compound latex for gloves, a mixer of varnish could', () => {
    const mixer = (...materials: string[]) =>
      products({ 'mixer-filler': 3 }, { 't-chem-op': 8 }, materials)('glove-nitrile').score
    expect(mixer('alcohol-liquid')).toBeLessThanOrEqual(0.05)
    expect(mixer('varnish')).toBeGreaterThan(0.05)
  })
})
