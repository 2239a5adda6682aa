import { loadLaw } from '@maillage/db/law/load.ts'
import type { ProcedureKind, Urgency } from '@maillage/db/law/schema.ts'
import { describe, expect, test } from 'vitest'
import { checkRules, overlap } from './check-rules.ts'
import { judge, propose } from './judge.ts'
import { lawfulInsteadOf, type Purchase, ruleFor } from './propose.ts'
import type { ProcedureInput } from './schemas.ts'

const standing = { revision: 1, origin: 'shipped' as const }
const { rules, ...shipped } = loadLaw()
const limits = shipped.limits.map(limit => ({ ...limit, ...standing }))
const law = { rules: rules.map(rule => ({ ...rule, ...standing })), limits }

const euros = (amount: number) => amount * 100

const purchase = (totalEuros: number, differs: Partial<Purchase> = {}): Purchase => ({
  regime: 'public',
  authority: 'other',
  urgency: 'none',
  begins: '2026-11-29',
  totalCents: euros(totalEuros),
  ...differs,
})

const procedureOf = (asked: Purchase) => ruleFor(rules, asked).found?.procedure

const choice = (differs: Partial<ProcedureInput>): ProcedureInput => ({
  version: null,
  authority: 'other',
  urgency: 'none',
  needCents: euros(1),
  alike: [],
  elsewhereCents: 0,
  form: 'order',
  frameworkMonths: null,
  chosen: 'adapted',
  reason: '',
  grounds: null,
  ...differs,
})

const faultsOf = (asked: Purchase, differs: Partial<ProcedureInput>) => {
  const judged = judge(law, asked, choice({ urgency: asked.urgency, ...differs }))
  return 'faults' in judged ? judged.faults.map(({ field }) => field) : []
}

describe('the procedure that the law’s table proposes', () => {
  test.each<[number, Partial<Purchase>, ProcedureKind | undefined]>([
    // A town or a hospital, since 1 April 2026 (R2122-8, R2131-12, regulation 2025/2152).
    [59_999.99, {}, 'without-publicity'],
    [60_000, {}, 'adapted'],
    [89_999.99, {}, 'adapted'],
    [90_000, {}, 'adapted'],
    [215_999.99, {}, 'adapted'],
    [216_000, {}, 'formal'],
    [10_000_000, {}, 'formal'],
    // The State goes over to the formal procedure earlier.
    [139_999.99, { authority: 'central' }, 'adapted'],
    [140_000, { authority: 'central' }, 'formal'],
    // The threshold of the day the consultation begins.
    [40_000, { begins: '2026-03-31' }, 'adapted'],
    [40_000, { begins: '2026-04-01' }, 'without-publicity'],
    // Urgency: it shortens, or lifts, and below the threshold it changes nothing.
    [300_000, { urgency: 'simple' }, 'formal'],
    [300_000, { urgency: 'imperious' }, 'imperious-urgency'],
    [70_000, { urgency: 'imperious' }, 'imperious-urgency'],
    [50_000, { urgency: 'imperious' }, 'without-publicity'],
    // Who is not bound by the code.
    [300_000, { regime: 'private' }, 'quotes'],
    // The European thresholds of 2028 are not known yet: nobody guesses them.
    [300_000, { begins: '2028-01-01' }, undefined],
  ])('%d € %j: %s', (amount, differs, expected) => {
    expect(procedureOf(purchase(amount, differs))).toBe(expected)
  })

  test('shortens the time to answer for an urgency, and keeps the standstill', () => {
    const days = (urgency: Urgency) => {
      const { rule } = propose(law, purchase(300_000, { urgency }))
      return [rule?.leastAnswerDays, rule?.standstillDays]
    }
    expect(days('none')).toEqual([30, 11])
    expect(days('simple')).toEqual([15, 11])
    expect(days('imperious')).toEqual([null, null])
  })

  test('is exactly one for every purchase begun from April 2026 to the end of 2027', () => {
    // What the table says changes at its own amounts and days alone: these and their neighbours stand for all.
    const amounts = rules.flatMap(({ leastCents }) => [leastCents - 1, leastCents, leastCents + 1])
    const days = ['2026-04-01', '2026-04-02', ...rules.flatMap(({ from }) => [from]), '2027-12-31']
    const cases = amounts
      .filter(cents => cents > 0)
      .flatMap(totalCents =>
        days
          .filter(begins => begins >= '2026-04-01')
          .flatMap(begins =>
            (['public', 'private'] as const).flatMap(regime =>
              (['central', 'other'] as const).flatMap(authority =>
                (['none', 'simple', 'imperious'] as const).map(urgency => {
                  return { regime, authority, urgency, totalCents, begins }
                }),
              ),
            ),
          ),
      )
    expect(cases.length).toBeGreaterThan(500)
    expect(cases.filter(one => ruleFor(rules, one).found === null)).toEqual([])
  })

  test('ships with no two rules about the same purchase, each with its article and where it was read', () => {
    expect(checkRules(rules, [])).toEqual([])
    for (const { article, source } of rules) {
      expect(article).toMatch(/^[LR]\d/)
      expect(source.readOn >= '2026-11-01').toBe(true)
    }
  })

  test('is nobody’s guess where two rules contradict each other: both are shown', () => {
    const [formal] = rules.filter(({ id }) => id === 'supplies-formal')
    if (!formal) throw new Error('the formal procedure has left the table')
    const doubled = [...law.rules, { ...formal, id: 'doubled', revision: 1, origin: 'operator' as const }]
    const { rule, several, lawful } = propose({ rules: doubled, limits }, purchase(300_000))
    expect([rule, several.map(({ id }) => id), lawful]).toEqual([null, ['supplies-formal', 'doubled'], []])
    expect(overlap(formal, { ...formal, authority: null })).toBe(true)
    expect(overlap(formal, { ...formal, authority: 'central' })).toBe(false)
  })
})

