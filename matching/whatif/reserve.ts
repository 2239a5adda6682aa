/**
 * How much to lay in of each article on the first day, not knowing which scenario comes, so that least is regretted in the worst
 * of them. What a plan costs is convex in its reserve, and its prices say how it falls: so it is bounded from below by cutting
 * planes (J. E. Kelley, The cutting-plane method for solving convex programs, 1960), and the reserve that is best by these is tried
 * until none can be better by more than a hundredth.
 */
import type { Made } from '../planning/plan.ts'
import type { Kept } from '../planning/sheet.ts'
import type { Decided, SolveWith } from '../planning/solving.ts'
import type { Answer, Programme } from '../solver.ts'
import { livedIn } from './lived.ts'
import type { Lived } from './simulate.ts'

/** Units of articles that may be laid in, by their number. */
export type Reserve = ReadonlyMap<number, number>

/** What plans come to with a reserve, by plan; the first is the plan as it is, which leaves its reserve alone. */
export interface Tried {
  reserve: Reserve
  /** Cents, those of the reserve among them: all of it, what is left of it too. Infinite where there is no plan. */
  cents: number[]
  /** By plan and article: cents that one more unit in reserve would save. */
  saved: Reserve[]
  lived: Lived[][]
}

/** `best`: by plan, what it costs who knows; `most`: what may be laid in at most. */
export interface Asked extends Pick<SolveWith, 'solver' | 'signal'> {
  best: readonly number[]
  most: Reserve
}

/** As near to the best as this part of what is regretted, or this many cents. */
const near = 0.01
const nearCents = 100
const mostRounds = 20

/** One reserve with some reorientations, in every plan. Null where it is interrupted. */
export async function tryReserve(
  plans: readonly [Made, ...Made[]],
  decided: Decided,
  reserve: Reserve,
): Promise<Tried | null> {
  const [{ terms }] = plans
  const paid = sumOf([...reserve].map(([article, units]) => units * (terms.articles[article]?.cents ?? 0)))
  const tried: Tried = { reserve, cents: [], saved: [], lived: [] }
  for (const [at, made] of plans.entries()) {
    const { model } = made.crafts
    const answer = await attempt(made, decided, at === 0 ? new Map() : reserve)
    if (answer.status === 'interrupted') return null
    const isMade = answer.status === 'optimal'
    tried.cents.push(isMade ? paid - answer.objective : Infinity)
    tried.lived.push(isMade ? livedIn(made.terms, model, answer.values) : [])
    const saved = (column = -1) => Math.max(0, isMade ? (answer.prices?.columns[column] ?? 0) : 0)
    tried.saved.push(
      new Map(at === 0 ? [] : model.reserve.map((column, article) => [article, saved(column)])),
    )
  }
  return tried
}

/** Cents of a plan with the reserve that is best for it, of as much as may be laid in at most. Null where it is interrupted. */
export async function knowingReserve(made: Made, decided: Decided, most: Reserve): Promise<number | null> {
  const answer = await attempt(made, decided, most, article => made.terms.articles[article]?.cents ?? 0)
  if (answer.status === 'interrupted') return null
  return answer.status === 'optimal' ? -answer.objective : Infinity
}

/** `centsOf`: what is paid for each unit that is drawn; nothing for what is there. */
function attempt(
  { crafts: { model, solution }, solving }: Made,
  decided: Decided,
  reserve: Reserve,
  centsOf: (article: number) => number = () => 0,
): Promise<Answer> {
  const also: Kept = new Map(
    [...reserve].flatMap(([article, upper]) => {
      const column = model.reserve[article]
      return column === undefined ? [] : [[column, { lower: 0, upper, cost: centsOf(article) }] as const]
    }),
  )
  return solving.attempt(model, decided, solution.basis, { also })
}

/** The most that is regretted: what a plan costs more than the best of it. */
export const regretOf = ({ cents }: Pick<Tried, 'cents'>, best: readonly number[]): number =>
  Math.max(0, ...cents.map((own, at) => (best[at] === Infinity ? 0 : own - (best[at] ?? 0))))

/**
 * The best reserve with some reorientations, from what they come to without one. `bound`: no reserve is regretted less.
 * `enough`: where none can be regretted less than this, the search is given up. Null where it is interrupted.
 */
export async function bestReserve(
  plans: readonly [Made, ...Made[]],
  decided: Decided,
  without: Tried,
  { enough, ...asked }: Asked & { enough: number },
): Promise<{ tried: Tried; bound: number } | null> {
  const all = [without]
  let [found, bound] = [without, 0]
  const regret = () => regretOf(found, asked.best)
  for (let round = 0; round < mostRounds; round++) {
    const next = await leastRegretted(plans, all, asked)
    if (next === null) return null
    bound = Math.max(bound, next.bound)
    if (bound >= enough || regret() - bound <= Math.max(nearCents, near * regret())) break
    const tried = await tryReserve(plans, decided, next.reserve)
    if (tried === null) return null
    all.push(tried)
    if (regretOf(tried, asked.best) < regret()) found = tried
  }
  return { tried: found, bound }
}

/** The reserve that would be best if plans cost no more than the cutting planes say; in whole units. */
async function leastRegretted(
  [{ terms }]: readonly [Made, ...Made[]],
  all: readonly Tried[],
  { best, most, solver, signal }: Asked,
): Promise<{ reserve: Reserve; bound: number } | null> {
  const articles = [...most]
  const worth = terms.articles.map(({ cents }) => cents)
  const unit = Math.max(1, ...all.map(each => regretOf(each, best)).filter(Number.isFinite))
  /** Each says: regret ≥ what it is at that reserve + Σ (cents − saved) × units beyond it. Parts of the most are the columns. */
  const cuts = all.flatMap(({ reserve, cents, saved }) =>
    cents.flatMap((own, at) => {
      const least = best[at] ?? Infinity
      if (!Number.isFinite(own) || !Number.isFinite(least)) return []
      const slopes = articles.map(([article]) => (worth[article] ?? 0) - (saved[at]?.get(article) ?? 0))
      const there = sumOf(
        articles.map(([article], place) => (slopes[place] ?? 0) * (reserve.get(article) ?? 0)),
      )
      return [{ lower: (own - least - there) / unit, slopes }]
    }),
  )
  const width = articles.length + 1
  const programme: Programme = {
    cost: Float64Array.from({ length: width }, (_, column) => (column === 0 ? -1 : 0)),
    lower: new Float64Array(width),
    upper: Float64Array.from({ length: width }, (_, column) => (column === 0 ? Infinity : 1)),
    integer: new Uint8Array(width),
    rows: {
      lower: Float64Array.from(cuts, ({ lower }) => lower),
      upper: new Float64Array(cuts.length).fill(Infinity),
      starts: Int32Array.from({ length: cuts.length + 1 }, (_, row) => row * width),
      columns: Int32Array.from({ length: cuts.length * width }, (_, at) => at % width),
      values: Float64Array.from(
        cuts.flatMap(({ slopes }) => [
          1,
          ...slopes.map((slope, place) => (-slope * (articles[place]?.[1] ?? 0)) / unit),
        ]),
      ),
    },
  }
  const answer = await solver.solve(programme, { ...(signal && { signal }) })
  if (answer.status === 'interrupted') return null
  if (answer.status !== 'optimal') throw new Error(`The search for a reserve is ${answer.status}`)
  const units = (place: number, upper: number) => Math.ceil((answer.values[place + 1] ?? 0) * upper - 0.5)
  return {
    bound: (answer.values[0] ?? 0) * unit,
    reserve: new Map(articles.map(([article, upper], place) => [article, Math.max(0, units(place, upper))])),
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
