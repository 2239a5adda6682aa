/** How good an ordered answer is, against graded relevance. Pure functions. */

/** Gain of a grade: 1, 3 and 7 for 1, 2 and 3, so that one answer made now outweighs two that could be. */
const gain = (grade: number) => 2 ** grade - 1

const discounted = (grades: number[], depth: number) =>
  grades.slice(0, depth).reduce((sum, grade, at) => sum + gain(grade) / Math.log2(at + 2), 0)

/** Normalised discounted cumulative gain of the first `depth` answers: 1 is the best order there is. Throws where nothing is relevant. */
export function ndcg(ranked: string[], grades: ReadonlyMap<string, number>, depth = 10): number {
  const ideal = discounted(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  )
  if (ideal === 0) throw new Error('Nothing is relevant: there is no order to measure')
  return (
    discounted(
      ranked.map(id => grades.get(id) ?? 0),
      depth,
    ) / ideal
  )
}

/** Whether one of the first `depth` answers is graded 2 or more, or the best grade there is where that is 1. */
export function hit(ranked: string[], grades: ReadonlyMap<string, number>, depth: number): boolean {
  const enough = Math.min(2, Math.max(0, ...grades.values()))
  if (enough === 0) throw new Error('Nothing is relevant: there is nothing to hit')
  return ranked.slice(0, depth).some(id => (grades.get(id) ?? 0) >= enough)
}

export function mean(values: number[]): number {
  if (values.length === 0) throw new Error('No values: no mean')
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
