/** Who of all firms can begin soonest to make a product by one of its recipes. */
import { startDays } from './part.ts'
import type { ReferenceRecipe } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import type { Change } from './roll.ts'

export interface SoonestMakers {
  /** Firms whose trade or machines it is, whatever they refuse, the soonest first. */
  soonest: { firm: StoredFirm; start: number }[]
  /** No other firm begins earlier. */
  rest: number
}

/** Firms named, and how many of them may change before all are looked at again. */
const named = 64
const spare = 48

/** Keeps the soonest makers by recipe; looks at what has changed when it is asked. */
export class Makers {
  readonly #index: FirmIndex
  readonly #byRecipe = new Map<ReferenceRecipe, SoonestMakers & { looked: number }>()

  constructor(index: FirmIndex) {
    this.#index = index
  }

  of(recipe: ReferenceRecipe): SoonestMakers {
    const known = this.#byRecipe.get(recipe)
    const changed = known === undefined ? null : this.#index.changedSince(known.looked)
    if (known === undefined || changed === null || !this.#follow(recipe, known, changed)) {
      const made = { ...this.#lookAtAll(recipe), looked: this.#index.changes }
      this.#byRecipe.set(recipe, made)
      return made
    }
    known.looked = this.#index.changes
    return known
  }

  #lookAtAll(recipe: ReferenceRecipe): SoonestMakers {
    const makers: SoonestMakers = { soonest: [], rest: Infinity }
    for (const firm of this.#index.stored()) this.#insert(recipe, makers, firm)
    return makers
  }

  /** False where too few of those named are left. */
  #follow(recipe: ReferenceRecipe, makers: SoonestMakers, changed: readonly Change[]): boolean {
    if (changed.length === 0) return true
    makers.soonest = makers.soonest.filter(({ firm }) => this.#index.at(firm.slot) === firm)
    for (const slot of new Set(changed.map(change => change.slot))) {
      const firm = this.#index.at(slot)
      if (firm !== undefined && !makers.soonest.some(each => each.firm === firm))
        this.#insert(recipe, makers, firm)
    }
    return makers.rest === Infinity || makers.soonest.length >= named - spare
  }

  #insert(recipe: ReferenceRecipe, makers: SoonestMakers, firm: StoredFirm): void {
    const { start, byTrade } = this.#start(recipe, firm)
    const last = makers.soonest.at(-1)
    if (!byTrade || (makers.soonest.length >= named && last !== undefined && last.start <= start)) {
      makers.rest = Math.min(makers.rest, start)
      return
    }
    let place = makers.soonest.length
    while (place > 0 && (makers.soonest[place - 1]?.start ?? 0) > start) place -= 1
    makers.soonest.splice(place, 0, { firm, start })
    if (makers.soonest.length <= named) return
    const left = makers.soonest.pop()
    if (left !== undefined) makers.rest = Math.min(makers.rest, left.start)
  }

  #start(recipe: ReferenceRecipe, firm: StoredFirm): { start: number; byTrade: boolean } {
    let days = Infinity
    let byTrade = false
    const equipment = this.#index.refusalsOf(firm.kind).equipment
    for (const operation of recipe.operations) {
      const { aptitude, makingDays } = this.#index.ability(operation.index, equipment)
      days = Math.min(days, makingDays)
      byTrade ||= aptitude === 'direct' || aptitude === 'reoriented'
    }
    return { start: startDays(firm, days), byTrade: byTrade && days < Infinity }
  }
}
