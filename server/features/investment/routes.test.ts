import type { FundingScheme } from '@maillage/db/law/schema.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { RegionCapacity } from '../capacity/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { ByProduct, InvestmentInput, InvestmentShown } from './schemas.ts'

type RevisedScheme = FundingScheme & { revision: number }

describeOnDatabase('what firms invest beside what is ordered', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let planner: SignedIn
  let hospital: string
  let workshop: string
  let region: string
  const item = 'mask-uns1-adult'

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    planner = await api.person('Paul')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(sewer, workshop, 'editor')
    await api.join(planner, region, 'owner')
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
  })
  afterAll(() => api.close())

  const path = () => `/api/organisations/${workshop}/investments`
  const masks = (differs: Partial<InvestmentInput> = {}): InvestmentInput => ({
    item,
    state: 'begun',
    text: 'Une ligne de masques.',
    begunOn: inDays(-30),
    readyOn: inDays(30),
    monthlyQuantity: 4000,
    months: 10,
    days: 60,
    cents: 3_000_000,
    engagedCents: 1_800_000,
    hires: 2,
    trainingDays: 12,
    advanceCents: 500_000,
    funding: [{ name: 'Prêt de la banque', cents: 1_000_000, state: 'asked' }],
    quotes: [{ what: 'Deux surjeteuses', by: 'Machines du Sud', cents: 900_000 }],
    named: false,
    ...differs,
  })
  const list = async () =>
    (await sewer.call('GET', path())).json<{ investments: InvestmentShown[] }>().investments
  const byProduct = async () =>
    (await planner.call('GET', `/api/organisations/${region}/investments-by-product`)).json<ByProduct>()
  const published = async (quantity: number, of = item) => {
    const draft = (
      await buyer.call('POST', `/api/organisations/${hospital}/needs`, { ...masksFor(quantity), item: of })
    ).json<NeedShown>()
    return (
      await buyer.call('POST', `/api/needs/${draft.id}/publish`, { version: draft.own?.version })
    ).json<NeedShown>()
  }

  async function ordered(need: NeedShown, concluded: boolean): Promise<void> {
    const { catalogue, sendJob } = api.app
    const today = parisDate(new Date())
    const party = {
      firmId: workshop,
      name: '',
      siren: null,
      role: 'partner' as const,
      isLead: true,
      share: null,
    }
    const outcome = await bed
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
            holders: [{ parties: [party] }],
            lines: need.schedule.map(({ due, quantity }) => ({
              holder: 0,
              party: null,
              item,
              size: null,
              quantity,
              priceCents: 150_000,
              perQuantity: 1000,
              meets: { needId: need.id, tranche: due, due },
            })),
            options: [],
            origin: 'tender',
            originId: newId(),
            lots: [],
            ...(concluded
              ? { concludedOn: today, answerBy: null }
              : { concludedOn: null, answerBy: inDays(9) }),
          },
        ),
      )
    if (!('contractId' in outcome)) throw new Error(JSON.stringify(outcome))
  }

  test('stands beside what is firmly ordered and what is only asked, and says where it runs ahead', async () => {
    expect((await sewer.call('POST', path(), masks())).statusCode).toBe(200)
    const [alone] = await list()
    expect(alone).toMatchObject({ prepared: 40_000, ordered: 0, asked: 0, runsAhead: true })
    // A contract that waits for the firm's answer is no order.
    const need = await published(2400)
    await ordered(need, false)
    expect((await list())[0]).toMatchObject({ ordered: 0, asked: 2400, runsAhead: true })
    await ordered(await published(24_000), true)
    const [now] = await list()
    expect(now).toMatchObject({ ordered: 24_000, asked: 2400, runsAhead: false })
    const monthly = now?.byMonth.reduce((sum, { ordered: firm }) => sum + firm, 0)
    expect(monthly).toBe(24_000)
    // Asked about the same need again, it still counts once.
    const asked = { firms: [workshop], partnershipKey: null, text: '' }
    await buyer.call('POST', `/api/needs/${need.id}/contacts`, asked)
    expect((await list())[0]?.asked).toBe(2400)
  })

  test('names every field at fault, and changes nothing over an older version', async () => {
    const fieldsOf = (answer: Awaited<ReturnType<typeof sewer.call>>) => [
      answer.statusCode,
      ...(answer.json<Problem>().errors ?? []).map(({ field }) => field),
    ]
    const wrong = { item: 'nothing', begunOn: inDays(9), readyOn: inDays(5), engagedCents: 3_000_001 }
    expect(fieldsOf(await sewer.call('POST', path(), masks(wrong)))).toEqual([
      422,
      '/item',
      '/begunOn',
      '/readyOn',
      '/engagedCents',
    ])
    expect(fieldsOf(await sewer.call('POST', path(), masks({ state: 'planned' })))).toEqual([422, '/begunOn'])
    expect(fieldsOf(await sewer.call('POST', path(), masks({ begunOn: null })))).toEqual([422, '/begunOn'])
    const [stored] = await list()
    const change = (version: number) =>
      sewer.call('PUT', `${path()}/${stored?.id}`, { ...masks({ hires: 3 }), version })
    expect((await change(7)).statusCode).toBe(409)
    expect((await change(1)).statusCode).toBe(200)
    expect((await list())[0]).toMatchObject({ hires: 3, version: 2 })
  })

  test('may count on a scheme of the table, which the operator keeps and sees the effect of before', async () => {
    type Line = RevisedScheme & { origin: string; shipped: unknown }
    const [found] = (await api.anyone('GET', '/api/funding-schemes')).json<Line[]>()
    if (!found) throw new Error('the table of schemes is empty')
    const { origin: _, shipped: __, ...scheme } = found
    const counting = (id: string) =>
      sewer.call(
        'POST',
        path(),
        masks({ funding: [{ name: 'Formation', cents: 500_000, state: 'asked', scheme: id }] }),
      )
    const unknown = await counting('no-such-scheme')
    expect(unknown.json<Problem>().errors?.map(({ field }) => field)).toEqual(['/funding/0/scheme'])
    const made = (await counting(scheme.id)).json<{ investments: InvestmentShown[]; schemes: Line[] }>()
    expect(made.investments[0]?.funding[0]?.scheme).toBe(scheme.id)
    expect(made.schemes.map(({ id }) => id)).toContain(scheme.id)

    const send = (path: string, revised: RevisedScheme) =>
      planner.call(path === 'funding-effect' ? 'POST' : 'PUT', `/api/organisations/${region}/${path}`, {
        schemes: [revised],
      })
    const closing = { ...scheme, until: inDays(0) }
    const effect = await send('funding-effect', closing)
    expect(effect.json()).toEqual([{ id: scheme.id, files: 1, waiting: 1, wasOpen: true, isOpen: false }])
    expect(effect.body).not.toContain('Confection')
    const wrong = await send('funding-schemes', {
      ...scheme,
      until: scheme.from,
      source: { ...scheme.source, readOn: inDays(3) },
    })
    expect(wrong.json<Problem>().errors?.map(({ field }) => field)).toEqual([
      '/schemes/0/until',
      '/schemes/0/source/readOn',
    ])
    expect((await send('funding-schemes', closing)).statusCode).toBe(200)
    expect((await send('funding-schemes', closing)).statusCode).toBe(409)
    const back = await send('funding-schemes', { ...scheme, revision: scheme.revision + 1 })
    expect(back.json<Line[]>()[0]).toMatchObject({
      until: null,
      revision: scheme.revision + 2,
      origin: 'operator',
    })
    const added = await send('funding-schemes', { ...scheme, id: 'loan-2027', revision: 0 })
    expect(added.json<Line[]>().at(-1)?.id).toBe('loan-2027')
    await sewer.call('DELETE', `${path()}/${made.investments[0]?.id}`)
  })

  test('the operator reads the sum by product, and the name of a firm only where it lets it', async () => {
    await sewer.call('POST', path(), masks({ monthlyQuantity: 1000, months: 1, hires: 1, engagedCents: 0 }))
    const [masksMade] = await byProduct()
    expect(masksMade).toMatchObject({
      item,
      firms: 1,
      named: [],
      prepared: 41_000,
      ordered: 24_000,
      hires: 4,
      cents: 6_000_000,
    })
    expect(JSON.stringify(await byProduct())).not.toContain('Confection')
    const [last] = await list()
    await sewer.call('PUT', `${path()}/${last?.id}`, { ...masks({ named: true }), version: 1 })
    expect((await byProduct())[0]?.named).toEqual([{ id: workshop, name: 'Confection de Foix' }])
    for (const { id } of await list()) await sewer.call('DELETE', `${path()}/${id}`)
    expect([await list(), await byProduct()]).toEqual([[], []])
    expect((await buyer.call('GET', path())).statusCode).toBe(404)
  })

  test('an alarm comes before the region converts too much, and no firm reads from a figure what another prepares', async () => {
    const capacity = async () => {
      const found = await planner.call('GET', `/api/organisations/${region}/region-capacity`)
      return found.json<RegionCapacity>().items.find(one => one.item === item)
    }
    const before = await capacity()
    const make = (monthlyQuantity: number, state: InvestmentInput['state']) =>
      masks({ monthlyQuantity, state, months: 36, begunOn: state === 'planned' ? null : inDays(-3) })
    // What a region has machines for is no excess of what is converted: these 923 a week are needed.
    const made = await sewer.call('POST', path(), make(4000, 'begun'))
    expect(await capacity()).toMatchObject({ alarm: 'none', uses: [] })
    expect((await capacity())?.standing).toBeGreaterThan(2000)
    const { id } = made.json<{ investments: InvestmentShown[] }>().investments[0] ?? { id: '' }
    await sewer.call('PUT', `${path()}/${id}`, { ...make(2_000_000, 'planned'), version: 1 })
    expect(await capacity()).toMatchObject({ alarm: 'near', conversions: (before?.conversions ?? 0) + 1 })
    // Of what few could make besides nothing is told where they do not let themselves be named.
    expect((await capacity())?.uses).toEqual([])
    await sewer.call('PUT', `${path()}/${id}`, { ...make(2_000_000, 'begun'), version: 2 })
    const over = await capacity()
    expect(over?.alarm).toBe('over')
    expect(over?.mean?.begun).toBeGreaterThanOrEqual((2_000_000 * 12) / 52 - 1)
    // Of whoever lets itself be named is told what else it could make, in figures.
    await published(3000, 'cap-washable')
    await sewer.call('PUT', `${path()}/${id}`, { ...make(2_000_000, 'begun'), named: true, version: 3 })
    const caps = (await capacity())?.uses.find(use => use.item === 'cap-washable')
    expect(caps).toMatchObject({ needs: 1, quantity: 3000, firms: 1, now: true })
    expect(caps?.named.map(({ name }) => name)).toEqual(['Confection de Foix'])
    expect(caps?.lacking).toBeCloseTo(3000 / 26, 6)
    expect(caps?.weekly).toBeGreaterThan(1000)

    // Another firm is told nothing of it, and the same whether it is there or not.
    const other = await api.organisation({ name: 'Autre', roles: ['firm'] })
    const weaver = await api.person('Wanda')
    await api.join(weaver, other, 'viewer')
    const told = async () => (await weaver.call('GET', `/api/organisations/${other}/capacity/${item}`)).body
    const answer = await told()
    expect(JSON.parse(answer)).toMatchObject({ item, standing: null, converting: null })
    await sewer.call('DELETE', `${path()}/${id}`)
    expect(await told()).toBe(answer)
    expect((await weaver.call('GET', `/api/organisations/${other}/capacity/no-such`)).statusCode).toBe(404)
  })
})
