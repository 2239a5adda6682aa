import type { Partnership } from '@maillage/matching/match.ts'
import { rescore } from '@maillage/matching/score.ts'
import { ApiProblem, type Problem } from '#lib/api/problem.ts'
import { ANY_BUYER, askAssembly, askRanking, joined, type ReadAssembly, type ReadRanking } from './ranking.ts'
import { changesBetween, rankChanges, type Changes } from './standing.ts'
import { pointsOf, sameShares, sharesOf, toQuery, type Points } from './weights.ts'

/** A hand that rests this long on a slider has chosen. */
const PAUSE = 450
/** Right after a publication the engine may not have heard of the need: how long to wait before asking again. */
const WAITS = [300, 600, 1200, 2500, 5000]
const NOT_FOUND = 404

/** What is proven of the first of a list: no other passes it by more than `lead`, in points of 100. */
export type Proof = { state: 'proving' } | { state: 'proven'; lead: number }

/**
 * The ranking of one need on one page: scored again at once while weights move, asked of the server behind, searched
 * exactly behind that, and followed live without ever changing under the reader's eyes: what is new waits in `waiting` until it is shown.
 */
export class Match {
  readonly needId: string
  /** `computing`: the server has none yet. */
  state = $state<'computing' | 'ready' | 'failed'>('computing')
  problem = $state.raw<Problem | null>(null)
  /** Sliders that were moved; null where they stand as the need says. */
  points = $state.raw<Points | null>(null)
  /** While the server looks for partnerships that only the new weights bring in. */
  asking = $state(false)
  /** What the server listed last, before any proof. */
  #listed: ReadRanking | null = null
  #shown = $state.raw<ReadRanking | null>(null)
  #waiting = $state.raw<ReadRanking | null>(null)
  /** What the exact search found, and the weights it was asked for. */
  #found = $state.raw<{ bound: number | null; weights: string } | null>(null)
  #proving = $state.raw<AbortController | null>(null)
  #pause: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #turn = 0
  #left = false

  constructor(needId: string, points: Points | null) {
    this.needId = needId
    this.points = points
    void this.#read(0)
  }

