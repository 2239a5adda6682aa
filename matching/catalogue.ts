/**
 * The types of the reference catalogue: what is made, how, on which machines, by which trades, to which norms.
 * The data live in `db/catalogue/`; the engine receives them as plain JSON-able values.
 */

/** A text in both languages of the interface. */
export interface Text {
  fr: string
  en: string
}

/** A named thing that people call by many words. */
export interface Named {
  name: Text
  /** Other words for it, trade slang and abbreviations included, in each language. */
  synonyms: { fr: string[]; en: string[] }
}

/**
 * A figure that never travels without its basis: read in a named source, or estimated by the logic of the trade.
 * `value` is what the engine computes with; `low` and `high` bound it where a range is known.
 */
export type Figure = { value: number; low?: number; high?: number } & (
  | { basis: 'sourced'; source: string }
  | { basis: 'estimated' }
)

export type Unit = 'piece' | 'pair' | 'm' | 'm2' | 'kg' | 'l'

/** What the seller says the product does; it decides the law that applies. */
export type Claim = 'protects-patient' | 'protects-wearer' | 'none'

export interface Family extends Named {
  id: string
}

/** A packaging in which an item is sold or moved: a box of 50, a single sterile pouch. */
export interface Packaging {
  id: string
  name: Text
  /** Units of the item in one packaging. */
  count: number
}

/** One lawful way to sell a product: its claim, the regulation it falls under, what must be proven and by whom. */
export interface Compliance {
  claim: Claim
  regulation: Text
  /** Norms that a need with this claim calls for by default. */
  norms: string[]
  /** `self`: the maker declares. `report`: a laboratory report is needed. `notified-body`: a certificate is needed. */
  attestation: 'self' | 'report' | 'notified-body'
  /** Calendar days from a finished prototype to the right to sell. */
  days: Figure
}

/** Buying an item outside the region: when it comes, what it costs, how much it makes the region depend on others. */
export interface OutsideSupply {
  leadDays: Figure
  /** Integer cents of euro, ex tax, per 1,000 units. */
  centsPerThousand: Figure
  dependence: 'low' | 'medium' | 'high'
}

export interface Item extends Named {
  id: string
  /** `product` is sold to a buyer; `component` (elastic, zip) and `material` (fabric, film, kit) go into products. */
  kind: 'product' | 'component' | 'material'
  /** Family node of a product, null for components and materials. */
  family: string | null
  /** How much a product is asked for in a crisis beside what is asked for most, in ]0, 1]; absent where it is not known. */
  asked?: Figure
  unit: Unit
  /** Material family that this item belongs to, where operations have limits on it; null for finished products. */
  materialFamily: string | null
  /** Grams of one unit (of a piece, a metre, a square metre…); balances every recipe. */
  grams: Figure
  sizes: string[]
  packagings: Packaging[]
  cpv: string | null
  composition: Text | null
  /** Washes a reusable lasts; null for single use and for what is not washed. */
  washes: Figure | null
  recyclable: 'yes' | 'partly' | 'no'
  endOfLife: Text | null
  compliance: Compliance[]
  /** Null when the item cannot be bought ready-made: it has to be made. */
  outside: OutsideSupply | null
  /** True for what may no longer be offered for a new need (barrier masks of category 2). */
  historic: boolean
}

/** One process an operation may be done with, and what it takes on the reference machine at normal pace. */
export interface OperationMethod {
  process: string
  /** Machine minutes per unit of the recipe's item; 0 where the work is by hand. */
  machineMinutes: Figure
  /** Labour minutes per unit of the recipe's item. */
  labourMinutes: Figure
}

/** What work asks of a machine beyond process and material; each absent where any machine will do. */
export interface WorkLimits {
  /** Narrowest working width, in centimetres. */
  widthCm?: Figure
  /** Needles an inch, the coarsest and the finest that make it. */
  gauge?: { coarsest: Figure; finest: Figure }
}

/** A step of a recipe. Operations form an acyclic graph through `after`; the last one yields the recipe's item. */
export interface Operation {
  /** Unique within its recipe: `cut`, `sew`… */
  id: string
  name: Text
  /** The methods it may be done with, any one of them: automatic cutter or band knife or clicker press. */
  methods: OperationMethod[]
  /** Operations of the same recipe that must be done before. */
  after: string[]
  /** What it consumes besides the work in progress, per unit of the recipe's item, cutting loss included. */
  inputs: { item: string; quantity: Figure }[]
  /** Material family that is worked: decides which machines can do it as they are. Null where it does not matter. */
  materialFamily: string | null
  limits?: WorkLimits
  /** Share of good units, in ]0, 1]. */
  yield: Figure
  cleanRoom: boolean
}

export interface Recipe {
  id: string
  item: string
  name: Text
  /** Claims whose level this recipe can reach. */
  claims: Claim[]
  operations: Operation[]
}

export interface Process extends Named {
  id: string
  /** `spin` to `finish` make materials, `cut` to `sew` transform them, `test` and `pack` end the chain. */
  stage: 'fibre' | 'fabric' | 'finish' | 'cut' | 'join' | 'plastic' | 'liquid' | 'care' | 'test' | 'pack'
  /** Done by hand: no machine is needed, any people will do (assembly, packing). */
  byHand: boolean
  /** Only fits to another machine what is made elsewhere, as slitting does: whoever does no more makes nothing. */
  auxiliary?: boolean
  /** Trades that do it without retraining. */
  trades: string[]
  /** A service that may be bought from outside the partnership (laboratory test, sterilisation); null otherwise. */
  outside: { days: Figure; centsPerThousand: Figure } | null
}

