import type { Partnership } from '@maillage/matching/match.ts'
import { rescore } from '@maillage/matching/score.ts'
import { ApiProblem, type Problem } from '#lib/api/problem.ts'
import { askRanking, type ReadRanking } from './ranking.ts'
import { changesBetween, rankChanges, type Changes } from './standing.ts'
import { pointsOf, sameShares, sharesOf, type Points } from './weights.ts'

/** A hand that rests this long on a slider has chosen. */
const PAUSE = 450
/** Right after a publication the engine may not have heard of the need: how long to wait before asking again. */
const WAITS = [300, 600, 1200, 2500, 5000]
const NOT_FOUND = 404

/** Every weight is given to `rescore`, so that the default of the buyer's kind never shows through. */
const ANY_BUYER = { buyerKind: 'firm', weights: null } as const

/**
 * The ranking of one need on one page: scored again at once while weights move, asked of the server behind, and
 * followed live without ever changing under the reader's eyes: what is new waits in `waiting` until it is shown.
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
  #shown = $state.raw<ReadRanking | null>(null)
  #waiting = $state.raw<ReadRanking | null>(null)
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

  /** Moves the weights; null puts them back as the need says. */
  weigh(points: Points | null): void {
    this.points = points
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
      const { entered, left, altered } = changesBetween(
        this.ranked,
        rescore(next.partnerships, ANY_BUYER, this.shares),
      )
      if (this.ranked.length === 0 || entered + left + altered === 0) this.#show(next)
      else this.#waiting = next
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

  /** The need's own ranking, with what the moved weights bring in besides. */
  async #fetch(): Promise<ReadRanking> {
    const own = await askRanking(this.needId, null)
    return this.points ? together(own, await askRanking(this.needId, this.points)) : own
  }

  async #read(attempt: number): Promise<void> {
    const turn = ++this.#turn
    try {
      const ranking = await this.#fetch()
      if (turn === this.#turn) this.#show(ranking)
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
    if (!points || !shown) return
    this.asking = true
    try {
      const found = await askRanking(this.needId, points)
      if (shown === this.#shown) this.#shown = together(shown, found)
      this.problem = null
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      this.problem = cause.problem
    } finally {
      this.asking = false
    }
  }
}

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
