import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divide } from './division.ts'
import { lineOf } from './line.ts'
import { maximise } from './linear.ts'
import { perUnitOf, programmeOf, weeksBy } from './programme.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { gather, productRecipe, type Team } from './team.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)

/** Divisions of what all firms of drawn regions do together for drawn needs, by each recipe. */
function eachTeam(visit: (team: Team) => void): void {
  fc.assert(
    fc.property(regions(4), needs('need'), (firms, need) => {
      const weights = weightsFor(need.buyerKind)
      const question = compileQuestion(reference, need, today, new Set(), { kind: 'other' }, weights)
      const index = new FirmIndex(reference)
      for (const firm of firms) index.add(firm)
      const compiled = [...index.stored()].map(stored => index.compiled(stored))
      for (const chain of unfold(reference, need, question.lastDue - question.today)) {
        const lines = compiled.map(firm => lineOf(reference, firm, chain))
        const team = gather(question, chain, lines)
        if (team !== null) visit(team)
      }
    }),
    { numRuns: 150 },
  )
}

const lastDueOf = ({ question: { checkpoints, lastDue } }: Team) =>
  checkpoints.findIndex(({ day, isComfort }) => day === lastDue && !isComfort)

test('of no operation more is made after the last due date than is delivered late', () => {
  let seen = 0
  eachTeam(team => {
    const programme = programmeOf(team)
    const { values } = maximise(programme.objective, programme.rows)
    const value = (variable: number | undefined) => values[variable ?? -1] ?? 0
    const delivered = value(programme.delivered[lastDueOf(team)])
    const late = new Map<number, number>()
    team.routes.forEach((route, at) => {
      const inTime = value(programme.pace[at]) * weeksBy(route, team.question.lastDue)
      const after = Math.max(0, value(programme.share[at]) - inTime) / perUnitOf(team, route)
      late.set(route.line.operation, (late.get(route.line.operation) ?? 0) + after)
    })
    for (const sum of late.values()) expect(sum).toBeLessThanOrEqual(1 - delivered + 1e-6)
    if (delivered > 0.01 && delivered < 0.99) seen++
  })
  expect(seen).toBeGreaterThan(10)
})

test('what is told to be ready by the last due date is made by then, by those who do it', () => {
  let seen = 0
  eachTeam(team => {
    const division = divide(team)
    const recipe = productRecipe(team)
    // What takes longer than is followed is made by nobody.
    if (recipe === undefined || (division.made.get(recipe) ?? 0) < 1 - 1e-6) return
    const ready = division.ready[lastDueOf(team)] ?? 0
    for (const { number } of recipe.operations) {
      if (team.standOf[number] !== undefined) continue
      const made = team.routes.map((route, at) => {
        const able = (division.pace[at] ?? 0) * weeksBy(route, team.question.lastDue)
        return route.line.operation === number ? Math.min(division.share[at] ?? 0, able) : 0
      })
      expect(made.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(ready - 1e-6)
    }
    if (ready > 0.01 && ready < 0.99) seen++
  })
  expect(seen).toBeGreaterThan(10)
})
