import type { Text } from '@maillage/matching/catalogue.ts'

const MOST_LISTED = 12
const MOST_PROPOSED = 3

/** Pairs of letters that follow each other. */
const pairs = (word: string) =>
  new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)))

function likeness(a: string, b: string): number {
  const [ofA, ofB] = [pairs(a), pairs(b)]
  const shared = [...ofA].filter(pair => ofB.has(pair)).length
  return (2 * shared) / Math.max(1, ofA.size + ofB.size)
}

/** What to say of a value that is none of those allowed: all of them where they are few, or else those spelt alike. */
export function nearestIds(allowed: readonly string[], given: unknown): Text {
  if (allowed.length <= MOST_LISTED) {
    return { fr: `choisissez parmi : ${allowed.join(', ')}.`, en: `choose one of: ${allowed.join(', ')}.` }
  }
  const near = allowed
    .map(id => ({ id, likeness: likeness(id, String(given)) }))
    .filter(each => each.likeness >= 0.3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_PROPOSED)
    .map(({ id }) => id)
  const unknown = {
    fr: `« ${String(given)} » n’est pas dans le référentiel`,
    en: `"${String(given)}" is not in the catalogue`,
  }
  return near.length === 0
    ? { fr: `${unknown.fr} (--schema en donne la liste).`, en: `${unknown.en} (--schema lists what is).` }
    : {
        fr: `${unknown.fr} ; proches : ${near.join(', ')}.`,
        en: `${unknown.en}; spelt alike: ${near.join(', ')}.`,
      }
}
