import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { everyAnswer } from '../../../tests/support/every-answer.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import { type LivePage, openLivePage } from '../../../tests/support/live-page.ts'
import { sequenceOf } from '../../../tests/support/sequence.ts'
import {
  admitAll,
  type Buying,
  fieldsOf,
  keepAvailable,
  openHospital,
  openOffers,
  passDeadline,
  publishTender,
} from '../../../tests/support/tendering.ts'
import { loadFirms } from '../../engine/load-firms.ts'
import { hoursFor, shared } from '../contracts/hours.ts'
import type { EvaluationShown } from '../evaluation/schemas.ts'
import { type GroupShown, WHOLE } from '../groups/schemas.ts'
import type { OwnOffer } from '../offers/schemas.ts'
import { lapseHolds } from './jobs.ts'
import type { HoursTaken } from './schemas.ts'

test('a quantity is shared out to the last piece', () => {
  const shares = fc
    .array(fc.nat({ max: WHOLE }), { maxLength: 6 })
    .filter(parts => parts.reduce((sum, part) => sum + part, 0) <= WHOLE)
  fc.assert(
    fc.property(fc.nat({ max: 1e9 }), shares, (quantity, parts) => {
      const rest = WHOLE - parts.reduce((sum, part) => sum + part, 0)
      const made = shared(quantity, [...parts, rest])
      expect(made.reduce((sum, one) => sum + one, 0)).toBe(quantity)
      for (const [at, part] of [...parts, rest].entries())
        expect(Math.abs((made[at] ?? 0) - (quantity * part) / WHOLE)).toBeLessThanOrEqual(1)
    }),
  )
})

interface Firm {
  id: string
  person: SignedIn
}

