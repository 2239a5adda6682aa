/** What the trade says, on the real catalogue: who can make what, who cannot, and after which change. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import type { Firm, Site } from '@maillage/matching/supply.ts'
import { certificate, firm, maskNeed, site, today } from '@maillage/matching/testing/examples.ts'
import { describe, expect, test } from 'vitest'

const catalogue = loadCatalogue()
const engineWith = (...firms: Firm[]) => {
  const engine = createEngine(catalogue, { asOf: today, departments: ['09', '31', '34'] })
  for (const each of firms) engine.upsertFirm(each)
  return engine
}

const house = (park: Site, workedMaterials: string[], differs: Partial<Firm> = {}) =>
  firm('house', [park], { workedMaterials, ...differs })

/** The possibility about an item by its nearest recipe, or by the one named. */
function possibility(each: Firm, item: string, recipe?: string) {
  const options = { everyRecipe: recipe !== undefined }
  const found = engineWith()
    .explore(each, options)
    .find(candidate => candidate.item === item && (recipe === undefined || candidate.recipe === recipe))
  if (found === undefined) throw new Error(`The catalogue makes no ${recipe ?? item}`)
  return found
}

const stateOf = (each: Firm, item: string, operation: string, recipe?: string) =>
  possibility(each, item, recipe).operations.find(({ operation: id }) => id === operation)?.state

const carSeatWeaver = house(
  site(
    { 'loom-rapier': 24, 'loom-jacquard': 8, warper: 2, stenter: 1, laminating: 1 },
    { 't-textile-machine': 26, 't-finish': 6, 't-loom-prep': 6 },
  ),
  ['woven-furnishing', 'woven-technical'],
)
const swimwearHouse = house(
  site({ 'cnc-multi-ply': 1, 'sew-overlock': 6, 'sew-lockstitch': 6 }, { 't-sew-op': 12, 't-cut-op': 2 }),
  ['knit-elastane'],
)
const leatherGoods = house(
  site({ 'press-die': 2, 'sew-leather': 8 }, { 't-sew-leather': 10, 't-leather-craft': 4 }),
  ['leather'],
)
const perfumer = house(site({ 'mixer-filler': 4 }, { 't-chem-op': 10 }), ['alcohol-liquid'])
const moulder = house(site({ 'inject-press': 2 }, { 't-inj': 10 }), [])

describe('a weaver of car-seat fabric', () => {
  test('weaves and finishes the fabric of a mask after a new warp, in weeks', () => {
    const fabric = possibility(carSeatWeaver, 'fabric-polyester-light')
    expect(fabric.coverage).toBe(1)
    expect(fabric.effort.days).toBeGreaterThan(0)
    expect(fabric.effort.days).toBeLessThanOrEqual(20)
    expect(fabric.goesInto).toContain('mask-uns1-adult')
    expect(possibility(carSeatWeaver, 'fabric-gown-polyester').coverage).toBe(1)
  })

  test('makes the stack of layers, and not the mask alone', () => {
    expect(possibility(carSeatWeaver, 'complexe-uns1-polyester').score).toBeGreaterThan(0.3)
    expect(stateOf(carSeatWeaver, 'mask-uns1-adult', 'sew', 'mask-uns1-adult-sewn')).toBe('missing')
    expect(possibility(carSeatWeaver, 'mask-uns1-adult').score).toBeLessThanOrEqual(0.05)
  })

  test('may not use its own seat fabric as the filter', () => {
    expect(possibility(carSeatWeaver, 'mask-uns1-adult').rules).toContain('furnishing-yarn-too-coarse')
  })

  test('makes masks with a workshop: its stack, their cutting and sewing', () => {
    const weaver = { ...carSeatWeaver, id: 'weaver' }
    const shop = { ...swimwearHouse, id: 'shop' }
    const need = maskNeed(20_000, {
      subject: { item: 'mask-uns1-adult' },
      schedule: [{ due: '2027-06-30', quantity: 20_000 }],
      wishes: { regionalDepth: 'first-inputs', minimumWashes: 20, recyclable: false },
    })
    const { partnerships } = engineWith(weaver, shop).rank(need, { viewer: { kind: 'other' } })
    const both = partnerships.find(({ key }) => key === 'shop+weaver')
    expect(both?.members.find(({ firm }) => firm === 'weaver')?.role).toBe('supplier')
    expect(both?.manufacturer).toBe('shop')
  })
})

