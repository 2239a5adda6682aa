/**
 * Why the engine answers what it answers. A reason is a code with its figures, never a bare number and never a sentence:
 * `words/fr.ts` and `words/en.ts` hold one sentence for each code, and do not compile without it.
 *
 * Ids (firms, items, processes, norms…) travel as ids and are named when the sentence is written.
 * Dates are ISO dates; shares are in [0, 1]; money is in integer cents of euro, ex tax, or in thousands of euro (`keuro`).
 */
import type { Claim, Unit } from '../catalogue.ts'
import type { Shortfall } from '../limits.ts'
import type { DistressBand, TrackRecord } from '../supply.ts'

/** What every sentence about capacity shows: how much is made, out of how much. */
interface Made {
  item: string
  unit: Unit
  /** Units a week at full rate, all members together. */
  weeklyUnits: number
  /** Units delivered by the last due date, and units asked for. */
  delivered: number
  quantity: number
}

/** The scarcest resource of a partnership, at one site of one firm. */
interface Scarce extends Made {
  firm: string
  process: string
  hoursPerWeek: number
}

/** Firms whose own words are near the need, which counted; absent where no words did. */
export interface Worded {
  words?: { firm: string; words: string[] }[]
}

export interface ReasonFigures {
  'coverage.whole': { operations: number }
  'coverage.with-services': { operations: number; services: string[] }
  'coverage.partial': { covered: number; operations: number; missing: string[] }
  /** Complete, but these items are bought although the buyer asked for a chain that is regional down to them. */
  'coverage.bought-instead': { covered: number; operations: number; items: string[] }

  'capacity.people': Scarce & { people: number; trades: string[] }
  /** The firm declared machines and nobody: people are assumed from the machines. */
  'capacity.assumed-people': Scarce & { people: number }
  /** The firm declared these people and no machine for their trades: its usual machines are assumed. */
  'capacity.assumed-machines': Scarce & { people: number; trades: string[]; machineType: string }
  'capacity.machines': Scarce & { machines: number; machineType: string }
  /** What limits it cannot be said: nothing does, or rounding leaves no answer. */
  'capacity.untold': { item: string; unit: Unit; quantity: number; delivered: number }
  'capacity.none': { item: string; unit: Unit; quantity: number; due: string }

  'lead-time.on-time': { last: string; due: string; days: number }
  'lead-time.late': { last: string; due: string; days: number }
  /** Some can be delivered, and the whole quantity takes longer than is followed. */
  'lead-time.too-long': { due: string; weeks: number }
  'lead-time.never': { due: string }

  'compliance.held': { firm: string; item: string; norms: string[] }
  /** Held according to the firm, not verified by the operator yet. */
  'compliance.declared': { firm: string; item: string; norms: string[] }
  /** The report of a complexe follows it to whoever sews it; `firm` makes it, null where it is bought. */
  'compliance.carried': { firm: string | null; item: string; norms: string[] }
  'compliance.edition-replaced': { firm: string; norm: string; edition: string; current: string }
  'compliance.obtainable': { firm: string; norms: string[]; days: number; keuro: number }
  'compliance.out-of-reach': { firm: string; norms: string[]; days: number; due: string }
  /**
   * Delivered sooner under a regime in force until a day, null where its end is not known. `norms`: what it asks proofs by;
   * `days` from a finished prototype; `normalDays` where the proof of normal law has to follow before it ends.
   */
  'compliance.under-regime': {
    firm: string
    item: string
    regime: string
    until: string | null
    norms: string[]
    days: number
    keuro: number
    normalDays: number | null
  }
  'compliance.nothing-to-prove': { item: string }
  'compliance.self-declared': { firm: string; days: number }
  'compliance.claim-not-served': { item: string; claim: Claim }

  'know-how.proven': { firm: string; item: string } & Worded
  'know-how.near': { firms: number; direct: number; operations: number; materials: string[] } & Worded
  'know-how.new': { firms: number; reoriented: number; operations: number } & Worded

  'proximity.chain': { kilometres: number; transports: number; delivery: number }

  'jobs.people': { people: number; firms: number }
  'jobs.inclusive': { people: number; inclusive: string[] }
  /** Operator, or the firm itself, only. */
  'jobs.at-risk': { people: number; jobsAtRisk: number; firms: string[] }
  /** What firms chose to publish of how hard they are hit: the hardest band, and who is in it. */
  'jobs.hit': { people: number; band: DistressBand; firms: string[] }
  'jobs.unknown': { firms: number }

  'sustainability.reusable': {
    washes: number
    minimumWashes: number | null
    recyclable: 'yes' | 'partly' | 'no'
    regionalShare: number
  }
  'sustainability.single-use': { recyclable: 'yes' | 'partly' | 'no'; regionalShare: number }

  'reliability.confirmed': { firm: string; days: number; certificates: number; verified: number }
  /** Of the member who has kept least of those of whom something may be told; each over the months before. */
  'reliability.record': { firm: string } & TrackRecord
  'reliability.never-confirmed': { firm: string; certificates: number; verified: number }

  /** An estimate, never a price. */
  'cost.estimate': {
    unit: Unit
    centsPerThousand: number
    work: number
    materials: number
    transport: number
    reorientation: number
  }

  /** Knock-outs of a whole firm. */
  'firm.no-operation': { subject: string }
  'firm.no-people': { process: string }
  'firm.no-clean-room': { process: string }
  'firm.machine-limit': Shortfall
  'firm.too-late': { days: number; due: string }
  'firm.norm-out-of-reach': { norms: string[]; days: number; due: string }
  'firm.unwilling': { subject: string }
  'firm.excluded': { subject: string }
  'firm.not-eligible': { reservedFor: ('esat' | 'ea' | 'siae')[] }
  'firm.minimum-order': { minimum: number; quantity: number; unit: Unit }
  'firm.rule': { rule: string }
  /** Knock-outs of one route of a firm that stays in the ranking by another. */
  'route.machine-rule': { rule: string; machineType: string; process: string }
  'route.own-material': { rule: string; family: string }

  /** What a firm could change to stand higher in a ranking: one step each, at one of its sites where it says so. */
  'change.confirm': { days: number | null }
  'change.wish': { subject: string }
  'change.accept': { subject: string }
  'change.minimum-order': { from: number; minimum: number; unit: Unit }
  'change.lead-time': { from: number; days: number }
  'change.verification': { norm: string; item: string | null; edition: string | null }
  'change.certificate': {
    norm: string
    item: string | null
    edition: string | null
    days: number
    keuro: number
  }
  /** Hours a week, for each person and each machine. */
  'change.hours': { hours: number }
  /** A second team of as many people on the same machines. */
  'change.second-shift': { people: number }
  'change.people': { site: string; trade: string; people: number; hoursPerWeek: number }
  /** With people of a trade to run them where nobody there can; none otherwise. */
  'change.machine': {
    site: string
    machineType: string
    count: number
    hoursPerWeek: number
    trade: string | null
    people: number
  }
  'change.clean-room': { site: string }

  /** What would bring a knocked-out firm back: of the need, or of the firm. */
  'remedy.later': { due: string }
  'remedy.later-or-held': { due: string; norms: string[] }
  'remedy.quantity': { quantity: number; unit: Unit }
  'remedy.accept': { subject: string }
  'remedy.people': { process: string }
  'remedy.clean-room': { process: string }
  'remedy.open-lot': Record<string, never>
  'remedy.include': Record<string, never>
}

export type ReasonCode = keyof ReasonFigures

export type Reason = { [C in ReasonCode]: { code: C; figures: ReasonFigures[C] } }[ReasonCode]
