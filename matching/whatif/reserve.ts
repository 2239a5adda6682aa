/**
 * How much to lay in of each article on the first day, not knowing which scenario comes, so that least is regretted in the worst
 * of them. What a plan costs is convex in its reserve, and its prices say how it falls: so it is bounded from below by cutting
 * planes (J. E. Kelley, The cutting-plane method for solving convex programs, 1960), and the reserve that is best by these is tried
 * until none can be better by more than a hundredth.
 */
import { holding, type Terms } from '../planning/model.ts'
import type { Made } from '../planning/plan.ts'
import type { Kept } from '../planning/sheet.ts'
import type { Decided, SolveWith } from '../planning/solving.ts'
import type { Answer, Programme } from '../solver.ts'
import { livedIn } from './lived.ts'
import type { Lived } from './simulate.ts'

/** Units of articles, by their number. */
export type Reserve = ReadonlyMap<number, number>

/** Reorientations, with what is late at worst with them in each plan that has no reserve: no more is drawn of one. */
export interface Begun {
  decided: Decided
  lacking: Reserve[]
}

/** What plans come to with a reserve, by plan. */
export interface Tried {
  reserve: Reserve
  /** Cents: to keep the reserve among them, and to lay in again what is drawn of it. Infinite where there is no plan. */
  cents: number[]
  /** By plan and article: cents that one more unit to draw would save. */
  saved: Reserve[]
  lived: Lived[][]
}

/** `best`: by plan, what it costs who knows. */
export interface Asked extends Pick<SolveWith, 'solver' | 'signal'> {
  best: readonly number[]
}

/** As near to the best as this part of what is regretted, or this many cents. */
const near = 0.01
const nearCents = 100
const mostRounds = 20
/** Fewer units are no reserve. */
const least = 0.5

/** One reserve with some reorientations, in every plan. Null where it is interrupted. */
export async function tryReserve(
  plans: readonly [Made, ...Made[]],
  { decided, lacking }: Begun,
  reserve: Reserve,
): Promise<Tried | null> {
  const keeping = keepingOf(plans[0].terms)
  const kept = sumOf([...reserve].map(([article, units]) => units * (keeping[article] ?? 0)))
  const tried: Tried = { reserve, cents: [], saved: [], lived: [] }
  for (const [at, made] of plans.entries()) {
    const most = lacking[at]
    const drawn = new Map(
      [...reserve].map(([article, units]) => [
        article,
        Math.min(units, most === undefined ? units : (most.get(article) ?? 0)),
      ]),
    )
    // What is drawn is held by whoever needs it from then on, and no longer in reserve.
    const answer = await attempt(made, decided, drawn, keeping)
    if (answer.status === 'interrupted') return null
    const isMade = answer.status === 'optimal'
    tried.cents.push(isMade ? kept - answer.objective : Infinity)
    tried.lived.push(isMade ? livedIn(made.terms, made.crafts.model, answer.values) : [])
    const saved = (column = -1) => Math.max(0, isMade ? (answer.prices?.columns[column] ?? 0) : 0)
    tried.saved.push(
      new Map([...reserve.keys()].map(article => [article, saved(made.crafts.model.reserve[article])])),
    )
  }
  return tried
}

/** What is late at worst of each article, in whole units: nothing of those that never are. */
export function lackingOf(lived: readonly Lived[]): Reserve {
  return new Map(
    lived.flatMap(({ late }, article) => {
      const worst = Math.max(
        ...late[1].map((units, week) => units + (late[2][week] ?? 0) + (late[3][week] ?? 0)),
      )
      return worst < least ? [] : [[article, Math.ceil(worst)] as const]
    }),
  )
}

/** Cents of a plan with the reserve that is best for it, of what lacks in it. Null where it is interrupted. */
export async function knowingReserve(made: Made, decided: Decided, lacking: Reserve): Promise<number | null> {
  const answer = await attempt(made, decided, lacking, [])
  if (answer.status === 'interrupted') return null
  return answer.status === 'optimal' ? -answer.objective : Infinity
}

/** By article, cents to keep a unit in reserve until the end. */
const keepingOf = ({ articles, calendar }: Terms): number[] =>
  articles.map(({ cents }) => Math.min(1, holding * calendar.weeks) * cents)

/** What is drawn is laid in again at its worth, less what is `paid` for a unit by article already. */
function attempt(
  { terms, crafts: { model, solution }, solving }: Made,
  decided: Decided,
  reserve: Reserve,
  paid: readonly number[],
): Promise<Answer> {
  const also: Kept = new Map(
    [...reserve].flatMap(([article, upper]) => {
      const [column, cents = 0] = [model.reserve[article], terms.articles[article]?.cents]
      return column === undefined
        ? []
        : [[column, { lower: 0, upper, cost: cents - (paid[article] ?? 0) }] as const]
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
  begun: Begun,
  without: Tried,
  { enough, ...asked }: Asked & { enough: number },
): Promise<{ tried: Tried; bound: number } | null> {
  const all = [without]
  let [found, bound] = [without, 0]
  const regret = () => regretOf(found, asked.best)
  for (let round = 0; round < mostRounds; round++) {
    const next = await leastRegretted(plans, begun, all, asked)
    if (next === null) return null
    bound = Math.max(bound, next.bound)
    if (bound >= enough || regret() - bound <= Math.max(nearCents, near * regret())) break
    const tried = await tryReserve(plans, begun, next.reserve)
    if (tried === null) return null
    all.push(tried)
    if (regretOf(tried, asked.best) < regret()) found = tried
  }
  return { tried: found, bound }
}

/** The reserve that would be best if plans cost no more than the cutting planes say; in whole units. */
async function leastRegretted(
  [{ terms }]: readonly [Made, ...Made[]],
  { lacking }: Begun,
  all: readonly Tried[],
  { best, solver, signal }: Asked,
): Promise<{ reserve: Reserve; bound: number } | null> {
  const articles = [...mostOf(lacking)]
  const keeping = keepingOf(terms)
  const unit = Math.max(1, ...all.map(each => regretOf(each, best)).filter(Number.isFinite))
  // Each says: regret ≥ what it is at that reserve + Σ (keeping − saved) × units beyond it. Columns are parts of the most.
  const cuts = all.flatMap(({ reserve, cents, saved }) =>
    cents.flatMap((own, at) => {
      const least = best[at] ?? Infinity
      if (!Number.isFinite(own) || !Number.isFinite(least)) return []
      const slopes = articles.map(([article]) => {
        const isLacking = (reserve.get(article) ?? 0) < (lacking[at]?.get(article) ?? 0)
        return (keeping[article] ?? 0) - (isLacking ? (saved[at]?.get(article) ?? 0) : 0)
      })
      const there = articles.map(([article], place) => (slopes[place] ?? 0) * (reserve.get(article) ?? 0))
      return [{ lower: (own - least - sumOf(there)) / unit, slopes }]
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

/** As much of each article as lacks in any plan. */
function mostOf(lacking: readonly Reserve[]): Reserve {
  const most = new Map<number, number>()
  for (const [article, units] of lacking.flatMap(own => [...own]))
    most.set(article, Math.max(units, most.get(article) ?? 0))
  return most
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
