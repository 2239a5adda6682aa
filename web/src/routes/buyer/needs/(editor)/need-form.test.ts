import { describe, expect, test } from 'vitest'
import { faultsOf } from './faults.ts'
import { changedSections, mergeForms, withSections } from './merge.ts'
import { bodyOf, emptyForm, trancheLine, type NeedForm } from './need-form.ts'
import { sectionOf } from './sections.ts'

const TODAY = '2026-11-24'
const foix = { code: '09122', name: 'Foix', department: '09', latitude: 42.96, longitude: 1.6 }

function form(parts: Partial<NeedForm> = {}): NeedForm {
  return {
    ...emptyForm(),
    item: 'gown-washable',
    claim: 'protects-patient',
    quantity: 100,
    schedule: [trancheLine('2027-01-15', 60), trancheLine('2027-02-15', 40)],
    town: foix,
    ...parts,
  }
}

const codes = (of: NeedForm) => faultsOf(of, TODAY).map(({ field, code }) => `${field} ${code}`)

describe('what is sent of a need', () => {
  test('is nothing while it does not say what, for whom, how many and where', () => {
    expect(bodyOf(emptyForm())).toBeNull()
    for (const missing of [{ item: null }, { claim: null }, { quantity: null }, { town: null }]) {
      expect(bodyOf(form(missing))).toBeNull()
    }
  })

  test('leaves out lines that are still being typed', () => {
    const body = bodyOf(
      form({
        sizes: [
          { size: 'S', quantity: null },
          { size: 'M', quantity: 100 },
        ],
        schedule: [trancheLine('2027-01-15', 60), trancheLine('', 40), trancheLine('2027-01-15', 12)],
      }),
    )
    expect(body?.sizes).toEqual([{ size: 'M', quantity: 100 }])
    expect(body?.schedule).toEqual([{ due: '2027-01-15', quantity: 60 }])
  })

  test('tells deliveries by their dates, as the server keeps them', () => {
    const schedule = [trancheLine('2027-02-15', 40), trancheLine('2027-01-15', 60)]
    expect(bodyOf(form({ schedule }))?.schedule.map(({ due }) => due)).toEqual(['2027-01-15', '2027-02-15'])
  })

  test('tells a ceiling price in cents', () => {
    expect(bodyOf(form({ ceiling: 1234.5 }))?.ceilingCents).toBe(123_450)
  })
})

describe('what a need lacks before it is published', () => {
  test('is nothing once it is complete', () => expect(codes(form())).toEqual([]))

  test('is told by field, all at once', () => {
    expect(codes(emptyForm())).toEqual([
      '/item subject',
      '/quantity quantity',
      '/schedule/0/due date',
      '/schedule/0/quantity line',
      '/commune town',
    ])
  })

  test('sizes have to add up where there are some', () => {
    expect(codes(form({ sizes: [{ size: 'M', quantity: 99 }] }))).toEqual(['/sizes sizes-sum'])
    expect(
      codes(
        form({
          sizes: [
            { size: 'M', quantity: 100 },
            { size: 'L', quantity: null },
          ],
        }),
      ),
    ).toEqual([])
  })

  test('deliveries have to add up, on days to come, each on its own day', () => {
    const schedule = [trancheLine(TODAY, 60), trancheLine('2027-01-15', 10), trancheLine('2027-01-15', 20)]
    expect(codes(form({ schedule }))).toEqual([
      '/schedule/0/due past',
      '/schedule/2/due same-date',
      '/schedule deliveries-sum',
    ])
  })

  test('a ceiling price is an amount above zero', () => {
    expect(codes(form({ ceiling: 0 }))).toEqual(['/ceilingCents amount'])
    expect(codes(form({ ceiling: Number.NaN }))).toEqual(['/ceilingCents amount'])
  })

  test('each field belongs to a part of the form', () => {
    expect(['/schedule/0/due', '/ceilingCents', '/commune'].map(field => sectionOf({ field }))).toEqual([
      'when',
      'more',
      'where',
    ])
  })
})

describe('two people who edit the same need', () => {
  const base = form()

  test('keep what each alone has changed', () => {
    const mine = { ...base, text: 'Poignets bord-côte' }
    const theirs = { ...base, quantity: 120 }
    const { merged, conflicts, taken } = mergeForms(base, mine, theirs)
    expect(merged).toMatchObject({ text: 'Poignets bord-côte', quantity: 120 })
    expect(conflicts).toEqual([])
    expect(taken).toEqual(['how-many'])
  })

  test('have to choose where both changed the same part', () => {
    const mine = { ...base, quantity: 150 }
    const theirs = { ...base, quantity: 120 }
    const { merged, conflicts } = mergeForms(base, mine, theirs)
    expect(conflicts).toEqual(['how-many'])
    expect(merged.quantity).toBe(150)
    expect(withSections(merged, theirs, conflicts).quantity).toBe(120)
  })

  test('do not differ by the order in which deliveries were typed', () => {
    const other = { ...base, schedule: [trancheLine('2027-02-15', 40), trancheLine('2027-01-15', 60)] }
    expect(changedSections(base, other)).toEqual([])
  })
})
