/** What a firm has and knows: the supply side of every match. All values are plain JSON. */

/** Coordinates in degrees (WGS 84); `precision` says what the point stands for. */
export interface Place {
  latitude: number
  longitude: number
  precision: 'address' | 'commune' | 'postal-code' | 'area'
  /** INSEE code of the commune, and of its department. */
  commune: string
  department: string
}

/** What a machine works within; each absent where its owner does not say, and then taken to be as usual for its type. */
export interface MachineAttributes {
  /** Working width, in centimetres: laize utile. */
  widthCm?: number
  /** Needles an inch. */
  gauge?: number
  /** Lightest and heaviest cloth it makes, in grams a square metre. */
  leastGramsPerM2?: number
  mostGramsPerM2?: number
}

export interface Machine {
  /** Catalogue machine type. */
  type: string
  count: number
  /** Hours a week, for each machine, that are free for new work. */
  hoursPerWeek: number
  attributes?: MachineAttributes
  /** How likely it stands there, in ]0, 1[, where nobody said so and it is usual in a line of business; absent where declared. */
  likelihood?: number
}

export interface Workforce {
  /** Catalogue trade. */
  trade: string
  people: number
  /** Hours a week, for each person, that are free for new work. */
  hoursPerWeek: number
}

/**
 * Minutes of one resource of a site that are taken in one week: of its machines of a type, or of its people of a trade.
 * `held`: by an offer that nobody else knows of yet, so that it counts for its own firm alone. `committed`: for everybody.
 */
export interface Commitment {
  kind: 'machines' | 'people'
  /** Catalogue machine type, or trade. */
  of: string
  /** Monday of an ISO week. */
  week: string
  minutes: number
  state: 'held' | 'committed'
}

export interface Site {
  id: string
  name: string
  place: Place
  machines: Machine[]
  workforce: Workforce[]
  cleanRoom: boolean
  /** What the ledger has taken of its hours; absent where nothing is. */
  commitments?: Commitment[]
}

export interface Certificate {
  norm: string
  edition: string | null
  /** What it is about: a product or material of the catalogue, a quality system (null). */
  item: string | null
  /** ISO dates. */
  validUntil: string | null
  status: 'declared' | 'verified' | 'refused' | 'expired'
}

/** A week in which the firm has less, or more, than usual. `share` of its usual hours: 0 is closed, 1 is usual. */
export interface AvailabilityException {
  /** Monday of an ISO week. */
  week: string
  share: number
}

export type Audience = 'public' | 'members' | 'operator'

/** How hard a firm is hit, in words that may be shown: `distress.ts` says from which figures. */
export type DistressBand = 'low' | 'medium' | 'high'

/** How hard a firm is hit. Seen by the firm and the operator only. */
export interface Distress {
  activityLostPercent: number
  jobs: number
  jobsAtRisk: number
}

/** Of so many things that a firm was to do, how many it did as agreed. */
export interface Tally {
  kept: number
  of: number
}

/**
 * What a firm has kept over the months before: counts over many contracts and buyers, so that they may be told to anybody.
 * Null where there is too little to tell, which says nothing for or against it.
 */
export interface TrackRecord {
  /** Days on which a contract had ordered something of it: all of it came in by then. */
  onTime: Tally | null
  /** Lots inspected: accepted when they were first presented. */
  accepted: Tally | null
  /** Buyers' first contacts: answered within a week, yes or no. */
  answered: Tally | null
}

export interface Firm {
  id: string
  name: string
  structure: 'company' | 'esat' | 'ea' | 'siae' | 'public-body' | 'association'
  verified: boolean
  /** Who sees the profile; it never decides whether the firm is told of a need. */
  audience: Audience
  activity: string
  sites: Site[]
  /** Catalogue material families it works today. */
  workedMaterials: string[]
  certificates: Certificate[]
  availability: AvailabilityException[]
  /** Item and family ids it wants to make; empty means all it can. */
  willing: string[]
  /** Item and family ids it refuses to make. */
  unwilling: string[]
  minimumOrder: number | null
  usualLeadDays: number | null
  /** ISO date on which a person last confirmed the profile. */
  confirmedAt: string | null
  distress: Distress | null
  /** The band that the firm chose to publish; null where it publishes none. */
  distressBand: DistressBand | null
  /** Absent where nothing of it may be told. */
  record?: TrackRecord
}
