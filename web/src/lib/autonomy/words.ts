import { date, number, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { AutonomyLine, ItemAutonomy, Link, Shares } from './autonomy.ts'

/** Beyond this many times the need, how many no longer matters. */
const PLENTY = 99

/** « 1,4 × le besoin » of a week; « 1,4 × » where there is no room for more. */
export function timesNeed(units: number, need: number, isShort = false): string {
  if (need <= 0) return '–'
  const times = units / need
  if (isShort) return times > PLENTY ? `> ${number(PLENTY)} ×` : `${number(times, times < 10 ? 1 : 0)} ×`
  if (times > PLENTY) return m.autonomy_plenty({ times: number(PLENTY) })
  return m.autonomy_times({ times: number(times, times < 10 ? 1 : 0) })
}

/** How much is made today, after reorientations, and from when on all of it. */
export function sharesLine({ today, after, daysUntil, from }: Shares): string {
  const until =
    daysUntil === null || from === null
      ? m.autonomy_never()
      : daysUntil <= 7
        ? m.autonomy_now()
        : m.autonomy_until({ days: daysUntil, from: date(from) })
  return [
    m.autonomy_today({ share: percent(today) }),
    m.autonomy_after({ share: percent(after) }),
    until,
  ].join(' · ')
}

export const basisLine = (basis: AutonomyLine['basis']): string =>
  ({ declared: m.autonomy_basis_declared, needs: m.autonomy_basis_needs })[basis]()

export function dependenceName(dependence: ItemAutonomy['outside'][number]['dependence']): string {
  if (dependence === null) return m.autonomy_dependence_unknown()
  return {
    low: m.autonomy_dependence_low,
    medium: m.autonomy_dependence_medium,
    high: m.autonomy_dependence_high,
  }[dependence]()
}

/** What a link is, beside its bar: who does it, or that nobody does. */
export function linkLine({ service, today, after, makers }: Link, need: number): string {
  if (after <= 0) return service ? m.autonomy_service_only() : m.autonomy_nobody()
  const firms = m.autonomy_firms({ count: makers.length })
  const strength =
    Math.abs(after - today) < 1e-6
      ? timesNeed(after, need)
      : m.autonomy_then({ today: timesNeed(today, need), after: timesNeed(after, need) })
  return [strength, firms, service && m.autonomy_service_too()].filter(Boolean).join(' · ')
}
