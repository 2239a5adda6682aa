/** Whom a survey leaves out, and why: firms by the nearest of their reasons, and routes that rules of the trade close. */
import type { KnockOut } from './match.ts'
import { type Candidacy, isCandidate, lateDays, type Part, type Standing, startDays } from './part.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import { Smallest } from './smallest.ts'
import type { Closed, FirmClass, Roll } from './roll.ts'
import type { Called, ChainSurvey, Standings } from './survey.ts'
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
  'firm.machine-limit',
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

/** The nearest of a firm's reasons: by which chain, and its place among reasons. */
interface Nearest {
  chain: number
  part: Part
  standing: Left['standing']
  place: number
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
  readonly #chains: ChainSurvey[]
  readonly #roll: Roll
  readonly #index: FirmIndex
  readonly #counts = nearness.map(() => 0)
  /** By place of the reason, then by chain. */
  readonly #nearest = nearness.map(() => new Map<number, Smallest<Left>>())
  /** Place of the reason up to which so many are left out that nobody after it is named. */
  #enough = nearness.length
  /** By what firms of a class are. */
  readonly #known = new Map<Standings, Nearest | null>()
  firms = 0

  constructor(question: Question, chains: ChainSurvey[], roll: Roll, index: FirmIndex) {
    this.#question = question
    this.#chains = chains
    this.#roll = roll
    this.#index = index
  }

  /** So many firms of a block that no chain has a part for, by the nearest of their reasons; `stands`: whether a firm is one of them. */
  add(
    of: FirmClass,
    standings: Standings,
    block: number,
    firms: number,
    stands: (slot: number) => boolean,
  ): void {
    const nearest = this.#nearestOf(of, standings)
    if (nearest === null || nearest.place >= nearness.length) return
    this.#count(nearest.place, firms)
    if (!this.#mayName(nearest, block)) return
    for (const slot of this.#roll.blocks.members(block)) if (stands(slot)) this.#name(nearest, slot)
  }

  #nearestOf(of: FirmClass, standings: Standings): Nearest | null {
    let nearest = this.#known.get(standings)
    if (nearest === undefined) this.#known.set(standings, (nearest = nearestOf(of, standings)))
    return nearest
  }

  /** Whether any firm of a block comes before those named. */
  #mayName(nearest: Nearest, block: number): boolean {
    if (nearest.place > this.#enough) return false
    const { last } = this.#namesOf(nearest)
    if (last === undefined) return true
    const { blocks } = this.#roll
    const soonest = { preparation: blocks.leastPreparation[block] ?? 0 }
    const days = nearest.standing === 'firm.too-late' ? startDays(soonest, nearest.part.days) : 0
    if (last.days !== days) return last.days > days
    return blocks.firstId(block) < last.firm.id
  }

  #count(place: number, firms: number): void {
    this.#counts[place] = (this.#counts[place] ?? 0) + firms
    this.firms += firms
    if (place >= this.#enough) return
    let left = 0
    this.#enough = this.#counts.findIndex(count => (left += count) >= mostNamed)
    if (this.#enough === -1) this.#enough = nearness.length
  }

  #namesOf({ place, chain }: Nearest): Smallest<Left> {
    const ofPlace = this.#nearest[place]
    const known = ofPlace?.get(chain)
    if (known !== undefined) return known
    const names = new Smallest<Left>(mostNamed, (a, b) => a.days - b.days || compare(a.firm.id, b.firm.id))
    ofPlace?.set(chain, names)
    return names
  }

  #name(nearest: Nearest, slot: number): void {
    const { part, standing } = nearest
    const preparation = this.#index.columns.preparation[slot] ?? 0
    const days = standing === 'firm.too-late' ? lateDays(this.#question, part, { preparation }) : 0
    const names = this.#namesOf(nearest)
    // Most come after those named.
    const { last } = names
    if (last !== undefined && last.days < days) return
    const firm = firmAt(this.#index, slot)
    if (last === undefined || last.days > days || last.firm.id > firm.id)
      names.add({ firm, part, standing, days })
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
      const all = [...ofPlace].flatMap(([number, { values }]) => {
        const of = this.#chains[number]
        if (of === undefined) return []
        return values.map(left => {
          const isOut = left.standing === 'firm.norm-out-of-reach'
          return { ...left, ...of, days: isOut ? of.reach.soonestDays(this.#roll, number) : left.days }
        })
      })
      all.sort((a, b) => a.days - b.days || compare(a.firm.id, b.firm.id))
      for (const left of all) named.push({ firm: left.firm.id, reason: reasonOf(this.#question, left) })
    }
    return named.slice(0, mostNamed)
  }
}

/** Null where no chain has a part for it. */
function nearestOf({ parts }: FirmClass, standings: Standings): Nearest | null {
  let nearest: Nearest | null = null
  standings.forEach((standing, chain) => {
    const part = parts[chain] ?? null
    if (part === null || standing === undefined) return
    if (isCandidate(standing)) throw new Error('A candidate is not left out')
    const place = placeOf(part, standing)
    if (nearest === null || place < nearest.place) nearest = { chain, part, standing, place }
  })
  return nearest
}

function reasonOf(
  { need, dues }: Question,
  { standing, part, firm, chain, reach, days }: Left & ChainSurvey,
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
  readonly #roll: Roll
  readonly #index: FirmIndex
  readonly #counts = new Map<string, number>()
  readonly #first = new Smallest<{ id: string; closed: Closed[] }>(mostNamed, (a, b) => compare(a.id, b.id))

  constructor(roll: Roll, index: FirmIndex) {
    this.#roll = roll
    this.#index = index
  }

  /** So many firms of a class stay, all of them in the blocks of it that are `called`. */
  add(of: FirmClass, firms: number, called: readonly Called[], stays: (slot: number) => boolean): void {
    const { closed } = of
    if (firms === 0 || closed.length === 0) return
    for (const { reason } of closed)
      this.#counts.set(reason.code, (this.#counts.get(reason.code) ?? 0) + firms)
    const { blocks } = this.#roll
    const isAfter = (id: string) => (this.#first.last?.id ?? id) < id
    for (const block of this.#roll.byFirstId(of)) {
      if (isAfter(blocks.firstId(block))) return
      if (!called.some(each => each.block === block)) continue
      for (const slot of blocks.members(block)) {
        const { id } = firmAt(this.#index, slot)
        if (!isAfter(id) && stays(slot)) this.#first.add({ id, closed })
      }
    }
  }

  byReason(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => compare(a, b)))
  }

  nearest(): KnockOut[] {
    return this.#first.values
      .flatMap(({ id, closed }) => closed.map(({ reason }) => ({ firm: id, reason })))
      .slice(0, mostNamed)
  }
}
