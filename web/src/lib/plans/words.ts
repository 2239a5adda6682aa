import { scenarioName } from '#lib/demand/words.ts'
import { euros, kiloeuros, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ItemPlan, Plan, PlanHead, PlanResult } from './plans.ts'

/** A state of a plan in words, and the tone it is shown in. */
export function stateOf(state: Plan['state']): {
  tone: 'neutral' | 'lead' | 'good' | 'wrong' | 'wait'
  text: string
} {
  return {
    waiting: { tone: 'wait' as const, text: m.plan_state_waiting() },
    running: { tone: 'lead' as const, text: m.plan_state_running() },
    made: { tone: 'good' as const, text: m.plan_state_made() },
    failed: { tone: 'wrong' as const, text: m.plan_state_failed() },
    cancelled: { tone: 'neutral' as const, text: m.plan_state_cancelled() },
  }[state]
}

export const isUnderWay = ({ state }: Pick<Plan, 'state'>): boolean =>
  state === 'waiting' || state === 'running'

/** What a plan was asked with, in a line. */
export const askedLine = ({ weeks, scenario, keuro }: Plan['asked']): string =>
  m.plan_asked_line({
    weeks,
    scenario: scenarioName(scenario),
    keuro: keuro === null ? m.plan_keuro_any() : m.plan_keuro_most({ keuro: kiloeuros(keuro) }),
  })

export const figuresLine = ({ cents, gap, lateShare }: NonNullable<PlanHead['figures']>): string =>
  m.plan_figures({ cost: roundEuros(cents), gap: smallShare(gap), late: percent(lateShare, 1) })

/** Euros of a sum that is estimated: no cents. */
export const roundEuros = (cents: number): string => euros(Math.round(cents / 100) * 100)

/** A share that may be very small, and is not shown as nothing. */
export const smallShare = (share: number): string =>
  share > 0 && share < 0.0005 ? `< ${percent(0.0005, 2)}` : percent(share, 2)

/** Why a plan has no result: what happened, and the way out. */
export function problemOf(problem: NonNullable<Plan['problem']>): { title: string; text: string } {
  return {
    'no-demand': { title: m.plan_failed_no_demand_title(), text: m.plan_failed_no_demand() },
    'no-firm': { title: m.plan_failed_no_firm_title(), text: m.plan_failed_no_firm() },
    'time-limit': { title: m.plan_failed_time_limit_title(), text: m.plan_failed_time_limit() },
    'no-solution': { title: m.plan_failed_no_solution_title(), text: m.plan_failed_no_solution() },
    'failed-check': { title: m.plan_failed_check_title(), text: m.plan_failed_check() },
    error: { title: m.plan_failed_error_title(), text: m.plan_failed_error() },
  }[problem]
}

export const costParts = [
  'work',
  'bought',
  'services',
  'transport',
  'reorientations',
  'holding',
  'lateness',
] as const satisfies (keyof PlanResult['costs'])[]

export function costName(part: (typeof costParts)[number]): string {
  return {
    work: m.plan_cost_work,
    bought: m.plan_cost_bought,
    services: m.plan_cost_services,
    transport: m.plan_cost_transport,
    reorientations: m.plan_cost_reorientations,
    holding: m.plan_cost_holding,
    lateness: m.plan_cost_lateness,
  }[part]()
}

export function routeName(route: ItemPlan['routes'][number]['route']): string {
  return {
    framework: m.plan_route_framework,
    tender: m.plan_route_tender,
    direct: m.plan_route_direct,
    private: m.plan_route_private,
    none: m.plan_route_none,
  }[route]()
}

export function priorityName(priority: number): string {
  return [m.plan_priority_1(), m.plan_priority_2(), m.plan_priority_3()][priority - 1] ?? ''
}

/** What an item is made for, where one sells it under several claims; nothing where it claims nothing. */
export function claimName(claim: ItemPlan['claim']): string | null {
  return { 'protects-patient': m.plan_claim_patient(), 'protects-wearer': m.plan_claim_wearer(), none: null }[
    claim
  ]
}

export function leftReason(why: Plan['left'][number]['why']): string {
  return {
    'in-forecast': m.plan_left_in_forecast,
    'no-recipe': m.plan_left_no_recipe,
    'no-product': m.plan_left_no_product,
  }[why]()
}
