/** Solves the programmes of a plan one after the other, easing what cannot be kept, and tells how far it is. */
import type { Answer, Basis, Optimum, Solver } from '../solver.ts'
import { eased, givingOf } from './ease.ts'
import type { Model, Terms } from './model.ts'
import type { Kept } from './sheet.ts'

export interface PlanProgress {
  /** Programmes solved so far. */
  programmes: number
  /** Cents of the best plan so far, and what none goes below; null before they are known. */
  objective: number | null
  bound: number | null
}

export interface SolveWith {
  solver: Solver
  signal?: AbortSignal
  say?: (progress: PlanProgress) => void
}

/** Numbers of the reorientations that are made. */
export type Decided = ReadonlySet<number>

export class Solving {
  readonly #terms: Terms
  readonly #using: SolveWith
  readonly #progress: PlanProgress = { programmes: 0, objective: null, bound: null }
  /** By model, what has had to give way. */
  readonly #eased = new Map<Model, Kept>()

  constructor(terms: Terms, using: SolveWith) {
    this.#terms = terms
    this.#using = using
  }

  /** Solves a model with these reorientations made, or (null) with each made in part. */
  async attempt(model: Model, decided: Decided | null, basis: Basis | null): Promise<Answer> {
    const kept = new Map([...keptTo(model, decided), ...(this.#eased.get(model) ?? [])])
    const answer = await this.#run(model.sheet.programme(kept), basis)
    if (answer.status !== 'optimal') return answer
    const { objective } = this.#progress
    this.#progress.programmes += 1
    if (decided === null) this.#progress.bound = -answer.objective
    else this.#progress.objective = Math.min(objective ?? Infinity, -answer.objective)
    this.#using.say?.({ ...this.#progress })
    return answer
  }

  /** The same; where that cannot be, after what has to give way has. Null where it is interrupted. */
  async solve(model: Model, decided: Decided | null, basis: Basis | null): Promise<Optimum | null> {
    let answer = await this.attempt(model, decided, basis)
    if (answer.status === 'infeasible') {
      const giving = givingOf(this.#terms, model)
      const kept = await eased(giving, model, keptTo(model, decided), programme => this.#run(programme, null))
      if (kept === null) return null
      this.#eased.set(model, kept)
      answer = await this.attempt(model, decided, null)
    }
    if (answer.status === 'interrupted') return null
    if (answer.status !== 'optimal') throw new Error(`The programme of a plan is ${answer.status}`)
    return answer
  }

  #run(programme: ReturnType<Model['sheet']['programme']>, basis: Basis | null): Promise<Answer> {
    const { solver, signal } = this.#using
    return solver.solve(programme, { ...(basis && { basis }), ...(signal && { signal }) })
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
