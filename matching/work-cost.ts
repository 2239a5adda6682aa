/** What work costs by the catalogue's minutes: an estimate, never anybody's price. */
import { centsPerLabourMinute, centsPerMachineMinute, efficiency } from './defaults.ts'
import type { ReferenceOperation } from './reference.ts'

/** Cents of euro for so many standard minutes of people and of machines. */
export function centsOfMinutes(labour: number, machine: number): number {
  return (labour * centsPerLabourMinute + machine * centsPerMachineMinute) / efficiency
}

/** Cents for one good unit of the recipe's item by the quickest method of an operation. */
export function leastCents({ operation, begun }: ReferenceOperation): number {
  const cents = operation.methods.map(method =>
    centsOfMinutes(method.labourMinutes.value, method.machineMinutes.value),
  )
  return Math.min(...cents) * begun
}
