import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { dateOf, dayOf } from '../dates.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop, today, toulouse } from '../testing/examples.ts'
import { planRegion } from './plan.ts'
import type { Plan, RegionAsked } from './region.ts'
import { verifyPlan } from './verify.ts'

const reference = compileReference(smallCatalogue)
const due = (week: number) => dateOf(dayOf(today) + 7 * week)
const sewing = { item: 'mask', claim: 'none' as const, recipe: 'mask-sewn', operation: 'sew' }
const asked: RegionAsked = {
  asOf: today,
  weeks: 8,
  firms: [sewingShop('shop'), leatherShop('leather')],
  demands: [
    {
      id: 'masks',
      item: 'mask',
      claim: 'none',
      priority: 2,
      place: toulouse,
      due: [{ date: due(6), quantity: 40_000 }],
    },
  ],
  stocks: [{ item: 'mask', claim: 'none', quantity: 500 }],
  keuro: 30,
  lateness: { 1: 30, 2: 10, 3: 3 },
  agreed: [
    {
      id: 'agreed-line',
      firm: 'shop',
      site: 'main',
      ...sewing,
      process: 'sew',
      machine: 'lockstitch',
      reorientations: [],
      week: due(3),
      units: 1000,
    },
  ],
  refused: [{ firm: 'leather', ...sewing, week: due(7) }],
  bounds: [
    { kind: 'dependence', item: 'mask', share: 0.7 },
    { kind: 'difficulty', firms: ['leather'], hours: 50 },
  ],
}
const plan = await planRegion(reference, asked, { solver: createHighsHere() })
if (plan === null) throw new Error('nobody interrupted it')

/** The plan after something was done to a copy of it. */
function spoilt(spoil: (plan: Plan) => void): string[] {
  const copy = structuredClone(plan)
  if (copy === null) return []
  spoil(copy)
  return verifyPlan(reference, asked, copy)
}

describe('a plan that was tampered with', () => {
  it('was sound before', () => {
    expect(verifyPlan(reference, asked, structuredClone(plan))).toEqual([])
  })

  it.each<[string, RegExp, (plan: Plan) => void]>([
    [
      'works more hours than there are',
      /people work|runs/,
      ({ works }) => works.forEach(work => (work.units *= 1.2)),
    ],
    [
      'works for somebody else',
      /no such thing/,
      ({ works }) => works.forEach(work => (work.firm = 'nobody')),
    ],
    ['does what it cannot', /cannot do/, ({ works }) => works.forEach(work => (work.process = 'weave'))],
    ['begins too soon', /cannot begin/, ({ works }) => works.forEach(work => (work.week = 0))],
    [
      'does an operation before the one it follows',
      /not there/,
      ({ works }) => works.forEach(work => work.operation === 'pack' && (work.week = 2)),
    ],
    ['works after a change that is not decided on', /is not decided/, copy => (copy.changes = [])],
    [
      'spends more than it may',
      /k€ of reorientations/,
      ({ changes }) => changes.forEach(change => (change.effort.keuro = 100)),
    ],
    [
      'hands over what is not made',
      /are left|are late/,
      ({ supplied }) => supplied.forEach(each => (each.delivered[5] = 90_000)),
    ],
    ['hides what is late', /are late/, ({ supplied }) => supplied.forEach(each => each.late.fill(0))],
    ['takes what was not bought', /taken/, copy => (copy.purchases = [])],
    [
      'buys what has not come',
      /cannot have come/,
      ({ purchases }) => purchases.forEach(each => (each.week = 0)),
    ],
    [
      'keeps a stock that is not there',
      /are left/,
      ({ stocks }) => stocks.forEach(({ units }) => (units[7] = 9999)),
    ],
    [
      'sends what is not there',
      /leave, of/,
      ({ transports }) => transports.forEach(each => (each.units *= 99)),
    ],
    [
      'forgets what is agreed',
      /agreed line/,
      ({ works }) => works.forEach(work => work.agreed !== null && (work.units = 0)),
    ],
    [
      'takes what is agreed to another week',
      /has become another/,
      ({ works }) => works.forEach(work => work.agreed !== null && (work.week = 4)),
    ],
    [
      'says that something is agreed which is not',
      /is not agreed/,
      ({ works }) => works.forEach(work => (work.agreed ??= 'another')),
    ],
    [
      'asks for what was refused',
      /has refused/,
      ({ works }) => works.forEach(work => work.firm === 'leather' && (work.week = 7)),
    ],
    [
      'lets more rest on one firm than it may',
      /bound 0 on dependence is not kept/,
      ({ works }) => works.forEach(work => work.firm === 'shop' && (work.units *= 1.3)),
    ],
    [
      'says that it keeps a bound better than it does',
      /bound 1 on difficulty is at/,
      ({ bounds }) => bounds.forEach(each => each.reached !== null && (each.reached *= 2)),
    ],
    [
      'gives fewer hours than are bound, and nothing says why',
      /nothing says why/,
      copy => (copy.works = copy.works.filter(({ firm }) => firm !== 'leather')),
    ],
    [
      'gives fewer hours than are bound, because something else cannot be kept',
      /nothing says why/,
      copy => {
        copy.works = copy.works.filter(({ firm }) => firm !== 'leather')
        copy.conflicts = [{ between: [{ kind: 'keuro', keuro: 0 }], isProven: true }]
      },
    ],
    [
      'takes its people for fewer hours than it does',
      /hours, not/,
      ({ works }) => works.forEach(work => (work.peopleHours /= 2)),
    ],
    ['costs less than it says', /costs/, ({ costs }) => (costs.work /= 2)],
    ['says it is better than it is', /add up/, copy => (copy.objective /= 2)],
    ['says it is nearer to the best than can be', /bound/, copy => (copy.bound = copy.objective * 2)],
  ])('is found out: it %s', (_, fault, spoil) => {
    expect(spoilt(spoil).join('\n')).toMatch(fault)
  })
})
