import type { FieldProblem } from '#lib/api/problem.ts'
import { nameOf } from '#lib/catalogue.svelte.ts'
import type { Choice } from '#lib/components/field.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Said, Written } from './demand.ts'
import { textOfWeeks, weeksIn } from './weeks-text.ts'
import { bases } from './words.ts'

const kinds = ['rule', 'declared', 'fleet'] as const

/** What a person says of what is used of an item; figures are null while nothing is typed. */
export class ConsumptionDraft {
  item = $state.raw<Choice | null>(null)
  basis = $state<string>('rule')
  base = $state<string>('bed')
  perDay = $state<number | null>(null)
  count = $state<number | null>(null)
  daysPerWeek = $state<number | null>(7)
  users = $state<number | null>(null)
  changesPerDay = $state<number | null>(1)
  rotationDays = $state<number | null>(4)
  life = $state<number | null>(50)
  pieces = $state<number | null>(0)
  washesLeft = $state<number | null>(25)
  lossPercent = $state<number | null>(5)
  weeks = $state('')
  readonly version: number | null

  constructor(stored: Said | null) {
    this.version = stored?.version ?? null
    if (stored === null) return
    this.item = { value: stored.item, label: nameOf('items', stored.item) }
    this.basis = stored.basis
    this.weeks = textOfWeeks(stored.declared)
    if (stored.rule) {
      this.base = stored.rule.base
      this.perDay = stored.rule.perDay
      this.count = stored.rule.count
      this.daysPerWeek = stored.rule.daysPerWeek
    }
    if (stored.fleet) {
      const { users, changesPerDay, daysPerWeek, rotationDays, life, pieces, washesLeft, yearlyLoss } =
        stored.fleet
      Object.assign(this, { users, changesPerDay, daysPerWeek, rotationDays, life, pieces, washesLeft })
      this.lossPercent = Math.round(yearlyLoss * 1000) / 10
    }
  }

  /** What is missing or no number, each by the field that the server would name. */
  faults(): FieldProblem[] {
    const faults: FieldProblem[] = []
    const need = (field: string, value: number | null) => {
      if (value === null || Number.isNaN(value) || value < 0)
        faults.push({ field, message: m.demand_number_error() })
    }
    if (this.item === null) faults.push({ field: '/item', message: m.demand_item_error() })
    if (this.basis === 'rule') {
      need('/rule/perDay', this.perDay)
      need('/rule/count', this.count)
      need('/rule/daysPerWeek', this.daysPerWeek)
    } else if (this.basis === 'fleet') {
      need('/fleet/users', this.users)
      need('/fleet/changesPerDay', this.changesPerDay)
      need('/fleet/daysPerWeek', this.daysPerWeek)
      need('/fleet/rotationDays', this.rotationDays)
      need('/fleet/life', this.life)
      need('/fleet/pieces', this.pieces)
      need('/fleet/washesLeft', this.washesLeft)
      need('/fleet/yearlyLoss', this.lossPercent)
    } else {
      const weeks = weeksIn(this.weeks)
      if ('line' in weeks) faults.push({ field: '/weeks', message: m.demand_weeks_error(weeks) })
    }
    return faults
  }

  /** As it is sent; call it once `faults` finds none. */
  written(): Written {
    const basis = kinds.find(kind => kind === this.basis) ?? 'declared'
    const weeks = basis === 'declared' ? weeksIn(this.weeks) : []
    return {
      version: this.version,
      basis,
      rule:
        basis === 'rule'
          ? {
              base: bases.find(one => one === this.base) ?? 'bed',
              perDay: this.perDay ?? 0,
              count: this.count ?? 0,
              daysPerWeek: this.daysPerWeek ?? 0,
            }
          : null,
      fleet:
        basis === 'fleet'
          ? {
              users: this.users ?? 0,
              changesPerDay: this.changesPerDay ?? 0,
              daysPerWeek: this.daysPerWeek ?? 0,
              rotationDays: this.rotationDays ?? 0,
              life: this.life ?? 0,
              pieces: this.pieces ?? 0,
              washesLeft: this.washesLeft ?? 0,
              yearlyLoss: (this.lossPercent ?? 0) / 100,
            }
          : null,
      weeks: 'line' in weeks ? [] : weeks,
    }
  }
}
