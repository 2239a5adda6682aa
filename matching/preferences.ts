/** Which member works first, where it makes no difference to the score. */
import type { Team } from './team.ts'

/** Among equals, the firm that does most of the product works first: fewer hands, fewer transports. In [0, 1[. */
export function preferences({ chain, lines }: Team): number[] {
  const own = chain.operations.filter(({ node }) => node === 0)
  const covered = lines.map(({ states }) => own.filter(({ number }) => states[number] !== 'missing').length)
  return lines.map((_, member) => {
    const mine = covered[member] ?? 0
    const ahead = covered.filter((other, at) => other > mine || (other === mine && at < member)).length
    return ahead / lines.length
  })
}
