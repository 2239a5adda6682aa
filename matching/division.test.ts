import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf } from './line.ts'
import { maximise } from './linear.ts'
import { perUnitOf, programmeOf, weeksBy } from './programme.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { gather } from './team.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)

test('of no operation more is made after the last due date than is delivered late', () => {
  let seen = 0
  fc.assert(
    fc.property(regions(4), needs('need'), (firms, need) => {
      const weights = weightsFor(need.buyerKind)
      const question = compileQuestion(reference, need, today, new Set(), { kind: 'other' }, weights)
      const index = new FirmIndex(reference)
      for (const firm of firms) index.add(firm)
      const compiled = [...index.stored()].map(stored => index.compiled(stored))
      for (const chain of unfold(reference, need, question.lastDue - question.today)) {
        const team = gather(
          question,
          chain,
          compiled.map(firm => lineOf(reference, firm, chain)),
        )
        if (team === null) continue
        const programme = programmeOf(team)
        const { values } = maximise(programme.objective, programme.rows)
        const value = (variable: number | undefined) => values[variable ?? -1] ?? 0
        const last = question.checkpoints.findIndex(
          ({ day, isComfort }) => day === question.lastDue && !isComfort,
        )
        const delivered = value(programme.delivered[last])
        const late = new Map<number, number>()
        team.routes.forEach((route, at) => {
          const inTime = value(programme.pace[at]) * weeksBy(route, question.lastDue)
          const after = Math.max(0, value(programme.share[at]) - inTime) / perUnitOf(team, route)
          late.set(route.line.operation, (late.get(route.line.operation) ?? 0) + after)
        })
        for (const sum of late.values()) expect(sum).toBeLessThanOrEqual(1 - delivered + 1e-6)
        if (delivered > 0.01 && delivered < 0.99) seen++
      }
    }),
    { numRuns: 150 },
  )
  expect(seen).toBeGreaterThan(10)
})
