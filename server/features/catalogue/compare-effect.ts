import type { Ranking } from '@maillage/matching/match.ts'

/** What a change makes another of in the ranking of a need; scores in [0, 1]. */
export interface RankingEffect {
  need: string
  before: Place
  after: Place
  /** Partnerships among the first ten that were not there before, and the other way round. */
  entered: number
  left: number
}

interface Place {
  /** Partnerships among the first ten that can deliver all of it, in time. */
  feasible: number
  /** Score of the first; null where nobody is ranked. */
  best: number | null
  /** Firms of the first, sorted and joined by `+`. */
  first: string | null
}

/** Scores closer than this are told as the same: they are shown as whole hundredths. */
const SAME_SCORE = 0.005

/** Null where a reader of the need would see no difference. */
export function rankingEffect(need: string, before: Ranking, after: Ranking): RankingEffect | null {
  const [one, two] = [before.partnerships, after.partnerships]
  const isSame =
    one.length === two.length &&
    one.every((partnership, place) => {
      const other = two[place]
      return (
        other !== undefined &&
        other.key === partnership.key &&
        other.feasible === partnership.feasible &&
        Math.abs(other.score - partnership.score) < SAME_SCORE
      )
    })
  if (isSame) return null
  const keys = (ranking: Ranking) => new Set(ranking.partnerships.map(({ key }) => key))
  const [keysBefore, keysAfter] = [keys(before), keys(after)]
  return {
    need,
    before: placeOf(before),
    after: placeOf(after),
    entered: without(keysAfter, keysBefore).length,
    left: without(keysBefore, keysAfter).length,
  }
}

/** What is in one set and not in another, sorted. */
const without = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter(each => !other.has(each)).sort()
const both = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter(each => other.has(each)).sort()

function placeOf({ partnerships }: Ranking): Place {
  const [first] = partnerships
  return {
    feasible: partnerships.filter(({ feasible }) => feasible).length,
    best: first?.score ?? null,
    first: first?.key ?? null,
  }
}

/** Items that a firm makes by itself, as it stands or after a change within reach. */
export interface Made {
  now: ReadonlySet<string>
  reoriented: ReadonlySet<string>
}

/** What a change makes another of in what a firm could make. */
export interface FirmEffect {
  firm: string
  /** Items within its reach that were not, and the other way round. */
  gained: string[]
  lost: string[]
  /** Items it comes to make at once instead of after a change of its own, and the other way round. */
  sooner: string[]
  later: string[]
}

/** Null where the firm could make the same, in the same way. */
export function firmEffect(firm: string, before: Made, after: Made): FirmEffect | null {
  const reach = ({ now, reoriented }: Made) => new Set([...now, ...reoriented])
  const [reachBefore, reachAfter] = [reach(before), reach(after)]
  const effect = {
    firm,
    gained: without(reachAfter, reachBefore),
    lost: without(reachBefore, reachAfter),
    sooner: both(after.now, before.reoriented),
    later: both(after.reoriented, before.now),
  }
  const { gained, lost, sooner, later } = effect
  return gained.length + lost.length + sooner.length + later.length === 0 ? null : effect
}
