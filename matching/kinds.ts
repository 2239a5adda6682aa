/** What kinds of firms (equipped alike, refusing the same) are to a chain: worked out once, when they come up. */
import type { Candidacy, Part } from './part.ts'
import { compare, type MachineRule, type OwnMaterialRule } from './reference.ts'
import type { FirmIndex } from './retrieve.ts'
import { type Sketch, sketchesOf } from './sketch.ts'
import type { Chain } from './unfold.ts'

/** Rules of the trade that close routes of a kind of firm. */
export interface ClosedRoutes {
  machines: MachineRule[]
  materials: OwnMaterialRule[]
}

export class ChainKinds {
  readonly #index: FirmIndex
  readonly #chain: Chain
  readonly #items: ReadonlySet<string>
  readonly #parts: (Part | null | undefined)[] = []
  readonly #closed: (ClosedRoutes | undefined)[] = []
  readonly #sketches: Record<Candidacy, (Sketch[] | undefined)[]> = {
    whole: [],
    supplier: [],
    helper: [],
  }
  /** Kinds that can do the same have the same sketch. */
  readonly #sketchesByAbilities = new Map<string, Sketch[]>()

  constructor(index: FirmIndex, chain: Chain) {
    this.#index = index
    this.#chain = chain
    this.#items = new Set(chain.nodes.map(({ item }) => item.id))
  }

  /** Null where it has no part in the chain. */
  part(kind: number): Part | null {
    const known = this.#parts[kind]
    if (known !== undefined) return known
    return (this.#parts[kind] = this.#index.partOfKind(kind, this.#chain))
  }

  /** What it may be worth alone: the best of these. */
  sketches(kind: number, candidacy: Candidacy): Sketch[] {
    const known = this.#sketches[candidacy]
    const sketch = known[kind]
    if (sketch !== undefined) return sketch
    const abilities = this.#index.abilitiesOfKind(kind, this.#chain)
    const key = `${candidacy} ${abilities.map(({ number }) => number).join(' ')}`
    let found = this.#sketchesByAbilities.get(key)
    if (found === undefined) {
      found = sketchesOf(this.#chain, abilities, candidacy)
      this.#sketchesByAbilities.set(key, found)
    }
    return (known[kind] = found)
  }

  closed(kind: number): ClosedRoutes {
    const known = this.#closed[kind]
    if (known !== undefined) return known
    const abilities = this.#index.abilitiesOfKind(kind, this.#chain)
    const worked = this.#index.materialsOfKind(kind)
    const materials = this.#index.reference.ownMaterialRules.filter(
      ({ family, items }) => worked.includes(family) && items.some(item => this.#items.has(item)),
    )
    const machines = [...new Set(abilities.flatMap(({ rules }) => rules))].sort((a, b) => compare(a.id, b.id))
    return (this.#closed[kind] = { machines, materials })
  }
}
