/** Goes through all firms for a need: who is a candidate by which chain, and why each other one is not. */
import type { KnockOut } from './match.ts'
import type { ChainKinds } from './kinds.ts'
import { type Candidacy, isCandidate, judge, lateDays, type Part, type Standing } from './part.ts'
import type { Question } from './question.ts'
import { Reach } from './reach.ts'
import { compare } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import { Smallest } from './smallest.ts'
import type { Chain } from './unfold.ts'
import type { Reason } from './words/reasons.ts'

/** Those that one chain has a part for. */
export interface ChainSurvey {
  chain: Chain
  kinds: ChainKinds
  reach: Reach
  /** Candidates, side by side: their slots, and as what they come. In no order that means anything. */
  slots: number[]
  candidacies: Candidacy[]
}

export interface Survey {
  chains: ChainSurvey[]
  /** Firms that are candidates by any chain. */
  candidates: number
  left: LeftOut
}

/** Firms, and routes of those that stay, that are left out. */
export interface LeftOut {
  /** How many, by the code of the nearest reason of each; routes by their own. */
  byReason: Record<string, number>
  /** Firms left out, those not counted that have no part in it. */
  firms: number
  /** Those whom something could bring back, nearest first, then routes: `mostNamed` of each at most. */
  nearest: KnockOut[]
}

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

/** Of a firm left out by all chains, the nearest reason is kept. */
export function survey(question: Question, chains: Chain[], index: FirmIndex): Survey {
  const surveys = chains.map((chain): ChainSurvey => {
    const reach = new Reach(index, question, chain)
    return { chain, kinds: index.kindsFor(chain), reach, slots: [], candidacies: [] }
  })
  const lefts = new Lefts(question)
  const routes = new Routes(surveys)
  let candidates = 0
  for (const firm of index.stored()) {
    let isCalled = false
    let nearest: { of: ChainSurvey; part: Part; standing: Left['standing'] } | null = null
    let place = Infinity
    for (const of of surveys) {
      const part = of.kinds.part(firm.kind)
      if (part === null) continue
      const standing = judge(question, part, firm, of.reach)
      if (isCandidate(standing)) {
        isCalled = true
        of.slots.push(firm.slot)
        of.candidacies.push(standing)
        continue
      }
      const own = placeOf(part, standing)
      if (nearest !== null && own >= place) continue
      nearest = { of, part, standing }
      place = own
    }
    if (isCalled) {
      candidates += 1
      routes.add(firm)
    } else if (nearest !== null) lefts.add(nearest.of, place, firm, nearest.part, nearest.standing)
  }
  const { firms } = lefts
  return {
    chains: surveys,
    candidates,
    left: {
      firms,
      byReason: { ...lefts.byReason(), ...routes.byReason() },
      nearest: [...lefts.nearest(), ...routes.nearest()],
    },
  }
}

function placeOf({ unable }: Part, standing: Left['standing']): number {
  if (unable !== null) return nearness.indexOf(unable.code)
  return standing === 'unable' ? nearness.length : nearness.indexOf(standing)
}

/** Counts firms left out, and keeps the nearest. */
class Lefts {
  readonly #question: Question
  readonly #counts = nearness.map(() => 0)
  readonly #nearest = nearness.map(() => new Map<ChainSurvey, Smallest<Left>>())
  firms = 0

  constructor(question: Question) {
    this.#question = question
  }

  add(of: ChainSurvey, place: number, firm: StoredFirm, part: Part, standing: Left['standing']): void {
    const ofPlace = this.#nearest[place]
    if (ofPlace === undefined) return
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
    this.firms += 1
    const days = standing === 'firm.too-late' ? lateDays(this.#question, part, firm) : 0
    const nearest = ofPlace.get(of)
    if (nearest !== undefined) nearest.add({ firm, part, standing, days })
    else {
      const first = new Smallest<Left>(mostNamed, (a, b) => a.days - b.days || compare(a.firm.id, b.firm.id))
      first.add({ firm, part, standing, days })
      ofPlace.set(of, first)
    }
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
class Routes {
  readonly #surveys: ChainSurvey[]
  readonly #ofKinds: ({ rule: string; reason: Reason }[] | undefined)[] = []
  readonly #counts = new Map<string, number>()
  readonly #first = new Smallest<StoredFirm>(mostNamed, (a, b) => compare(a.id, b.id))

  constructor(surveys: ChainSurvey[]) {
    this.#surveys = surveys
  }

  add(firm: StoredFirm): void {
    const closed = this.#of(firm.kind)
    if (closed.length === 0) return
    for (const { reason } of closed) this.#counts.set(reason.code, (this.#counts.get(reason.code) ?? 0) + 1)
    this.#first.add(firm)
  }

  byReason(): Record<string, number> {
    return Object.fromEntries(this.#counts)
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
