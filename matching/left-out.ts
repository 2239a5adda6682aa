/** Whom a survey leaves out, and why: firms by the nearest of their reasons, and routes that rules of the trade close. */
import type { KnockOut } from './match.ts'
import { type Candidacy, isCandidate, judge, lateDays, type Part, type Standing } from './part.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import { Smallest } from './smallest.ts'
import type { ChainSurvey } from './survey.ts'
import type { Reason } from './words/reasons.ts'

/** Most firms that are named of those left out, and most routes. */
export const mostNamed = 12

/** How near a reason leaves a firm: what waiting or asking may change comes before what it cannot do. */
const nearness: Reason['code'][] = [
  'firm.too-late',
  'firm.norm-out-of-reach',
  'firm.minimum-order',
  'firm.unwilling',
  'firm.no-people',
  'firm.no-clean-room',
  'firm.rule',
  'firm.not-eligible',
  'firm.excluded',
]

/** A firm left out of one chain. */
interface Left {
  firm: StoredFirm
  part: Part
  standing: Exclude<Standing, Candidacy>
  /** Until it could begin, where it comes too late. */
  days: number
}

/** A chain, and what firms of a kind are to it. */
export interface PartIn {
  of: ChainSurvey
  part: Part
}

function placeOf({ unable }: Part, standing: Left['standing']): number {
  if (unable !== null) return nearness.indexOf(unable.code)
  return standing === 'unable' ? nearness.length : nearness.indexOf(standing)
}

/** The firm that has a slot; it throws where nobody has. */
export function firmAt(index: FirmIndex, slot: number): StoredFirm {
  const firm = index.at(slot)
  if (firm === undefined) throw new RangeError(`Nobody has the slot ${slot}`)
  return firm
}

/** Counts firms left out, and keeps the nearest. */
export class Lefts {
  readonly #question: Question
  readonly #counts = nearness.map(() => 0)
  readonly #nearest = nearness.map(() => new Map<ChainSurvey, Smallest<Left>>())
  firms = 0

  constructor(question: Question) {
    this.#question = question
  }

  /** A firm that no chain has a part for, by the nearest of its reasons. */
  add(parts: PartIn[], firm: StoredFirm): void {
    let nearest: (PartIn & { standing: Left['standing'] }) | null = null
    let place = Infinity
    for (const { of, part } of parts) {
      const standing = judge(this.#question, part, firm, of.reach)
      if (isCandidate(standing)) throw new Error(`${firm.id} is a candidate`)
      const own = placeOf(part, standing)
      if (nearest !== null && own >= place) continue
      nearest = { of, part, standing }
      place = own
    }
    if (nearest === null) return
    const days = nearest.standing === 'firm.too-late' ? lateDays(this.#question, nearest.part, firm) : 0
    this.#count(place, 1)
    this.#name(nearest, place, { firm, part: nearest.part, standing: nearest.standing, days })
  }

  /** Firms of a kind that can do nothing of any chain, in the order of their ids. */
  addUnable(parts: PartIn[], slots: readonly number[], index: FirmIndex): void {
    const [nearest] = [...parts].sort((a, b) => placeOf(a.part, 'unable') - placeOf(b.part, 'unable'))
    if (nearest === undefined) return
    const place = placeOf(nearest.part, 'unable')
    this.#count(place, slots.length)
    for (const slot of slots.slice(0, mostNamed))
      this.#name(nearest, place, {
        firm: firmAt(index, slot),
        part: nearest.part,
        standing: 'unable',
        days: 0,
      })
  }

