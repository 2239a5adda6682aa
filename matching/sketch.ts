/**
 * What firms of a kind (equipped alike, refusing the same) could be worth alone on a chain, at most: worked out once for
 * all of them, before any date, quantity or place. Nothing of it is shown; it only says whom not to look at.
 */
import { isStack } from './compliance.ts'
import { type Ability, nothing } from './equipment.ts'
import { priceOf } from './estimate.ts'
import { leastReliability, passingOn } from './criteria/reliability.ts'
import type { Candidacy } from './part.ts'
import { type Step, stepsOf, type Worked } from './steps.ts'
import { workedRecipes } from './team.ts'
import type { Chain, ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'
import { elsewhere } from './worth.ts'

export interface Sketch {
  /** 2: nothing that is needed is missing; 1: it can be made, from something that comes too late; 0: something lacks. */
  tier: 0 | 1 | 2
  /** It makes the only stack of layers that goes in: no tested one is bought. */
  makesStack: boolean
  /** Share of the chain's work that it covers, at most, with all that it can do where something is missing. */
  coverage: number
  /** Share of the work that is not missing which it does itself, at most; and what of it is on the product itself. */
  own: number
  onProduct: number
  /** Mean over that work of the know-how of its routes, at most; what others do is in it. */
  skill: number
  /** Mean of reliability, at most, for the least and the most reliable firm: linear between is an upper bound. */
  reliability: Reliability
  /** Cents for one unit of the item asked for, at least. */
  cents: number
  /** Thousands of euro of changes, at least, where it makes the whole. */
  keuro: number
  /** What it does itself of the product's own operations, but for what may be bought as a service; none where something is missing. */
  steps: Step[]
  /** Days of change until it begins to make the product itself; Infinity where it makes nothing of it. */
  makerDays: number
  /** Where something is missing: what its hours may leave it to do less of. Null where nothing is. */
  lacking: Lacking | null
}

type Reliability = [least: number, most: number]

/** Sums over work of what it is worth over what is done elsewhere, at most. */
export interface Sums {
  coverage: number
  skill: number
  reliability: Reliability
}

/** The work of a chain in which something is missing, so that nothing is delivered. */
export interface Lacking {
  /** Share of the chain's work that cannot be missing, and what the firm does of it. */
  known: number
  sure: Sums
  /** What it can do of the rest, as much or as little of each operation as its hours allow; cents, at least, for a unit of the item asked for. */
  operations: (Sums & { cents: number })[]
  /** Cents for one unit where it does none of these. */
  cents: number
}

/** The stack of layers that goes into the product, where it is one and made in the chain. */
export function stackOf({ nodes, recipe }: Chain): ChainNode | null {
  const [stack, ...others] = new Set(recipe.inputs.flatMap(({ item }) => (isStack(item) ? [item] : [])))
  return others.length > 0 ? null : (nodes.find(({ item }) => item === stack) ?? null)
}

/** `making`: inputs that it makes all of. Null where nothing is left of it. */
export function sketchOf(
  chain: Chain,
  of: Ability[],
  candidacy: Candidacy,
  making: ReadonlySet<number>,
): Sketch | null {
  const abilities = chain.operations.map(({ node, number }) => leftOf(of[number], node, candidacy))
  const does = (operation: number) => abilities[operation] !== null
  if (!abilities.some(ability => ability !== null)) return null
  const whole = workedRecipes(chain, does, false)
  const worked = whole ?? workedRecipes(chain, does, true)
  if (worked === null) return null
  const byNode = chain.nodes.map(({ number }) => worked.recipes.filter(({ node }) => node === number))
  for (const node of making) if (byNode[node]?.length === 0) return null
  const sums: Sums = { coverage: 0, skill: 0, reliability: [0, 0] }
  const sure: Sums = { coverage: 0, skill: 0, reliability: [0, 0] }
  const operations: Lacking['operations'] = []
  let [missing, own, mayLack] = [0, 0, 0]
  let onProduct = 0
  byNode.forEach((recipes, node) => {
    // The product is made by its one recipe; of an input as much is made as is worth it, where that is open.
    const least = making.has(node) ? -Infinity : 0
    const most = (values: number[]) => (node === 0 ? (values[0] ?? 0) : Math.max(least, ...values))
    const shares = recipes.map(recipe => shareOf(recipe, abilities, worked.standOf))
    for (const share of shares) missing += share.missing
    own += most(shares.map(share => share.own))
    if (node === 0) onProduct = own
    const isSure = whole !== null || chain.nodes[node]?.purchase !== null
    for (const into of isSure ? [sums, sure] : [sums]) {
      into.coverage += most(shares.map(({ coverage }) => coverage))
      into.skill += most(shares.map(({ skill }) => skill))
      into.reliability[0] += most(shares.map(({ reliability }) => reliability[0]))
      into.reliability[1] += most(shares.map(({ reliability }) => reliability[1]))
    }
    if (isSure) return
    mayLack += Math.max(0, ...shares.map(share => share.own + share.missing))
    for (const share of shares) operations.push(...share.operations)
  })
  const [root] = byNode[0] ?? []
  const all: Worked = { chain, byNode, making, abilities }
  const known = 1 - missing
  const ownShare = known <= 0 ? 0 : Math.min(1, own / known)
  const mean = (sum: number, other: number) => (known <= 0 ? other : other + sum / known)
  return {
    tier: whole === null ? 0 : isComplete(chain.nodes[0], all) ? 2 : 1,
    makesStack: (byNode[stackOf(chain)?.number ?? -1] ?? []).length > 0,
    coverage: sums.coverage,
    own: ownShare,
    onProduct: known <= 0 ? 0 : Math.min(ownShare, onProduct / known),
    skill: mean(sums.skill, elsewhere.knowHow),
    reliability: [
      mean(sums.reliability[0], elsewhere.reliability),
      mean(sums.reliability[1], elsewhere.reliability),
    ],
    cents: root === undefined ? 0 : centsOf(root, all, false),
    keuro: Math.max(0, ...[0, ...making].map(node => keuroOf(byNode[node] ?? [], abilities))),
    steps: root === undefined || whole === null ? [] : stepsOf(root, all),
    makerDays: Math.min(
      Infinity,
      ...chain.operations.flatMap(({ node, number }) =>
        node === 0 ? (abilities[number]?.makingDays ?? Infinity) : [],
      ),
    ),
    lacking:
      whole !== null
        ? null
        : {
            known: Math.max(0, 1 - mayLack),
            sure,
            operations,
            cents: root === undefined ? 0 : centsOf(root, all, true),
          },
  }
}

/** What its candidacy leaves of an ability; null where that is nothing. */
export function leftOf(ability: Ability | undefined, node: number, candidacy: Candidacy): Ability | null {
  if (ability === undefined) return null
  const servingDays = node === 0 && candidacy === 'supplier' ? Infinity : ability.servingDays
  const makingDays = node === 0 && candidacy !== 'whole' ? Infinity : ability.makingDays
  return Math.min(servingDays, makingDays) === Infinity ? null : { ...ability, makingDays, servingDays }
}

/** What a recipe worked whole by one kind of firm brings, over what it is worth when it is done elsewhere. */
function shareOf(
  { operations: all }: ChainRecipe,
  abilities: (Ability | null)[],
  standOf: ({ missing: boolean } | undefined)[],
) {
  const operations: Lacking['operations'] = []
  const reliability: Reliability = [0, 0]
  const share = { coverage: 0, missing: 0, own: 0, skill: 0, reliability, operations }
  const telling = all.filter(({ weight }) => weight > 0)
  const others = telling.filter(({ number }) => abilities[number] === null)
  const loss = telling.length === 0 ? 0 : (passingOn * others.length) / telling.length
  for (const { number, node, weight, reference } of all) {
    const ability = abilities[number] ?? null
    if (ability === null && standOf[number]?.missing === true) share.missing += weight
    else share.coverage += weight
    if (ability === null) continue
    const skill = weight * (ability.skill - elsewhere.knowHow)
    const least = weight * (Math.max(0, leastReliability - loss) - elsewhere.reliability)
    const most = weight * (Math.max(0, 1 - loss) - elsewhere.reliability)
    share.own += weight
    share.skill += skill
    reliability[0] += least
    reliability[1] += most
    if (weight === 0) continue
    const cents = node === 0 && ability.cents < Infinity ? ability.cents * reference.begun : 0
    operations.push({ coverage: weight, skill, reliability: [least, most], cents })
  }
  return share
}

/** Thousands of euro of the dearest change that making an item cannot do without, by whatever recipe. */
function keuroOf(recipes: ChainRecipe[], abilities: (Ability | null)[]): number {
  const dearest = recipes.map(({ operations }) =>
    operations.reduce((most, { number, reference }) => {
      const { keuro } = abilities[number] ?? nothing
      return reference.service === null && keuro < Infinity ? Math.max(most, keuro) : most
    }, 0),
  )
  return dearest.length === 0 ? 0 : Math.min(...dearest)
}

/** Whether nothing that is needed may be missing. */
function isComplete(node: ChainNode | undefined, worked: Worked): boolean {
  if (node === undefined || (node.why !== 'necessary' && node.why !== 'urgent')) return true
  const isCovered = ({ number, reference }: ChainOperation) =>
    worked.abilities[number] !== null || reference.service !== null
  const recipes = worked.byNode[node.number] ?? []
  return (recipes.length > 0 ? recipes : node.recipes).some(
    ({ operations, made }) =>
      operations.every(isCovered) && made.every(input => isComplete(worked.chain.nodes[input.node], worked)),
  )
}

/**
 * Cents at least for a unit that a recipe makes: its quickest work, and what goes in, made or bought, the cheaper.
 * `lacks`: where something is missing, any work may be, and is paid to nobody.
 */
function centsOf(recipe: ChainRecipe, worked: Worked, lacks: boolean): number {
  let cents = 0
  for (const { number, reference } of recipe.operations) {
    const own = (worked.abilities[number]?.cents ?? Infinity) * reference.begun
    const service = reference.service === null ? Infinity : reference.service.centsPerThousand / 1000
    const least = Math.min(own, service)
    if (lacks && service === Infinity) continue
    if (least < Infinity) cents += least
  }
  for (const { item, quantity } of recipe.bought) cents += priceOf(item) * quantity
  for (const { node, quantity } of recipe.made) {
    const input = worked.chain.nodes[node]
    const bought = input === undefined || input.purchase === null ? Infinity : priceOf(input.item)
    const made = (worked.byNode[node] ?? []).map(each => centsOf(each, worked, lacks))
    const least = Math.min(worked.making.has(node) ? Infinity : bought, ...made)
    if (least < Infinity) cents += least * quantity
  }
  return cents
}
