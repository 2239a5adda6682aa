import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { Bound, perTier } from './bound.ts'
import { candidatesOf, lineOfCandidate } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import type { Need } from './demand.ts'
import { Glances, ideal } from './glance.ts'
import { lineOf } from './line.ts'
import { type FirmLook, Look } from './look.ts'
import type { Viewer } from './match.ts'
import { outcome } from './outcome.ts'
import { compileQuestion } from './question.ts'
import { rankAlone } from './rank-alone.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { candidacyOf, survey } from './survey.ts'
import { laws, needs, regions } from './testing/arbitraries.ts'
import { regime, smallCatalogue } from './testing/catalogue.ts'
import type { Engine } from './engine.ts'
import {
  certificate,
  engineOn,
  engineWith,
  foix,
  maskNeed,
  sewingShop,
  site,
  today,
  toulouse,
} from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const viewers = fc.constantFrom<Viewer>({ kind: 'other' }, { kind: 'operator' }, { kind: 'self', firm: 'f0' })

function ask(firms: Firm[], need: Need, viewer: Viewer, catalogue = smallCatalogue) {
  const reference = compileReference(catalogue)
  const index = new FirmIndex(reference)
  for (const firm of firms) index.add(firm)
  const weights = weightsFor(need.buyerKind, need.weights, undefined)
  const question = compileQuestion(
    reference,
    need,
    today,
    new Set(['09', '31']),
    viewer,
    weights,
    new Map(),
    1,
  )
  const chains = unfold(reference, need, question.lastDue - question.today)
  return { question, supply: { index, chains, firms: firms.length, lineOf: lineOf.bind(null, reference) } }
}

test('firms ranked alone are those, and in the order, that judging every one of them gives', () => {
  fc.assert(
    fc.property(
      regions(8),
      needs('need'),
      viewers,
      fc.integer({ min: 1, max: 4 }),
      laws,
      (firms, need, viewer, limit, law) => {
        const { question, supply } = ask(firms, need, viewer, law)
        const all = assemble(question, candidatesOf(question, supply.chains, supply.index, supply.lineOf))
        const listed = all.found.map(({ key, score }) => ({ key, score }))
        const { found } = rankAlone(question, supply, limit)
        expect(found.map(({ key, score }) => ({ key, score }))).toEqual(listed.slice(0, limit))
      },
    ),
    { numRuns: 1000 },
  )
})

test('no firm alone is worth more than its bound, that of its block or that of its class', () => {
  fc.assert(
    fc.property(regions(5), needs('need'), viewers, laws, (firms, need, viewer, law) => {
      const { question, supply } = ask(firms, need, viewer, law)
      const surveyed = survey(question, supply.chains, supply.index)
      const { roll } = surveyed
      const looks = new Look(question, supply, surveyed)
      const glances = new Glances(question, supply.index, roll.blocks)
      const bounds = supply.chains.map(chain => new Bound(supply.index, question, chain))
      for (const { of, block } of surveyed.called) {
        for (const slot of roll.blocks.members(block)) {
          expect(glances.ofBlock(block).nearness).toBeGreaterThanOrEqual(glances.nearness(slot) - 1e-9)
          surveyed.standingsOf(of, slot).forEach((standing, at) => {
            const [candidacy, chain, bound] = [candidacyOf(standing), supply.chains[at], bounds[at]]
            if (candidacy === null || chain === undefined || bound === undefined) return
            const line = lineOfCandidate(question, chain, supply.index, supply.lineOf, slot, candidacy)
            const whole = outcome(question, chain, [line])
            const alone = whole ?? outcome(question, chain, [line], true)
            if (alone === null) return
            const tier = whole === null ? 0 : alone.work.missing.length > 0 ? 1 : 2
            const value = perTier * tier + scoreOf(alone, question.weights) - 1e-9
            const sketches = roll.sketches(of, at, candidacy, whole !== null)
            const glance = glances.ofFirm(slot)
            expect(bound.of(sketches, glance)).toBeGreaterThanOrEqual(value)
            const own = { sketches, slot, glance, chain: at, candidacy, certificates: null }
            let look: FirmLook = { is: 'by chain', seen: 'figures', ...own }
            while (look.seen !== 'all') {
              const closer = looks.closely(look)
              expect(closer.most).toBeGreaterThanOrEqual(value)
              look = closer.item
            }
            expect(bound.of(sketches, glances.ofBlock(block))).toBeGreaterThanOrEqual(value)
            expect(bound.of(sketches, ideal)).toBeGreaterThanOrEqual(value)
          })
        }
      }
    }),
    { numRuns: 1000 },
  )
})