  #count(place: number, firms: number): void {
    if (place >= nearness.length) return
    this.#counts[place] = (this.#counts[place] ?? 0) + firms
    this.firms += firms
  }

  #name({ of }: PartIn, place: number, left: Left): void {
    const ofPlace = this.#nearest[place]
    if (ofPlace === undefined) return
    const nearest =
      ofPlace.get(of) ??
      new Smallest<Left>(mostNamed, (a, b) => a.days - b.days || compare(a.firm.id, b.firm.id))
    ofPlace.set(of, nearest)
    nearest.add(left)
  }

  byReason(): Record<string, number> {
    return Object.fromEntries(
      nearness.flatMap((code, place) => {
        const count = this.#counts[place] ?? 0
        return count > 0 ? [[code, count]] : []
      }),
    )
  }

  nearest(): KnockOut[] {
    const named: KnockOut[] = []
    for (const ofPlace of this.#nearest) {
      if (named.length >= mostNamed) break
      const all = [...ofPlace].flatMap(([{ chain, reach }, { values }]) =>
        values.map(left => ({
          ...left,
          chain,
          reach,
          days: left.standing === 'firm.norm-out-of-reach' ? reach.soonestDays() : left.days,
        })),
      )
      all.sort((a, b) => a.days - b.days || compare(a.firm.id, b.firm.id))
      for (const left of all) named.push({ firm: left.firm.id, reason: reasonOf(this.#question, left) })
    }
    return named.slice(0, mostNamed)
  }
}

function reasonOf(
  { need, dues }: Question,
  { standing, part, firm, chain, reach, days }: Left & Pick<ChainSurvey, 'chain' | 'reach'>,
): Reason {
  const due = dues.at(-1)?.date ?? ''
  switch (standing) {
    case 'unable':
      return part.unable ?? { code: 'firm.no-operation', figures: { subject: chain.item.id } }
    case 'firm.excluded':
      return { code: standing, figures: { subject: chain.item.id } }
    case 'firm.not-eligible':
      return { code: standing, figures: { reservedFor: [...need.reservedFor] } }
    case 'firm.minimum-order': {
      const figures = { minimum: firm.minimumOrder ?? 0, quantity: need.quantity, unit: chain.item.unit }
      return { code: standing, figures }
    }
    case 'firm.norm-out-of-reach':
      return { code: standing, figures: { norms: reach.norms, days, due } }
    case 'firm.too-late':
      return { code: standing, figures: { days, due } }
  }
}

/** Counts routes that rules of the trade close, of firms that stay by others; each rule once a firm. */
export class Routes {
  readonly #surveys: ChainSurvey[]
  readonly #ofKinds: ({ rule: string; reason: Reason }[] | undefined)[] = []
  readonly #counts = new Map<string, number>()
  readonly #first = new Smallest<StoredFirm>(mostNamed, (a, b) => compare(a.id, b.id))

  constructor(surveys: ChainSurvey[]) {
    this.#surveys = surveys
  }

  /** So many firms of a kind stay. */
  count(kind: number, firms: number): void {
    if (firms === 0) return
    for (const { reason } of this.#of(kind))
      this.#counts.set(reason.code, (this.#counts.get(reason.code) ?? 0) + firms)
  }

  /** Whether a rule closes any route of a kind. */
  areClosed(kind: number): boolean {
    return this.#of(kind).length > 0
  }

  name(firm: StoredFirm): void {
    this.#first.add(firm)
  }

  byReason(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => compare(a, b)))
  }

  nearest(): KnockOut[] {
    return this.#first.values
      .flatMap(({ id, kind }) => this.#of(kind).map(({ reason }) => ({ firm: id, reason })))
      .slice(0, mostNamed)
  }

  #of(kind: number): { rule: string; reason: Reason }[] {
    const known = this.#ofKinds[kind]
    if (known !== undefined) return known
    const closed = new Map<string, Reason>()
    for (const { kinds } of this.#surveys) {
      if (kinds.part(kind) === null) continue
      const { machines, materials } = kinds.closed(kind)
      for (const { id, machineType, process } of machines)
        closed.set(id, { code: 'route.machine-rule', figures: { rule: id, machineType, process } })
      for (const { id, family } of materials)
        closed.set(id, { code: 'route.own-material', figures: { rule: id, family } })
    }
    const sorted = [...closed]
      .map(([rule, reason]) => ({ rule, reason }))
      .sort((a, b) => compare(a.rule, b.rule))
    return (this.#ofKinds[kind] = sorted)
  }
}
