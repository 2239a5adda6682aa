/** Things asked for by the head: "équiper les 1 250 habitants d'une visière". */
import type { Amount } from './amounts.ts'
import type { Reading } from './reading.ts'

const shared = new Set(['chacun', 'chacune', 'chaque', 'each'])

/** Gives a thing with no amount of its own that of the people who are each to have one. `places`: the segment of each token. */
export function forEachPerson(
  found: (Amount | null)[],
  { nouns, amounts, tokens, segments }: Pick<Reading, 'nouns' | 'amounts' | 'tokens' | 'segments'>,
  places: Int32Array,
): void {
  const people = new Map<number, Amount[]>()
  for (const amount of amounts) {
    const segment = places[amount.from] ?? -1
    if (amount.measure === 'people') people.set(segment, [...(people.get(segment) ?? []), amount])
  }
  nouns.forEach(({ from, segment }, index) => {
    const isOne = ['un', 'une', 'a', 'one'].includes(tokens[from - 1]?.text ?? '')
    if (found[index] !== null || !isOne) return
    const start = segments[segment]?.from ?? 0
    const isGiven = tokens
      .slice(start, from)
      .some(({ text }) => /^(?:equip|dot|fourni|offr|provide|give)/.test(text))
    const [all, ...others] = people.get(segment) ?? []
    const isShared = [1, 2, 3].some(back => shared.has(tokens[(all?.from ?? 0) - back]?.text ?? ''))
    if ((isGiven || isShared) && all !== undefined && others.length === 0)
      found[index] = { ...all, measure: null, unit: 'piece' }
  })
}
