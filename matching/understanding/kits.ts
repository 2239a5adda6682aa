/** Things asked for by the kit: "120 kits, chaque kit : 2 FFP2, 1 surblouse, 1 charlotte". */
import type { Amount } from './amounts.ts'
import type { Reading } from './reading.ts'

/** More of one thing is in no kit. */
const mostInKit = 20

/** Gives each thing that a kit is said to hold the number of kits, as often as it is in one. `places`: the segment of each token. */
export function timesKits(
  found: (Amount | null)[],
  counts: readonly Amount[],
  { nouns, tokens }: Pick<Reading, 'nouns' | 'tokens'>,
  places: Int32Array,
): void {
  const kitsOf = new Map<number, Amount>()
  for (const amount of counts) {
    const counted = [tokens[amount.until], tokens[amount.until + 1]].map(token => token?.text ?? '')
    const isOfKits = counted.some(text => text === 'kit' || text === 'kits')
    if (isOfKits && !amount.article && amount.value > 1) kitsOf.set(places[amount.from] ?? -1, amount)
  }
  nouns.forEach(({ segment }, index) => {
    const kits = kitsOf.get(segment)
    if (kits === undefined) return
    const own = found[index] ?? null
    // "kits tenue (combinaison, surbottes) : 1 500 kits/an": the number of kits is that of each thing.
    const isOfKits = own === null || own.value === kits.value
    if (!isOfKits && own.value > mostInKit) return
    found[index] = { ...(own ?? kits), value: kits.value * (isOfKits ? 1 : own.value), unit: 'piece' }
  })
}
