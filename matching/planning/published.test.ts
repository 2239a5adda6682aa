import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { centsOfMinutes } from '../work-cost.ts'
import { compileReference } from '../reference.ts'
import { figure, item, recipe, smallCatalogue } from '../testing/catalogue.ts'
import { firm, site } from '../testing/examples.ts'
import { ask, monday } from '../testing/plans.ts'
import { assignment, wagnerWhitin } from '../testing/published.ts'
import { modelOf } from './model.ts'
import { planRegion } from './plan.ts'
import { Sheet, type Term } from './sheet.ts'
import { termsOf } from './terms.ts'
import { verifyPlan } from './verify.ts'

const solver = createHighsHere()
const { due, setup, best } = wagnerWhitin

/** A thing of 250 cents is held for a cent a week: 0.004 of what it is worth. Its minute of work is part of them. */
const bought = 250 - centsOfMinutes(1, 1)
const keuroOfCent = 1 / 100_000
const things = due.reduce((sum, each) => sum + each, 0)

/**
 * A lot-sizing problem as a region: for each month a firm that is open in that one week, and has to be set up (its only
 * machine reoriented) to work in it. 20 hours are 840 minutes, and all things together take 630.
 */
const lots = compileReference({
  ...smallCatalogue,
  items: [
    item('thing', { kind: 'product', outside: null }),
    item('stuff', {
      outside: { leadDays: figure(0), centsPerThousand: figure(bought * 1000), dependence: 'medium' },
    }),
  ],
  recipes: [
    recipe(
      'thing-made',
      'thing',
      ['none'],
      [
        {
          id: 'make',
          methods: [{ process: 'make', machineMinutes: figure(1), labourMinutes: figure(1) }],
          inputs: [{ item: 'stuff', quantity: figure(1) }],
        },
      ],
    ),
  ],
  processes: [
    {
      id: 'make',
      name: { fr: 'make', en: 'make' },
      synonyms: { fr: [], en: [] },
      stage: 'join',
      byHand: false,
      trades: ['sewer'],
      outside: null,
    },
  ],
  machineTypes: setup.map((_, month) => ({
    id: `machine-${month}`,
    name: { fr: 'machine', en: 'machine' },
    synonyms: { fr: [], en: [] },
    processes: [],
    operators: figure(1),
  })),
  reorientations: setup.map((cents, month) => ({
    id: `setup-${month}`,
    name: { fr: 'setup', en: 'setup' },
    from: { machineType: `machine-${month}` },
    to: { process: 'make', families: null, item: null },
    days: figure(0),
    keuro: figure(cents * keuroOfCent),
    trainingDays: figure(0),
    rampUp: [],
    speed: figure(1),
  })),
  rules: [],
  norms: [],
})

const months = ask(
  setup.map((_, month) =>
    firm(`firm-${month}`, [site({ [`machine-${month}`]: [1, 20] }, { sewer: [1, 20] })], {
      usualLeadDays: 0,
      availability: setup.flatMap((_, week) => (week === month ? [] : [{ week: monday(week), share: 0 }])),
    }),
  ),
  [
    {
      id: 'things',
      item: 'thing',
      claim: 'none',
      priority: 1,
      place: site({}, {}).place,
      due: due.map((quantity, month) => ({ date: monday(month + 1), quantity })),
    },
  ],
  { weeks: setup.length },
)

describe('the lot-sizing problem of Wagner and Whitin', () => {
  it('costs as little in the programme of a plan, its reorientations whole, as was published', async () => {
    const model = modelOf(termsOf(lots, months), { isApart: false })
    const integer = new Uint8Array(model.sheet.columns)
    for (const column of model.moves) integer[column] = 1
    const answer = await solver.solve({ ...model.sheet.programme(new Map()), integer })
    const cents = 'objective' in answer ? -answer.objective : Infinity
    expect(cents - things * 250).toBeCloseTo(best, 4)
  })

  it('is planned no better than that, and never said to be nearer than it is', async () => {
    const plan = await planRegion(lots, months, { solver })
    if (plan === null) throw new Error('nobody interrupted it')
    expect(verifyPlan(lots, months, plan)).toEqual([])
    const { reorientations, holding } = plan.costs
    expect(reorientations + holding).toBeGreaterThanOrEqual(best - 1e-3)
    expect(plan.bound).toBeLessThanOrEqual(things * 250 + best + 1e-3)
    // It is planned for 874: without whole numbers, little of a setup seems to do.
    expect(reorientations + holding).toBeLessThan(best * 1.02)
  })
})

describe('a generalised assignment of the OR-Library', () => {
  it('has the highest value that was published', async () => {
    const sheet = new Sheet()
    const columns = assignment.value.map(row => row.map(value => sheet.column(-value, 1)))
    columns.forEach((row, agent) =>
      sheet.row(
        row.map((column, job): Term => [column, assignment.takes[agent]?.[job] ?? 0]),
        -Infinity,
        assignment.capacity[agent] ?? 0,
      ),
    )
    for (const job of columns[0]?.keys() ?? [])
      sheet.row(
        columns.map((row): Term => [row[job] ?? 0, 1]),
        1,
        1,
      )
    const programme = sheet.programme(new Map())
    const answer = await solver.solve({ ...programme, integer: new Uint8Array(sheet.columns).fill(1) })
    expect('objective' in answer ? answer.objective : null).toBeCloseTo(assignment.highest, 6)
  })
})
