import { ApiProblem } from '#lib/api/problem.ts'
import type { Choice, ProcedureKind, ProcedurePage, Proposal, Urgency } from '#lib/procedure/procedure.ts'
import { proposeProcedure } from '#lib/procedure/procedure.ts'

const PAUSE = 250
const CENTS = 100

/** What one types of a purchase, amounts in euros: null where nothing is typed, NaN where it is no number. */
interface Typed {
  authority: 'central' | 'other'
  urgency: Urgency
  needEuros: number | null
  elsewhereEuros: number | null
  /** Needs of the same family: whether they count, and with how much. */
  alike: { needId: string; counts: boolean; euros: number | null }[]
  form: 'order' | 'framework'
  frameworkMonths: number | null
  reason: string
  grounds: NonNullable<Choice['grounds']>
}

const noGrounds = { event: '', unforeseeable: '', link: '', limits: '' }
const isAmount = (euros: number | null): euros is number => euros !== null && euros > 0
const centsOf = (euros: number) => Math.round(euros * CENTS)

function typedOf({ stored, alike }: ProcedurePage): Typed {
  const counted = new Map(stored?.alike.map(({ needId, cents }) => [needId, cents]))
  return {
    authority: stored?.authority ?? 'other',
    urgency: stored?.urgency ?? 'none',
    needEuros: stored ? stored.needCents / CENTS : null,
    elsewhereEuros: stored && stored.elsewhereCents > 0 ? stored.elsewhereCents / CENTS : null,
    alike: alike.map(({ needId, cents }) => {
      const known = counted.get(needId) ?? cents
      return { needId, counts: stored === null || counted.has(needId), euros: known && known / CENTS }
    }),
    form: stored?.form ?? 'order',
    frameworkMonths: stored?.frameworkMonths ?? null,
    reason: stored?.reason ?? '',
    grounds: stored?.grounds ?? noGrounds,
  }
}

/** A choice of procedure while it is made: what is typed, and what the law says of it. Create it while a component is. */
export class ChoiceOfProcedure {
  typed: Typed
  proposal = $state.raw<Proposal | null>(null)
  problem = $state.raw<ApiProblem['problem'] | null>(null)
  asking = $state(false)
  /** What the buyer took by hand; null while the proposal is followed. */
  taken = $state<ProcedureKind | null>(null)
  readonly #needId: string
  readonly #version: number | null
  #turn = 0

  constructor(needId: string, page: ProcedurePage) {
    this.#needId = needId
    this.#version = page.stored?.version ?? null
    this.typed = $state(typedOf(page))
    this.taken = page.stored && page.stored.chosen !== page.stored.proposed ? page.stored.chosen : null
    $effect(() => {
      const { purchase } = this
      const turn = ++this.#turn
      if (purchase === null) {
        this.proposal = null
        return
      }
      const timer = setTimeout(() => void this.#ask(purchase, turn), PAUSE)
      return () => clearTimeout(timer)
    })
  }

  /** What the law judges; null while an amount is missing or is none. */
  purchase = $derived.by(() => {
    const { authority, urgency, needEuros, elsewhereEuros, alike } = this.typed
    const counted = alike.filter(({ counts, euros }) => counts && euros !== null)
    const isSound =
      isAmount(needEuros) &&
      (elsewhereEuros === null || elsewhereEuros >= 0) &&
      counted.every(({ euros }) => isAmount(euros))
    if (!isSound) return null
    return {
      authority,
      urgency,
      needCents: centsOf(needEuros),
      elsewhereCents: centsOf(elsewhereEuros ?? 0),
      alike: counted.map(({ needId, euros }) => ({ needId, cents: centsOf(euros ?? 0) })),
    }
  })

  /** The way that will be kept: the one taken by hand where it is lawful still, the proposed one otherwise. */
  get chosen(): ProcedureKind | null {
    const lawful = this.proposal?.lawful ?? []
    return this.taken !== null && lawful.includes(this.taken) ? this.taken : (lawful[0] ?? null)
  }

  /** What is sent; null while nothing can be. */
  get choice(): Choice | null {
    const { purchase, chosen, typed } = this
    if (purchase === null || chosen === null) return null
    const { form, frameworkMonths, reason, grounds } = typed
    return {
      version: this.#version,
      ...purchase,
      form,
      frameworkMonths: form === 'framework' && Number.isInteger(frameworkMonths) ? frameworkMonths : null,
      chosen,
      reason,
      grounds: chosen === 'imperious-urgency' ? { ...grounds } : null,
    }
  }

  async #ask(purchase: NonNullable<ChoiceOfProcedure['purchase']>, turn: number): Promise<void> {
    this.asking = true
    try {
      const proposal = await proposeProcedure(this.#needId, purchase)
      if (turn !== this.#turn) return
      this.proposal = proposal
      this.problem = null
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause
      if (turn === this.#turn) this.problem = cause.problem
    } finally {
      if (turn === this.#turn) this.asking = false
    }
  }
}