describe('a swimwear house', () => {
  test('cuts and sews masks of a bought stack, and stays a candidate', () => {
    const need = maskNeed(5000, { subject: { item: 'mask-uns1-adult' } })
    const { partnerships, knockedOut } = engineWith(swimwearHouse).rank(need, { viewer: { kind: 'other' } })
    expect(partnerships[0]).toMatchObject({ key: 'house', feasible: true, missing: [] })
    expect(partnerships[0]?.bought.some(({ item }) => item.startsWith('complexe'))).toBe(true)
    expect(knockedOut.byReason).toMatchObject({ 'route.own-material': 1 })
  })

  test('has no filter in its own knit', () => {
    expect(possibility(swimwearHouse, 'mask-uns1-adult').rules).toContain('swim-knit-no-filter')
    expect(possibility(swimwearHouse, 'complexe-uns1').rules).toContain('swim-knit-no-filter')
  })
})

test('an ESAT sews gowns of bought fabric, and takes a lot reserved for it', () => {
  const esat = house(
    site({ 'sew-lockstitch': 8, 'sew-overlock': 6, 'cut-table-knife': 2 }, { 't-sew-op': 18, 't-cut-op': 3 }),
    ['woven-workwear'],
    { structure: 'esat' },
  )
  const need = maskNeed(2000, {
    subject: { item: 'gown-washable' },
    schedule: [{ due: '2027-05-31', quantity: 2000 }],
    reservedFor: ['esat'],
  })
  const [best] = engineWith(esat).rank(need, { viewer: { kind: 'other' } }).partnerships
  expect(best).toMatchObject({ key: 'house', feasible: true })
  expect(best?.bought.some(({ item }) => item.startsWith('fabric-gown'))).toBe(true)
  expect(best?.criteria.find(({ id }) => id === 'jobs')?.reason.code).toBe('jobs.inclusive')
})

test('a perfumer makes gel after some days, a distillery solution and no gel with carbomer', () => {
  const daysOf = (maker: Firm) => possibility(maker, 'gel-ha').effort.days
  expect(daysOf(perfumer)).toBeGreaterThanOrEqual(3)
  expect(daysOf(perfumer)).toBeLessThanOrEqual(10)
  expect(engineWith().explore(perfumer)[0]?.item).toBe('gel-ha')
  const distiller = house(site({ distillery: 2 }, { 't-chem-op': 6 }), ['alcohol-liquid'])
  expect(daysOf(distiller)).toBeGreaterThanOrEqual(5)
  expect(daysOf(distiller)).toBeLessThanOrEqual(15)
  expect(possibility(distiller, 'gel-ha').recipe).toBe('gel-ha-solution')
  expect(possibility(distiller, 'gel-base').rules).toContain('distillery-no-carbomer')
})

describe('a leather goods workshop', () => {
  test('cuts visors with a new die, and assembles them', () => {
    const visor = possibility(leatherGoods, 'visor')
    expect(
      visor.operations.filter(({ state }) => state === 'missing').map(({ operation }) => operation),
    ).toEqual(['test'])
    expect(visor.effort.days).toBeLessThanOrEqual(7)
  })

  test('cuts and sews masks once its machines and hands are set for light cloth', () => {
    const mask = possibility(leatherGoods, 'mask-uns1-adult', 'mask-uns1-adult-sewn')
    expect(mask.operations.map(({ operation, state }) => `${operation} ${state}`)).toEqual([
      'cut reoriented',
      'sew reoriented',
      'test missing',
      'pack direct',
    ])
    expect(mask.effort.days).toBeLessThanOrEqual(8)
  })
})

