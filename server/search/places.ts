import { normalise } from '@maillage/db/towns/normalise.ts'
import { loadTowns, type Town } from '@maillage/db/towns/towns.ts'
import type { Token } from '@maillage/matching/understanding/tokens.ts'
import type { Lexeme } from './document.ts'

/** More communes than this of one name tell nothing. */
const mostCommunes = 12
/** Longest name of a commune, in tokens, hyphens included. */
const longestName = 11

/** A place that a text names: its communes, and their departments for what is near. */
export interface NamedPlace {
  communes: Lexeme[]
  departments: Lexeme[]
}

let byName: Map<string, Town[]> | null = null

function townsByName(): Map<string, Town[]> {
  if (byName !== null) return byName
  byName = new Map()
  for (const town of loadTowns()) {
    const name = normalise(town.name)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [town])
    else same.push(town)
  }
  return byName
}

/** The communes of a name, the largest first, however it is written; undefined where there is none, or too many. */
export function communesNamed(name: string): NamedPlace | undefined {
  const towns = townsByName().get(normalise(name))
  if (towns === undefined || towns.length > mostCommunes) return undefined
  return {
    communes: towns.map(({ code }): Lexeme => `commune/${code}`),
    departments: [...new Set(towns.map(({ department }): Lexeme => `department/${department}`))],
  }
}

/** Communes that a text names, the longest names first, among the tokens that are `free`. */
export function communesIn(
  text: string,
  tokens: readonly Token[],
  free: (at: number) => boolean,
): (NamedPlace & { from: number; until: number })[] {
  const found: (NamedPlace & { from: number; until: number })[] = []
  let at = 0
  while (at < tokens.length) {
    let until = at
    let place: NamedPlace | undefined
    for (let end = Math.min(tokens.length, at + longestName); end > at && place === undefined; end--) {
      const isFree = Array.from({ length: end - at }, (_, step) => at + step).every(free)
      if (!isFree || tokens[at]?.kind !== 'word' || tokens[end - 1]?.kind !== 'word') continue
      place = communesNamed(text.slice(tokens[at]?.start, tokens[end - 1]?.end))
      until = end
    }
    if (place !== undefined) found.push({ ...place, from: at, until })
    at = place === undefined ? at + 1 : until
  }
  return found
}
