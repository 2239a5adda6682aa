/**
 * What firms can do is the same wherever they are equipped alike: the same machine types, trades, clean rooms and worked
 * materials, whatever their numbers and hours. Few of many firms differ in that, so that it is worked out once for all.
 */
import { capability } from './capability.ts'
import { skillOf } from './criteria/know-how.ts'
import { inclusiveStructures, type CompiledFirm } from './firm.ts'
import type { Shortfall } from './limits.ts'
import { quickest } from './paths.ts'
import { known, type MachineRule, type Reference, type ReferenceOperation } from './reference.ts'
import { centsOfMinutes } from './work-cost.ts'
import type { Reason } from './words/reasons.ts'

/** What firms equipped alike are to an operation of the catalogue. */
export interface Ability {
  /** The same for all that are the same to the operation, and for no others. */
  number: number
  /**
   * How it is done by a machine, or by hands whose trade it is; or why it is not, although there is a machine for it.
   * Null where there is neither.
   */
  aptitude: 'direct' | 'reoriented' | Reason | null
  /** Least days of change, over all routes that make something; Infinity where there is none. */
  makingDays: number
  /** The same over routes that only test, pack or care. */
  servingDays: number
  /** Some route that tests, packs or cares is by a machine, or by hands whose trade it is. */
  servesByTrade: boolean
  /** Some route works as it stands, by whosever hands. */
  isDirect: boolean
  /** The most that a route has by itself of the know-how criterion; 0 where there is none. */
  skill: number
  /** Least minutes of people, and least cents of work, for a unit begun; Infinity where there is no route. */
  labourMinutes: number
  cents: number
  /** Thousands of euro of change, at least; Infinity where there is no route. */
  keuro: number
  /** Share of the full rate in weeks 1, 2, 3… of work, at most. */
  rampUp: number[]
  /** Rules that knocked a route out. */
  rules: MachineRule[]
}

/** For an operation that it has nothing for. */
export const nothing: Ability = {
  number: 0,
  aptitude: null,
  makingDays: Infinity,
  servingDays: Infinity,
  servesByTrade: false,
  isDirect: false,
  skill: 0,
  labourMinutes: Infinity,
  cents: Infinity,
  keuro: Infinity,
  rampUp: [],
  rules: [],
}

/** Stages that add nothing to the product itself. */
const serving = new Set(['test', 'pack', 'care'])

/** Whether a route of this process tests, packs or cares for the product, and makes nothing of it. */
export function isServing(reference: Reference, process: string): boolean {
  const stage = reference.processes.get(process)?.stage
  return stage === undefined || serving.has(stage)
}

/** What firms have in common that are equipped alike. `what` says all of a machine or of people but number and hours. */
export interface Equipment {
  isInclusive: boolean
  workedMaterials: string[]
  sites: {
    cleanRoom: boolean
    machines: { type: string; what: string }[]
    pools: { trade: string | null; assumedFor: string | null; what: string }[]
  }[]
}

/** `once`: the same word, kept once for all. */
export function equipmentOf(
  { firm, sites, workedMaterials }: CompiledFirm,
  once: (word: string) => string,
): Equipment {
  return {
    isInclusive: inclusiveStructures.has(firm.structure),
    workedMaterials: [...workedMaterials].sort().map(once),
    sites: sites.map(({ site, machines, pools }) => ({
      cleanRoom: site.cleanRoom,
      machines: machines.map(({ count, hours, ...what }) => ({
        type: once(what.type),
        what: once(JSON.stringify(what)),
      })),
      pools: pools.map(({ number, people, hours, ...what }) => ({
        trade: what.trade === null ? null : once(what.trade),
        assumedFor: what.assumedFor === null ? null : once(what.assumedFor),
        what: once(JSON.stringify(what)),
      })),
    })),
  }
}

/** Says the same of firms equipped alike, and of no others. `number`: that of a word, which says it shortly. */
export function equipmentKey(
  { isInclusive, workedMaterials, sites }: Equipment,
  number: (word: string) => number,
): string {
  const parts = sites.map(({ cleanRoom, machines, pools }) => {
    const what = [...machines, ...pools].map(each => number(each.what))
    return `${cleanRoom ? '+' : '-'}${what.join(' ')}`
  })
  return `${isInclusive ? '+' : '-'}${workedMaterials.map(number).join(' ')}|${parts.join('|')}`
}

/** What a firm is to an operation, its own lead time left out. */
export function abilityOf(reference: Reference, firm: CompiledFirm, operation: ReferenceOperation): Ability {
  const { routes, rules, lacksPeople, lacksCleanRoom, shortfalls } = capability(
    reference,
    { ...firm, preparation: 0 },
    operation,
  )
  const obstacles = rules.length + lacksPeople.length + lacksCleanRoom.length + shortfalls.length
  if (routes.length + obstacles === 0) return nothing
  const rampUp = quickest(routes.map(route => route.rampUp))
  const ability: Ability = { ...nothing, rampUp, rules: [...new Set(rules)] }
  for (const route of routes) {
    const { machine, process, site, mode, startDays } = route
    ability.isDirect ||= mode === 'direct'
    ability.skill = Math.max(ability.skill, skillOf(firm, operation, route))
    ability.labourMinutes = Math.min(ability.labourMinutes, route.labourMinutes)
    ability.cents = Math.min(ability.cents, centsOfMinutes(route.labourMinutes, route.machineMinutes))
    ability.keuro = Math.min(ability.keuro, route.effort.keuro)
    const serves = isServing(reference, process)
    if (serves) ability.servingDays = Math.min(ability.servingDays, startDays)
    else ability.makingDays = Math.min(ability.makingDays, startDays)
    if (machine === null && !isTheirTrade(reference, firm, process, site)) continue
    if (serves) ability.servesByTrade = true
    if (ability.aptitude !== 'direct') ability.aptitude = mode
  }
  ability.aptitude ??= obstacle(rules, lacksPeople, lacksCleanRoom, shortfalls)
  return ability
}

/** Whether a firm has no way at all to do an operation, not even with hands for anything. */
export function isWithoutRoute({ makingDays, servingDays }: Ability): boolean {
  return makingDays === Infinity && servingDays === Infinity
}

function obstacle(
  rules: MachineRule[],
  lacksPeople: string[],
  lacksCleanRoom: string[],
  shortfalls: Shortfall[],
): Reason | null {
  const [rule] = rules
  if (rule !== undefined) return { code: 'firm.rule', figures: { rule: rule.id } }
  const [withoutPeople] = lacksPeople
  if (withoutPeople !== undefined) return { code: 'firm.no-people', figures: { process: withoutPeople } }
  const [withoutRoom] = lacksCleanRoom
  if (withoutRoom !== undefined) return { code: 'firm.no-clean-room', figures: { process: withoutRoom } }
  const [shortfall] = shortfalls
  return shortfall === undefined ? null : { code: 'firm.machine-limit', figures: { ...shortfall } }
}

/**
 * Anybody can pack, and packing alone makes nobody a candidate: work by hand counts for those whose trade it is, and for
 * inclusive workshops, which live by it.
 */
export function isTheirTrade(
  reference: Reference,
  firm: CompiledFirm,
  process: string,
  site: number,
): boolean {
  if (inclusiveStructures.has(firm.firm.structure)) return true
  const { trades } = known(reference.processes, process)
  return firm.sites[site]?.pools.some(({ trade }) => trade !== null && trades.includes(trade)) ?? false
}
