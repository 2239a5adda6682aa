import { nameOf, operationName } from '#lib/catalogue.svelte.ts'
import { euros, kilometres, kiloeuros, list, number, unitPrice } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { quantityOf } from '#lib/stocks/words.ts'
import { limitLine } from './bound-words.ts'
import type { Explained } from './plans.ts'
import { roundEuros } from './words.ts'

type Reason = Explained['reasons'][number]
type Bottleneck = Explained['bottlenecks'][number]
type Gained = Bottleneck['gained']

/** What binds: machines or people, as the trade calls them. */
export const bottleneckName = ({ kind, of }: Pick<Bottleneck, 'kind' | 'of'>): string =>
  list(
    of.map(id =>
      id === null ? m.plan_why_anybody() : nameOf(kind === 'machines' ? 'machineTypes' : 'trades', id),
    ),
  )

const amountsOf = (gained: Gained, amountOf: (one: Gained[number]) => number) =>
  gained
    .filter(one => amountOf(one) >= 0.5)
    .map(one =>
      m.plan_why_amount({
        quantity: quantityOf(one.item, Math.round(amountOf(one))),
        item: nameOf('items', one.item),
      }),
    )

/** What a little more brings: items that would come and do not, or come sooner; and what would be given up for it. */
export function gainedLines(gained: Gained): string[] {
  const covered = amountsOf(gained, one => one.covered)
  const lost = amountsOf(gained, one => -one.covered)
  const sooner = amountsOf(
    gained.filter(one => Math.abs(one.covered) < 0.5),
    one => one.unitWeeks,
  )
  return [
    ...(covered.length > 0 ? [m.plan_why_covers({ what: list(covered) })] : []),
    ...(sooner.length > 0 ? [m.plan_why_sooner({ what: list(sooner) })] : []),
    ...(lost.length > 0 ? [m.plan_why_costs({ what: list(lost) })] : []),
  ]
}

/** « Dix heures de plus par semaine de soudeuses à ultrasons, Ariège ». */
export const bottleneckLine = (bottleneck: Bottleneck): string =>
  m.plan_why_more({
    hours: number(bottleneck.hoursPerWeek),
    what: bottleneckName(bottleneck),
    department: bottleneck.department,
  })

export const sparedLine = (cents: number): string => m.plan_why_spares({ cost: roundEuros(cents) })

export const loosenedLine = ({ bound, to }: Explained['bounds'][number]): string =>
  m.plan_why_loosened({ asked: limitLine(bound), to: limitLine(bound, to) })

/** Why an operation is given to a firm: what it has, what it costs there, and who would be next. */
export function reasonLines({
  recipe,
  operation,
  item,
  units,
  agreed,
  hoursFree,
  hoursTaken,
  cents,
  kilometres: far,
  reorientations,
  keuro,
  others,
  next,
}: Reason): string[] {
  return [
    m.plan_why_does({
      operation: operationName({ recipe, operation }),
      quantity: quantityOf(item, Math.round(units)),
      taken: number(hoursTaken),
      free: number(hoursFree),
    }),
    m.plan_why_price({ cents: unitPrice(cents), far: kilometres(far) }),
    ...(agreed >= 0.5 ? [m.plan_why_agreed({ quantity: quantityOf(item, Math.round(agreed)) })] : []),
    ...(reorientations.length > 0
      ? [
          m.plan_why_moves({
            moves: list(reorientations.map(id => nameOf('reorientations', id))),
            keuro: kiloeuros(keuro),
          }),
        ]
      : []),
    others === 0
      ? m.plan_why_only()
      : next === null
        ? m.plan_why_full({ count: others })
        : next.keuro > 0
          ? m.plan_why_next_move({
              firm: next.firm,
              cents: unitPrice(next.cents),
              far: kilometres(next.kilometres),
              keuro: kiloeuros(next.keuro),
            })
          : m.plan_why_next({
              firm: next.firm,
              cents: unitPrice(next.cents),
              far: kilometres(next.kilometres),
              hours: number(next.hoursLeft),
            }),
  ]
}

/** Cents of one more hour in the weeks in which it is worth most. */
export const dearestHour = ({ weeks }: Bottleneck): string =>
  euros(Math.round(weeks.reduce((most, { centsPerHour }) => Math.max(most, centsPerHour), 0)))
