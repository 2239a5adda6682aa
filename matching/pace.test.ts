import { describe, expect, test } from 'vitest'
import type { Reorientation } from './catalogue.ts'
import type { Need } from './demand.ts'
import { dayOf } from './dates.ts'
import { compileFirm } from './firm.ts'
import { lineOf } from './line.ts'
import { divide } from './division.ts'
import { capacity } from './criteria/capacity.ts'
import { outcomeOf } from './outcome.ts'
import { fullPace } from './pace.ts'
import { weeksBy } from './programme.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import type { Firm } from './supply.ts'
import { gather, type Team } from './team.ts'
import { figure, smallCatalogue } from './testing/catalogue.ts'
import { firm, maskNeed, site, toulouse, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)
const efficiency = 0.7

function teamOf(firms: Firm[], need: Need, compiled = reference): Team {
  const question = compileQuestion(compiled, need, today, new Set(), { kind: 'other' }, weightsFor('town'))
  const [chain] = unfold(compiled, need, 100)
  if (chain === undefined) throw new Error('Nothing to unfold')
  const lines = firms.map(each => lineOf(compiled, compileFirm(each, compiled), chain))
  const team = gather(question, chain, lines)
  if (team === null) throw new Error('They cannot make it together')
  return team
}

const settled = compileReference({ ...smallCatalogue, reorientations: [] })

/** Masks a week with everybody at the trade they know. */
const weekly = (firms: Firm[], need = maskNeed(1000)) =>
  (fullPace(teamOf(firms, need, settled))?.weekly ?? NaN) * need.quantity

describe('what limits the pace', () => {
  test('is not made up where nothing does: what comes in time is told alone', () => {
    const team = teamOf(
      [firm('a', [site({ cutter: 2, lockstitch: 9 }, { cutter: 2, sewer: 9 })])],
      maskNeed(1000),
    )
    const free: Team = { ...team, lines: team.lines.map(line => ({ ...line, resources: [] })) }
    expect(fullPace(free)).toEqual({ weekly: Infinity, scarce: null })
    const whole = outcomeOf(team, divide(team))
    if (whole === null) throw new Error('They have no part in it')
    expect(capacity({ ...whole, team: free }).reason()).toMatchObject({
      code: 'capacity.untold',
      figures: { delivered: 1000, quantity: 1000 },
    })
  })
})

describe('units a week', () => {
  test('come from the machines where there are fewer machine hours than hands', () => {
    // 2 machines × 35 h × 60 min × 0.7 ÷ 3 min.
    const shop = firm('a', [site({ cutter: 1, lockstitch: 2 }, { cutter: 1, sewer: 10, seller: 2 })])
    expect(weekly([shop])).toBeCloseTo((2 * 35 * 60 * efficiency) / 3, 6)
  })

  test('come from the people where there are fewer hands than machines', () => {
    const shop = firm('a', [site({ cutter: 1, lockstitch: 50 }, { cutter: 1, sewer: 3, seller: 2 })])
    expect(weekly([shop])).toBeCloseTo((3 * 35 * 60 * efficiency) / 3, 6)
  })

  test('count people once who cut, sew and pack', () => {
    const alone = firm('a', [site({ 'clicker-press': 5, lockstitch: 5 }, { 'leather-worker': 4 })])
    // 0.4 min of cutting, 3 of sewing, 0.2 of packing, all by the same four.
    const made = (fullPace(teamOf([alone], maskNeed(1000)))?.weekly ?? NaN) * 1000
    expect(made).toBeCloseTo((4 * 35 * 60 * efficiency) / 3.6, 6)
  })

  test('let people of one trade help those of another', () => {
    // Packing is anybody's: the sewers pack what the cutter has no time for.
    const shop = firm('a', [site({ cutter: 1, lockstitch: 50 }, { cutter: 1, sewer: 10 })])
    const everybody = (11 * 35 * 60 * efficiency) / 3.4
    expect(weekly([shop])).toBeLessThanOrEqual(everybody + 1e-6)
    expect(weekly([shop])).toBeGreaterThan((10 * 35 * 60 * efficiency) / 3.2)
  })

  test('add up machine types that do the same seam', () => {
    const people = { cutter: 2, sewer: 50 }
    const both = firm('a', [site({ cutter: 1, lockstitch: 2, overlock: 3 }, people)])
    const one = firm('a', [site({ cutter: 1, lockstitch: 5 }, people)])
    expect(weekly([both])).toBeCloseTo(weekly([one]), 6)
  })

  test('keep people where they are: a second site without hands makes nothing', () => {
    const main = site({ cutter: 1, lockstitch: 2 }, { cutter: 1, sewer: 2 })
    const empty = site({ lockstitch: 20 }, {}, { id: 'second', place: toulouse })
    expect(weekly([firm('a', [main, empty])])).toBeCloseTo(weekly([firm('a', [main])]), 6)
  })

  test('assume the people it takes to run the machines where nobody is declared', () => {
    const shop = firm('a', [site({ cutter: 1, lockstitch: 2 }, {})])
    expect(weekly([shop])).toBeGreaterThan(0)
    expect(weekly([shop])).toBeLessThanOrEqual((2 * 35 * 60 * efficiency) / 3)
  })
})

describe('people who have to learn', () => {
  const late: Reorientation = {
    id: 'late',
    from: { trade: 'cutter' },
    to: { process: 'sew', families: null, item: null },
    name: { fr: 'late', en: 'late' },
    days: figure(42),
    keuro: figure(1),
    trainingDays: figure(1),
    rampUp: [],
    speed: figure(1),
  }
  const need = maskNeed(1000, {
    subject: { item: 'gown' },
    schedule: [{ due: '2027-01-18', quantity: 1000 }],
  })
  const until = dayOf('2027-01-18')
  const cutters = firm('a', [site({ cutter: 9, lockstitch: 99 }, { cutter: 4 })])

  /** Hours a week put into each process, and the weeks in which it can be done, in a team that learns by this change. */
  function learning(change: Reorientation) {
    const team = teamOf([cutters], need, compileReference({ ...smallCatalogue, reorientations: [change] }))
    const { pace, ready } = divide(team)
    const of = (process: string) => {
      const position = team.routes.findIndex(({ line }) => line.route.process === process)
      const route = team.routes[position]
      if (route === undefined) throw new Error(`Nobody does ${process}`)
      const hours = ((pace[position] ?? 0) * need.quantity * route.line.labourMinutes) / 60 / efficiency
      return { pace: pace[position] ?? 0, hours, weeks: weeksBy(route, until) }
    }
    return { of, ready: ready[0] ?? 0 }
  }

  test('deliver what they can do after they have learnt, and no more', () => {
    const { of, ready } = learning(late)
    expect(of('sew').weeks).toBeCloseTo((56 - 42 - 1) / 7, 9)
    expect(of('cut-cnc').weeks).toBeGreaterThan(of('sew').weeks)
    expect(ready).toBeCloseTo(of('sew').pace * of('sew').weeks, 9)
    expect(of('sew').hours + of('cut-cnc').hours + of('pack').hours).toBeCloseTo(4 * 35, 6)
  })

  test('are still slow in their first weeks', () => {
    const { of, ready } = learning({ ...late, days: figure(0), rampUp: [0, 0, 0.5] })
    const { of: ofQuick } = learning({ ...late, days: figure(0) })
    expect(of('sew').weeks).toBeCloseTo(ofQuick('sew').weeks - 2.5, 9)
    expect(ready).toBeCloseTo(Math.min(1, of('sew').pace * of('sew').weeks), 9)
  })
})
