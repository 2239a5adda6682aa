import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import '@maillage/matching/testing/seed.ts'
import type { Criterion } from '@maillage/db/tables/tenders.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordPackageSchema, releasePackageSchema } from '../../../tests/standards/ocds.ts'
import { merged } from '../../../tests/standards/ocds-merge.ts'
import { validatorOf } from '../../../tests/standards/validate.ts'
import { parisMidnight } from '../../paris-date.ts'
import type { ContractFacts, Goods, Named, Process, TenderFacts } from './facts.ts'

import { recordPackage, releasePackage } from './packages.ts'
import { releasesOf } from './releases.ts'
import type { Release } from './schemas.ts'

const context = {
  catalogue: loadCatalogue(),
  publicUrl: 'https://maillage.exemple.fr',
  prefix: 'ocds-maille',
  now: new Date('2027-12-31T12:00:00Z'),
}
const packaging = {
  uri: 'https://maillage.exemple.fr/api/ocds/releases',
  publicUrl: context.publicUrl,
  publisher: { name: 'Opérateur', siren: '123456782' },
}
const faultsOf = validatorOf(releasePackageSchema)
const recordFaultsOf = validatorOf(recordPackageSchema)

const day = fc.integer({ min: 0, max: 300 }).map(days => new Date(Date.UTC(2027, 0, 1 + days)))
const isoDay = day.map(date => date.toISOString().slice(0, 10))
const instant = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([date, ms]) => new Date(+date + ms))
const ids = fc.uuid()
const words = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map(text => `a${text}`)
const organisation: fc.Arbitrary<Named> = fc.record({
  name: words,
  siren: fc.option(fc.stringMatching(/^[0-9]{9}$/)),
})
const goods = fc
  .tuple(
    fc.constantFrom<Omit<Goods, 'quantity'>>(
      { item: 'mask-uns1-adult', name: 'Masque', cpv: '18143000', unit: 'piece' },
      { item: 'gel-ha', name: 'Gel', cpv: '33741300', unit: 'l' },
      { item: 'film-virucide', name: 'Film', cpv: null, unit: 'm2' },
    ),
    fc.integer({ min: 1, max: 100_000 }),
  )
  .map(([item, quantity]): Goods => ({ ...item, quantity }))
const cents = fc.integer({ min: 0, max: 100_000_000 })

const contract: fc.Arbitrary<ContractFacts> = fc
  .record({
    id: ids,
    title: words,
    form: fc.constantFrom('order', 'framework'),
    concludedOn: isoDay,
    endedOn: fc.option(isoDay),
    starts: isoDay,
    ends: fc.option(isoDay),
    cents,
    advance: fc.option(fc.record({ cents, paidOn: isoDay })),
    suppliers: fc.array(organisation, { minLength: 1, maxLength: 3 }),
    lines: fc.array(goods, { minLength: 1, maxLength: 3 }),
    onePrice: fc.boolean(),
    called: fc.uniqueArray(fc.record({ id: ids, number: fc.nat(50), acceptedAt: instant, cents }), {
      maxLength: 2,
      selector: ({ id }) => id,
    }),
    orders: fc.uniqueArray(
      fc.record({ goods, id: ids, due: isoDay, exercisedAt: fc.option(instant), cents, acceptedOn: isoDay }),
      { minLength: 1, maxLength: 4, selector: ({ id }) => id },
    ),
    paidOn: fc.option(isoDay),
  })
  .map(({ called, orders, paidOn, ...one }) => {
    // A call-off orders something.
    const callOffs = one.form === 'framework' ? called.slice(0, orders.length) : []
    const ordered = (one.form === 'framework' ? orders.slice(0, callOffs.length) : orders).map(
      (line, at) => ({
        ...line.goods,
        id: line.id,
        due: line.due,
        callOffId: callOffs[at]?.id ?? null,
        // An order has something that is no option.
        exercisedAt: at === 0 || one.form === 'framework' ? null : line.exercisedAt,
        cents: line.cents,
      }),
    )
    const payee = one.suppliers[0] ?? { name: 'a', siren: null }
    return {
      ...one,
      endedOn: one.endedOn !== null && one.endedOn < one.concludedOn ? null : one.endedOn,
      maximumCents: one.form === 'framework' ? one.cents : null,
      callOffs,
      ordered,
      delivered: ordered.slice(0, 2).map((line, at) => ({
        id: `${line.id}-${at}`,
        orderLineId: line.id,
        quantity: at === 0 ? line.quantity : Math.ceil(line.quantity / 2),
        acceptedOn: orders[at]?.acceptedOn ?? one.concludedOn,
        paidOn,
        cents: line.cents,
        payee,
      })),
    }
  })

