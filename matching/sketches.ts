/** What firms may be worth alone on a chain, at most, by what they can do of it: worked out once for all that can do the same. */
import { type Ability, nothing } from './equipment.ts'
import { candidacies, type Candidacy } from './part.ts'
import { leftOf, type Sketch, sketchOf, stackOf } from './sketch.ts'
import { workedRecipes } from './team.ts'
import type { Chain, ChainNode } from './unfold.ts'

/** By what is asked for: those that lack nothing for the whole, or those that lack something. */
const isOf = ([sketch]: readonly Sketch[], isWhole: boolean) =>
  sketch !== undefined && sketch.tier > 0 === isWhole

export class Sketches {
  /** Null: something lacks, and nobody asked for more. Most are so, and somebody else mostly makes the whole. */
  readonly #known = new WeakMap<Chain, Map<string, Sketch[] | null>>()

  /** `abilities`: for each operation of the chain. None where they are not those that could make the whole, or not the others. */
  of(chain: Chain, abilities: Ability[], candidacy: Candidacy, isWhole: boolean): readonly Sketch[] {
    const signs = abilities.map(({ number }) => number)
    const key = String.fromCharCode(candidacies.indexOf(candidacy), ...signs)
    const known = this.#known.get(chain) ?? new Map<string, Sketch[] | null>()
    this.#known.set(chain, known)
    let sketches = known.get(key)
    if (sketches === undefined || (sketches === null && !isWhole)) {
      const made = sketchesOf(chain, abilities, candidacy)
      sketches = isWhole && isOf(made, false) ? null : made
      known.set(key, sketches)
    }
    return sketches !== null && isOf(sketches, isWhole) ? sketches : none
  }
}

const none: readonly Sketch[] = []

/** Inputs that are looked at both made and bought. */
const mostApart = 2

/**
 * What it may be worth, `abilities` for each operation of the chain: nothing where none is left of them. Inputs that it may
 * make or buy are looked at apart, those that are most work first, and so is a stack of layers: a stack bought comes tested,
 * and its own counts as work. Who makes some of an input and buys the rest is between the two.
 */
export function sketchesOf(chain: Chain, abilities: Ability[], candidacy: Candidacy): Sketch[] {
  const whole = sketchOf(chain, abilities, candidacy, nothingMade)
  if (whole === null) return []
  const apart = apartOf(chain, abilities, candidacy)
  if (apart.length === 0) return [whole]
  const sketches: Sketch[] = []
  for (let made = 0; made < 1 << apart.length; made++) {
    const isMade = (node: number) => (made & (1 << apart.indexOf(node))) !== 0
    const own = abilities.map((ability, at) => {
      const node = chain.operations[at]?.node ?? 0
      return apart.includes(node) && !isMade(node) ? nothing : ability
    })
    const sketch = sketchOf(chain, own, candidacy, new Set(apart.filter(isMade)))
    if (sketch !== null) sketches.push(sketch)
  }
  return sketches
}

const nothingMade: ReadonlySet<number> = new Set()

/** Numbers of the inputs of the product that it may make as well as buy, where nothing is missing for it. */
function apartOf(chain: Chain, of: Ability[], candidacy: Candidacy): number[] {
  const does = (number: number) => {
    const operation = chain.operations[number]
    return operation !== undefined && leftOf(of[number], operation.node, candidacy) !== null
  }
  const stack = stackOf(chain)?.number ?? -1
  const whole = workedRecipes(chain, does, false)
  const isWhole = whole !== null
  const worked = whole ?? workedRecipes(chain, does, true)
  const made = new Set(worked?.recipes.map(({ node }) => node))
  const work = ({ recipes }: ChainNode) =>
    Math.max(0, ...recipes.map(({ operations }) => operations.reduce((sum, { weight }) => sum + weight, 0)))
  return chain.nodes
    .filter(({ number, depth, purchase }) => {
      if (!made.has(number) || purchase === null) return false
      return number === stack || (isWhole && depth === 1)
    })
    .sort((a, b) => Number(b.number === stack) - Number(a.number === stack) || work(b) - work(a))
    .slice(0, mostApart)
    .map(({ number }) => number)
}
