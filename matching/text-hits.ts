/**
 * What a search in the words of profiles found for a need. It is handed in with the question (`TextSearch` is outside),
 * and decides nothing by itself: it adds a little to the know-how of firms that can do part of the work as the catalogue
 * has it, and names others only in a list to check, apart from the ranking.
 */
import { compare } from './reference.ts'

/** A firm whose words are near those of the need. */
export interface TextHit {
  firm: string
  /** How near, in [0, 1]. */
  score: number
  /** Words of its profile that say so, as the firm wrote them. */
  words: string[]
}

/** Most that words add to the know-how of a firm. Estimated: less than any single fact that criterion counts. */
export const mostFromText = 0.1

/** Most firms named to be checked. */
const mostToCheck = 12

/**
 * Hits by firm; where a firm is found twice, the nearer one. Throws a `RangeError` on a score outside [0, 1]: a search
 * that scores on another scale would count for more than it may.
 */
export function hitsByFirm(hits: readonly TextHit[]): ReadonlyMap<string, TextHit> {
  const byFirm = new Map<string, TextHit>()
  for (const hit of hits) {
    if (!(hit.score >= 0 && hit.score <= 1)) {
      throw new RangeError(`The words of ${hit.firm} score ${hit.score}, outside [0, 1]`)
    }
    const known = byFirm.get(hit.firm)
    if (known === undefined || hit.score > known.score) byFirm.set(hit.firm, hit)
  }
  return byFirm
}

/** A firm's know-how, in [0, 1], with what its words add: `mostFromText` × score, never above 1, nothing without a hit. */
export function withText(knowHow: number, hit: TextHit | undefined): number {
  return hit === undefined ? knowHow : Math.max(knowHow, Math.min(1, knowHow + mostFromText * hit.score))
}

/**
 * Firms whose words are near the need while nothing they declare makes them a candidate, nearest first: somebody may ask
 * them whether their profile is complete. `mayAsk` says whether a firm is known, and neither ranked nor left out for
 * another reason already.
 */
export function toCheck(hits: ReadonlyMap<string, TextHit>, mayAsk: (firm: string) => boolean): TextHit[] {
  return [...hits.values()]
    .filter(({ firm, score }) => score > 0 && mayAsk(firm))
    .sort((a, b) => b.score - a.score || compare(a.firm, b.firm))
    .slice(0, mostToCheck)
}
