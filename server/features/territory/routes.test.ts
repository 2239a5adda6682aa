import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import { agreed, deliver, lead, line, pastNeed, type Story, well } from '../../cli/demonstration-story.ts'
import { newId } from '../../ids.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { FiguresState, PublicFigures } from '../figures/schemas.ts'
import type { Situation } from '../situation/schemas.ts'
import type { FirmOrderBook, OrderBook, Territory } from './schemas.ts'

describeOnDatabase('what the region’s work does for it', bed => {
  let api: Api
  let operator: SignedIn
  let sewer: SignedIn
  let other: SignedIn
  let region: string
  let workshop: string
  let idle: string
  const hospitals: string[] = []
  const item = 'mask-uns1-adult'

  beforeAll(async () => {
    api = await openApi(bed.connection())
    operator = await api.person('Odile')
    sewer = await api.person('Sabine')
    other = await api.person('Amine')
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    idle = await api.organisation({ name: 'Atelier sans travail', roles: ['firm'] })
    await api.join(operator, region, 'viewer')
    await api.join(sewer, workshop, 'owner')
    await api.join(other, idle, 'owner')
    const save = (person: SignedIn, firm: string, jobsAtRisk: number) =>
      person.call('PUT', `/api/organisations/${firm}/profile`, {
        ...sewingWorkshop,
        version: 0,
        distress: { activityLostPercent: 45, jobs: 31, jobsAtRisk, published: false },
      })
    await save(sewer, workshop, 4)
    await save(other, idle, 17)
    for (const name of ['CH de Foix', 'CH de Pamiers', 'CH de Tarbes'])
      hospitals.push(await api.organisation({ name, roles: ['buyer'] }))
  })
  afterAll(() => api.close())

  const path = () => `/api/organisations/${region}/territory`
  const read = async (weeks = 26) =>
    (await operator.call('GET', `${path()}?weeks=${weeks}`)).json<Territory>()
  const ownBook = async () =>
    (await sewer.call('GET', `/api/organisations/${workshop}/order-book`)).json<OrderBook>()

  /** 1,000 masks delivered five days ago and 4,000 due in 80 days, of one order of the first hospital. */
  async function orderMasks(): Promise<void> {
    const { catalogue, environment } = api.app
    const sendJob = async () => {}
    const on = (days: number) => ({
      actor: null,
      catalogue,
      today: inDays(days),
      publicUrl: environment.publicUrl,
      sendJob,
    })
    await bed
      .db()
      .transaction()
      .execute(async trx => {
        const players = { buyer: hospitals[0] ?? '', weaver: workshop, workshop, shirtmaker: workshop }
        const story: Story = { trx, day: inDays, on, players }
        const schedule = [
          { due: inDays(-5), quantity: 1000 },
          { due: inDays(80), quantity: 4000 },
        ]
        const needId = await pastNeed(story, {
          item,
          claim: 'none',
          quantity: 5000,
          schedule,
          text: '',
          wishes: { regionalDepth: 'item', minimumWashes: 20, recyclable: false },
        })
        const { contractId } = well(
          await concludeContract(trx, on(-30), {
            ...agreed,
            buyerId: players.buyer,
            title: 'Masques',
            needs: [needId],
            form: 'order',
            starts: inDays(-30),
            advance: null,
            paymentDays: 30,
            holders: [{ parties: [lead(workshop)] }],
            lines: schedule.map(({ due, quantity }) => line(item, needId, due, quantity, 250_000)),
            origin: 'tender',
            originId: newId(),
            lots: [],
            concludedOn: inDays(-30),
            answerBy: null,
          }),
        )
        const sent = {
          line: 0,
          by: workshop,
          batch: 'A',
          quantity: 1000,
          days: -6,
          major: 0,
          hasSample: false,
        }
        await deliver(story, contractId, sent)
      })
  }
  /** What a hospital uses in a week, five days of it. */
  async function use(hospital: number, perDay: number): Promise<void> {
    const buyer = await api.person(`Acheteur ${hospital}`)
    const id = hospitals[hospital] ?? ''
    await api.join(buyer, id, 'editor')
    const said = await buyer.call('PUT', `/api/organisations/${id}/consumption/${item}`, {
      version: null,
      basis: 'rule',
      rule: { base: 'agent', perDay, count: 1, daysPerWeek: 5 },
      fleet: null,
      weeks: [],
    })
    expect(said.statusCode).toBe(200)
  }

  test('is told with nothing in it before anybody works', async () => {
    const territory = await read()
    expect(territory.total).toMatchObject({ done: 0, ahead: 0, jobsAhead: 0 })
    expect(territory.departments).toHaveLength(13)
    expect(territory.firms).toEqual([])
    expect(territory.delivered).toMatchObject({ deliveries: 0, cents: 0, items: [] })
    const book = await ownBook()
    // 15 sewers and 3 cutters, 30 hours each.
    expect(book.weeks[0]).toMatchObject({ declared: 540, committed: 0, held: 0 })
    expect(book.standing).toMatchObject({ weeksInHand: 0, thinFrom: book.weeks[0]?.week })
  })

  test('counts hours where they are worked, before this week and after, and the jobs they keep', async () => {
    await orderMasks()
    const { total, departments, firms, delivered } = await read()
    const ledger = await bed.db().selectFrom('capacityLedger').selectAll().execute()
    const minutes = ledger.reduce((sum, row) => sum + (row.kind === 'people' ? row.minutes : 0), 0)
    expect(minutes).toBeGreaterThan(0)
    expect(total.done + total.ahead).toBeCloseTo(minutes / 60, 6)
    expect(total.ahead).toBeGreaterThan(0)
    expect(total.jobsAhead).toBeCloseTo(total.ahead / (1607 / 2), 9)
    expect(departments.find(({ department }) => department === '09')).toMatchObject({ firms: 1, ...total })
    expect(firms).toMatchObject([{ id: workshop, department: '09', ahead: total.ahead, lasting: 0 }])
    // Nobody says what is used in calm times: it is not known whether any of it would stay.
    expect(firms[0]?.unknown).toBeCloseTo(total.ahead, 6)
    expect(delivered).toMatchObject({
      deliveries: 1,
      cents: 250_000,
      regional: { yes: 250_000, no: 0, unknown: 0 },
      recyclable: { partly: 13_000 },
      items: [{ item, units: 1000, grams: 13_000 }],
    })
    // From Foix to Foix: no way to speak of.
    expect(delivered.carbon).toMatchObject({ kilometres: 0, transportKg: 0, gramsWithWay: 13_000 })
  })

  test('says to a firm what would stay of its work once enough buyers say what they use', async () => {
    await use(0, 10)
    await use(1, 10)
    expect((await ownBook()).items).toMatchObject([{ item, calm: 'too-few', lasting: null }])
    const seen = await operator.call('GET', `${path()}/firms/${workshop}`)
    const { firm, book } = seen.json<FirmOrderBook>()
    expect(firm.name).toBe('Confection de Foix')
    // 100 a week over 26 weeks are 2,600 of the 4,000 ordered.
    expect(book.items[0]?.calm).toBe('known')
    expect((book.items[0]?.lasting ?? 0) / (book.items[0]?.hours ?? 1)).toBeCloseTo(0.65, 9)
    expect(book.weeks[0]?.held).toBeNull()
    await use(2, 4)
    const [own] = (await ownBook()).items
    expect((own?.lasting ?? 0) / (own?.hours ?? 1)).toBeCloseTo(0.78, 9)
    expect((await read()).firms[0]?.lasting).toBeCloseTo(own?.lasting ?? 0, 6)
  })

  test('names firms in difficulty to the operator alone, first those the plan has no work for', async () => {
    const { difficulty, plan } = await read()
    expect(plan).toBeNull()
    expect(difficulty.map(({ name, inPlan }) => [name, inPlan])).toEqual([
      ['Atelier sans travail', false],
      ['Confection de Foix', false],
    ])
    expect(difficulty[0]).toMatchObject({ jobs: 31, jobsAtRisk: 17, activityLostPercent: 45, ahead: 0 })
    // What a firm reads of itself or of others has no such figure; nobody else reads the page.
    for (const person of [sewer, other]) {
      expect((await person.call('GET', path())).statusCode).toBe(404)
      expect((await person.call('GET', `${path()}/table.csv?table=difficulty`)).statusCode).toBe(404)
    }
    expect(JSON.stringify(await ownBook())).not.toContain('atRisk')
  })

  test('is exported table by table, and refuses a table or a time it does not know', async () => {
    const csv = async (table: string, language?: 'en') =>
      (await operator.call('GET', `${path()}/table.csv?table=${table}`, undefined, language)).body
    expect((await csv('departments')).split('\r\n')[0]).toContain('Département;Entreprises;Heures passées')
    expect((await csv('firms', 'en')).split('\r\n')[1]).toMatch(/^Confection de Foix;09;/)
    expect(await csv('difficulty')).toContain('Atelier sans travail;09;45;31;17;non;0')
    expect(await csv('delivered')).toContain(';1000;2500;13;en partie')
    for (const wrong of ['table=secrets', 'table=firms&weeks=14', 'table=firms&weeks=-13'])
      expect((await operator.call('GET', `${path()}/table.csv?${wrong}`)).statusCode).toBe(422)
  })

  test('is on one page and one paper each week, which name no firm in difficulty', async () => {
    const page = `/api/organisations/${region}/situation`
    const told = await operator.call('GET', page)
    expect(told.json<Situation>()).toMatchObject({
      region: 'Occitanie',
      needs: { open: 0, unmet: 0, list: [] },
      stocks: [],
      plan: null,
      deliveries: { accepted: 1, cents: 250_000, late: [] },
      work: { firms: 1, difficulty: 2, withoutWork: 2 },
      waiting: { organisations: 0, joiners: 0 },
    })
    expect(told.body).not.toContain('Atelier sans travail')
    for (const language of ['fr', 'en']) {
      const paper = await operator.call('GET', `${page}.pdf?language=${language}`)
      expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
      expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    }
    expect((await sewer.call('GET', `${page}.pdf`)).statusCode).toBe(404)
  })

  test('has each of the region’s tables as CSV, none of which tells of distress', async () => {
    const csv = async (table: string) => {
      const answer = await operator.call(
        'GET',
        `/api/organisations/${region}/region-table.csv?table=${table}`,
      )
      expect(answer.statusCode).toBe(200)
      return answer.body
    }
    for (const table of ['firms', 'needs', 'products', 'gaps', 'autonomy', 'demand', 'investments', 'late'])
      expect((await csv(table)).split('\r\n')[0]).toContain(';')
    const firms = await csv('firms')
    expect(firms).toContain('Atelier sans travail;company;09;')
    expect(firms).not.toContain('45')
    expect(await csv('demand')).toContain('Masque barrière UNS1 adulte;')
    const unknown = `/api/organisations/${region}/region-table.csv?table=members`
    expect((await operator.call('GET', unknown)).statusCode).toBe(422)
  })

  test('is public in sums alone, once the operator decides so, and tells nothing of few', async () => {
    const everybody = async () =>
      (await api.anyone('GET', '/api/open-data/figures')).json<PublicFigures>().figures
    const path = `/api/organisations/${region}/public-figures`
    expect(await everybody()).toBeNull()
    expect((await operator.call('PUT', path, { shown: true })).statusCode).toBe(403)
    const owner = await api.person('Olivier')
    await api.join(owner, region, 'owner')
    expect((await operator.call('GET', path)).json<FiguresState>()).toMatchObject({
      shown: false,
      mayDecide: false,
    })
    expect((await owner.call('PUT', path, { shown: true })).json<FiguresState>().shown).toBe(true)
    const figures = await everybody()
    // One firm worked and delivered: its hours and its pieces would be its own.
    expect(figures).toMatchObject({
      firms: 2,
      jobs: null,
      delivered: [{ family: 'mask-uns', units: null }],
      regionalShare: null,
      recyclableShare: null,
    })
    expect(figures?.departments.map(({ department, jobs }) => [department, jobs])).toContainEqual([
      '09',
      null,
    ])
    expect(figures?.departments.filter(({ jobs }) => jobs === null)).toHaveLength(1)
    await owner.call('PUT', path, { shown: false })
    expect(await everybody()).toBeNull()
  })
})
