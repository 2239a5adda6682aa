import { nameOf } from '#lib/catalogue.svelte.ts'
import { kiloeuros, list, number, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { claimName } from '#lib/plans/words.ts'
import type { Outcome, Part, Run } from './whatif.ts'

export const kinds = [
  'demand',
  'border',
  'firm',
  'largest',
  'lockdown',
  'laboratory',
  'regime',
] as const satisfies Part['kind'][]

export function kindName(kind: Part['kind']): string {
  return {
    demand: m.whatif_kind_demand,
    border: m.whatif_kind_border,
    firm: m.whatif_kind_firm,
    largest: m.whatif_kind_largest,
    lockdown: m.whatif_kind_lockdown,
    laboratory: m.whatif_kind_laboratory,
    regime: m.whatif_kind_regime,
  }[kind]()
}

/** Weeks beyond those that any plan has: it lasts to the end. */
const MOST_WEEKS = 52

function duringLine({ from, weeks }: Part): string {
  if (from + weeks >= MOST_WEEKS) return m.whatif_during_rest({ from: from + 1 })
  return weeks === 1
    ? m.whatif_during_one({ from: from + 1 })
    : m.whatif_during({ from: from + 1, to: from + weeks })
}

/** A part in a sentence without its stop. `firm` and `department`: names by id. */
export function partLine(
  part: Part,
  names: { firm: (id: string) => string; department: (code: string) => string },
): string {
  const what = whatHappens(part, names)
  return part.kind === 'laboratory' || (part.kind === 'regime' && !part.regime)
    ? what
    : m.whatif_part_during({ what, when: duringLine(part) })
}

function whatHappens(part: Part, { firm, department }: Parameters<typeof partLine>[1]): string {
  switch (part.kind) {
    case 'demand': {
      const factor = number(part.factor, Number.isInteger(part.factor) ? 0 : 1)
      return part.item === null
        ? m.whatif_part_demand_all({ factor })
        : m.whatif_part_demand({ item: nameOf('items', part.item), factor })
    }
    case 'border':
      return m.whatif_part_border({ item: nameOf('items', part.item) })
    case 'firm':
      return m.whatif_part_firm({ firm: firm(part.firm) })
    case 'largest':
      return m.whatif_part_largest({ process: nameOf('processes', part.process) })
    case 'lockdown':
      return m.whatif_part_lockdown({
        department: department(part.department),
        share: percent(part.share),
      })
    case 'laboratory':
      return m.whatif_part_laboratory({ days: number(part.days), from: part.from + 1 })
    case 'regime':
      return part.regime
        ? m.whatif_part_regime_record({ regime: nameOf('regimes', part.regime) })
        : m.whatif_part_regime({ from: part.from + 1 })
  }
}

/** Names of items, each with what it is made for where one of them stands there twice. */
export const itemNames = (items: readonly { item: string; claim: Outcome['claim'] | null }[]): string[] =>
  items.map(({ item, claim }) => {
    const isTwice = items.filter(each => each.item === item).length > 1
    return [nameOf('items', item), isTwice && claim !== null ? claimName(claim) : null]
      .filter(Boolean)
      .join(', ')
  })

/** « 312 agents et 84 lits ou places »; null where nobody is without, or nobody said who uses it. */
export function peopleLine({ without }: Pick<Outcome, 'without'>): string | null {
  if (without.length === 0) return null
  return list(
    without.map(({ of, people }) => {
      const count = Math.round(people)
      const shown = { count, shown: number(count) }
      if (of === 'bed') return m.whatif_of_bed(shown)
      if (of === 'pupil') return m.whatif_of_pupil(shown)
      if (of === 'call-out') return m.whatif_of_call_out(shown)
      return of === 'user' ? m.whatif_of_user(shown) : m.whatif_of_agent(shown)
    }),
  )
}

export const coverLine = (cover: number | null): string =>
  cover === null ? m.whatif_side_all() : m.whatif_side_weeks({ count: cover })

/** Reorientations to begin, by firm. */
export const begunLine = (
  begun: readonly { firm: string; reorientations: string[]; keuro: number }[],
): string =>
  list(
    begun.map(({ firm, reorientations, keuro }) =>
      m.whatif_begun_line({
        firm,
        what: list(reorientations.map(id => nameOf('reorientations', id))),
        keuro: kiloeuros(keuro),
      }),
    ),
  )

/** How far a run is. */
export function stageLine({ state, progress, scenarios }: Run): { text: string; detail: string | null } {
  if (state === 'waiting' || progress === null) return { text: m.whatif_stage_waiting(), detail: null }
  const { stage, scenario, done, of } = progress
  const name = scenarios[scenario - 1]?.name ?? m.whatif_as_it_is()
  const text = {
    plan: () => m.whatif_stage_plan(),
    scenario: () => m.whatif_stage_scenario({ name }),
    runs: () => m.whatif_stage_runs({ name }),
    robust: () => m.whatif_stage_robust(),
  }[stage]()
  if (of > 0) return { text, detail: m.whatif_stage_done({ done: number(done), of: number(of) }) }
  return { text, detail: done > 0 ? m.whatif_stage_programmes({ count: done }) : null }
}

export function problemOf(problem: NonNullable<Run['problem']>): { title: string; text: string } {
  return {
    'no-demand': { title: m.whatif_failed_no_demand_title(), text: m.whatif_failed_no_demand() },
    'no-firm': { title: m.whatif_failed_no_firm_title(), text: m.whatif_failed_no_firm() },
    'time-limit': { title: m.whatif_failed_time_limit_title(), text: m.whatif_failed_time_limit() },
    'no-solution': { title: m.whatif_failed_no_solution_title(), text: m.whatif_failed_no_solution() },
    error: { title: m.whatif_failed_error_title(), text: m.whatif_failed_error() },
  }[problem]
}