test('a least order leaves out every one of many firms', () => {
  const shops = Array.from({ length: 150 }, (_, number) => sewingShop(`f${number}`, { minimumOrder: 5000 }))
  const { candidates, knockedOut } = engineWith(...shops).rank(maskNeed(500), {
    viewer: { kind: 'other' },
    partners: 1,
  })
  expect(candidates).toBe(0)
  expect(knockedOut.byReason).toEqual({ 'firm.minimum-order': 150 })
})

test('who holds what a regime asks proofs by is found among many who do not', () => {
  const shops = Array.from({ length: 150 }, (_, number) =>
    sewingShop(`f${number}`, {
      certificates: number === 77 ? [certificate('quality-system', null)] : [certificate('visor-norm', null)],
    }),
  )
  const changes = regime('crisis').changes.map(change => ({ ...change, norms: ['quality-system'] }))
  const gowns = maskNeed(100, { subject: { item: 'gown' }, claim: 'protects-patient' })
  const { partnerships } = engineOn(
    { ...smallCatalogue, regimes: [regime('crisis', { changes })] },
    shops,
  ).rank(
    { ...gowns, schedule: [{ due: '2027-02-10', quantity: 100 }] },
    { viewer: { kind: 'other' }, partners: 1, limit: 3 },
  )
  expect(partnerships[0]?.key).toBe('f77')
})

test('hundreds of firms that come, change and leave are ranked as if they had just come', () => {
  const places = [foix, toulouse, { ...foix, latitude: 48.85, longitude: 2.35, department: '75' }]
  const shop = (number: number, turn: number) =>
    sewingShop(`f${number}`, {
      sites: [
        site(
          { cutter: 1, lockstitch: 1 + ((number + turn) % 9) },
          { cutter: 1, sewer: 1 + ((number * turn) % 7) },
          { place: places[(number + turn) % 3] ?? foix },
        ),
      ],
      minimumOrder: (number + turn) % 5 === 0 ? 100 * number : null,
      usualLeadDays: (number * 7 + turn) % 90,
      certificates: number % 11 === turn ? [certificate('stack-report', 'mask')] : [],
      unwilling: (number + turn) % 13 === 0 ? ['masks'] : [],
      // A rule of the trade closes routes of some.
      workedMaterials: number % 3 === 0 ? ['knit-swim'] : ['woven'],
    })
  const asked = [
    maskNeed(500),
    maskNeed(9000, { excludedFirms: ['f3'] }),
    maskNeed(40_000, { reservedFor: ['esat'] }),
  ]
  const answer = (engine: Engine) =>
    JSON.stringify(
      asked.map(need => [
        engine.rank(need, { viewer: { kind: 'other' }, partners: 1 }),
        engine.firmsCalled(need),
      ]),
    )
  const engine = engineWith()
  const kept = new Map<string, Firm>()
  for (let turn = 0; turn < 6; turn++) {
    // Ready ahead or not: the answers are the same.
    expect([...engine.prepare(turn % 2 === 1 ? asked : [])]).toHaveLength(turn % 2)
    for (let number = turn; number < 400; number += 1 + turn) {
      const firm = shop(number, turn)
      engine.upsertFirm(firm)
      kept.set(firm.id, firm)
      if ((number * turn) % 3 !== 1) continue
      engine.removeFirm(firm.id)
      kept.delete(firm.id)
    }
    expect(answer(engine)).toBe(answer(engineWith(...kept.values())))
  }
})
