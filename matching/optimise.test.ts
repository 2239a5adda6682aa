import { candidatesOf } from './candidates.ts'
import type { Need } from './demand.ts'
import { lineOf } from './line.ts'
import { optimise, type OptimiseOptions } from './optimise.ts'
import type { Solver } from './solver.ts'
import { compileQuestion } from './question.ts'
import { compileReference, type Reference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { firms, needs, regions } from './testing/arbitraries.ts'
import { recipe, smallCatalogue } from './testing/catalogue.ts'
import { engineWith, firm, maskNeed, sewingShop, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createHighsSolver } from '../server/solver/highs.ts'

const solver = createHighsSolver()
afterAll(() => solver.close())

const reference = compileReference(smallCatalogue)

function ask(region: Firm[], need: Need, reference: Reference) {
  const weights = weightsFor(need.buyerKind)
  const question = compileQuestion(reference, need, today, new Set(['09', '31']), { kind: 'other' }, weights)
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const chains = unfold(reference, need, question.lastDue - question.today)
  return {
    question,
    candidates: candidatesOf(question, chains, index, (each, chain) => lineOf(reference, each, chain)),
  }
}

/** Every list is searched for by programmes here, however few its sets are. */
const options: OptimiseOptions = {
  solver,
  limit: 3,
  gap: 0,
  nodes: 1000,
  resilient: false,
  triedAll: 0,
}

async function isNeverBeatenOn(on: Reference, region: Firm[], need: Need, resilient: boolean) {
  const { question, candidates } = ask(region, need, on)
  const proven = await optimise(question, candidates, { ...options, resilient })
  const tried = await optimise(question, candidates, { ...options, resilient, triedAll: Infinity })
  expect(tried.exact).toBe(true)
  expect(proven.status).toBe('optimal')
  const scores = (found: typeof tried.found) => found.map(({ score }) => score.toFixed(7))
  expect(scores(proven.found)).toEqual(scores(tried.found))
  expect(proven.bound).toBeGreaterThanOrEqual((tried.found[0]?.score ?? -Infinity) - 1e-7)
}

const isNeverBeaten = (region: Firm[], need: Need, resilient: boolean) =>
  isNeverBeatenOn(reference, region, need, resilient)

describe('the search', () => {
  it('is never beaten by trying every set of firms, and its bound holds', async () => {
    await fc.assert(fc.asyncProperty(regions(5), needs('need'), fc.boolean(), isNeverBeaten), {
      numRuns: 200,
    })
  })

  it('is never beaten among more firms than its programme begins with', async () => {
    const many = fc.tuple(...Array.from({ length: 24 }, (_, at) => firms(`firm-${at}`)))
    const pairs = needs('need').map(need => ({ ...need, maximumPartners: 2 }))
    await fc.assert(fc.asyncProperty(many, pairs, fc.boolean(), isNeverBeaten), { numRuns: 30 })
  })
})

describe('where some are quick and others are able', () => {
  const shop = fc.record({
    trade: fc.constantFrom('cutter', 'sewer'),
    people: fc.integer({ min: 1, max: 12 }),
    days: fc.constantFrom(1, 15, 35),
  })
  const towns = fc.array(shop, { minLength: 5, maxLength: 8 }).map(shops =>
    shops.map(({ trade, people, days }, at) => {
      const machine = trade === 'cutter' ? 'cutter' : 'lockstitch'
      return firm(`firm-${at}`, [site({ [machine]: people }, { [trade]: people })], { usualLeadDays: days })
    }),
  )

  it('is never beaten, though whoever lets others begin sooner is told apart on the way', async () => {
    const need = maskNeed(30_000, {
      schedule: [
        { due: '2027-01-05', quantity: 10_000 },
        { due: '2027-01-20', quantity: 20_000 },
      ],
    })
    await fc.assert(
      fc.asyncProperty(towns, region => isNeverBeaten(region, need, false)),
      { numRuns: 40 },
    )
  })
})

describe('where an input goes into two others', () => {
  const figure = (value: number) => ({ value, basis: 'estimated' }) as const
  const braided = (id: string, made: string, yarn: number) =>
    recipe(
      id,
      made,
      ['none'],
      [
        {
          id: 'braid',
          methods: [{ process: 'braid', machineMinutes: figure(0.4), labourMinutes: figure(0.1) }],
          inputs: yarn === 0 ? [] : [{ item: 'yarn', quantity: figure(yarn) }],
        },
      ],
    )
  const others = smallCatalogue.recipes.filter(({ id }) => id !== 'elastic-braided')
  const both = compileReference({
    ...smallCatalogue,
    recipes: [...others, braided('elastic-braided', 'elastic', 0.05), braided('yarn-spun', 'yarn', 0)],
  })
  const weavers = fc.array(
    fc.record({ looms: fc.integer({ min: 1, max: 3 }), braiders: fc.integer({ min: 1, max: 2 }) }),
    {
      minLength: 2,
      maxLength: 4,
    },
  )

  it('is never beaten by sets whose members make more of it than either takes', async () => {
    const need = maskNeed(20_000, {
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
    })
    const region = (mills: { looms: number; braiders: number }[]) => [
      sewingShop('shop'),
      ...mills.map(({ looms, braiders }, at) =>
        firm(`mill-${at}`, [
          site(
            { loom: looms, braider: braiders, stenter: 1, laminator: 1 },
            { weaver: 2 * looms + braiders, finisher: 2 },
          ),
        ]),
      ),
    ]
    await fc.assert(
      fc.asyncProperty(weavers, mills => isNeverBeatenOn(both, region(mills), need, false)),
      { numRuns: 40 },
    )
  })
})

/** Workshops too small for the need one by one: many sets of them come close to each other. */
const shops = Array.from({ length: 30 }, (_, at) =>
  sewingShop(`shop-${at}`, {
    sites: [site({ cutter: 1, lockstitch: 2 + (at % 9) }, { cutter: 1, sewer: 3 + (at % 5) })],
  }),
)
const engine = engineWith(...shops)
const question = { viewer: { kind: 'other' }, gap: 0 } as const
const assemble = (nodes: number) => engine.assemble(maskNeed(300_000), { ...question, solver, nodes })

it('says how far it came where its work is limited, and what nothing can pass', async () => {
  const [limited, whole] = [await assemble(20), await assemble(Infinity)]
  expect([limited.status, whole.status]).toEqual(['limit', 'optimal'])
  expect(whole.gap).toBeCloseTo(0, 9)
  expect(limited.partnerships[0]?.score).toBeLessThanOrEqual(whole.partnerships[0]?.score ?? 0)
  expect(limited.bound).toBeGreaterThanOrEqual(whole.partnerships[0]?.score ?? Infinity)
  expect(await assemble(20)).toEqual(limited)
})

it('puts no more partners together than is asked, whatever the buyer allows', async () => {
  const { partnerships } = await engine.assemble(maskNeed(300_000), { ...question, solver, partners: 2 })
  expect(Math.max(...partnerships.map(({ members }) => members.length))).toBe(2)
})

describe('a search that somebody gives up', () => {
  /** Gives up once a programme is handed to the solver, before its answer can come: the same on any machine. */
  function giveUpAt(programme: number) {
    const giving = new AbortController()
    let asked = 0
    const watched: Solver = {
      solve(given, how) {
        asked++
        const answer = solver.solve(given, how)
        if (asked === programme) giving.abort()
        return answer
      },
    }
    return engine.assemble(maskNeed(300_000), { ...question, solver: watched, signal: giving.signal })
  }

  it('answers nothing where nothing was found yet', async () => {
    const { status, partnerships, bound, gap } = await giveUpAt(1)
    expect({ status, partnerships, bound, gap }).toEqual({
      status: 'interrupted',
      partnerships: [],
      bound: null,
      gap: null,
    })
  })

  it('answers what was found, and a bound that holds', async () => {
    const [best, early] = [await assemble(Infinity), await giveUpAt(10)]
    expect(early.status).toBe('interrupted')
    expect(early.partnerships.length).toBeGreaterThan(0)
    const first = best.partnerships[0]?.score ?? 0
    for (const { score, missing } of early.partnerships) {
      expect(missing).toEqual([])
      expect(score).toBeLessThanOrEqual(first)
    }
    expect(early.bound).toBeGreaterThanOrEqual(first)
  })
})
