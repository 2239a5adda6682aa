import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { quantityOf } from '#lib/stocks/words.ts'
import type { Rate, Said, Scenario } from './demand.ts'

export function scenarioName(scenario: Scenario): string {
  return {
    calm: m.demand_scenario_calm,
    wave: m.demand_scenario_wave,
    surge: m.demand_scenario_surge,
  }[scenario]()
}

export const bases = ['bed', 'agent', 'pupil', 'call-out'] as const

export function baseName(base: Rate['base']): string {
  return {
    bed: m.demand_base_bed,
    agent: m.demand_base_agent,
    pupil: m.demand_base_pupil,
    'call-out': m.demand_base_call_out,
  }[base]()
}

/** What a consumption rests on, in a few words. */
export function basisLine({ basis, rule, declared }: Pick<Said, 'basis' | 'rule' | 'declared'>): string {
  if (rule !== null)
    return m.demand_basis_rule({
      perDay: number(rule.perDay, 3),
      base: baseName(rule.base),
      count: number(rule.count),
      days: rule.daysPerWeek,
    })
  return basis === 'fleet' ? m.demand_basis_fleet() : m.demand_basis_declared({ count: declared.length })
}

/** A whole quantity of an item, from a figure that need not be whole. */
export const roundly = (item: string, quantity: number): string => quantityOf(item, Math.round(quantity))

export const totalLine = (item: string, { value, low, high }: Said['total']): string =>
  m.demand_total({ value: roundly(item, value), low: number(low), high: number(high) })
