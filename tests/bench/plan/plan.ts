/** `pnpm bench plan`: the plan of a region, beside what was done by hand, and beside sending what firms make as they stand. */
import { explanationOf } from '@maillage/matching/planning/explain.ts'
import { makePlan, planRegion } from '@maillage/matching/planning/plan.ts'
import type { Bound, Plan, RegionAsked } from '@maillage/matching/planning/region.ts'
import { termsOf } from '@maillage/matching/planning/terms.ts'
import type { Terms } from '@maillage/matching/planning/model.ts'
import { verifyPlan } from '@maillage/matching/planning/verify.ts'
import { createHighsHere } from '@maillage/server/solver/highs-here.ts'
import { rounded } from '../measure.ts'
import { residentMiB, type Size } from '../region.ts'
import { byHand } from './by-hand.ts'
import { figuresOf, type Outcome } from './outcome.ts'
import { drawPlanRegion } from './region.ts'
import { shipping } from './shipping.ts'

export async function benchPlan(
  size: Size & { weeks: number; bounds: boolean },
  say: (progress: string) => void,
) {
  const { reference, asked: free, needs } = drawPlanRegion(size)
  const asked = size.bounds ? { ...free, bounds: boundsFor(free) } : free
  say(`${asked.firms.length} firms and ${needs.length} needs of the region drawn, ${size.weeks} weeks`)
  const solver = createHighsHere()
  // What is loaded once for all plans is no part of one.
  await planRegion(reference, { ...asked, firms: asked.firms.slice(0, 5) }, { solver })
  const [began, before] = [performance.now(), process.cpuUsage()]
  const made = await makePlan(reference, asked, {
    solver,
    say: ({ programmes, objective, bound }) =>
      say(`${programmes} programmes solved; a plan of ${keuro(objective)}, none below ${keuro(bound)}`),
  })
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(before)
  const rssMiB = residentMiB()
  if (made === null) throw new Error('Nobody gave the plan up')
  const { plan } = made
  say('explained')
  const asking = performance.now()
  const explanation = await explanationOf(made)
  const explainSeconds = (performance.now() - asking) / 1000
  say('checked by what knows nothing of the model')
  const faults = verifyPlan(reference, asked, plan)
  for (const fault of faults.slice(0, 20)) say(`FAULT ${fault}`)
  say('by hand')
  const terms = termsOf(reference, asked)
  const hand = byHand(terms, needs)
  say('by sending what is made as it stands')
  const shipped = await shipping(terms, needs, solver)
  const own = figuresOf(terms, needs, outcomeOf(terms, plan))
  const { lateness, ...costs } = plan.costs
  return {
    seconds: rounded(seconds),
    cpuSeconds: rounded((used.user + used.system) / 1e6),
    gap: rounded(plan.gap),
    /** The same, of what the plan costs without what lateness counts: what is left to be saved, at most. */
    gapOfCosts: rounded((plan.objective - plan.bound) / sum(Object.values(costs))),
    rssMiB,
    weeks: size.weeks,
    faults: faults.length,
    explainSeconds: rounded(explainSeconds),
    bottlenecks: explanation?.bottlenecks.map(({ of, department, gained }) => [
      of.join(' or '),
      department,
      ...gained.map(({ item, covered, unitWeeks }) => [item, Math.round(covered), Math.round(unitWeeks)]),
    ]),
    works: plan.works.length,
    firmsAtWork: new Set(plan.works.map(({ firm }) => firm)).size,
    changes: plan.changes.length,
    bounds: plan.bounds.map(({ bound: { kind }, reached, isKept }) => ({
      kind,
      reached: reached === null ? null : rounded(reached),
      isKept,
    })),
    conflicts: plan.conflicts.length,
    lacking: plan.gaps.map(({ item }) => item),
    ...figures(own),
    baselines: {
      byHand: figures(figuresOf(terms, needs, hand)),
      shipping: figures(figuresOf(terms, needs, shipped)),
    },
  }
}

/**
 * One bound of each kind, chosen for the bench: a third of an item on one firm, a fifth of each input that the region depends on
 * others for, half of what is spent, and 20 hours a week for each firm that lost half of its activity or more.
 */
function boundsFor({ firms, weeks }: RegionAsked): Bound[] {
  const hit = firms.filter(({ distress }) => (distress?.activityLostPercent ?? 0) >= 50).map(({ id }) => id)
  return [
    { kind: 'dependence', item: null, share: 1 / 3 },
    { kind: 'regional', item: 'meltblown-polypropylene', share: 0.2 },
    { kind: 'regional', item: null, share: 0.5 },
    { kind: 'recyclable', share: 0.3 },
    { kind: 'difficulty', firms: hit, hours: 20 * weeks * hit.length },
  ]
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const keuro = (cents: number | null) => (cents === null ? '?' : `${Math.round(cents / 100_000)} k€`)

function figures(own: ReturnType<typeof figuresOf>) {
  return {
    unmetShare: rounded(own.unmetShare),
    lateShare: rounded(own.lateShare),
    keuro: Math.round(own.keuro),
    tonneKilometres: Math.round(own.tonneKilometres),
  }
}

function outcomeOf(terms: Terms, plan: Plan): Outcome {
  const steps = new Map(
    terms.articles.flatMap(({ item, claim, steps }) =>
      steps.map(({ number, operation }) => [
        [item.id, claim, operation.recipe.id, operation.operation.id].join('|'),
        number,
      ]),
    ),
  )
  const places = new Map(
    terms.supply.firms.flatMap(({ firm }) => firm.sites.map(site => [`${firm.id}|${site.id}`, site.place])),
  )
  const { lateness, holding, ...paid } = plan.costs
  return {
    delivered: plan.supplied.map(({ delivered }) => delivered),
    done: plan.works.flatMap(({ item, claim, recipe, operation, firm, site, units }) => {
      const step = steps.get([item, claim, recipe, operation].join('|'))
      const place = places.get(`${firm}|${site}`)
      return step === undefined || place === undefined ? [] : [{ step, place, units }]
    }),
    cents: sum(Object.values(paid)),
  }
}
