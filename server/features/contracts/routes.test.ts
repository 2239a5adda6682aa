import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { expectNothingTyped } from '../../../tests/support/no-typed-text.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { parisDate } from '../../paris-date.ts'
import { textOfPdf } from '../../reader/pdf.ts'
import { lapse } from './jobs.ts'
import type { CallOffInput, ContractInput, ContractLine, ContractShown, CoverageShown } from './schemas.ts'

describeOnDatabase('contracts', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let other: SignedIn
  let stranger: SignedIn
  let hospital: string
  let workshop: string
  let second: string

  const today = parisDate(new Date())

  const firmWith = async (name: string, by: SignedIn) => {
    const id = await api.organisation({ name, roles: ['firm'] })
    await api.join(by, id, 'editor')
    await by.call('PUT', `/api/organisations/${id}/profile`, { ...sewingWorkshop, version: 0 })
    return id
  }
  /** A published need for so many masks in two deliveries, bought without publicity. */
  const need = async (quantity = 2000): Promise<NeedShown> => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(quantity))
    const { id } = draft.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await buyer.call('PUT', `/api/needs/${id}/procedure`, {
      version: null,
      authority: 'other',
      urgency: 'none',
      needCents: 500_000,
      alike: [],
      elsewhereCents: 0,
      form: 'order',
      frameworkMonths: null,
      chosen: 'without-publicity',
      reason: '',
      grounds: null,
    })
    return (await buyer.call('GET', `/api/needs/${id}`)).json<NeedShown>()
  }
  const party = (firmId: string | null, differs: object = {}) => ({
    firmId,
    name: '',
    siren: null,
    role: 'partner' as const,
    isLead: true,
    share: null,
    ...differs,
  })
  const order = ({ id, schedule }: NeedShown, differs: Partial<ContractInput> = {}): ContractInput => ({
    title: 'Masques lavables',
    needs: [id],
    form: 'order',
    starts: today,
    ends: null,
    allocation: null,
    minimumCents: null,
    maximumCents: null,
    advance: null,
    paymentDays: 30,
    holders: [{ parties: [party(workshop)] }],
    lines: schedule.map(({ due, quantity }) => ({
      holder: 0,
      party: null,
      item: 'mask-uns1-adult',
      size: null,
      quantity,
      priceCents: 150_050,
      perQuantity: 1000,
      meets: {
        needId: id,
        tranche: due,
        due,
      },
    })),
    options: [],
    origin: 'direct',
    answerBy: inDays(10),
    ...differs,
  })
  const framework = (about: NeedShown, differs: Partial<ContractInput> = {}): ContractInput => ({
    ...order(about),
    form: 'framework',
    ends: inDays(300),
    maximumCents: 200_000,
    lines: [
      {
        holder: 0,
        party: null,
        item: 'mask-uns1-adult',
        size: null,
        quantity: 2000,
        priceCents: 100_000,
        perQuantity: 1000,
        meets: null,
      },
    ],
    ...differs,
  })
  const propose = (body: object, by = buyer) =>
    by.call('POST', `/api/organisations/${hospital}/contracts`, body)
  const proposed = async (body: object) => (await propose(body)).json<ContractShown>()
  const read = async (id: string, by = buyer) =>
    (await by.call('GET', `/api/contracts/${id}`)).json<ContractShown>()
  const answer = (
    { id, version, parties }: ContractShown,
    verb: 'accept' | 'decline',
    { by = sewer, reason = '', firm = workshop } = {},
  ) => {
    const own = parties.find(({ firmId }) => firmId === firm)
    return by.call('POST', `/api/contracts/${id}/parties/${own?.id}/${verb}`, { version, reason })
  }
  const fieldsOf = (reply: Awaited<ReturnType<typeof propose>>) => [
    reply.statusCode,
    ...(reply.json<Problem>().errors ?? []).map(({ field }) => field),
  ]
  const ledger = async (causeId: string) => {
    const rows = await bed
      .db()
      .selectFrom('capacityLedger')
      .select(['state', 'minutes'])
      .where('causeId', '=', causeId)
      .execute()
    return {
      states: [...new Set(rows.map(({ state }) => state))],
      minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
    }
  }
  const covered = async (needId: string) => {
    const { sum } = await bed
      .db()
      .selectFrom('coverage')
      .select(eb => eb.fn.coalesce(eb.fn.sum<number>('quantity'), eb.lit(0)).as('sum'))
      .where('needId', '=', needId)
      .executeTakeFirstOrThrow()
    return sum
  }
  const news = async (organisationId: string) => {
    const rows = await bed
      .db()
      .selectFrom('notification')
      .select('data')
      .where('organisationId', '=', organisationId)
      .where('kind', '=', 'contract-news')
      .orderBy('seq')
      .execute()
    return rows.map(({ data }) => data.happened)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    other = await api.person('Odette')
    stranger = await api.person('Clara')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    workshop = await firmWith('Confection de Foix', sewer)
    second = await firmWith('Couture du Lez', other)
    await api.settled()
  })
  afterAll(() => api.close())

  test('are proposed, hold the hours of the firm until it answers, and commit them once it accepts', async () => {
    const about = await need()
    const contract = await proposed(order(about))
    expect(contract).toMatchObject({
      state: 'proposed',
      totalCents: 300_100,
      origin: 'direct',
      side: 'buyer',
    })
    expect(contract.lines.map(({ totalCents }) => totalCents)).toEqual([150_050, 150_050])
    const held = await ledger(contract.id)
    expect(held.states).toEqual(['held'])
    expect(held.minutes).toBeGreaterThan(0)
    expect(await covered(about.id)).toBe(2000)
    expect(await news(workshop)).toEqual(['proposed'])

    expect((await answer(contract, 'accept', { by: stranger })).statusCode).toBe(404)
    expect((await answer(contract, 'accept')).json<ContractShown>()).toMatchObject({
      state: 'in-force',
      concludedOn: today,
      mayAnswer: false,
    })
    expect(await ledger(contract.id)).toEqual({ states: ['committed'], minutes: held.minutes })
    expect(await news(hospital)).toEqual(['in-force'])
    expect((await answer(contract, 'accept')).statusCode).toBe(409)
  })

  test('give back what they held and covered when they are declined, withdrawn, terminated or left unanswered', async () => {
    const about = await need()
    const declined = await proposed(order(about))
    expect(fieldsOf(await answer(declined, 'decline'))).toEqual([422, '/reason'])
    await answer(declined, 'decline', { reason: 'Nos machines sont prises.' })
    expect(await read(declined.id)).toMatchObject({ state: 'declined', reason: 'Nos machines sont prises.' })

    const withdrawn = await proposed(order(about))
    const end = (verb: string, { id, version }: ContractShown, reason = '') =>
      buyer.call('POST', `/api/contracts/${id}/${verb}`, { version, reason })
    expect((await end('withdraw', withdrawn)).statusCode).toBe(200)

    const terminated = await proposed(order(about))
    await answer(terminated, 'accept')
    const current = await read(terminated.id)
    expect((await end('withdraw', current)).statusCode).toBe(409)
    expect(fieldsOf(await end('terminate', current))).toEqual([422, '/reason'])
    expect((await end('terminate', current, 'Plus besoin.')).statusCode).toBe(200)

    const left = await proposed(order(about))
    const { app } = api
    const trading = { actor: null, catalogue: app.catalogue, publicUrl: '', sendJob: app.sendJob }
    await lapse(bed.db(), { ...trading, today: inDays(11) })
    expect((await read(left.id)).state).toBe('withdrawn')

    for (const { id } of [declined, withdrawn, terminated, left])
      expect(await ledger(id)).toEqual({ states: [], minutes: 0 })
    expect(await covered(about.id)).toBe(0)
    expect((await news(workshop)).at(-1)).toBe('lapsed')
  })

  test('never cover more of a need than it asks for, even when two are proposed at once', async () => {
    const about = await need()
    const answers = await Promise.all([propose(order(about)), propose(order(about))])
    const codes = answers.map(({ statusCode }) => statusCode)
    expect(codes.sort((one, other) => one - other)).toEqual([201, 422])
    const refused = answers.find(({ statusCode }) => statusCode === 422)
    expect(refused?.json<Problem>().errors).toEqual([
      { field: '/lines/0/quantity', message: expect.stringContaining(': 0 au plus') },
      { field: '/lines/1/quantity', message: expect.stringContaining(': 0 au plus') },
    ])
    expect(await covered(about.id)).toBe(2000)
    // Nor does the need go below what is covered of it.
    const { own, ...rest } = (await buyer.call('GET', `/api/needs/${about.id}`)).json<NeedShown>()
    const [first, last] = masksFor(2000).schedule
    const less = await buyer.call('PUT', `/api/needs/${about.id}`, {
      ...masksFor(1000),
      schedule: [
        { ...first, quantity: 1 },
        { ...last, quantity: 999 },
      ],
      version: own?.version,
    })
    expect([rest.state, ...fieldsOf(less)]).toEqual([
      'published',
      422,
      '/schedule/0/quantity',
      '/schedule/1/quantity',
    ])
  })

  test('say field by field what cannot be agreed, and store nothing then', async () => {
    const about = await need()
    const [line] = order(about).lines
    const bad = async (differs: object) => fieldsOf(await propose(order(about, differs)))
    expect(await bad({ holders: [{ parties: [party(workshop, { isLead: false })] }] })).toEqual([
      422,
      '/holders/0/parties',
    ])
    expect(await bad({ holders: [{ parties: [party(hospital)] }] })).toEqual([
      422,
      '/holders/0/parties/0/firmId',
    ])
    expect(
      await bad({
        holders: [
          { parties: [party(workshop, { share: 6000 }), party(second, { isLead: false, share: 3000 })] },
        ],
      }),
    ).toEqual([422, '/holders/0/parties'])
    expect(await bad({ lines: [{ ...line, item: 'visor' }] })).toEqual([422, '/lines/0/meets/needId'])
    expect(await bad({ lines: [{ ...line, meets: null }] })).toEqual([422, '/lines/0/meets'])
    expect(await bad({ maximumCents: 10 })).toEqual([422, '/maximumCents'])
    expect(await bad({ origin: 'private' })).toEqual([422, '/needs/0'])
    expect(await bad({ answerBy: today })).toEqual([422, '/answerBy'])
    // 60,000 € is the threshold of a purchase without publicity.
    const dear = order(about).lines.map(one => ({ ...one, priceCents: 3_000_000 }))
    expect(await bad({ lines: dear })).toEqual([422, '/needs/0'])
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const unbought = draft.json<NeedShown>()
    expect(fieldsOf(await propose(order(unbought)))).toEqual([422, '/needs/0'])
    expect((await propose(order(about), stranger)).statusCode).toBe(404)
    expect(await covered(about.id)).toBe(0)
  })

  test('of a group stand once every partner has accepted; whoever only supplies reads no prices', async () => {
    const about = await need()
    const supplier = await api.person('Simon')
    const mill = await firmWith('Filature du Lez', supplier)
    const partner = { isLead: false, share: 4000 }
    const contract = await proposed(
      order(about, {
        holders: [
          {
            parties: [
              party(workshop, { share: 6000 }),
              party(second, partner),
              party(mill, { role: 'supplier', isLead: false }),
            ],
          },
        ],
      }),
    )
    await answer(contract, 'accept')
    const half = await read(contract.id)
    expect([half.state, half.parties.map(({ state }) => state)]).toEqual([
      'proposed',
      ['accepted', 'asked', 'accepted'],
    ])
    expect((await ledger(contract.id)).states).toEqual(['held'])
    await answer(half, 'accept', { by: other, firm: second })
    expect((await read(contract.id, other)).lines[0]?.totalCents).toBe(150_050)
    const seen = await read(contract.id, supplier)
    expect([seen.state, seen.totalCents, seen.lines[0]?.priceCents]).toEqual(['in-force', null, null])
    expect((await stranger.call('GET', `/api/contracts/${contract.id}`)).statusCode).toBe(404)
    // So it is on paper, each in its language.
    const printed = async (by: SignedIn, language: 'fr' | 'en') => {
      const sheet = await by.call('GET', `/api/contracts/${contract.id}/sheet.pdf?language=${language}`)
      return (await textOfPdf(sheet.rawPayload)).replace(/\s+/g, ' ')
    }
    const [dear, without] = [await printed(buyer, 'fr'), await printed(supplier, 'en')]
    expect(dear).toContain('Bon de commande')
    expect(dear).toContain('1 500,50')
    expect(dear).toMatch(/mandataire, 60 % .*cotraitant, 40 %/)
    expect(without).toContain('Purchase order')
    expect(without).toContain('Filature du Lez')
    expect(without).not.toMatch(/1[ ,]?500/)
    const listed = await supplier.call('GET', `/api/organisations/${mill}/contracts`)
    expect(listed.json<ContractLine[]>()).toMatchObject([{ side: 'firm', totalCents: null, waits: false }])
  })

  test('have options that are ordered at the price agreed, once, and in time', async () => {
    const about = await need()
    const whole = order(about)
    const [line] = whole.lines
    const due = about.schedule[0]?.due ?? ''
    const options = [{ line: 0, quantity: 400, exerciseBy: inDays(20), needId: about.id, tranche: due, due }]
    const contract = await proposed(
      order(about, { lines: line === undefined ? [] : [{ ...line, quantity: 600 }], options }),
    )
    await answer(contract, 'accept')
    const exercise = async () => {
      const {
        version,
        options: [option],
      } = await read(contract.id)
      return buyer.call('POST', `/api/contracts/${contract.id}/options/${option?.id}/exercise`, { version })
    }
    const done = (await exercise()).json<ContractShown>()
    expect(done.orderLines.map(({ quantity, totalCents }) => [quantity, totalCents])).toEqual([
      [600, 90_030],
      [400, 60_020],
    ])
    expect((await exercise()).statusCode).toBe(409)
    expect(await covered(about.id)).toBe(1000)
  })

  test('of a framework are called off by its rule, never beyond its maximum, also at the same time', async () => {
    const about = await need()
    const both = [{ parties: [party(workshop)] }, { parties: [party(second)] }]
    const [line] = framework(about).lines
    const contract = await proposed(
      framework(about, {
        holders: both,
        allocation: 'cascade',
        maximumCents: 150_000,
        lines:
          line === undefined
            ? []
            : [
                line,
                {
                  ...line,
                  holder: 1,
                  priceCents: 110_000,
                },
              ],
      }),
    )
    await answer(contract, 'accept')
    await answer(await read(contract.id), 'accept', { by: other, firm: second })
    expect((await read(contract.id)).state).toBe('in-force')
    expect(await covered(about.id)).toBe(0)

    const due = about.schedule[0]?.due ?? ''
    const call = (quantity: number, differs: Partial<CallOffInput> = {}) =>
      buyer.call('POST', `/api/contracts/${contract.id}/call-offs`, {
        answerBy: inDays(5),
        afterId: null,
        lines: [
          {
            item: 'mask-uns1-adult',
            size: null,
            quantity,
            needId: about.id,
            tranche: due,
            due,
          },
        ],
        ...differs,
      })
    const decide = (callOffId: string, verb: string, { by = sewer, reason = '' } = {}) =>
      by.call('POST', `/api/contracts/${contract.id}/call-offs/${callOffId}/${verb}`, { reason })

    const coverage = async () =>
      (await buyer.call('GET', `/api/needs/${about.id}/coverage`)).json<CoverageShown>()
    expect(await coverage()).toMatchObject({ state: 'open', asked: 2000, covered: 0, rows: [] })
    const [one] = (await call(400)).json<ContractShown>().callOffs
    expect(one).toMatchObject({ holder: 1, state: 'placed', totalCents: 40_000, mayAnswer: false })
    const id = one?.id ?? ''
    expect((await decide(id, 'accept', { by: other })).statusCode).toBe(404)
    expect(fieldsOf(await call(100, { afterId: id }))).toEqual([422, '/afterId'])
    await decide(id, 'decline', { reason: 'Trop court.' })
    expect(await ledger(id)).toEqual({ states: [], minutes: 0 })
    const passed = (await call(400, { afterId: id })).json<ContractShown>()
    expect(passed.callOffs[1]).toMatchObject({ holder: 2, totalCents: 44_000, afterId: id })
    await decide(passed.callOffs[1]?.id ?? '', 'accept', { by: other })
    expect((await ledger(passed.callOffs[1]?.id ?? '')).states).toEqual(['committed'])

    // 106,000 cents are left: one of these fits, two do not.
    const at = [call(600), call(600)]
    const codes = (await Promise.all(at)).map(({ statusCode }) => statusCode)
    expect(codes.sort((one, other) => one - other)).toEqual([200, 422])
    expect((await read(contract.id)).calledOffCents).toBe(104_000)
    expect(fieldsOf(await call(3000))).toEqual([422, '/lines/0/quantity'])
    expect(await coverage()).toMatchObject({
      state: 'partly-covered',
      tranches: [{ covered: 1000 }, { covered: 0 }],
      rows: [
        { quantity: 400, route: 'framework', contract: { number: contract.number } },
        { quantity: 600, cause: 'call-off', contract: { id: contract.id } },
      ],
    })
  })

  test('of a procedure run elsewhere come in by file, and stand at once, with a firm that is not on the platform too', async () => {
    const about = await need()
    const path = `/api/needs/${about.id}/elsewhere`
    const kept = {
      version: null,
      platform: 'PLACE',
      address: '',
      reference: '',
      state: 'prepared',
      publishedOn: null,
      deadline: null,
      criteria: [
        { name: 'Prix', weight: 60, environmental: false },
        { name: 'Fin de vie', weight: 40, environmental: true },
      ],
    }
    const keep = (differs: object) => buyer.call('PUT', path, { ...kept, ...differs })
    const [price] = kept.criteria
    expect(fieldsOf(await keep({ criteria: [price] }))).toEqual([422, '/criteria'])
    expect(fieldsOf(await keep({ criteria: [{ ...price, weight: 100 }] }))).toEqual([422, '/criteria'])
    expect(fieldsOf(await keep({ state: 'published' }))).toEqual([422, '/address'])
    expect(fieldsOf(await keep({ state: 'awarded' }))).toEqual([422, '/state'])
    expect((await keep({})).statusCode).toBe(200)
    expect((await keep({})).statusCode).toBe(409)
    const published = { version: 1, state: 'published', address: 'https://www.marches-publics.gouv.fr/42' }
    expect((await keep(published)).json()).toMatchObject({
      stored: { version: 2, state: 'published' },
      pack: { need: { id: about.id, quantity: 2000 }, lots: [{ quantity: 2000 }], criteria: kept.criteria },
    })
    // Nothing that is the buyer's own leaves with it.
    expect((await buyer.call('GET', `${path}/pack`)).body).not.toContain('ceilingCents')

    const text =
      'titulaire;siren;quantité;prix\nMaille du Nord;123456782;1000;1500\nMaille du Nord;;1000;1500'
    const read = await buyer.call('POST', `${path}/read`, { format: 'csv', text })
    const { award } = read.json<{ award: object }>()
    const awarded = await buyer.call('POST', `${path}/award`, award)
    expect(awarded.json<ContractShown>()).toMatchObject({
      state: 'in-force',
      origin: 'elsewhere',
      mayAnswer: false,
      totalCents: 300_000,
      parties: [{ name: 'Maille du Nord', firmId: null, state: 'accepted' }],
    })
    expect((await buyer.call('GET', path)).json()).toMatchObject({ stored: { state: 'awarded' } })
    // Awarded twice, its need is covered already.
    expect(fieldsOf(await buyer.call('POST', `${path}/award`, award))).toEqual([
      422,
      '/lines/0/quantity',
      '/lines/1/quantity',
    ])
  })

  test('leaves nothing that people typed in the log, where nothing is erased', () =>
    expectNothingTyped(bed.db()))
})
