/** Which known word a misspelt one stands for: as it is spoken, or one letter away. */

const leastSpoken = 5
const leastNear = 8
/** Letters that may differ between words that sound alike: one in four, and two at least. */
const mostOther = (stem: string) => Math.max(2, Math.floor(stem.length / 4))

/** How a French speaker would hear a stem: what people who spell badly have in common. */
export function spoken(stem: string): string {
  return stem
    .replace(/eau|au/g, 'o')
    .replace(/ph/g, 'f')
    .replace(/qu|ck|k/g, 'c')
    .replace(/[ct]h/g, match => match[0] ?? '')
    .replace(/h/g, '')
    .replace(/c([eiy])/g, 's$1')
    .replace(/g([eiy])/g, 'j$1')
    .replace(/en|em/g, 'an')
    .replace(/am/g, 'an')
    .replace(/ai|ei/g, 'e')
    .replace(/y/g, 'i')
    .replace(/z/g, 's')
    .replace(/(.)\1+/g, '$1')
}

/**
 * Finds the stem that is meant; undefined where none is, or where several are as near. `ordinary`: stems of other words,
 * right as they are.
 */
export function createSpelling(
  stems: Iterable<string>,
  ordinary: Iterable<string> = [],
): (stem: string) => string | undefined {
  const right = new Set(ordinary)
  const bySound = new Map<string, string | null>()
  const byDeletion = new Map<string, Set<string>>()
  for (const stem of stems) {
    if (stem.length < leastSpoken || /[^a-z]/.test(stem)) continue
    const sound = spoken(stem)
    bySound.set(sound, bySound.has(sound) && bySound.get(sound) !== stem ? null : stem)
    if (stem.length < leastNear) continue
    for (const shorter of [stem, ...deletions(stem)]) {
      const found = byDeletion.get(shorter) ?? new Set()
      byDeletion.set(shorter, found.add(stem))
    }
  }
  return stem => {
    if (stem.length < leastSpoken || right.has(stem) || /[^a-z]/.test(stem)) return undefined
    const sounds = bySound.get(spoken(stem))
    if (sounds && otherLetters(stem, sounds) <= mostOther(stem)) return sounds
    if (stem.length < leastNear) return undefined
    const near = new Set<string>()
    for (const shorter of [stem, ...deletions(stem)]) {
      for (const candidate of byDeletion.get(shorter) ?? []) {
        if (candidate[0] === stem[0] && isNear(stem, candidate)) near.add(candidate)
      }
    }
    const [only] = near
    return near.size === 1 ? only : undefined
  }
}

function deletions(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))
}

/** Letters of the longer word between what both begin with and what both end with. */
function otherLetters(a: string, b: string): number {
  const { left, right } = middles(a, b)
  return Math.max(left.length, right.length)
}

/** What is left of two words without what both begin with and both end with. */
function middles(a: string, b: string): { left: string; right: string } {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return { left: a.slice(start, a.length - end), right: b.slice(start, b.length - end) }
}

/** One letter more, less or other, or two neighbours exchanged (Damerau). */
function isNear(a: string, b: string): boolean {
  const { left, right } = middles(a, b)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