const published = fc.record({
  title: words,
  access: fc.constant('open' as const),
  description: fc.constantFrom('', 'Lavables.'),
  criteria: fc.constantFrom<Criterion[]>(
    [{ kind: 'price', name: 'Prix', weight: 100, how: '' }],
    [
      { kind: 'price', name: 'Prix', weight: 60, how: '' },
      { kind: 'environment', name: 'Environnement', weight: 40, how: 'Lavages' },
    ],
  ),
  questionsUntil: fc.constant('2027-03-01T11:00:00.000Z'),
  deadline: fc.constant('2027-03-11T11:00:00.000Z'),
})
const lots = fc.array(
  fc.record({
    title: words,
    asked: fc.constantFrom(
      { item: 'mask-uns1-adult', family: null },
      { item: null, family: 'gown' },
      { item: 'film-virucide', family: null },
    ),
    quantity: fc.integer({ min: 1, max: 100_000 }),
    reservedFor: fc.constantFrom<('esat' | 'ea' | 'siae')[]>([], ['esat'], ['ea', 'siae']),
  }),
  { minLength: 1, maxLength: 4 },
)

const tender: fc.Arbitrary<TenderFacts> = fc
  .record({
    access: fc.constantFrom('open', 'invited'),
    procedure: fc.constantFrom('adapted', 'formal', 'without-publicity'),
    first: instant,
    texts: fc.array(published, { minLength: 1, maxLength: 3 }),
    lots,
    reached: fc.integer({ min: 0, max: 3 }),
    end: fc.constantFrom('cancelled', 'unsuccessful', 'concluded'),
    asked: fc.boolean(),
    noticed: fc.boolean(),
    offers: fc.nat(9),
  })
  .map(({ first, texts, lots, reached, end, asked, noticed, access, procedure, offers }) => {
    const later = (days: number) => new Date(+first + days * 86_400_000)
    const content = { lots: lots.map(({ asked: of, ...lot }, at) => ({ number: at + 1, ...of, ...lot })) }
    return {
      access,
      procedure,
      offers: reached > 0 ? offers : 0,
      state: reached === 0 ? 'published' : reached === 1 ? 'opened' : reached === 2 ? 'awarded' : end,
      publishedAt: first,
      openedAt: reached > 0 ? later(40) : null,
      endedAt: reached === 3 ? later(60) : null,
      askedAt: asked ? later(1) : null,
      noticedAt: noticed && reached === 3 && end === 'concluded' && access === 'open' ? later(70) : null,
      revisions: texts.map((text, at) => ({
        revision: at + 1,
        at: later(at * 3),
        reason: 'Une précision.',
        content: { ...text, ...content },
      })),
      unsuccessful:
        reached === 3 && end === 'concluded'
          ? content.lots.slice(1).map(({ number, title }) => ({ number, title }))
          : [],
    } satisfies TenderFacts
  })

/** Processes of each kind: a tender at any stage, with contracts once it is concluded; one run elsewhere; one without any. */
const processes: fc.Arbitrary<Process> = fc
  .record({
    id: ids,
    buyer: organisation.map(({ name }) => ({ name, siren: '987654324' })),
    kind: fc.constantFrom('tender', 'elsewhere', 'direct'),
    tender,
    external: fc.record({
      platform: words,
      address: fc.constantFrom('', 'https://www.marches-publics.gouv.fr/'),
      reference: fc.constantFrom('', '2027-01'),
      publishedOn: fc.option(isoDay),
      deadline: fc.option(isoDay),
    }),
    procedure: fc.option(fc.constantFrom('adapted', 'formal', 'imperious-urgency', 'without-publicity')),
    contracts: fc.uniqueArray(contract, { minLength: 1, maxLength: 3, selector: ({ id }) => id }),
  })
  .map(({ kind, tender, external, procedure, contracts, ...process }): Process => ({
    ...process,
    tender: kind === 'tender' ? tender : null,
    external: kind === 'elsewhere' ? external : null,
    procedure: kind === 'tender' ? null : procedure,
    contracts: kind === 'tender' && tender.state !== 'concluded' ? [] : contracts,
  }))

const always = (holds: (process: Process, releases: Release[]) => void) =>
  fc.assert(
    fc.property(processes, process => {
      holds(process, releasesOf(process, context))
    }),
    { numRuns: 60 },
  )

