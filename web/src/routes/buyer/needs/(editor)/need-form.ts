import type { Claim } from '@maillage/matching/catalogue.ts'
import type { Town } from '#lib/components/town.ts'
import { draftOf } from '#lib/need/draft-of.ts'
import type { Need, NeedDraft } from '#lib/need/need.ts'
import { sound } from './quantities.ts'

export interface SizeLine {
  size: string
  quantity: number | null
}

export interface TrancheLine {
  /** Tells lines apart while they are typed; never sent. */
  key: number
  /** ISO date; empty while none is chosen. */
  due: string
  quantity: number | null
}

/** A need as it is typed: anything may still be missing. */
export interface NeedForm {
  item: string | null
  family: string | null
  claim: Claim | null
  quantity: number | null
  packaging: string | null
  /** Empty where sizes do not matter. */
  sizes: SizeLine[]
  schedule: TrancheLine[]
  town: Town | null
  norms: string[]
  /** Whether the norms were chosen by hand, and no longer follow the product and the claim. */
  ownNorms: boolean
  wishes: NeedDraft['wishes']
  text: string
  /** Euros, ex tax. */
  ceiling: number | null
  maximumPartners: number
  visibility: NeedDraft['visibility']
  reservedFor: NeedDraft['reservedFor']
  excludedFirms: string[]
  weights: NeedDraft['weights']
}

const MOST_PARTNERS = 4

let keys = 0
/** A delivery line that is told apart from all others on this page. */
export function trancheLine(due = '', quantity: number | null = null): TrancheLine {
  return { key: keys++, due, quantity }
}

export function emptyForm(): NeedForm {
  return {
    item: null,
    family: null,
    claim: null,
    quantity: null,
    packaging: null,
    sizes: [],
    schedule: [trancheLine()],
    town: null,
    norms: [],
    ownNorms: false,
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    text: '',
    ceiling: null,
    maximumPartners: MOST_PARTNERS,
    visibility: 'members',
    reservedFor: [],
    excludedFirms: [],
    weights: null,
  }
}

/** A stored need as its form shows it. `ownNorms` says whether its norms are others than those proposed. */
export function formOf(need: Need, ownNorms: boolean): NeedForm {
  const { schedule, commune, ceilingCents, latitude, longitude, ...same } = draftOf(need)
  return {
    ...same,
    schedule:
      schedule.length === 0 ? [trancheLine()] : schedule.map(one => trancheLine(one.due, one.quantity)),
    town: {
      code: commune,
      name: need.communeName,
      department: need.department,
      latitude: latitude ?? need.latitude,
      longitude: longitude ?? need.longitude,
    },
    ownNorms,
    ceiling: ceilingCents === null ? null : ceilingCents / 100,
  }
}

/**
 * What is sent of a form, lines that are not complete left out; null while it lacks what even a draft has to say:
 * what, for whom, how many and where.
 */
export function bodyOf(form: NeedForm): NeedDraft | null {
  const { town, ceiling, claim, quantity, sizes, schedule, ownNorms, ...same } = form
  if ((form.item === null && form.family === null) || claim === null || !sound(quantity) || town === null)
    return null
  const seen = new Set<string>()
  return {
    ...same,
    claim,
    quantity,
    sizes: sizes.flatMap(line =>
      sound(line.quantity) ? [{ size: line.size, quantity: line.quantity }] : [],
    ),
    schedule: inOrder(schedule).flatMap(line => {
      if (line.due === '' || !sound(line.quantity) || seen.has(line.due)) return []
      seen.add(line.due)
      return [{ due: line.due, quantity: line.quantity }]
    }),
    commune: town.code,
    latitude: town.latitude,
    longitude: town.longitude,
    ceilingCents: ceiling === null || Number.isNaN(ceiling) ? null : Math.round(ceiling * 100),
  }
}

/** Deliveries by their dates, as the server keeps them; those without a date last. */
export function inOrder(schedule: readonly TrancheLine[]): TrancheLine[] {
  return [...schedule].sort((one, other) =>
    one.due === '' || other.due === ''
      ? Number(one.due === '') - Number(other.due === '')
      : one.due < other.due
        ? -1
        : 1,
  )
}
