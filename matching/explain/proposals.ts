/** What a firm could change for a need, before anything is tried: ladders of changes, each from the smallest up. */
import { capability } from '../capability.ts'
import { dayOf } from '../dates.ts'
import { freshDays, preparationDays } from '../defaults.ts'
import type { Need } from '../demand.ts'
import { compileFirm } from '../firm.ts'
import type { CriterionId, Partnership } from '../match.ts'
import type { Reference } from '../reference.ts'
import type { Firm, Site } from '../supply.ts'
import { type Chain, unfold } from '../unfold.ts'
import type { Change } from './change.ts'
import { peopleOf } from './effort.ts'
import { proofs } from './proofs.ts'
import { machinesForLacking, moreMachines, morePeople, peopleForIdleMachines } from './resources.ts'

/** Changes of one kind, smallest first: where a larger one gains nothing, the smaller are not tried. */
export interface Ladder {
  rungs: Change[]
  /** Criteria it is meant to raise. */
  raises: CriterionId[]
}

/** What proposals are made from. */
export interface Situation {
  reference: Reference
  need: Need
  firm: Firm
  /** ISO date. */
  asOf: string
  /** Chains it could take part in: that of its best partnership where it has one, else all those of the need. */
  chains: Chain[]
  /** The best partnership it is part of. */
  best: Partnership | null
  /** The site that changes: the one that does most of the work, else the one with most machines. */
  site: Site
}

/** What stands between a firm and a need. Null where the firm has no site. */
export function situationOf(
  reference: Reference,
  need: Need,
  firm: Firm,
  asOf: string,
  best: Partnership | null,
): Situation | null {
  const last = Math.max(...need.schedule.map(({ due }) => dayOf(due)))
  const all = unfold(reference, need, last - dayOf(asOf))
  const own = all.filter(({ item, recipe }) => item.id === best?.item && recipe.recipe.id === best.recipe)
  const works = (site: Site) =>
    best?.assignments.filter(each => each.firm === firm.id && each.site === site.id).length ?? 0
  const machines = (site: Site) => site.machines.reduce((sum, { count }) => sum + count, 0)
  const [site] = firm.sites.toSorted((a, b) => works(b) - works(a) || machines(b) - machines(a))
  const chains = own.length > 0 ? own : all
  return site === undefined ? null : { reference, need, firm, asOf, chains, best, site }
}

/** Every ladder that may raise a firm, in no order. */
export function ladders(situation: Situation): Ladder[] {
  return [
    ...words(situation),
    ...proofs(situation),
    ...hours(situation),
    ...morePeople(situation),
    ...moreMachines(situation),
    ...peopleForIdleMachines(situation),
    ...machinesForLacking(situation),
    ...cleanRoom(situation),
  ].filter(({ rungs }) => rungs.length > 0)
}

/** What takes a decision and no money: a fresh profile, a wish, a refusal taken back, a smaller order, an earlier start. */
function words({ firm, need, asOf, chains }: Situation): Ladder[] {
  const days = firm.confirmedAt === null ? null : dayOf(asOf) - dayOf(firm.confirmedAt)
  const fresh = days !== null && days <= freshDays
  const items = chains.flatMap(({ nodes }) => nodes.map(({ item }) => item))
  const named = (list: string[]) =>
    list.filter(id => items.some(item => item.id === id || item.family === id))
  // Whoever wishes for nothing in particular would, by naming one product, wish for the others less.
  const products = firm.willing.length === 0 ? [] : [...new Set(chains.map(({ item }) => item))]
  const unwished = products.filter(
    ({ id, family }) => !firm.willing.includes(id) && (family === null || !firm.willing.includes(family)),
  )
  const from = firm.usualLeadDays ?? preparationDays
  const sooner = [0.75, 0.5, 0.25].map(share => Math.floor(from * share))
  const [chain] = chains
  return [
    { rungs: fresh ? [] : [{ code: 'change.confirm', figures: { days } }], raises: ['reliability'] },
    ...unwished.map((item): Ladder => ({
      rungs: [{ code: 'change.wish', figures: { subject: item.id } }],
      raises: ['know-how'],
    })),
    ...named(firm.unwilling).map((subject): Ladder => ({
      rungs: [{ code: 'change.accept', figures: { subject } }],
      raises: ['coverage', 'know-how'],
    })),
    {
      rungs:
        firm.minimumOrder === null || firm.minimumOrder <= need.quantity || chain === undefined
          ? []
          : [
              {
                code: 'change.minimum-order',
                figures: { from: firm.minimumOrder, minimum: need.quantity, unit: chain.item.unit },
              },
            ],
      raises: ['coverage'],
    },
    {
      rungs: [...new Set(sooner)]
        .filter(to => to < from)
        .map((to): Change => ({ code: 'change.lead-time', figures: { from, days: to } })),
      raises: ['lead-time', 'capacity'],
    },
  ]
}

const moreHours = [2, 5, 10]

function hours({ firm }: Situation): Ladder[] {
  const people = peopleOf(firm)
  const rungs: Change[] = moreHours.map(more => ({ code: 'change.hours', figures: { hours: more } }))
  if (people > 0) rungs.push({ code: 'change.second-shift', figures: { people } })
  return [{ rungs, raises: ['capacity', 'lead-time'] }]
}

/** A clean room where operations of the need are kept from machines that stand there. */
function cleanRoom({ reference, firm, chains, site }: Situation): Ladder[] {
  if (site.cleanRoom) return []
  const compiled = compileFirm(firm, reference)
  const kept = chains.some(({ operations }) =>
    operations.some(
      operation => capability(reference, compiled, operation.reference).lacksCleanRoom.length > 0,
    ),
  )
  return kept
    ? [{ rungs: [{ code: 'change.clean-room', figures: { site: site.id } }], raises: ['coverage'] }]
    : []
}