/** Data with every list in one order: a list of things with ids says nothing by its order. */
function inOrder(data: unknown): unknown {
  if (Array.isArray(data))
    return data.map(inOrder).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data)
      .map(([name, value]) => [name, inOrder(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

describe('what is published of a purchase', () => {
  test('is OCDS 1.1, as releases and as a record', () => {
    always((_process, releases) => {
      const shown = releasePackage(packaging, releases)
      expect(shown ? faultsOf(shown) : releases).toEqual([])
      const record = recordPackage(packaging, [packaging.uri], [releases])
      expect(record ? recordFaultsOf(record) : releases).toEqual([])
    })
  })

  test('names each thing once, and only organisations that are among its parties', () => {
    always((_process, releases) => {
      expect(new Set(releases.map(({ id }) => id)).size).toBe(releases.length)
      expect(releases.map(({ date }) => date)).toEqual(releases.map(({ date }) => date).sort())
      for (const { parties, awards = [], contracts = [], buyer, tender } of releases) {
        const known = new Map(parties.map(party => [party.id, party.roles]))
        expect(known.size).toBe(parties.length)
        for (const list of [awards, contracts, tender.items ?? []])
          expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
        expect(known.get(buyer.id)).toContain('buyer')
        for (const { id } of awards.flatMap(({ suppliers = [] }) => suppliers))
          expect(known.get(id)).toContain('supplier')
        for (const { awardID, implementation } of contracts) {
          expect(awards.map(({ id }) => id)).toContain(awardID)
          for (const { payer, payee } of implementation?.transactions ?? []) {
            expect(known.get(payer.id)).toContain('payer')
            expect(known.get(payee.id)).toContain('payee')
          }
        }
      }
    })
  })

  test('comes to what its releases come to when they are merged by the rules of the standard', () => {
    always((_process, releases) => {
      const record = recordPackage(packaging, [packaging.uri], [releases])?.records[0]
      if (record === undefined) return
      const { id: _id, date: _date, tag: _tag, ...compiled } = record.compiledRelease
      expect(inOrder(merged(releases))).toEqual(inOrder(compiled))
    })
  })

  test('is nothing of a tender for invited firms until it has a contract, and then not what it asked for', () => {
    always((process, releases) => {
      if (process.tender?.access !== 'invited') return
      expect(process.contracts.length === 0 ? releases : []).toEqual([])
      for (const { tender } of releases) {
        expect(tender.procurementMethod).toBe('limited')
        expect(Object.keys(tender)).not.toContain('awardCriteriaDetails')
        expect(Object.keys(tender)).not.toContain('documents')
      }
    })
  })

  test('says how many have offered from the opening on, and what was contracted from its conclusion on', () => {
    always(({ tender }, releases) => {
      if (tender?.access !== 'open') return
      for (const { date, tender: told, awards } of releases) {
        const isOpened = tender.openedAt !== null && date >= tender.openedAt.toISOString()
        expect(told.numberOfTenderers).toBe(isOpened ? tender.offers : undefined)
        const isOver = tender.endedAt !== null && date >= tender.endedAt.toISOString()
        expect(isOver ? undefined : awards).toBeUndefined()
      }
    })
  })

  test('names the award notice with every lot from its publication on', () => {
    always(({ tender }, releases) => {
      const noticed = tender?.noticedAt?.toISOString()
      for (const { date, tag, awards = [] } of releases) {
        const documents = awards.map(({ documents: of = [] }) => of.map(({ documentType }) => documentType))
        const isOut = noticed !== undefined && date >= noticed
        expect(documents).toEqual(awards.map(() => (isOut ? ['awardNotice'] : [])))
        expect(date === noticed ? tag : ['awardUpdate']).toContain('awardUpdate')
      }
      expect(noticed === undefined || releases.some(({ date }) => date === noticed)).toBe(true)
    })
  })

  test('tells no price of a size: neither a unit’s, nor a payment or a quantity that it follows from', () => {
    always(({ contracts }, releases) => {
      const secret = contracts.filter(({ onePrice }) => !onePrice)
      for (const { contracts: told = [], awards = [] } of releases)
        for (const { awardID, implementation, items } of told) {
          const contract = secret.find(({ id }) => id === awardID)
          if (contract === undefined) continue
          expect(awards.map(({ id }) => id)).toContain(awardID)
          for (const { id, value } of implementation?.transactions ?? [])
            expect(id.endsWith('-advance') ? undefined : value).toBeUndefined()
          expect(contract.form === 'framework' ? items : undefined).toBeUndefined()
        }
      expect(JSON.stringify(releases)).not.toContain('unitPrice')
    })
  })
})

test('days begin at midnight in France, in winter, in summer and when the clocks change', () => {
  expect(parisMidnight('2027-01-15')).toBe('2027-01-14T23:00:00.000Z')
  expect(parisMidnight('2027-07-15')).toBe('2027-07-14T22:00:00.000Z')
  expect(parisMidnight('2027-03-28')).toBe('2027-03-27T23:00:00.000Z')
  expect(parisMidnight('2027-10-31')).toBe('2027-10-30T22:00:00.000Z')
})
