/** What a spreadsheet would know of firms: for each firm and operation, how it can do it and how many a week. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { capability, type Route } from '@maillage/matching/capability.ts'
import { efficiency } from '@maillage/matching/defaults.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { compileFirm } from '@maillage/matching/firm.ts'
import { compileReference, type Reference, type ReferenceOperation } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'

export interface Fact {
  /** Position of the operation among all of the catalogue. */
  operation: number
  direct: boolean
  /** Good units of the recipe's item a week, at full pace, machines and people used for nothing else. */
  weeklyUnits: number
  /** Calendar days to the first good unit, and thousands of euro to get there. */
  days: number
  keuro: number
}

/** Reads the firms of a region one by one into facts. */
export function factReader(catalogue: Catalogue): { reference: Reference; factsOf: (firm: Firm) => Fact[] } {
  const reference = compileReference(catalogue)
  return {
    reference,
    factsOf(firm) {
      const compiled = compileFirm(firm, reference)
      return reference.operations.flatMap(operation => {
        if (isByHand(reference, operation)) return []
        const facts = capability(reference, compiled, operation).routes.map(route => factOf(operation, route))
        return facts.length === 0 ? [] : [facts.reduce(better)]
      })
    },
  }
}

function factOf(operation: ReferenceOperation, route: Route): Fact {
  const people = route.pools.reduce((sum, { hours }) => sum + hours, 0)
  const rates = [
    route.machine === null ? Infinity : route.machine.hours / route.machineMinutes,
    route.labourMinutes === 0 ? Infinity : people / route.labourMinutes,
  ]
  return {
    operation: operation.index,
    direct: route.mode === 'direct',
    weeklyUnits: (Math.min(...rates) * 60 * efficiency) / operation.begun,
    days: route.startDays,
    keuro: route.effort.keuro,
  }
}

/** As it stands before after a change, then the more the better. */
function better(a: Fact, b: Fact): Fact {
  if (a.direct !== b.direct) return a.direct ? a : b
  return b.weeklyUnits > a.weeklyUnits ? b : a
}

/** Work that anybody can do, as packing: it tells no firm from another, and a list of who could would hold them all. */
function isByHand(reference: Reference, { operation }: ReferenceOperation): boolean {
  return operation.methods.every(({ process }) => reference.processes.get(process)?.byHand === true)
}

/** Recipes that meet a need, each with the operations of its item, but for services that are bought and work by hand. */
export function recipesFor(reference: Reference, { subject, claim }: Need): ReferenceOperation[][] {
  const items = [...reference.items.values()].filter(
    ({ id, family, historic }) =>
      !historic && ('item' in subject ? id === subject.item : family === subject.family),
  )
  return items
    .flatMap(({ id }) => reference.recipes.get(id) ?? [])
    .filter(({ recipe }) => recipe.claims.includes(claim))
    .map(({ operations }) => operations.filter(each => each.service === null && !isByHand(reference, each)))
}
