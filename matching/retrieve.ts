/** Inverted indexes: which firms can do an operation, and which needs call for it. Kept up with every change. */
import { capability } from './capability.ts'
import { inclusiveStructures, type CompiledFirm } from './firm.ts'
import { known, type Reference, type ReferenceOperation } from './reference.ts'
import type { Chain } from './unfold.ts'
import type { Reason } from './words/reasons.ts'

/** What a firm is to an operation: how it can do it, or why not although it has a machine for it. */
export type Aptitude = 'direct' | 'reoriented' | Reason

/** Firms by operation of the catalogue. */
export class FirmIndex {
  readonly #reference: Reference
  readonly #byOperation: Map<CompiledFirm, Aptitude>[]

  constructor(reference: Reference) {
    this.#reference = reference
    this.#byOperation = reference.operations.map(() => new Map())
  }

  add(firm: CompiledFirm): void {
    for (const operation of this.#reference.operations) {
      const aptitude = aptitudeOf(this.#reference, firm, operation)
      if (aptitude !== null) this.#byOperation[operation.index]?.set(firm, aptitude)
    }
  }

  remove(firm: CompiledFirm): void {
    for (const firms of this.#byOperation) firms.delete(firm)
  }

  /** Firms that are something to an operation. */
  firms(operation: ReferenceOperation): ReadonlyMap<CompiledFirm, Aptitude> {
    return this.#byOperation[operation.index] ?? new Map()
  }
}

function aptitudeOf(
  reference: Reference,
  firm: CompiledFirm,
  operation: ReferenceOperation,
): Aptitude | null {
  const { routes, rules, lacksPeople, lacksCleanRoom } = capability(reference, firm, operation)
  const telling = routes.filter(
    ({ machine, process, site }) => machine !== null || isTheirTrade(reference, firm, process, site),
  )
  if (telling.some(({ mode }) => mode === 'direct')) return 'direct'
  if (telling.length > 0) return 'reoriented'
  const [rule] = rules
  if (rule !== undefined) return { code: 'firm.rule', figures: { rule: rule.id } }
  const [withoutPeople] = lacksPeople
  if (withoutPeople !== undefined) return { code: 'firm.no-people', figures: { process: withoutPeople } }
  const [withoutRoom] = lacksCleanRoom
  return withoutRoom === undefined ? null : { code: 'firm.no-clean-room', figures: { process: withoutRoom } }
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

/** Needs by operation of the catalogue. */
export class NeedIndex {
  readonly #byOperation = new Map<number, Set<string>>()
  readonly #operations = new Map<string, Set<number>>()

  add(need: string, chains: Chain[]): void {
    this.remove(need)
    const operations = new Set(
      chains.flatMap(chain => chain.operations.map(({ reference }) => reference.index)),
    )
    this.#operations.set(need, operations)
    for (const operation of operations) {
      const needs = this.#byOperation.get(operation) ?? new Set()
      this.#byOperation.set(operation, needs.add(need))
    }
  }

  remove(need: string): void {
    for (const operation of this.#operations.get(need) ?? []) this.#byOperation.get(operation)?.delete(need)
    this.#operations.delete(need)
  }

  /** Needs that call for an operation. */
  needs(operation: ReferenceOperation): ReadonlySet<string> {
    return this.#byOperation.get(operation.index) ?? new Set()
  }
}
