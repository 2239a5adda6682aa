import fc from 'fast-check'

/**
 * So many steps, each drawn among these; one that is named twice comes twice as often. `fc.commands` draws far fewer than its
 * most, and much of what may go wrong takes many.
 */
export const sequenceOf = <Step>(count: number, steps: fc.Arbitrary<Step>[]): fc.Arbitrary<Step[]> =>
  fc.array(fc.oneof(...steps), { minLength: count, maxLength: count })
