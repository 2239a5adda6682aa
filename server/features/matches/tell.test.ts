import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { beforeEach, expect, test } from 'vitest'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { newId } from '../../ids.ts'
import { firmsToTell, tellBest } from './suggestions.ts'
import { tell, type Told } from './tell.ts'

const effort = { days: 12, keuro: 8, trainingDays: 1 }

function partnershipOf(firms: string[], feasible: boolean): Partnership {
  const [lead = ''] = firms
  return {
    key: [...firms].sort().join('+'),
    item: 'gown-washable',
    recipe: 'gown-washable-sewn',
    members: firms.map(firm => ({ firm, role: 'partner' })),
    lead,
    manufacturer: lead,
    assignments: [],
    missing: [],
    bought: [],
    boughtServices: [],
    transports: [],
    deliveries: [],
    firstDelivery: null,
    lastDelivery: null,
    effort,
    feasible,
    score: 0.8,
    criteria: [],
  }
}

describeOnOneConnection('who is told of a ranking', bed => {
  const [buyer, sewer, weaver] = [newId(), newId(), newId()]
  const others = Array.from({ length: 10 }, () => newId())
  let need: Need
  let eventId: number

  beforeEach(async () => {
    const db = bed.db()
    await db.deleteFrom('organisation').execute()
    const common = { structure: 'company' as const, buyerRegime: null, buyerKind: null }
    await db
      .insertInto('organisation')
      .values([
        {
          ...common,
          id: buyer,
          name: 'Hôpital',
          roles: ['buyer'],
          siren: '000000000',
          buyerRegime: 'public',
          buyerKind: 'hospital',
        },
        ...[sewer, weaver, ...others].map((id, index) => ({
          ...common,
          id,
          name: `Atelier ${index}`,
          roles: ['firm' as const],
          siren: String(100_000_000 + index),
        })),
      ])
      .execute()
    const place = {
      latitude: 42.97,
      longitude: 1.6,
      precision: 'commune' as const,
      commune: '09122',
      department: '09',
    }
    need = {
      id: newId(),
      buyer,
      buyerKind: 'hospital',
      subject: { item: 'gown-washable' },
      claim: 'protects-patient',
      quantity: 1000,
      sizes: [],
      packaging: null,
      schedule: [{ due: '2027-03-01', quantity: 1000 }],
      place,
      norms: [],
      wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
      text: '',
      excludedFirms: [],
      maximumPartners: 4,
      weights: null,
      reservedFor: [],
    }
    await db
      .insertInto('need')
      .values({
        id: need.id,
        organisationId: buyer,
        item: 'gown-washable',
        family: null,
        claim: 'protects-patient',
        quantity: 1000,
        packaging: null,
        minimumWashes: null,
        ceilingCents: null,
        weights: null,
        publishedAt: null,
        ...place,
      })
      .execute()
    const event = await db
      .insertInto('event')
      .values({
        verb: 'need.published',
        subjectKind: 'need',
        subjectId: need.id,
        organisationId: buyer,
        actor: null,
        data: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    eventId = event.id
  })

  const tellOf = (
    partnerships: Partnership[],
    { visible = () => true, whole = true }: Partial<Pick<Told, 'visible' | 'whole'>> = {},
  ) =>
    bed
      .db()
      .transaction()
      .execute(async trx => {
        await tell(trx, { need, partnerships, whole, visible, changed: need.id, eventId })
        await tellBest(trx, await firmsToTell(trx, [need.id]))
      })

  const toldTo = async (organisationId: string) => {
    const rows = await bed
      .db()
      .selectFrom('notification')
      .select(['seq', 'kind', 'data'])
      .where('organisationId', '=', organisationId)
      .orderBy('seq')
      .execute()
    return rows
  }

  test('a firm that fits and the buyer each hear of it once', async () => {
    const ranking = [partnershipOf([sewer], true)]
    await tellOf(ranking)
    await tellOf(ranking)
    expect(await toldTo(sewer)).toMatchObject([
      { seq: 1, kind: 'need-fits', data: { change: 'new', rank: 1 } },
    ])
    expect(await toldTo(buyer)).toMatchObject([
      { seq: 1, kind: 'matches-changed', data: { entered: [sewer], becameFeasible: [], lost: [], total: 1 } },
    ])
  })

  test('a firm in several partnerships hears of the need once, through the best of them', async () => {
    await tellOf([partnershipOf([sewer, weaver], true), partnershipOf([sewer], true)])
    expect(await toldTo(sewer)).toMatchObject([{ data: { rank: 1, partners: 1 } }])
  })

  test('it is told again when it becomes feasible, and when it stops being so', async () => {
    await tellOf([partnershipOf([sewer], false)])
    await tellOf([partnershipOf([sewer], true)])
    await tellOf([])
    const changes = (await toldTo(sewer)).map(({ data }) => data.change)
    expect(changes).toEqual(['new', 'became-feasible', 'no-longer-feasible'])
    const [, feasible, lost] = await toldTo(buyer)
    expect(feasible?.data).toMatchObject({ becameFeasible: [sewer] })
    expect(lost?.data).toMatchObject({ lost: [sewer], total: 0 })
  })

  test('it is told that it enters the first ten, and not again when others come and go', async () => {
    const before = others.map(id => partnershipOf([id], true))
    await tellOf([...before, partnershipOf([sewer], true)])
    expect(await toldTo(sewer)).toMatchObject([{ data: { change: 'new', rank: 11 } }])
    await tellOf([partnershipOf([sewer], true), ...before])
    await tellOf([...before, partnershipOf([sewer], true)])
    await tellOf([partnershipOf([sewer], true), ...before])
    const changes = (await toldTo(sewer)).map(({ data }) => data.change)
    expect(changes).toEqual(['new', 'entered-first-ten'])
    expect(await toldTo(buyer)).toHaveLength(2)
  })

  test('to be pushed out of a list that is cut short is no news', async () => {
    await tellOf([partnershipOf([sewer], true)])
    await tellOf([partnershipOf([weaver], true)], { whole: false })
    expect(await toldTo(sewer)).toHaveLength(1)
    expect((await toldTo(buyer)).at(-1)?.data).toMatchObject({ entered: [weaver], lost: [] })
  })

  test('it is told again when the need asks for something else', async () => {
    await tellOf([partnershipOf([sewer], true)])
    need = { ...need, text: 'Merci de livrer le matin.' }
    await tellOf([partnershipOf([sewer], true)])
    expect(await toldTo(sewer)).toHaveLength(1)
    need = { ...need, quantity: 2000 }
    await tellOf([partnershipOf([sewer], true)])
    expect((await toldTo(sewer)).at(-1)?.data).toMatchObject({ change: 'need-revised', cause: 'need' })
  })

  test('one that is neither feasible nor among the first ten is not told', async () => {
    await tellOf([...others.map(id => partnershipOf([id], true)), partnershipOf([sewer], false)])
    expect(await toldTo(sewer)).toEqual([])
  })

  test('a firm that chose not to be seen is told, and the buyer is not told of it', async () => {
    await tellOf([partnershipOf([sewer], true)], { visible: () => false })
    expect(await toldTo(sewer)).toHaveLength(1)
    expect(await toldTo(buyer)).toEqual([])
  })

  test('numbers have no gap and no double when many tell at once', async () => {
    const rankings = Array.from({ length: 8 }, (_, index) =>
      tellOf([partnershipOf([sewer], index % 2 === 0)]),
    )
    await Promise.all(rankings)
    const seqs = (await toldTo(sewer)).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  })
})
