import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standing } from './compliance.ts'
import type { Need } from './demand.ts'
import { abilityOf } from './equipment.ts'
import { compileFirm } from './firm.ts'
import { lineOf } from './line.ts'
import { judgeAlone } from './part.ts'
import { compileQuestion } from './question.ts'
import { Reach } from './reach.ts'
import { compileReference, type Reference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { firms, laws, needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineWith, maskNeed, mill, sewingShop, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)

const indexOf = (...list: Firm[]) => indexOn(reference, list)
const indexOn = (on: Reference, list: readonly Firm[]) => {
  const index = new FirmIndex(on)
  for (const each of list) index.add(each)
  return index
}

const questionOf = (need: Need, on = reference) =>
  compileQuestion(on, need, today, new Set(['09']), { kind: 'other' }, weightsFor(need.buyerKind))

test('a profile comes back as it was given, whatever it holds', () => {
  fc.assert(
    fc.property(firms('a'), fc.string(), (firm, text) => {
      const written = { ...firm, name: text, activity: `${text} — l’atelier` }
      const index = indexOf(written)
      const stored = index.get('a')
      expect(stored && index.profile(stored)).toEqual(written)
    }),
  )
})

test('a firm has an ability exactly where its machines and people give it one, whoever is equipped alike', () => {
  fc.assert(
    fc.property(regions(5), firms('a'), (region, changed) => {
      const index = indexOf(...region, changed)
      for (const stored of index.stored()) {
        const compiled = compileFirm(index.profile(stored), reference)
        for (const operation of reference.operations) {
          expect({
            ...index.ability(operation.index, index.refusalsOf(stored.kind).equipment),
            number: 0,
          }).toEqual(abilityOf(reference, compiled, operation))
        }
      }
    }),
    { numRuns: 300 },
  )
})

describe('somebody can sell lawfully in time', () => {
  /** The plain way: every firm is worked out, and judged as the manufacturer. */
  function someoneByTryingAll(list: Firm[], need: Need, reference: Reference): boolean[] {
    const question = questionOf(need, reference)
    const index = indexOn(reference, list)
    return unfold(reference, need, question.lastDue - question.today).map(chain => {
      const stacks = chain.recipe.inputs
        .filter(({ item }) => item.materialFamily?.startsWith('complexe'))
        .map(({ item }) => ({ item, makers: [] }))
      return list.some(firm => {
        const stored = index.get(firm.id)
        const part = stored === undefined ? null : index.partOfKind(stored.kind, chain)
        if (stored === undefined || part === null || judgeAlone(question, part, stored) !== 'whole')
          return false
        const compiled = compileFirm(firm, reference)
        const starts = lineOf(reference, compiled, chain)
          .routes.filter(({ operation, route }) => {
            const stage = reference.processes.get(route.process)?.stage
            return (
              chain.operations[operation]?.node === 0 &&
              stage !== 'test' &&
              stage !== 'pack' &&
              stage !== 'care'
            )
          })
          .map(({ route }) => route.startDays)
        if (starts.length === 0) return false
        const { lawful } = standing(question, chain.item, compiled, stacks, Math.min(...starts))
        return lawful <= question.lastDue || !Number.isFinite(lawful)
      })
    })
  }

  test('exactly when some maker could, after any changes of firms', () => {
    const changes = fc.array(
      fc.constantFrom('a', 'b', 'c', 'd').chain(id => fc.oneof(firms(id), fc.constant(id))),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(regions(4), changes, needs('need'), laws, (region, later, need, law) => {
        const reference = compileReference(law)
        const index = indexOn(reference, region)
        const question = questionOf(need, reference)
        const chains = unfold(reference, need, question.lastDue - question.today)
        const reaches = chains.map(chain => new Reach(index, question, chain))
        const kept = new Map(region.map(firm => [firm.id, firm]))
        const check = () => {
          const plain = someoneByTryingAll([...kept.values()], need, reference)
          // Where nothing has to be had nobody is asked for: whoever makes it may sell it.
          const expected = reaches.map((reach, at) => reach.latestStart === Infinity || plain[at])
          expect(reaches.map(reach => reach.someone())).toEqual(expected)
        }
        check()
        for (const change of later) {
          if (typeof change === 'string') {
            index.remove(change)
            kept.delete(change)
          } else {
            index.add(change)
            kept.set(change.id, change)
          }
          // Not after each: some changes are only seen with those that follow.
          if (change !== later[0]) check()
        }
        check()
      }),
      { numRuns: 400 },
    )
  })

  test('and where nobody can, those who make something else of it stay', () => {
    // The right to sell a gown takes 53 days; the mill weaves its cloth whoever sews it.
    const gowns = maskNeed(100, {
      subject: { item: 'gown' },
      claim: 'protects-patient',
      schedule: [{ due: '2027-01-01', quantity: 100 }],
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
    })
    const alone = engineWith(mill('mill')).firmsCalled(gowns)
    const engine = engineWith(mill('mill'), sewingShop('shop'))
    expect(engine.firmsCalled(gowns)).toEqual(alone)
    expect(engine.rank(gowns, { viewer: { kind: 'other' } }).knockedOut.byReason).toEqual({
      'firm.norm-out-of-reach': 1,
    })
  })
})