  ranking = $derived(this.#shown)
  defaults = $derived(pointsOf(this.#shown?.weights ?? {}))
  shares = $derived(this.points ? sharesOf(this.points) : (this.#shown?.weights ?? {}))
  ranked = $derived<Partnership[]>(rescore(this.#shown?.partnerships ?? [], ANY_BUYER, this.shares))
  /** Places won and lost by moving the weights. */
  moved = $derived.by(() => {
    if (!this.points) return new Map<string, number>()
    const before = rescore(this.#shown?.partnerships ?? [], ANY_BUYER, this.#shown?.weights ?? {})
    return rankChanges(keysOf(before), keysOf(this.ranked))
  })
  /** What a newer ranking would change of the list; null where nothing waits. */
  waiting = $derived<Changes | null>(
    this.#waiting && changesBetween(this.ranked, rescore(this.#waiting.partnerships, ANY_BUYER, this.shares)),
  )

  /** What is known of the first; null where nothing is proven. */
  proof = $derived.by((): Proof | null => {
    if (this.#proving) return { state: 'proving' }
    const [first] = this.ranked
    if (!first || this.#found?.weights !== weightsOf(this.points)) return null
    const { bound } = this.#found
    return bound === null ? null : { state: 'proven', lead: 100 * Math.max(0, bound - first.score) }
  })

  /** Moves the weights; null puts them back as the need says. */
  weigh(points: Points | null): void {
    this.points = points
    this.#proving?.abort()
    this.#proving = null
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => void this.#askBehind(), PAUSE)
  }

  /** Something about the need or its partnerships has changed: reads the ranking again, for when the reader wants it. */
  async refresh(): Promise<void> {
    if (this.state !== 'ready') return this.#read(0)
    const turn = ++this.#turn
    try {
      const next = await this.#fetch()
      if (turn !== this.#turn) return
      const before = this.#listed
      this.#listed = next
      if (this.ranked.length === 0) this.#show(next)
      // What the exact search had found besides is no change of the list.
      else if (before && this.#isSame(before.partnerships, next.partnerships)) this.#keep(next)
      else this.#waiting = next
      void this.#prove()
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      // What is shown stays; the next change, or the return of the connection, asks again.
    }
  }

  /** Puts what waited on the page. */
  show(): void {
    if (this.#waiting) this.#show(this.#waiting)
  }

  /** Asks again after a refusal. */
  again(): void {
    this.problem = null
    this.state = 'computing'
    void this.#read(0)
  }

  leave(): void {
    this.#left = true
    this.#proving?.abort()
    clearTimeout(this.#pause)
    clearTimeout(this.#retry)
  }

  #show(ranking: ReadRanking): void {
    this.#shown = ranking
    this.#waiting = null
    // Moved sliders that were kept for the need are now where it says.
    if (this.points && sameShares(sharesOf(this.points), ranking.weights)) this.points = null
    this.problem = null
    this.state = 'ready'
  }

  /** What is listed stays, with all else as the server answers it now. */
  #keep(next: ReadRanking): void {
    const { partnerships = [], firms = {} } = this.#shown ?? {}
    this.#shown = { ...next, partnerships, firms: { ...firms, ...next.firms } }
  }

  #isSame(before: readonly Partnership[], next: readonly Partnership[]): boolean {
    const scored = (list: readonly Partnership[]) => rescore(list, ANY_BUYER, this.shares)
    const { entered, left, altered } = changesBetween(scored(before), scored(next))
    return entered + left + altered === 0
  }

  /** Has the first of the list proven by an exact search, behind; what that brings waits until the reader wants it. */
  async #prove(): Promise<void> {
    this.#proving?.abort()
    this.#proving = null
    const { points } = this
    if (!this.#listed || this.#listed.exact || this.#listed.partnerships.length === 0) return
    const proving = new AbortController()
    this.#proving = proving
    let found: ReadAssembly
    try {
      found = await askAssembly(this.needId, points, proving.signal)
    } catch (cause) {
      if (proving.signal.aborted) return
      this.#proving = null
      // The list stands without a proof.
      if (cause instanceof ApiProblem) return
      throw cause
    }
    if (proving.signal.aborted || !this.#listed) return
    this.#proving = null
    this.#found = { bound: found.bound, weights: weightsOf(points) }
    const next = joined(this.#listed, found, this.shares)
    if (this.#isSame(this.ranked, next.partnerships)) {
      this.#shown = next
      this.#waiting = null
    } else this.#waiting = next
  }

  /** The need's own ranking, with what the moved weights bring in besides. */
  async #fetch(): Promise<ReadRanking> {
    const own = await askRanking(this.needId, null)
    return this.points ? together(own, await askRanking(this.needId, this.points)) : own
  }

  async #read(attempt: number): Promise<void> {
    const turn = ++this.#turn
    try {
      const ranking = await this.#fetch()
      if (turn !== this.#turn || this.#left) return
      this.#listed = ranking
      this.#show(ranking)
      void this.#prove()
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      if (turn !== this.#turn || this.#left) return
      const wait = WAITS[attempt]
      if (cause.problem.status === NOT_FOUND && wait !== undefined) {
        this.#retry = setTimeout(() => void this.#read(attempt + 1), wait)
      } else {
        this.problem = cause.problem
        this.state = 'failed'
      }
    }
  }

  async #askBehind(): Promise<void> {
    const { points } = this
    const shown = this.#shown
    if (!shown) return
    if (!points) return this.#prove()
    this.asking = true
    try {
      const found = await askRanking(this.needId, points)
      if (points !== this.points) return
      if (shown === this.#shown) this.#shown = together(shown, found)
      if (this.#listed) this.#listed = together(this.#listed, found)
      void this.#prove()
      this.problem = null
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      this.problem = cause.problem
    } finally {
      this.asking = false
    }
  }
}

const weightsOf = (points: Points | null) => (points ? toQuery(points) : '')
const keysOf = (partnerships: readonly Partnership[]) => partnerships.map(({ key }) => key)

/** One ranking with the partnerships another found besides; its own where both have one. */
function together(one: ReadRanking, other: ReadRanking): ReadRanking {
  const known = new Set(keysOf(one.partnerships))
  return {
    ...one,
    partnerships: [...one.partnerships, ...other.partnerships.filter(({ key }) => !known.has(key))],
    firms: { ...other.firms, ...one.firms },
  }
}
