/** Solves the programmes of a plan one after the other, easing what cannot be kept, and tells how far it is. */
import type { Answer, Basis, Optimum, Programme, Solver } from '../solver.ts'
import { eased, optimal, type Solve } from './ease.ts'
import type { Model } from './model.ts'
import type { Conflict } from './region.ts'
import type { Kept, Within } from './sheet.ts'

export interface PlanProgress {
  /** Programmes solved so far, and steps of the simplex in the one that is under way. */
  programmes: number
  steps: number
  /** Cents of the best plan so far, and what none goes below; null before they are known. */
  objective: number | null
  bound: number | null
}

export interface SolveWith {
  solver: Solver
  signal?: AbortSignal
  say?: (progress: PlanProgress) => void
}

/** Milliseconds between two words of the same programme. */
const saying = 500
const what = 'The programme of a plan'

/** Numbers of the reorientations that are made. */
export type Decided = ReadonlySet<number>

/** Nothing was found yet. */
const unseen: Answer = { status: 'limit', values: null, objective: -Infinity, bound: Infinity, gap: Infinity }

export class Solving {
  readonly #using: SolveWith
  readonly #progress: PlanProgress = { programmes: 0, steps: 0, objective: null, bound: null }
  /** When it last told of steps. */
  #said = 0
  /** By what may give way, in the order of all models of the plan: up to how much it has to. */
  #given: number[] = []
  /** What had given way when reorientations were last made in part. */
  #givenInPart = this.#given
  /** Positions of what is in a conflict. */
  #named: ReadonlySet<number> = new Set()
  readonly conflicts: Conflict[] = []

  constructor(using: SolveWith) {
    this.#using = using
  }

  /** Thousands of euro that have to be spent on reorientations beyond what may be. */
  overspent({ giving }: Model): number {
    const at = giving.findIndex(({ limit }) => limit.kind === 'keuro')
    return (this.#given[at] ?? 0) * (giving[at]?.unit ?? 0)
  }

  /** Solves a model with these reorientations made, or (null) with each made in part. `also`: what else is kept within limits. */
  async attempt(
    model: Model,
    decided: Decided | null,
    basis: Basis | null,
    { primal = false, also = new Map() }: { primal?: boolean; also?: Kept } = {},
  ): Promise<Answer> {
    const programme = model.sheet.programme(new Map([...this.#kept(model, decided, []), ...also]))
    const answer = await this.#run(programme, { ...(basis && { basis }), primal })
    if (answer.status !== 'optimal') return answer
    const { objective } = this.#progress
    this.#progress.programmes += 1
    this.#progress.steps = 0
    if (decided === null) {
      this.#progress.bound = -answer.objective
      this.#givenInPart = this.#given
    } else this.#progress.objective = Math.min(objective ?? Infinity, -answer.objective)
    this.#using.say?.({ ...this.#progress })
    return answer
  }

  /** The same; where that cannot be, after what has to give way has. Null where it is interrupted. */
  async solve(model: Model, decided: Decided | null, basis: Basis | null): Promise<Optimum | null> {
    const begun = basis ?? (await this.#unbound(model, decided))
    let answer = await this.#seen(model, decided)
    if (answer.status === 'limit') answer = await this.attempt(model, decided, begun)
    if (answer.status === 'infeasible') {
      const found = await eased(model, keptTo(model, decided), this.#named, (programme, options) =>
        this.#run(programme, options),
      )
      if (found === null) return null
      this.#given = found.given
      this.#named = found.named
      this.conflicts.push(...found.conflicts.map(between => ({ between, isProven: decided === null })))
      answer = await this.attempt(model, decided, found.basis, { primal: true })
    }
    return optimal(answer, what)
  }

  /**
   * What no plan is better than that keeps to all that has not given way: `relaxed`, solved again where more has given way since.
   * Null where it is interrupted.
   */
  async relaxedNow(model: Model, relaxed: Optimum): Promise<Optimum | null> {
    if (this.#givenInPart === this.#given) return relaxed
    return optimal(await this.attempt(model, null, relaxed.basis), what)
  }

  /** The same once more, with something changed: more hours in the model, or what may give way by so much more. */
  async again(
    model: Model,
    decided: Decided | null,
    basis: Basis | null,
    more: readonly number[] = [],
  ): Promise<Answer> {
    const answer = await this.#run(model.sheet.programme(this.#kept(model, decided, more)), {
      ...(basis && { basis }),
    })
    this.#progress.programmes += 1
    this.#progress.steps = 0
    this.#using.say?.({ ...this.#progress })
    return answer
  }

  /**
   * Where the same programme ends without its bounds; null where it has none. From there the bounds are a matter of some steps,
   * where the whole programme begun from nothing takes many times as long.
   */
  async #unbound(model: Model, decided: Decided | null): Promise<Basis | null> {
    const { sheet, unbound } = model
    if (unbound.rows === sheet.size.rows) return null
    const answer = await this.#run(sheet.programme(this.#kept(model, decided, []), null, unbound), {})
    return answer.status === 'optimal' ? answer.basis : null
  }

  #kept(model: Model, decided: Decided | null, more: readonly number[]): Kept {
    const given = model.giving.flatMap(({ column }, at) => {
      const upper = (this.#given[at] ?? 0) + (more[at] ?? 0)
      return upper > 0 ? [[column, { lower: 0, upper }] as const] : []
    })
    return new Map<number, Within>([...keptTo(model, decided), ...given])
  }

  /**
   * What can be seen at once of a programme with bounds: that nothing solves it (the simplex takes many times as long to find that
   * out), or else `limit`.
   */
  async #seen(model: Model, decided: Decided | null): Promise<Answer> {
    const { sheet, unbound } = model
    if (unbound.rows === sheet.size.rows) return unseen
    const answer = await this.#run(sheet.programme(this.#kept(model, decided, [])), {
      smaller: true,
      iterations: 0,
    })
    return answer.status === 'optimal' ? unseen : answer
  }

  #run(programme: Programme, options: Parameters<Solve>[1]): Promise<Answer> {
    const { solver, signal, say } = this.#using
    const watch = (steps: number) => {
      if (performance.now() - this.#said < saying) return
      this.#said = performance.now()
      say?.({ ...this.#progress, steps })
    }
    return solver.solve(programme, {
      ...options,
      ...(signal && { signal }),
      ...(say && { watch }),
    })
  }
}

function keptTo({ moves }: Model, decided: Decided | null): Kept {
  if (decided === null) return new Map()
  return new Map(
    moves.map((column, at) => {
      const made = decided.has(at) ? 1 : 0
      return [column, { lower: made, upper: made }]
    }),
  )
}