/** An answer without when it was given, and whether the log was sealed by then. */
const withoutClock = (answer: string) =>
  answer.replace(/(^|"pack":)\{"at":"[^"]*"/, '$1{').replaceAll(/"seal":(null|\d+)/g, '')

/** What an offer stands for: lots, and who makes so much of each. */
interface Stands {
  lots: number[]
  makers: { firm: Firm; share: number }[]
}

describeOnDatabase('hours held by sealed offers', bed => {
  let api: Api
  let buying: Buying
  let lou: SignedIn
  const firms = new Map<string, Firm>()
  const pages: LivePage[] = []

  const firm = (name: string) => {
    const found = firms.get(name)
    if (!found) throw new Error(`${name} has no firm`)
    return found
  }
  const groupPath = (name: string, tender: string) =>
    `/api/organisations/${firm(name).id}/tenders/${tender}/groups`

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const url = (await api.app.listen({ port: 0, host: '127.0.0.1' })).replace('localhost', '127.0.0.1')
    buying = await openHospital(api)
    await keepAvailable(bed.db())
    for (const name of ['Rose', 'Sabine', 'Lou']) {
      const person = await api.person(name)
      const id = await api.organisation({ name: `Maison ${name}`, roles: ['firm'] })
      await api.join(person, id, 'owner')
      await person.call('PUT', `/api/organisations/${id}/profile`, { ...sewingWorkshop, version: 0 })
      firms.set(name, { id, person })
    }
    lou = firm('Lou').person
    const operator = await api.person('Odile')
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(operator, region, 'owner')
    firms.set('Odile', { id: region, person: operator })
    for (const name of ['Lou', 'Odile']) {
      const { id, person } = firm(name)
      const address = `${url}/api/live?organisation=${id}&after=0`
      pages.push(await openLivePage(address, { cookie: person.cookie }))
    }
    await api.settled()
  })
  afterAll(async () => {
    for (const page of pages) page.cut()
    await api.close()
  })

  const seal = async (
    tender: string,
    name: string,
    lots: number[],
    { groupId = null, price = 40_000 }: { groupId?: string | null; price?: number } = {},
  ) => {
    const { id, person } = firm(name)
    const own = (await person.call('GET', `/api/organisations/${id}/offers/${tender}`)).json<OwnOffer[]>()
    const answer = await person.call('POST', `/api/organisations/${id}/offers/${tender}`, {
      groupId,
      version: own.find(one => one.groupId === groupId)?.version ?? null,
      code: 'fil à fil 1789',
      declared: true,
      content: {
        lots: lots.map(number => ({ number, prices: [price, price], answers: ['', ''] })),
        statement: '',
      },
    })
    expect(fieldsOf(answer)).toEqual([200])
    const offer = answer.json<OwnOffer[]>().find(one => one.groupId === groupId && one.organisationId === id)
    if (!offer) throw new Error('an offer was sealed, and is not there')
    return offer.id
  }

  const composition = (lots: number[], share: number) => ({
    form: 'solidaire',
    shows: 'whole',
    members: [
      { firm: firm('Rose'), part: WHOLE - share },
      { firm: firm('Sabine'), part: share },
    ].map(({ firm: { id }, part }) => ({
      organisationId: id,
      role: 'partner',
      parts: lots.map(lot => ({ lot, share: part, work: '' })),
    })),
  })
  const consent = async (groupId: string, version: number) => {
    const { id, person } = firm('Sabine')
    const path = `/api/organisations/${id}/groups/${groupId}/consent`
    const answer = await person.call('POST', path, { version, code: 'fil de trame' })
    expect(fieldsOf(answer)).toEqual([200])
  }

  /** Minutes in the ledger by its state, cause and firm. */
  async function ledger() {
    const { rows } = await sql<{ key: string; minutes: number }>`
      select capacity_ledger.state || ' ' || cause || ' ' || cause_id || ' ' || organisation_id as key,
        sum(minutes)::int minutes
      from capacity_ledger join site on site.id = site_id group by 1`.execute(bed.db())
    return Object.fromEntries(rows.map(({ key, minutes }) => [key, minutes]))
  }
  /** Minutes that two deliveries of a thousand masks in each lot take of a firm that makes a share of them. */
  async function minutesOf(lots: number, makers: Stands['makers'], at: number) {
    const maker = makers[at]?.firm.id ?? ''
    const [loaded] = await loadFirms(bed.db(), [maker])
    if (!loaded) throw new Error('the firm has no profile')
    const mine = shared(
      1000,
      makers.map(({ share }) => share),
    )[at]
    const order = { item: 'mask-uns1-adult', quantity: mine ?? 0, from: inDays(1), to: inDays(60) }
    const each = hoursFor(api.app.catalogue, loaded, order).reduce((sum, { minutes }) => sum + minutes, 0)
    return 2 * lots * each
  }
  async function expectedOf(state: string, causes: [string, Stands][]) {
    const all: Record<string, number> = {}
    for (const [cause, { lots, makers }] of causes)
      for (const [at, { firm: maker }] of makers.entries())
        if (lots.length > 0) all[`${state} ${cause} ${maker.id}`] = await minutesOf(lots.length, makers, at)
    return all
  }

  test('change nothing that anybody else is answered, told or ranked by', async () => {
    const { id: tender, needs } = await publishTender(buying)
    await api.settled()
    await api.app.searchCurrent()
    const ids = {
      tenderId: [tender],
      needId: needs,
      kind: ['tender', 'need', 'firms'],
      subjectId: [tender, ...needs],
      firmId: [firm('Rose').id, firm('Sabine').id],
    }
    const readers = [
      ...['Lou', 'Odile'].map(name => ({ name, ...firm(name) })),
      { name: 'Basile', id: buying.id, person: buying.buyer },
    ]
    /** What each reads, what is stored for them, and what the engine would rank for anybody else. */
    const everything = async () => {
      const told = new Map<string, string>()
      for (const { name, id, person } of readers) {
        const all = await everyAnswer(
          api,
          person.call,
          { ...ids, organisationId: [id] },
          { search: '?q=confection', candidates: '?name=Maison' },
        )
        for (const [asked, answer] of all) told.set(`${name} ${asked}`, withoutClock(answer))
      }
      const { rows } = await sql<{ table: string; text: string }>`
        select 'ranking' as table, coalesce(string_agg(r::text, chr(10) order by r::text), '') as text from ranking r
        union all select 'match', coalesce(string_agg(m::text, chr(10) order by m::text), '') from match m
        union all select 'mail', coalesce(string_agg(l::text, chr(10) order by l::text), '') from mail l
        union all select 'notification', coalesce(string_agg(n::text, chr(10) order by n::text), '')
          from notification n`.execute(bed.db())
      for (const { table, text } of rows) told.set(table, text)
      told.set('sockets', JSON.stringify(pages.map(({ heard }) => heard)))
      return told
    }
    const before = await everything()
    // Far more than the workshop can sew in its weeks, and of its neighbour's a part.
    await bed
      .db()
      .updateTable('tenderLot')
      .set({ lines: sql`replace(lines::text, '1000', '400000')::jsonb` })
      .where('tenderId', '=', tender)
      .execute()
    const alone = await seal(tender, 'Rose', [1])
    await bed
      .db()
      .updateTable('tenderLot')
      .set({ lines: sql`replace(lines::text, '400000', '1000')::jsonb` })
      .where('tenderId', '=', tender)
      .execute()
    await api.settled()
    expect(Object.keys(await ledger())).toEqual([`held offer ${alone} ${firm('Rose').id}`])
    const after = await everything()
    const differ = [...after].filter(([asked, answer]) => before.get(asked) !== answer)
    expect(differ.map(([asked]) => asked)).toEqual([])
    expect(after.size).toBe(before.size)

    // The firm itself sees that it has offered more than it has.
    const { id, person } = firm('Rose')
    const hours = (await person.call('GET', `/api/organisations/${id}/hours`)).json<HoursTaken>()
    expect(hours.tenders.map(({ id: of }) => of)).toEqual([tender])
    const over = hours.weeks.filter(({ declared, committed, held }) => committed + held > declared)
    expect(over.length).toBeGreaterThan(0)
    expect(over.every(({ tenders, declared }) => tenders.includes(tender) && declared > 0)).toBe(true)
    expect((await lou.call('GET', `/api/organisations/${id}/hours`)).statusCode).toBe(404)

    // It binds the firm for ninety days from the deadline: put off, it holds longer; then nothing is held any more.
    const day = 86_400_000
    await lapseHolds(bed.db(), new Date(Date.now() + (15 + 89) * day))
    expect(await ledger()).not.toEqual({})
    await lapseHolds(bed.db(), new Date(Date.now() + (15 + 91) * day))
    expect(await ledger()).toEqual({})
    await api.settled()
    const cancelled = await buying.buyer.call('POST', `/api/tenders/${tender}/cancel`, { reason: 'Fini.' })
    expect(cancelled.statusCode).toBe(200)
  }, 60_000)

  interface About {
    tender: string
    offers: Map<string, Stands>
    group: { id: string; version: number; lots: number[]; share: number } | null
  }
  type Model = Record<string, never>
  const step = (name: string, take: (about: About) => Promise<void>): fc.AsyncCommand<Model, About> => ({
    check: () => true,
    toString: () => name,
    async run(_model, about) {
      await take(about)
      const holds = [...about.offers].map(([id, stands]): [string, Stands] => [`offer ${id}`, stands])
      expect([name, await ledger()]).toEqual([name, await expectedOf('held', holds)])
    },
  })
  const someLots = fc.constantFrom<number[]>([1], [2], [1, 2])
  const makersOf = (share: number) => [
    { firm: firm('Rose'), share: WHOLE - share },
    { firm: firm('Sabine'), share },
  ]
  const withdrawn = async ({ tender, offers }: About, name: string, groupId: string | null) => {
    const { id, person } = firm(name)
    const path = `/api/organisations/${id}/offers/${tender}`
    const own = (await person.call('GET', path)).json<OwnOffer[]>().find(one => one.groupId === groupId)
    if (own?.state !== 'sealed') return
    expect(
      (await person.call('POST', `${path}/withdraw`, { groupId, version: own.version })).statusCode,
    ).toBe(200)
    offers.delete(own.id)
  }
  const steps = [
    fc.tuple(fc.constantFrom('Rose', 'Lou'), someLots).map(([name, lots]) =>
      step(`${name} seals ${lots.join('+')}`, async ({ tender, offers }) => {
        const makers = [{ firm: firm(name), share: WHOLE }]
        offers.set(await seal(tender, name, lots, { price: 40_000 + offers.size }), { lots, makers })
      }),
    ),
    fc
      .constantFrom('Rose', 'Lou')
      .map(name => step(`${name} withdraws`, async about => withdrawn(about, name, null))),
    fc.tuple(someLots, fc.constantFrom(1, 3333, 9999)).map(([lots, share]) =>
      step(`the group is ${lots.join('+')} at ${share}`, async about => {
        const { tender, offers, group } = about
        const { id, person } = firm('Rose')
        const answer = group
          ? await person.call('PUT', `/api/organisations/${id}/groups/${group.id}`, {
              version: group.version,
              ...composition(lots, share),
            })
          : await person.call('POST', groupPath('Rose', tender), composition(lots, share))
        const { id: groupId, version } = answer.json<GroupShown>()
        await consent(groupId, version)
        about.group = { id: groupId, version, lots, share }
        // What was sealed for others no longer counts.
        for (const [offer, { makers }] of offers) if (makers.length > 1) offers.delete(offer)
      }),
    ),
    fc.constant(
      step('the group seals', async ({ tender, offers, group }) => {
        if (!group) return
        const made = await seal(tender, 'Rose', group.lots, { groupId: group.id, price: 39_000 })
        offers.set(made, { lots: group.lots, makers: makersOf(group.share) })
      }),
    ),
    fc.constant(
      step('the group withdraws', async about => {
        if (about.group) await withdrawn(about, 'Rose', about.group.id)
      }),
    ),
  ]

  /** Opens, judges and awards: to each lot the cheapest. Returns what each offer won. */
  async function award({ tender, offers }: About): Promise<[string, Stands][]> {
    const { buyer } = buying
    await passDeadline(bed.db(), tender)
    expect((await openOffers(buying, tender)).statusCode).toBe(200)
    const read = async () =>
      (await buyer.call('GET', `/api/tenders/${tender}/evaluation`)).json<EvaluationShown>()
    for (const { number, offers: opened } of (await read()).lots)
      for (const { offerId } of opened) {
        const path = `/api/tenders/${tender}/evaluation/offers/${offerId}/lots/${number}`
        await buyer.call('PUT', `${path}/judgement`, { verdict: 'regular', reason: '' })
        const marks = [{ criterion: 1, mark: 50, justification: 'Lavages tenus.' }]
        await buyer.call('PUT', `${path}/marks`, { marks })
      }
    const { version, lots } = await admitAll(buying, tender)
    const chosen = lots.flatMap(({ number, offers: ranked }) => {
      const first = ranked.find(({ rank }) => rank === 1)
      return first ? [{ number, offerId: first.offerId, reason: 'Le moins cher.' }] : []
    })
    const answer = await buyer.call('POST', `/api/tenders/${tender}/award`, { version, lots: chosen })
    expect(fieldsOf(answer)).toEqual([200])
    return [...offers].map(([id, stands]): [string, Stands] => [
      id,
      { ...stands, lots: chosen.filter(({ offerId }) => offerId === id).map(({ number }) => number) },
    ])
  }

  async function cancel({ tender }: About): Promise<[string, Stands][]> {
    await buying.buyer.call('POST', `/api/tenders/${tender}/cancel`, { reason: 'Le besoin a disparu.' })
    return []
  }
  /** Awards, looks at what is held until the signature, and concludes. Returns what each contract orders. */
  async function conclude(about: About): Promise<[string, Stands][]> {
    const { tender } = about
    const won = await award(about)
    const kept = won.map(([id, stands]): [string, Stands] => [`offer ${id}`, stands])
    expect(await ledger()).toEqual(await expectedOf('held', kept))
    await sql`update award set signable_from = current_date - 2`.execute(bed.db())
    const { version } = (
      await buying.buyer.call('GET', `/api/tenders/${tender}/evaluation`)
    ).json<EvaluationShown>()
    const body = { version, starts: inDays(0), paymentDays: 30, items: [] }
    const concluded = await buying.buyer.call('POST', `/api/tenders/${tender}/conclude`, body)
    expect(fieldsOf(concluded)).toEqual([200])
    const awarded = await bed.db().selectFrom('lotAward').selectAll().where('tenderId', '=', tender).execute()
    return awarded.flatMap(({ lot, offerId, contractId }): [string, Stands][] => {
      const stands = won.find(([id]) => id === offerId)?.[1]
      return stands ? [[`contract ${contractId}`, { ...stands, lots: [lot] }]] : []
    })
  }

  test('are what the offers that stand would take, whatever was done, and pass to the contracts once', async () => {
    const sequences = sequenceOf(10, steps)
    let orders = 0
    const property = fc.asyncProperty(fc.boolean(), sequences, async (cancelled, commands) => {
      const { id: tender } = await publishTender(buying, 2)
      const about: About = { tender, offers: new Map(), group: null }
      await fc.asyncModelRun(() => ({ model: {}, real: about }), commands)
      const ordered = await (cancelled || about.offers.size === 0 ? cancel(about) : conclude(about))
      orders += ordered.length
      expect(await ledger()).toEqual(await expectedOf('committed', ordered))
      await bed.db().deleteFrom('capacityLedger').execute()
    })
    await fc.assert(property, { numRuns: 3, seed: 20261130, endOnFailure: true })
    expect(orders).toBeGreaterThan(0)
  }, 120_000)
})
