import { fullPace } from '../pace.ts'
import type { Outcome } from '../outcome.ts'
import type { Reason } from '../words/reasons.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Capacity: for each tranche, what can be delivered by its due date ÷ what is asked by then, both cumulated; the mean
 * weighted by the quantities of the tranches. Of more than six tranches six are looked at, evenly. Its reason names the
 * scarcest resource.
 */
export function capacity(outcome: Outcome): Judgement {
  const { question } = outcome.team
  const value = question.checkpoints.reduce((sum, { quantity, required }, at) => {
    return sum + (quantity / question.need.quantity) * Math.min(1, (outcome.reached[at] ?? 0) / required)
  }, 0)
  return { value: unit(value), reason: () => reasonOf(outcome) }
}

function reasonOf({ team, division, delivered }: Outcome): Reason {
  const { need, dues } = team.question
  const { item } = team.chain
  const last = delivered.at(-1) ?? 0
  const pace = last > 0 ? fullPace(team, (_, at) => (division.share[at] ?? 0) > 0) : null
  const scarce = pace?.scarce ?? null
  const firm = scarce === null ? undefined : team.lines[scarce.member]?.firm.firm.id
  if (last <= 0) {
    const due = dues.at(-1)?.date ?? ''
    return {
      code: 'capacity.none',
      figures: { item: item.id, unit: item.unit, quantity: need.quantity, due },
    }
  }
  const inTime = {
    item: item.id,
    unit: item.unit,
    delivered: Math.floor(last * need.quantity + 1e-6),
    quantity: need.quantity,
  }
  if (pace === null || scarce === null || firm === undefined)
    return { code: 'capacity.untold', figures: inTime }
  const made = {
    ...inTime,
    weeklyUnits: Math.floor(pace.weekly * need.quantity + 1e-6),
    firm,
    process: scarce.route.line.route.process,
  }
  const { machine, pools: runBy } = scarce.route.line.route
  if (machine !== null && machine.assumedFor !== null) {
    const people = runBy.reduce((sum, pool) => sum + pool.people, 0)
    const hoursPerWeek = runBy.reduce((sum, pool) => sum + pool.hours, 0) / people
    const trades = runBy.flatMap(({ trade }) => trade ?? [])
    const figures = { ...made, people, hoursPerWeek, trades, machineType: machine.type }
    return { code: 'capacity.assumed-machines', figures }
  }
  if (scarce.resource.kind === 'machines') {
    const { machines } = scarce.resource
    const count = machines.reduce((sum, machine) => sum + machine.count, 0)
    const hours = machines.reduce((sum, machine) => sum + machine.hours, 0)
    const most = machines.reduce((best, machine) => (machine.hours > best.hours ? machine : best))
    const figures = { ...made, machines: count, machineType: most.type, hoursPerWeek: hours / count }
    return { code: 'capacity.machines', figures }
  }
  const { pools } = scarce.resource
  const people = pools.reduce((sum, pool) => sum + pool.people, 0)
  const hoursPerWeek = pools.reduce((sum, pool) => sum + pool.hours, 0) / people
  const trades = pools.flatMap(({ trade }) => trade ?? [])
  return trades.length === 0
    ? { code: 'capacity.assumed-people', figures: { ...made, people: Math.ceil(people), hoursPerWeek } }
    : { code: 'capacity.people', figures: { ...made, people, trades, hoursPerWeek } }
}
