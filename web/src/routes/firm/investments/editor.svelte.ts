import { nameOf } from '#lib/catalogue.svelte.ts'
import type { Choice } from '#lib/components/field.ts'
import type { FieldProblem } from '#lib/api/problem.ts'
import { fundingStates, investmentStates } from '#lib/investment/words.ts'
import type { Investment, Written } from '#lib/investment/investment.ts'
import { m } from '#lib/paraglide/messages.js'

/** Euros as they are typed, from integer cents. */
const inEuros = (cents: number | null) => (cents === null ? null : cents / 100)
const inCents = (euros: number | null) => Math.round((euros ?? 0) * 100)

interface QuoteLine {
  what: string
  by: string
  euros: number | null
}

interface FundingLine {
  name: string
  euros: number | null
  state: string
  /** Of the table; empty where it is none of them. */
  scheme: string
}

/** What a person writes of a reorientation; figures are null while nothing is typed. */
export class InvestmentEditor {
  item = $state.raw<Choice | null>(null)
  state = $state<string>('planned')
  text = $state('')
  begunOn = $state('')
  readyOn = $state('')
  monthly = $state<number | null>(null)
  months = $state<number | null>(12)
  days = $state<number | null>(null)
  cost = $state<number | null>(null)
  engaged = $state<number | null>(null)
  hires = $state<number | null>(0)
  trainingDays = $state<number | null>(0)
  advance = $state<number | null>(null)
  quotes = $state<QuoteLine[]>([])
  funding = $state<FundingLine[]>([])
  named = $state(false)

  constructor(stored: Investment | null, item: string | null = null) {
    const id = stored?.item ?? item
    if (id !== null) this.item = { value: id, label: nameOf('items', id) }
    if (stored === null) return
    this.state = stored.state
    this.text = stored.text
    this.begunOn = stored.begunOn ?? ''
    this.readyOn = stored.readyOn
    this.monthly = stored.monthlyQuantity
    this.months = stored.months
    this.days = stored.days
    this.cost = inEuros(stored.cents)
    this.engaged = inEuros(stored.engagedCents)
    this.hires = stored.hires
    this.trainingDays = stored.trainingDays
    this.advance = inEuros(stored.advanceCents)
    this.quotes = stored.quotes.map(({ what, by, cents }) => ({ what, by, euros: cents / 100 }))
    this.funding = stored.funding.map(({ name, cents, state, scheme = '' }) => ({
      name,
      euros: cents / 100,
      state,
      scheme,
    }))
    this.named = stored.named
  }

  /** What is missing or no number, each by the field that the server would name. */
  faults(): FieldProblem[] {
    const faults: FieldProblem[] = []
    const need = (field: string, wrong: boolean, message: string) => {
      if (wrong) faults.push({ field, message })
    }
    const whole = (value: number | null, least: number, most: number) =>
      value !== null && Number.isInteger(value) && value >= least && value <= most
    const amount = (value: number | null, due: boolean) =>
      value === null ? !due : !Number.isNaN(value) && value >= 0
    need('/item', this.item === null, m.invest_item_error())
    need('/readyOn', this.readyOn === '', m.invest_ready_on_error())
    need('/monthlyQuantity', !whole(this.monthly, 1, 50_000_000), m.invest_monthly_error())
    need('/months', !whole(this.months, 1, 36), m.invest_months_error())
    need('/days', !whole(this.days ?? 0, 0, 3650), m.invest_number_error())
    need('/cents', !amount(this.cost, true), m.invest_number_error())
    need('/engagedCents', !amount(this.engaged, false), m.invest_number_error())
    need('/hires', !whole(this.hires ?? 0, 0, 100_000), m.invest_number_error())
    need('/trainingDays', !whole(this.trainingDays ?? 0, 0, 100_000), m.invest_number_error())
    need('/advanceCents', !amount(this.advance, false), m.invest_number_error())
    this.quotes.forEach((line, at) =>
      need(`/quotes/${at}/cents`, !amount(line.euros, true), m.invest_number_error()),
    )
    this.funding.forEach((line, at) =>
      need(`/funding/${at}/cents`, !amount(line.euros, true), m.invest_number_error()),
    )
    return faults
  }

  /** As it is sent; call it once `faults` finds none. */
  written(): Written {
    const state = investmentStates.find(one => one === this.state) ?? 'planned'
    return {
      item: this.item?.value ?? '',
      state,
      text: this.text,
      begunOn: this.begunOn === '' ? null : this.begunOn,
      readyOn: this.readyOn,
      monthlyQuantity: this.monthly ?? 0,
      months: this.months ?? 0,
      days: this.days ?? 0,
      cents: inCents(this.cost),
      engagedCents: inCents(this.engaged),
      hires: this.hires ?? 0,
      trainingDays: this.trainingDays ?? 0,
      advanceCents: this.advance === null ? null : inCents(this.advance),
      quotes: this.quotes.map(({ what, by, euros }) => ({ what, by, cents: inCents(euros) })),
      funding: this.funding.map(({ name, euros, state: stands, scheme }) => ({
        name,
        cents: inCents(euros),
        state: fundingStates.find(one => one === stands) ?? 'thought-of',
        ...(scheme !== '' && { scheme }),
      })),
      named: this.named,
    }
  }
}