describe('a buyer’s choice', () => {
  test('may be heavier than what is proposed, never lighter', () => {
    expect(lawfulInsteadOf('without-publicity')).toEqual(['without-publicity', 'adapted', 'formal'])
    expect(faultsOf(purchase(50_000), { chosen: 'formal' })).toEqual([])
    expect(faultsOf(purchase(70_000), { chosen: 'without-publicity' })).toEqual(['/chosen'])
    expect(faultsOf(purchase(300_000), { chosen: 'adapted' })).toEqual(['/chosen'])
    expect(faultsOf(purchase(300_000, { urgency: 'imperious' }), { chosen: 'adapted' })).toEqual([])
    expect(faultsOf(purchase(300_000), { chosen: 'imperious-urgency' })).toContain('/chosen')
  })

  test('of a direct contract for imperious urgency is justified in writing, point by point', () => {
    const urgent = purchase(300_000, { urgency: 'imperious' })
    const grounds = {
      event: 'Rupture',
      unforeseeable: 'Incendie',
      link: 'Plus de stock',
      limits: '8 semaines',
    }
    const chosen = 'imperious-urgency' as const
    expect(faultsOf(urgent, { chosen, grounds })).toEqual([])
    expect(faultsOf(urgent, { chosen, grounds: { ...grounds, link: '  ' } })).toEqual(['/grounds/link'])
    expect(faultsOf(urgent, { chosen })).toHaveLength(4)
    expect(faultsOf(purchase(300_000), { chosen: 'formal', grounds })).toEqual(['/grounds'])
  })

  test('of a shortened time is justified, and of a framework of more than four years (L2125-1)', () => {
    const urgent = purchase(300_000, { urgency: 'simple' })
    expect(faultsOf(urgent, { chosen: 'formal' })).toEqual(['/reason'])
    expect(faultsOf(urgent, { chosen: 'formal', reason: 'Le stock tient trois semaines.' })).toEqual([])
    const framework = (frameworkMonths: number | null, reason = '') =>
      faultsOf(purchase(70_000), { form: 'framework', frameworkMonths, reason })
    expect(framework(48)).toEqual([])
    expect(framework(49)).toEqual(['/reason'])
    expect(framework(60, 'Un métier à tisser s’amortit en cinq ans.')).toEqual([])
    expect(framework(null)).toEqual(['/frameworkMonths'])
    expect(faultsOf(purchase(70_000), { form: 'order', frameworkMonths: 12 })).toEqual(['/frameworkMonths'])
  })
})