describe('machines that cannot', () => {
  test('a high-frequency welder welds vinyl, and neither polyethylene nor polypropylene', () => {
    const welder = house(site({ 'hf-welder': 3 }, { 't-weld': 4 }), ['film-pvc', 'film-pu'])
    expect(stateOf(welder, 'body-bag', 'seal', 'body-bag-vinyl')).not.toBe('missing')
    expect(stateOf(welder, 'body-bag', 'seal', 'body-bag-polyethylene')).toBe('missing')
    expect(possibility(welder, 'body-bag', 'body-bag-polyethylene').rules).toEqual(['hf-not-on-polyolefin'])
    expect(stateOf(welder, 'gown-disposable', 'join', 'gown-disposable-welded')).not.toBe('direct')
  })

  test('a laser cuts PET for visors and never PVC', () => {
    const engraver = house(site({ 'cut-laser-bed': 2 }, { 't-cut-op': 3 }), ['rigid-plastic'])
    expect(stateOf(engraver, 'visor', 'cut')).not.toBe('missing')
    const rule = catalogue.rules.find(({ id }) => id === 'laser-not-on-vinyl')
    expect(rule).toMatchObject({ machineType: 'cut-laser-bed', process: 'cut-laser', families: ['film-pvc'] })
    const vinyl = {
      ...catalogue,
      recipes: catalogue.recipes.map(recipe => ({
        ...recipe,
        operations: recipe.operations.map(operation =>
          operation.materialFamily === 'film-pet' ? { ...operation, materialFamily: 'film-pvc' } : operation,
        ),
      })),
    }
    const explored = createEngine(vinyl, { asOf: today, departments: [] }).explore(engraver)
    const visor = explored.find(({ item, recipe }) => item === 'visor' && recipe === 'visor-assembled')
    expect(visor?.operations.find(({ operation }) => operation === 'cut')?.state ?? 'missing').toBe('missing')
  })

  test('a wipes line makes a substitute layer, and neither spunbond nor meltblown', () => {
    const wipes = house(site({ 'nw-spunlace-line': 1 }, { 't-nonwoven': 8 }), ['nonwoven-hygiene'])
    const best = engineWith()
      .explore(wipes)
      .filter(({ score }) => score > 0.3)
      .map(({ item }) => item)
    expect(best.length).toBeGreaterThan(0)
    expect(best.filter(item => /spunbond|meltblown/.test(item))).toEqual([])
  })

  test('a wipes line with a slitter is told of no product by a web that it would only slit', () => {
    const wipes = house(site({ 'nw-spunlace-line': 1, slitter: 1 }, { 't-nonwoven': 8 }), [
      'nonwoven-hygiene',
    ])
    const told = engineWith()
      .exploreProducts(wipes)
      .filter(({ score }) => score > 0.05)
    const webs = told.filter(({ operations: { missing } }) => missing.some(id => id.startsWith('nw-')))
    expect(told.map(({ product }) => product)).toContain('mask-uns1-adult')
    expect(webs).toEqual([])
  })

  test('a dyer has a part in the cloth that others weave', () => {
    const dyer = house(site({ 'jigger-jet': 6, stenter: 2 }, { 't-finish': 20 }), ['woven-cotton'])
    const [best] = engineWith().exploreProducts(dyer)
    expect(best?.operations.direct).toContain('finish')
    expect(best?.operations.missing).toContain('weave')
  })

  test('cannot after any number of changes either, however long and dear', () => {
    const years = { maximumDays: 3650, everyRecipe: true }
    const done = (each: Firm) =>
      engineWith()
        .explore(each, years)
        .flatMap(({ operations }) => operations)
        .filter(({ state }) => state !== 'missing')
    const wipes = house(site({ 'nw-spunlace-line': 1 }, { 't-nonwoven': 8 }), ['nonwoven-hygiene'])
    expect(done(wipes).filter(({ process }) => process === 'nw-sb' || process === 'nw-mb')).toEqual([])
    const welder = house(site({ 'hf-welder': 3 }, { 't-weld': 4 }), ['film-pvc', 'nonwoven-polypropylene'])
    const polyolefins = new Set(
      catalogue.recipes.flatMap(recipe =>
        recipe.operations
          .filter(({ materialFamily }) => /^(film-p[ep]|nonwoven-polypropylene)$/.test(materialFamily ?? ''))
          .map(({ id }) => `${recipe.id}/${id}`),
      ),
    )
    expect(
      done(welder).filter(
        ({ recipe, operation, process }) =>
          process === 'heat-seal' && polyolefins.has(`${recipe}/${operation}`),
      ),
    ).toEqual([])
    const carpets = house(site({ 'loom-carpet': 12, warper: 1 }, { 't-textile-machine': 15 }), ['woven-pile'])
    expect(done(carpets).filter(({ process }) => process === 'weave')).toEqual([])
  })

  test('give way to paths of several moves where the trade knows them', () => {
    const corsetry = house(site({ 'us-press': 2, 'press-die': 1 }, { 't-corset': 8 }), ['knit-elastane'])
    const welded = possibility(corsetry, 'mask-uns1-adult', 'mask-uns1-adult-welded').operations
    expect(welded.find(({ operation }) => operation === 'join')?.reorientations).toEqual([
      'us-press-loops',
      't-corset-sew',
      't-sew-op-weld',
    ])
    const coater = house(site({ 'coating-line': 2 }, { 't-finish': 10 }), ['coated-fabric'])
    const stack = possibility(coater, 'complexe-uns1-polyester', 'complexe-uns1-polyester-woven')
    expect(stack.operations.find(({ operation }) => operation === 'combine')?.reorientations).toEqual([
      'coating-line-laminator',
      'laminating-stack',
    ])
    expect(stack.effort).toMatchObject({ days: 35, keuro: 42.5 })
  })

  test('a moulder moulds head bands, and does not come near respirators for stapling straps', () => {
    expect(possibility(moulder, 'visor-head-band').coverage).toBe(1)
    expect(possibility(moulder, 'ffp2').score).toBeLessThanOrEqual(0.05)
  })

  test('a plastics workshop cuts sheets for visors after a short change', () => {
    const plastics = house(site({ 'cut-laser-bed': 1, 'press-die': 1 }, { 't-inj': 5 }), ['rigid-plastic'])
    expect(stateOf(plastics, 'visor', 'cut')).toBe('reoriented')
    expect(possibility(plastics, 'visor').effort.days).toBeLessThanOrEqual(7)
  })
})