/** What a machine does as it stands, tool change under a day. */
export interface MachineProcess {
  process: string
  /** Pace relative to the reference machine of the recipes: 1 is the same, 0.5 half as fast. */
  speed: Figure
  /**
   * Material families it takes as it stands. `any`: all of them; `worked`: only those its owner works today;
   * a list: these whatever its owner works today.
   */
  families: 'any' | 'worked' | string[]
}

export interface MachineType extends Named {
  id: string
  processes: MachineProcess[]
  /** People it takes to run one. */
  operators: Figure
}

export interface Trade extends Named {
  id: string
  /** ROME code of the French job register, and whether it was read in the register itself. */
  rome: { code: string; verified: boolean } | null
  /**
   * What its people usually work at: those that fit what the firm works, or else the first. Empty where the trade says
   * nothing of machines, as a production manager's.
   */
  usualMachines: UsualMachine[]
}

/** A machine type that people of a trade usually work at. */
export interface UsualMachine {
  machineType: string
  /** Fits where the firm works one of these materials. Null: whatever it works. */
  families: string[] | null
  /** Share of the firms of this trade and material that have one. */
  share: Figure
}

/** Work a machine does: a process, on the material families listed (null: any). */
export interface Work {
  process: string
  families: string[] | null
}

/**
 * What it takes to make a machine or a trade do something else: one move, which others may follow. A machine comes to do
 * other work, or becomes another machine type by what is added to it; whatever machine does some work comes to do other
 * work. People learn a process, or a trade. What a machine type or a trade does, it does after the move too.
 */
export interface Reorientation {
  id: string
  from: { machineType: string } | { trade: string } | Work
  /** Work reached, only for one item where `item` is set; or a machine type; or a trade. */
  to: (Work & { item: string | null }) | { machineType: string } | { trade: string }
  name: Text
  /** Calendar days from the decision to the first good unit. */
  days: Figure
  /** Thousands of euro. */
  keuro: Figure
  /** Training days per person. */
  trainingDays: Figure
  /** Share of the full rate reached in weeks 1, 2, 3… after the change; full rate afterwards. */
  rampUp: number[]
  /**
   * Pace once settled, relative to the reference machine; after a move from work to work, relative to the pace before it,
   * and after one to a machine type or a trade, relative to theirs.
   */
  speed: Figure
}

/**
 * What the trade knows to be impossible. A rule knocks out a route, never a firm.
 * `machine`: this machine type cannot do this process on these families (nor after a reorientation).
 * `own-material`: a firm's own material of this family is no input for these items; a bought one is fine.
 */
export type Rule = { id: string; text: Text; basis: 'estimated' | { source: string } } & (
  | { kind: 'machine'; machineType: string; process: string; families: string[] | null }
  | { kind: 'own-material'; family: string; items: string[] }
)

export interface NormEdition {
  edition: string
  /** ISO date from which it is current. */
  validFrom: string
  status: 'current' | 'replaced' | 'historic'
  replacedBy: string | null
  /** Where it is cited (Official Journal, by regulation), in words; null when not known. */
  citation: string | null
}

export interface Norm extends Named {
  id: string
  editions: NormEdition[]
  /** What the certificate or report is about. `complexe`: carries to any sewer who buys that stack of layers. */
  scope: 'product-model' | 'complexe' | 'site' | 'quality-system'
  /** Who tests or certifies, in words. */
  who: Text
  days: Figure
  keuro: Figure
  /** Months a certificate stays valid; null where it has no end. */
  validityMonths: number | null
}

/** What a regime changes of the law for one claim: by which norms, who attests, how long it takes. */
export interface RegimeChange {
  claim: Claim
  /** Norms asked in place of those of normal law; null: those of normal law. What a buyer adds stays asked. */
  norms: string[] | null
  /** As in normal law, or `authority`: one of the state authorises. Where the maker declares, no norm is asked. */
  attestation: Compliance['attestation'] | 'authority'
  /** Calendar days from a finished prototype to the right to sell. */
  days: Figure
  /** Thousands of euro, beside what tests by the norms asked cost. */
  keuro: Figure
}

/** For a time, the law of some products is another: an emergency of the European Union, or a national derogation. */
export interface Regime {
  id: string
  name: Text
  kind: 'eu-emergency' | 'national-derogation'
  /** ISO date of the first day on which it holds; null for a basis in law that nobody has put in force. */
  from: string | null
  /** ISO date of the last day; null where the end is not known. */
  until: string | null
  /** Products it is about: these, and all those of these families. */
  items: string[]
  families: string[]
  changes: RegimeChange[]
  /** What was made under it may still be handed out for once it has ended, until an ISO date; null: for nothing. */
  afterwards: { claims: Claim[]; until: string | null } | null
  note: Text
  basis: 'estimated' | { source: string }
}

export interface MaterialFamily extends Named {
  id: string
}

export interface Catalogue {
  /** Changes with every change of content; written beside each match. */
  version: string
  families: Family[]
  materialFamilies: MaterialFamily[]
  items: Item[]
  recipes: Recipe[]
  processes: Process[]
  machineTypes: MachineType[]
  trades: Trade[]
  reorientations: Reorientation[]
  rules: Rule[]
  norms: Norm[]
  regimes: Regime[]
}
