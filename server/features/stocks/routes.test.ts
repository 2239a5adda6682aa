import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Regime } from '@maillage/matching/catalogue.ts'
import { keyOf } from '@maillage/matching/stocks/ledger.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { DeliveriesShown } from '../deliveries/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { accountFrom } from './move.ts'
import type { DepotShown, EntryInput, LotShown, StocksShown, SurplusShown } from './schemas.ts'

describeOnDatabase('stocks', bed => {
  let api: Api
  let keeper: SignedIn
  let planner: SignedIn
  let buyer: SignedIn
  let sewer: SignedIn
  let operator: string
  let hospital: string
  let workshop: string
  let north: string
  let south: string
  let ward: string
  const today = parisDate(new Date())

  beforeAll(async () => {
    api = await openApi(bed.connection())
    keeper = await api.person('Karim')
    planner = await api.person('Paule')
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    operator = await api.organisation({ name: 'Opérateur', roles: ['operator', 'buyer'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(keeper, operator, 'editor')
    await api.join(planner, operator, 'editor')
    for (const [person, duties] of [
      [keeper, ['stock-keeper' as const]],
      [planner, ['planner' as const]],
    ] as const)
      await bed
        .db()
        .updateTable('member')
        .set({ duties: [...duties] })
        .where('userId', '=', person.id)
        .execute()
    await api.join(buyer, hospital, 'editor')
    await api.join(sewer, workshop, 'editor')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    north = await open(keeper, operator, 'Nord')
    south = await open(keeper, operator, 'Sud')
    ward = await open(buyer, hospital, 'Pharmacie')
  })
  afterAll(() => api.close())

  const of = (person: SignedIn) => `/api/organisations/${person === buyer ? hospital : operator}`
  async function open(person: SignedIn, organisation: string, name: string): Promise<string> {
    const body = { name, address: '1 rue du Dépôt', commune: '09122', latitude: null, longitude: null }
    const opened = await person.call('POST', `/api/organisations/${organisation}/depots`, body)
    expect(opened.statusCode).toBe(201)
    return opened.json<DepotShown>().id
  }
  const goods: Omit<EntryInput, 'quantity'> = {
    item: 'gown-washable',
    size: null,
    number: 'L-1',
    maker: 'Confection de Foix',
    expiresOn: null,
    regime: 'normal',
    certificate: '',
    note: '',
  }
  const enter = (depot: string, quantity: number, differs: Partial<typeof goods> = {}, by = keeper) =>
    by.call('POST', `${of(by)}/depots/${depot}/entries`, { ...goods, quantity, ...differs })
  const move = (
    depot: string,
    kind: string,
    lotId: string,
    quantity: number,
    { to = null, by = keeper, note = '' }: { to?: string | null; by?: SignedIn; note?: string } = {},
  ) =>
    by.call('POST', `${of(by)}/depots/${depot}/movements`, { kind, to, note, lines: [{ lotId, quantity }] })
  const read = async (depot: string, by = keeper) =>
    (await by.call('GET', `${of(by)}/depots/${depot}`)).json<DepotShown>()
  const stocks = async (by = keeper) => (await by.call('GET', `${of(by)}/stocks`)).json<StocksShown>()
  const lotIn = (depot: DepotShown, number: string) => {
    const lot = depot.stored.find(one => one.number === number)
    if (lot === undefined) throw new Error(`no lot ${number}`)
    return lot
  }
  const fieldsOf = (reply: Answer) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const count = (
    depot: string,
    lines: { lotId: string; book: number; counted: number }[],
    after: number,
    what = '',
  ) => keeper.call('POST', `${of(keeper)}/depots/${depot}/counts${what}`, { after, lines })

  test('are moved by whose duty it is alone, and read by their own organisation', async () => {
    expect((await enter(north, 5, { number: 'D-1' })).statusCode).toBe(200)
    expect(
      (await planner.call('POST', `${of(planner)}/depots/${north}/entries`, { ...goods, quantity: 1 }))
        .statusCode,
    ).toBe(403)
    expect((await planner.call('GET', `${of(planner)}/stocks`)).json<StocksShown>().mayMove).toBe(false)
    expect((await buyer.call('GET', `/api/organisations/${operator}/stocks`)).statusCode).toBe(404)
    // A depot of another organisation below one's own is not there.
    expect((await buyer.call('GET', `${of(buyer)}/depots/${north}`)).statusCode).toBe(404)
    expect((await enter(north, 5, {}, buyer)).statusCode).toBe(404)
    expect((await keeper.call('GET', `${of(keeper)}/depots/${ward}`)).statusCode).toBe(404)
  })

  test('go out first expired first as a person confirms, never more than is there, and never what has expired', async () => {
    await enter(south, 40, { number: 'LATE', expiresOn: inDays(400) })
    const last = await enter(south, 30, { number: 'SOON', expiresOn: inDays(20) })
    const depot = last.json<DepotShown>()
    const pick = await keeper.call('GET', `${of(keeper)}/depots/${south}/pick?item=gown-washable&quantity=50`)
    expect(pick.json()).toMatchObject({
      lines: [
        { number: 'SOON', quantity: 30, there: 30 },
        { number: 'LATE', quantity: 20, there: 40 },
      ],
      missing: 0,
    })
    const soon = lotIn(depot, 'SOON').id
    expect(fieldsOf(await move(south, 'out', soon, 31))).toEqual([422, '/lines/0/quantity'])
    expect(fieldsOf(await move(south, 'out', newId(), 1))).toEqual([422, '/lines/0/lotId'])
    expect(fieldsOf(await move(south, 'out', soon, -1))).toEqual([422, '/lines/0/quantity'])
    expect(fieldsOf(await move(south, 'loss', soon, 1))).toEqual([422, '/note'])
    expect(fieldsOf(await enter(south, 1, { number: 'OLD', expiresOn: inDays(-1) }))).toEqual([
      422,
      '/expiresOn',
    ])
    expect(fieldsOf(await enter(south, 1, { number: 'SOON', expiresOn: inDays(21) }))).toEqual([
      422,
      '/expiresOn',
    ])
    expect(fieldsOf(await enter(south, 1, { item: 'nothing' }))).toEqual([422, '/item'])
    expect(fieldsOf(await enter(south, 1, { size: 'XXS-nope' }))).toEqual([422, '/size'])
    const { version } = (await keeper.call('GET', `${of(keeper)}/lots/${soon}`)).json<LotShown>()
    const facts = { maker: goods.maker, regime: 'normal', certificate: 'AFNOR', expiresOn: inDays(-1) }
    const corrected = await keeper.call('PUT', `${of(keeper)}/lots/${soon}`, { version, ...facts })
    expect(corrected.json<LotShown>().expiresOn).toBe(inDays(-1))
    expect((await keeper.call('PUT', `${of(keeper)}/lots/${soon}`, { version, ...facts })).statusCode).toBe(
      409,
    )
    const out = await move(south, 'out', soon, 5)
    expect(fieldsOf(out)).toEqual([422, '/lines/0/lotId'])
    expect(out.json<Problem>().errors?.[0]?.message).toContain('périmé')
    expect(fieldsOf(await move(south, 'transfer', soon, 5, { to: north }))).toEqual([422, '/lines/0/lotId'])
    expect((await move(south, 'loss', soon, 30, { note: 'Détruits' })).statusCode).toBe(200)
    // Nothing of what was refused was written.
    expect((await keeper.call('GET', `${of(keeper)}/lots/${soon}`)).json<LotShown>()).toMatchObject({
      places: [],
      movements: [
        { kind: 'loss', quantity: 30 },
        { kind: 'in', quantity: 30 },
      ],
    })
  })

  test('travel to a depot of a buyer, who lets them arrive and writes off what did not', async () => {
    const { id } = lotIn((await enter(north, 100, { number: 'ROAD' })).json<DepotShown>(), 'ROAD')
    expect(fieldsOf(await move(north, 'transfer', id, 10))).toEqual([422, '/to'])
    expect(fieldsOf(await move(north, 'transfer', id, 10, { to: newId() }))).toEqual([422, '/to'])
    expect((await move(north, 'transfer', id, 60, { to: ward })).statusCode).toBe(200)
    expect(lotIn(await read(ward, buyer), 'ROAD')).toMatchObject({ quantity: 0, onTheRoad: 60 })
    expect(fieldsOf(await move(ward, 'arrival', id, 61, { by: buyer }))).toEqual([422, '/lines/0/quantity'])
    await move(ward, 'arrival', id, 58, { by: buyer })
    await move(ward, 'road-loss', id, 2, { by: buyer, note: 'Carton mouillé' })
    expect(lotIn(await read(ward, buyer), 'ROAD')).toMatchObject({ quantity: 58, onTheRoad: 0 })
    // What was sent is where it was put no longer: it is not undone.
    const { movements } = await read(north)
    const sent = movements.find(({ kind, lot }) => kind === 'transfer' && lot.number === 'ROAD')
    expect(fieldsOf(await keeper.call('POST', `${of(keeper)}/movements/${sent?.id}/reverse`))).toEqual([
      409,
      '',
    ])
    // The buyer reads of the lot what concerns it, and of the operator's depot nothing.
    const lot = (await buyer.call('GET', `${of(buyer)}/lots/${id}`)).json<LotShown>()
    expect(lot.places).toMatchObject([{ account: 'depot', quantity: 58 }])
    expect(lot.movements.map(({ kind }) => kind)).toEqual(['loss', 'arrival', 'transfer'])
    expect(lot.mayCorrect).toBe(false)
    expect((await keeper.call('GET', `${of(keeper)}/buyer-stocks`)).json()).toMatchObject([
      { name: 'CH de Foix', items: [{ item: 'gown-washable', there: 58 }] },
    ])
  })

  test('are undone by a contrary movement, once, and not after a count', async () => {
    const lot = lotIn((await enter(north, 12, { number: 'UNDO' })).json<DepotShown>(), 'UNDO')
    const undo = async (index: number) => {
      const { movements } = (await keeper.call('GET', `${of(keeper)}/lots/${lot.id}`)).json<LotShown>()
      return keeper.call('POST', `${of(keeper)}/movements/${movements[index]?.id}/reverse`)
    }
    await move(north, 'out', lot.id, 5)
    expect((await undo(0)).statusCode).toBe(204)
    expect(lotIn(await read(north), 'UNDO').quantity).toBe(12)
    expect((await undo(1)).statusCode).toBe(409)
    expect((await undo(0)).statusCode).toBe(409)
    const { counts } = await read(north)
    await count(north, [{ lotId: lot.id, book: 12, counted: 12 }], counts)
    expect((await undo(2)).statusCode).toBe(409)
    expect(lotIn(await read(north), 'UNDO').quantity).toBe(12)
  })

  test('are counted: what was counted is the book, after a check that writes nothing; two at once do not overwrite', async () => {
    const depot = (await enter(south, 20, { number: 'COUNT' })).json<DepotShown>()
    const lotId = lotIn(depot, 'COUNT').id
    const { counts } = depot
    expect(fieldsOf(await count(south, [{ lotId, book: 20, counted: -1 }], counts))).toEqual([
      422,
      '/lines/0/counted',
    ])
    expect(fieldsOf(await count(south, [{ lotId: newId(), book: 0, counted: 1 }], counts))).toEqual([
      422,
      '/lines/0/lotId',
    ])
    expect(fieldsOf(await count(south, [{ lotId, book: 19, counted: 20 }], counts))).toEqual([
      422,
      '/lines/0/counted',
    ])
    const checked = await count(south, [{ lotId, book: 20, counted: 18 }], counts, '/check')
    expect(checked.json()).toMatchObject({ lines: [{ difference: -2 }], more: 0, less: 2 })
    expect(lotIn(await read(south), 'COUNT').quantity).toBe(20)
    const both = await Promise.all([
      count(south, [{ lotId, book: 20, counted: 18 }], counts),
      count(south, [{ lotId, book: 20, counted: 25 }], counts),
    ])
    expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([200, 409])
    const won = both[0].statusCode === 200 ? 18 : 25
    expect(lotIn(await read(south), 'COUNT').quantity).toBe(won)
    expect(await read(south)).toMatchObject({ counts: counts + 1, lastCounted: today })
    const csv = await keeper.call('GET', `${of(keeper)}/stocks.csv?table=lots`)
    expect(csv.body).toContain(`COUNT;Confection de Foix;;${won};;0`)
    const rows = (await keeper.call('GET', `${of(keeper)}/stocks.csv?table=movements`, undefined, 'en')).body
    expect(rows).toMatch(/;count;Washable gown;;COUNT;/)
  })

  test('come in by themselves once a delivery is accepted under a contract to a depot', async () => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(1000))
    const need = draft.json<NeedShown>()
    const { catalogue, sendJob } = api.app
    const concluded = await bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          { actor: null, catalogue, today, publicUrl: '', sendJob },
          {
            buyerId: hospital,
            title: 'Masques',
            needs: [need.id],
            form: 'order',
            starts: today,
            ends: null,
            allocation: null,
            minimumCents: null,
            maximumCents: null,
            advance: null,
            paymentDays: 30,
            holders: [
              {
                parties: [
                  { firmId: workshop, name: '', siren: null, role: 'partner', isLead: true, share: null },
                ],
              },
            ],
            lines: need.schedule.map(({ due, quantity }) => ({
              holder: 0,
              party: null,
              item: 'mask-uns1-adult',
              size: null,
              quantity,
              priceCents: 150_000,
              perQuantity: 1000,
              meets: { needId: need.id, tranche: due, due },
            })),
            options: [],
            origin: 'tender',
            originId: newId(),
            concludedOn: today,
            answerBy: null,
            lots: [],
          },
        ),
      )
    if (!('contractId' in concluded)) throw new Error(JSON.stringify(concluded))
    const contract = `/api/contracts/${concluded.contractId}`
    const deliver = async (line: number, batch: string) => {
      const { lines } = (await buyer.call('GET', `${contract}/deliveries`)).json<DeliveriesShown>()
      const announced = await sewer.call('POST', `${contract}/deliveries`, {
        orderLineId: lines[line]?.orderLineId,
        batch,
        quantity: 500,
        plannedOn: today,
        replacesId: null,
        conformity: '',
        documents: [],
      })
      const { id } = announced.json<DeliveriesShown>().deliveries.at(-1) ?? { id: '' }
      const one = `${contract}/deliveries/${id}`
      await buyer.call('POST', `${one}/receive`, { receivedOn: today, received: 500 })
      const inspected = await buyer.call('POST', `${one}/inspect`, {
        kind: 'series',
        found: { critical: 0, major: 0, minor: 0 },
        conformsToSample: null,
        note: '',
        documents: [],
      })
      expect(inspected.statusCode).toBe(200)
      return id
    }
    const first = await deliver(0, 'B-1')
    expect((await stocks(buyer)).toTakeIn).toMatchObject([{ deliveryId: first, batch: 'B-1', quantity: 500 }])
    const take = () => buyer.call('POST', `${of(buyer)}/deliveries/${first}/take-in`, { depotId: ward })
    expect((await take()).statusCode).toBe(204)
    expect((await take()).statusCode).toBe(409)
    expect(
      (await buyer.call('PUT', `${of(buyer)}/contracts/${concluded.contractId}/depot`, { depotId: ward }))
        .statusCode,
    ).toBe(204)
    await deliver(1, 'B-2')
    const depot = await read(ward, buyer)
    expect(lotIn(depot, 'B-1')).toMatchObject({ quantity: 500, maker: 'Confection de Foix' })
    expect(lotIn(depot, 'B-2')).toMatchObject({ quantity: 500, item: 'mask-uns1-adult' })
    expect((await stocks(buyer)).toTakeIn).toEqual([])
  })

  test('last so many days at what is used, and their keepers are told once when they run low, and once when out', async () => {
    await enter(ward, 700, { number: 'USED', item: 'mask-uns1-adult', expiresOn: inDays(30) }, buyer)
    await buyer.call('PUT', `${of(buyer)}/stock-targets`, { item: 'mask-uns1-adult', days: 60 })
    const used = lotIn(await read(ward, buyer), 'USED').id
    await move(ward, 'out', used, 350, { by: buyer })
    await api.settled()
    const news = async () =>
      (
        await bed
          .db()
          .selectFrom('notification')
          .select('data')
          .where('organisationId', '=', hospital)
          .where('kind', '=', 'stock-low')
          .orderBy('seq')
          .execute()
      ).map(({ data }) => [data.item, data.state])
    // 350 within a week: 50 a day, and 1,350 left (1,000 of deliveries): 27 days, below 60.
    const mask = (await stocks(buyer)).items.find(({ item }) => item === 'mask-uns1-adult')
    expect(mask).toMatchObject({
      perDay: 50,
      basis: 'observed',
      target: 60,
      state: 'low',
      there: 1350,
      days: 27,
    })
    expect(await news()).toEqual([['mask-uns1-adult', 'low']])
    await move(ward, 'out', used, 10, { by: buyer })
    await api.settled()
    expect(await news()).toHaveLength(1)
    const depot = await read(ward, buyer)
    for (const { id, quantity, item } of depot.stored)
      if (item === 'mask-uns1-adult')
        await move(ward, 'loss', id, quantity, { by: buyer, note: 'Dégât des eaux' })
    await api.settled()
    expect(await news()).toEqual([
      ['mask-uns1-adult', 'low'],
      ['mask-uns1-adult', 'out'],
    ])
    const mails = await bed
      .db()
      .selectFrom('mail')
      .select('subject')
      .where('kind', '=', 'stocks')
      .where('recipient', '=', buyer.email)
      .orderBy('at')
      .execute()
    expect(mails.map(({ subject }) => subject.split('\u00a0')[0])).toEqual(['Stock bas', 'Rupture de stock'])
    expect(
      (await buyer.call('PUT', `${of(buyer)}/stock-targets`, { item: 'nothing', days: 3 })).statusCode,
    ).toBe(422)
  })

  test('what would expire is proposed to the buyers that use it, with how much before it does', async () => {
    await enter(north, 5000, { number: 'ROT', item: 'mask-uns1-adult', expiresOn: inDays(10) })
    const { expiring } = await stocks()
    // The hospital has used 360 within a week, and has none itself: eleven days of it.
    const room = Math.floor((360 / 7) * 11)
    expect(expiring.find(({ number }) => number === 'ROT')).toMatchObject({
      quantity: 5000,
      users: [{ name: 'CH de Foix', room, quantity: room }],
      left: 5000 - room,
    })
  })

  test('a firm offers what it has left; the operator takes it in, or says why not', async () => {
    const { note: _, maker: _maker, ...surplus } = goods
    const offer = (differs: object = {}) =>
      sewer.call('POST', `/api/organisations/${workshop}/surplus`, {
        ...surplus,
        number: 'S-1',
        quantity: 300,
        note: 'Fin de série',
        ...differs,
      })
    expect(fieldsOf(await offer({ item: 'nothing' }))).toEqual([422, '/item'])
    const [first] = (await offer()).json<SurplusShown>()
    const answer = (id: string | undefined, body: object, by = keeper) =>
      by.call('POST', `/api/organisations/${operator}/surplus-offers/${id}/answer`, body)
    expect((await answer(first?.id, { answer: 'refused', reason: 'Non.' }, planner)).statusCode).toBe(403)
    expect(fieldsOf(await answer(first?.id, { answer: 'taken', depotId: north, quantity: 301 }))).toEqual([
      422,
      '/quantity',
    ])
    expect(fieldsOf(await answer(first?.id, { answer: 'taken', depotId: ward, quantity: 1 }))).toEqual([
      422,
      '/depotId',
    ])
    expect((await answer(first?.id, { answer: 'taken', depotId: north, quantity: 250 })).statusCode).toBe(200)
    expect((await answer(first?.id, { answer: 'refused', reason: 'Trop tard.' })).statusCode).toBe(409)
    expect(lotIn(await read(north), 'S-1')).toMatchObject({ quantity: 250, maker: 'Confection de Foix' })
    const [second] = (await offer({ number: 'S-2' })).json<SurplusShown>()
    await answer(second?.id, { answer: 'refused', reason: 'Taille peu demandée.' })
    const own = await sewer.call('GET', `/api/organisations/${workshop}/surplus`)
    expect(own.json<SurplusShown>()).toMatchObject([
      { number: 'S-2', state: 'refused', reason: 'Taille peu demandée.' },
      { number: 'S-1', state: 'taken' },
    ])
    const [third] = (await offer({ number: 'S-3' })).json<SurplusShown>()
    const withdrawn = await sewer.call('POST', `/api/organisations/${workshop}/surplus/${third?.id}/withdraw`)
    expect(withdrawn.json<SurplusShown>()[0]).toMatchObject({ state: 'withdrawn' })
  })

  test('whatever is done through the routes, book is what was counted, and all sums up to nothing', async () => {
    const depot = await open(keeper, operator, 'Propriété')
    const { id: lot } = lotIn((await enter(depot, 50, { number: 'PROP' })).json<DepotShown>(), 'PROP')
    const quantity = fc.integer({ min: 1, max: 40 })
    const steps = fc.array(
      fc.oneof(
        fc.record({ does: fc.constantFrom('in', 'out', 'loss', 'send', 'undo'), quantity }),
        fc.record({ does: fc.constant('count'), quantity: fc.nat(80) }),
      ),
      { minLength: 8, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        for (const { does, quantity: many } of sequence) {
          const before = await read(depot)
          const book = before.stored.find(({ id }) => id === lot)?.quantity ?? 0
          if (does === 'in') await enter(depot, many, { number: 'PROP' })
          else if (does === 'send') await move(depot, 'transfer', lot, many, { to: south })
          else if (does === 'undo')
            await keeper.call('POST', `${of(keeper)}/movements/${before.movements[0]?.id}/reverse`)
          else if (does === 'count') await count(depot, [{ lotId: lot, book, counted: many }], before.counts)
          else await move(depot, does, lot, many, { note: 'Essai' })
          const after = (await read(depot)).stored.find(({ id }) => id === lot)?.quantity ?? 0
          // What is undone was one of the steps before.
          const due = does === 'undo' ? after : does === 'count' ? many : does === 'in' ? book + many : book
          const leaves = ['out', 'loss', 'send'].includes(does) && many <= book
          expect(after).toBe(leaves ? book - many : due)
          expect(after).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 3 },
    )
    const db = bed.db()
    const balances = await db.selectFrom('stockBalance').selectAll().execute()
    const kept = new Map(
      balances.map(row => [keyOf(row.lotId, accountFrom(row.account, row.depotId)), row.quantity]),
    )
    const fromMovements = new Map<string, number>()
    const add = (key: string, more: number) => fromMovements.set(key, (fromMovements.get(key) ?? 0) + more)
    for (const row of await db.selectFrom('stockMovement').selectAll().execute()) {
      add(keyOf(row.lotId, accountFrom(row.fromAccount, row.fromDepotId)), -row.quantity)
      add(keyOf(row.lotId, accountFrom(row.toAccount, row.toDepotId)), row.quantity)
    }
    expect(kept).toEqual(fromMovements)
    expect([...kept.values()].reduce((sum, one) => sum + one, 0)).toBe(0)
  })

  test('a depot is closed only when it is empty, and then takes nothing in', async () => {
    const depot = await open(keeper, operator, 'Provisoire')
    const { id } = lotIn((await enter(depot, 3, { number: 'SHUT' })).json<DepotShown>(), 'SHUT')
    const shut = (closed: boolean, name = 'Provisoire') =>
      keeper.call('PUT', `${of(keeper)}/depots/${depot}`, {
        name,
        address: '',
        commune: '09122',
        latitude: null,
        longitude: null,
        closed,
      })
    expect(fieldsOf(await shut(true))).toEqual([422, '/closed'])
    expect(fieldsOf(await shut(false, 'Nord'))).toEqual([422, '/name'])
    await move(depot, 'out', id, 3)
    expect((await shut(true)).json<DepotShown>().closed).toBe(true)
    expect((await enter(depot, 1)).statusCode).toBe(409)
  })

  /** Puts regimes about surgical masks in force by a change of the catalogue. */
  async function putInForce(regimes: Record<string, Partial<Regime>>): Promise<void> {
    const path = `/api/organisations/${operator}/catalogue-changes`
    const begun = await planner.call('POST', path, { title: 'Régimes', reason: '', from: null })
    const { id } = begun.json<{ id: string }>()
    let version = 0
    for (const [slug, differs] of Object.entries(regimes)) {
      const [shipped] = loadCatalogue().regimes
      const changes = shipped?.changes.filter(({ claim }) => claim === 'protects-patient')
      const content = { ...shipped, changes, id: slug, items: [], families: ['mask-surg'], ...differs }
      const body = { revision: 0, removed: false, content }
      const put = await planner.call('PUT', `${path}/${id}/records/regimes/${slug}`, body)
      version = put.json<{ version: number }>().version
    }
    const activated = await planner.call('POST', `${path}/${id}/activate`, { version })
    expect(activated.statusCode).toBe(200)
  }

  test('are of use as long as the regime they were made under lets them, and afterwards leave as a loss alone', async () => {
    const over = { from: '2020-03-16', until: inDays(-30) }
    await putInForce({
      over: { ...over, afterwards: null },
      soon: { from: '2020-03-16', until: inDays(10), afterwards: null },
      longer: { ...over, afterwards: { claims: ['protects-patient'], until: inDays(60) } },
      // What is sold to protect patients is no stock of that once it may be used for anything else alone.
      less: { ...over, afterwards: { claims: ['none'], until: null } },
      waiting: { from: null, until: null, afterwards: null },
    })
    const depot = await open(keeper, operator, 'Crise')
    const masks = (regime: string, differs: Partial<typeof goods> = {}) =>
      enter(depot, 10, { item: 'mask-surg-II', number: regime, regime, ...differs })
    for (const regime of ['over', 'soon', 'longer', 'less'])
      expect((await masks(regime)).statusCode).toBe(200)
    expect(fieldsOf(await masks('waiting'))).toEqual([422, '/regime'])
    expect(fieldsOf(await masks('nothing-known'))).toEqual([422, '/regime'])

    const held = await read(depot)
    expect(held.stored.map(({ number, usableUntil, expired }) => [number, usableUntil, expired])).toEqual([
      ['over', inDays(-30), true],
      ['soon', inDays(10), false],
      ['longer', inDays(60), false],
      ['less', inDays(-30), true],
    ])
    const pick = await keeper.call('GET', `${of(keeper)}/depots/${depot}/pick?item=mask-surg-II&quantity=25`)
    expect(pick.json()).toMatchObject({ lines: [{ number: 'soon' }, { number: 'longer' }], missing: 5 })
    expect((await stocks()).items.find(({ item }) => item === 'mask-surg-II')).toMatchObject({
      there: 20,
      expired: 20,
    })
    // Nobody uses any: all of what its regime ends for soon is at risk.
    const risks = (await stocks()).expiring.filter(({ item }) => item === 'mask-surg-II')
    expect(risks.map(({ number }) => number)).toEqual(['soon', 'longer'])

    const useOf = async (number: string) =>
      (await keeper.call('GET', `${of(keeper)}/lots/${lotIn(held, number).id}`)).json<LotShown>().use
    expect(await useOf('soon')).toEqual({ use: 'regime', until: inDays(10) })
    expect(await useOf('less')).toEqual({ use: 'afterwards', claims: ['none'], until: null })
    expect(await useOf('over')).toEqual({ use: 'none' })

    const lot = lotIn(held, 'over').id
    const out = await move(depot, 'out', lot, 1)
    expect(fieldsOf(out)).toEqual([422, '/lines/0/lotId'])
    expect(out.json<Problem>().errors?.[0]?.message).toContain('régime')
    expect((await move(depot, 'loss', lot, 10, { note: 'Détruits' })).statusCode).toBe(200)
    expect((await move(depot, 'out', lotIn(held, 'longer').id, 10)).statusCode).toBe(200)
  })

  test('whose kind of regime alone was said before stay as they are, until somebody names it', async () => {
    const depot = await open(keeper, operator, 'Avant')
    const entered = await enter(depot, 4, { item: 'mask-surg-II', number: 'KIND' })
    const lot = lotIn(entered.json<DepotShown>(), 'KIND')
    await bed.db().updateTable('stockLot').set({ regime: 'eu-emergency' }).where('id', '=', lot.id).execute()
    const correct = (version: number, regime: string) =>
      keeper.call('PUT', `${of(keeper)}/lots/${lot.id}`, {
        version,
        maker: 'Foix',
        expiresOn: null,
        certificate: '',
        regime,
      })
    expect((await correct(1, 'eu-emergency')).json<LotShown>()).toMatchObject({
      regime: 'eu-emergency',
      maker: 'Foix',
      usableUntil: null,
      use: null,
    })
    expect(fieldsOf(await correct(2, 'national-derogation'))).toEqual([422, '/regime'])
    expect((await correct(2, 'eu-2020-403')).json<LotShown>().usableUntil).toBe('2022-07-31')
  })
})
