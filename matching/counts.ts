/** How many members a partnership has, of all firms and of those who can do what has to be done. */
import { isServed } from './manufacturers.ts'
import type { Team } from './team.ts'

/** How many members there are of some lines; `key` says of which in every programme of the chain. */
export interface Count {
  row: number
  key: string
  lines: number[]
  isCounted: (line: number) => boolean
}

/**
 * Everybody counts once; an operation of the product that is no service has somebody, or two; what has to be made for it is
 * made, by one of its recipes.
 */
export function countsOf(
  team: Team,
  resilient: boolean,
  count: (key: string, lines: number[], least: number) => Count,
): Count[] {
  const canDo = (operations: number[]) =>
    team.lines.flatMap(({ states }, at) =>
      operations.some(operation => states[operation] !== 'missing') ? [at] : [],
    )
  return [
    count('all', [...team.lines.keys()], 1),
    ...team.recipes.flatMap(({ operations }) =>
      operations.flatMap(operation => {
        const lines = canDo([operation.number])
        const least = isServed(team)(operation) ? 0 : resilient ? 2 : 1
        return lines.length > 1 || least > 0 ? [count(`${operation.number}`, lines, least)] : []
      }),
    ),
    ...alternativesNeeded(team.chain).map(operations =>
      count(`of ${operations.join()}`, canDo(operations), 1),
    ),
  ]
}

/** Most sets of alternatives of an input that are told one by one; of more, that something of it is done at all. */
const mostAlternatives = 8

/**
 * Of what has to be made for the product: operations of which a whole partnership does one. A recipe that is worked has
 * all its operations done, so that of one operation taken from each recipe of an item one is done.
 */
function alternativesNeeded({ nodes }: Team['chain']): number[][] {
  const found: number[][] = []
  const visited = new Set([0])
  for (const { number, recipes } of nodes) {
    if (!visited.has(number)) continue
    const ofRecipes = recipes.map(({ operations }) =>
      operations.flatMap(({ number, reference }) => (reference.service === null ? [number] : [])),
    )
    if (number > 0 && ofRecipes.every(operations => operations.length > 0)) {
      const sets = ofRecipes.reduce((product, { length }) => product * length, 1)
      found.push(...(sets > mostAlternatives ? [ofRecipes.flat()] : oneOfEach(ofRecipes)))
    }
    // What any recipe of it takes.
    for (const { node } of recipes[0]?.made ?? []) {
      const why = nodes[node]?.why
      const isTaken = recipes.every(({ made }) => made.some(input => input.node === node))
      if (isTaken && (why === 'necessary' || why === 'urgent')) visited.add(node)
    }
  }
  return found
}

/** Every way to take one of each list. */
function oneOfEach(lists: number[][]): number[][] {
  return lists.reduce<number[][]>((sets, list) => sets.flatMap(set => list.map(one => [...set, one])), [[]])
}
