/**
 * The candidates worth making ready where there are too many to try all their sets: for each operation the first ones by
 * what figures side by side say, as `merit.ts` says it from what is computed.
 */
import { efficiency } from './defaults.ts'
import type { Ability } from './equipment.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import type { FirmIndex } from './retrieve.ts'
import { Smallest } from './smallest.ts'
import type { Candidates } from './survey.ts'
import { leftOf } from './sketch.ts'

interface Near {
  place: number
  slot: number
  direct: boolean
  proven: boolean
  /** Share of the quantity that all its people could do of the operation by the last due date. */
  potential: number
  covered: number
}

/** Places of the first `each` of each operation of the chain. */
export function nearest(question: Question, index: FirmIndex, of: Candidates, each: number): number[] {
  const { chain, slots, candidacies } = of
  const { need, lastDue, today } = question
  const { hours, fullest, preparation, kind } = index.columns
  const proven = new Set([...index.holders(chain.item.id)].map(({ slot }) => slot))
  const distances = new Map<number, number>()
  const distance = (slot: number) => {
    const known = distances.get(slot)
    if (known !== undefined) return known
    const found = index.columns.distance(slot, need.place)
    distances.set(slot, found)
    return found
  }
  const order = (a: Near, b: Near) =>
    Number(b.direct) - Number(a.direct) ||
    Number(b.proven) - Number(a.proven) ||
    b.potential - a.potential ||
    b.covered - a.covered ||
    distance(a.slot) - distance(b.slot) ||
    compare(index.at(a.slot)?.id ?? '', index.at(b.slot)?.id ?? '')
  const firsts = chain.operations.map(() => new Smallest<Near>(each, order))
  let last: { kind: number; candidacy: string; abilities: (Ability | null)[] } | null = null
  for (let place = 0; place < slots.length; place++) {
    const [slot, candidacy] = [slots[place] ?? 0, candidacies[place] ?? 'whole']
    const own = kind[slot] ?? -1
    if (last === null || last.kind !== own || last.candidacy !== candidacy) {
      const left: (Ability | null)[] = index
        .abilitiesOfKind(own, chain)
        .map((ability, number) => leftOf(ability, chain.operations[number]?.node ?? 0, candidacy))
      last = { kind: own, candidacy, abilities: left }
    }
    const { abilities } = last
    const covered = abilities.reduce((sum, ability) => sum + (ability === null ? 0 : 1), 0)
    for (let number = 0; number < abilities.length; number++) {
      const ability = abilities[number] ?? null
      if (ability === null) continue
      const days = Math.max(preparation[slot] ?? 0, Math.min(ability.makingDays, ability.servingDays))
      const weeks = Math.max(0, lastDue - today - days) / 7
      const minutes = ability.labourMinutes * (chain.operations[number]?.reference.begun ?? 1)
      const weekly = ((hours[slot] ?? 0) * (fullest[slot] ?? 1) * 60 * efficiency) / minutes
      const potential = minutes === 0 ? 1 : Math.min(1, (weekly * weeks) / need.quantity)
      firsts[number]?.add({
        place,
        slot,
        direct: ability.isDirect,
        proven: proven.has(slot),
        potential,
        covered,
      })
    }
  }
  return [...new Set(firsts.flatMap(({ values }) => values.map(({ place }) => place)))]
}