describe('proofs', () => {
  const liner = house(site({ 'mask-line-3ply': 1 }, { 't-mask-line': 6 }, { cleanRoom: true }), [
    'nonwoven-polypropylene',
    'nonwoven-filter',
  ])
  const surgical = maskNeed(100_000, {
    subject: { family: 'mask-surg' },
    claim: 'protects-patient',
    schedule: [{ due: '2027-06-30', quantity: 100_000 }],
  })
  const proofOf = (edition: string) => {
    const holder = { ...liner, certificates: [certificate('en-14683', 'mask-surg-IIR', { edition })] }
    return engineWith(holder)
      .rank({ ...surgical, subject: { item: 'mask-surg-IIR' } }, { viewer: { kind: 'other' } })
      .partnerships[0]?.criteria.find(({ id }) => id === 'compliance')?.reason.code
  }

  test('of EN 14683:2019 are flagged as replaced by the edition of 2025, not refused', () => {
    const editions =
      catalogue.norms.find(({ id }) => id === 'en-14683')?.editions.map(each => each.edition) ?? []
    const replaced = editions.find(edition => edition.includes('2019')) ?? ''
    const current = editions.find(edition => edition.includes('2025')) ?? ''
    expect(proofOf(replaced)).toBe('compliance.edition-replaced')
    expect(proofOf(current)).toBe('compliance.held')
  })

  test('for one type are enough where the family is asked for: that type is proposed', () => {
    const holder = { ...liner, certificates: [certificate('en-14683', 'mask-surg-II')] }
    const [best] = engineWith(holder).rank(surgical, { viewer: { kind: 'other' } }).partnerships
    expect(best?.item).toBe('mask-surg-II')
  })

  test('of barrier masks of category 2 are of the past: none is proposed', () => {
    const need = maskNeed(1000, { subject: { item: 'mask-uns2-adult' } })
    expect(engineWith(swimwearHouse).rank(need, { viewer: { kind: 'other' } }).partnerships).toEqual([])
    expect(
      engineWith()
        .explore(swimwearHouse)
        .map(({ item }) => item),
    ).not.toContain('mask-uns2-adult')
  })
})
